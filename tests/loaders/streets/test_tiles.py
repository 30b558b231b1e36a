"""The tiles of a town: what is drawn from afar and from near, and files that give none."""

import json
import os

import pandas as pd
import pyogrio
import pytest
from samples import helsinki
from samples.street_maps import small_town

from loaders.__main__ import main
from loaders.store.streets import read_streets
from loaders.streets.extract import KINDS, StreetsError, drawn, kinds_of
from loaders.streets.tiles import tiles_of


def quietly(_):
    """Say nothing."""


def shapes(content, tmp_path):
    """Return the shapes of the last zoom of a file of tiles."""
    path = tmp_path / "read.pmtiles"
    path.write_bytes(content)
    return pyogrio.read_dataframe(path)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return tiles_of(small_town(tmp_path_factory.mktemp("town")), quietly)


def test_from_near_all_is_drawn_with_its_name(made, tmp_path):
    found = shapes(made.files["near"], tmp_path)
    names = {(row.kind, row.name or "") for row in found.itertuples(index=False)}
    assert names == {
        ("main", "Avenue de la Gare"), ("minor", "Rue du Lycée"), ("path", ""), ("rail", ""),
        ("river", "Canal de la Somme"), ("water", "Étang"), ("shore", ""),
        ("quarter", "Saint-Leu"), ("station", "Gare du Nord"),
    }  # fmt: skip


def test_from_afar_streets_are_left_out(made, tmp_path):
    found = shapes(made.files["far"], tmp_path)
    assert set(found["kind"]) == {"main", "rail", "river", "water", "shore", "station"}


def test_what_is_drawn_is_in_its_box(made):
    west, south, east, north = made.bounds
    assert (west, east) == (pytest.approx(2.29), pytest.approx(2.31))
    assert (south, north) == (pytest.approx(49.895), pytest.approx(49.905))
    assert made.shapes == 9


@pytest.mark.parametrize("content", [b"", b"not a map", os.urandom(2_000)])
def test_a_corrupt_extract_is_one_french_sentence(content, tmp_path, capsys):
    path = tmp_path / "extrait.osm.pbf"
    path.write_bytes(content)
    store = tmp_path / "store"
    assert main(["streets", "--osm", str(path), "--store", str(store)]) == 1
    told = capsys.readouterr().err.strip()
    assert told.startswith("Erreur : extrait.osm.pbf : aucune rue")
    assert "\n" not in told
    assert "Traceback" not in told
    assert read_streets(str(store)) is None


def test_an_absent_file_and_one_without_a_street_are_said(tmp_path):
    with pytest.raises(StreetsError, match="introuvable"):
        list(drawn(tmp_path / "rien.osm.pbf"))
    path = tmp_path / "vide.osm"
    path.write_text('<?xml version="1.0"?><osm version="0.6"></osm>', encoding="utf-8")
    with pytest.raises(StreetsError, match="aucune rue"):
        tiles_of(path, quietly)


def test_every_road_has_a_kind_that_is_drawn():
    ways = ["trunk", "motorway_link", "living_street", "track", "proposed", None]
    rows = pd.DataFrame({"highway": ways, "railway": None, "waterway": None, "other_tags": None})
    assert list(kinds_of(rows)) == ["motorway", "motorway", "minor", "path", "", ""]
    assert set(kinds_of(rows)) - {""} <= KINDS


def test_the_command_puts_streets_in_service_and_takes_them_away(tmp_path, capsys):
    store = str(tmp_path / "store")
    town = small_town(tmp_path)
    assert main(["streets", "--osm", str(town), "--store", store, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["extract"], told["shapes"]) == ("ville.osm", 9)
    assert read_streets(store).sizes.keys() == {"far", "near"}
    assert main(["streets", "--remove", "--store", store]) == 0
    assert read_streets(store) is None
    assert main(["streets", "--remove", "--store", store]) == 0


@pytest.mark.skipif(helsinki.extract() is None, reason=helsinki.MISSING)
def test_a_real_extract_cut_short_is_said(tmp_path):
    path = tmp_path / "coupe.osm.pbf"
    path.write_bytes(helsinki.extract().read_bytes()[:300_000])
    with pytest.raises(StreetsError, match="abîmé"):
        tiles_of(path, quietly)


@pytest.mark.skipif(helsinki.extract() is None, reason=helsinki.MISSING)
def test_real_streets_are_drawn_and_their_broken_outlines_left_out(tmp_path):
    made = tiles_of(helsinki.extract(), quietly)
    found = shapes(made.files["near"], tmp_path)
    assert {"main", "minor", "rail", "water", "green", "station", "quarter"} <= set(found["kind"])
    assert {"Mannerheimintie", "Aleksanterinkatu", "Kaisaniemi"} <= set(found["name"])
    assert len(shapes(made.files["far"], tmp_path)) < len(found)
