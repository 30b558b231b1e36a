"""The two lists of zones, and a list of one's own."""

import base64
from datetime import date

import numpy as np
import pytest
from atlases.small import FULL, small_atlas, texts

from callbacks.coverage.blank_zones import own_list, shown_zones
from geodata.coverage.blank_zones.declared import UnreadableList
from geodata.tables.dropped import UnreadableTable

TODAY = date(2026, 1, 1)
REQUEST = {"threshold": "5"}


def zone_of(drawing, name):
    return np.frombuffer(base64.b64decode(drawing[name]), dtype="<u2").tolist()


def file(text, name="ma-liste.csv"):
    return {"name": name, "content": base64.b64encode(text.encode()).decode()}


def test_the_map_has_the_zone_of_each_commune():
    computed, declared, drawing = shown_zones(small_atlas([FULL]), REQUEST, None, TODAY)
    assert "1 zone" in texts(computed).replace("\u00a0", " ")
    assert "Aucune zone déclarée" in texts(declared)
    assert zone_of(drawing, "computed") == [0xFFFF, 0, 0, 0]
    assert zone_of(drawing, "declared") == [0xFFFF] * 4


def test_a_list_of_one_s_own_is_read_and_drawn():
    atlas = small_atlas([FULL], profile={"commune_successors": {"02999": "02003"}})
    own = own_list(file("zone;code insee\nThiérache;02004\n;2999\n;12345\n"))
    assert own["name"] == "ma-liste.csv"
    _, declared, drawing = shown_zones(atlas, REQUEST, own, TODAY)
    assert zone_of(drawing, "declared") == [0xFFFF, 0xFFFF, 0, 0]
    assert "Ligne 3 (sans l'en-tête) : 12345" in texts(declared)


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (file("lieu;x\nA;1\n"), UnreadableList),
        (file(""), UnreadableTable),
        ({"name": "x", "content": "pas du base64 !"}, UnreadableTable),
        ({"name": "x", "content": "é"}, UnreadableTable),
        ({}, UnreadableTable),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_in_french(given, error):
    with pytest.raises(error, match=r"[.]$"):
        own_list(given)
