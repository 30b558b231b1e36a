"""An address as a person types it: the streets that it may be, and where they are."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from atlases.small import small_atlas
from hypothesis import example, given
from hypothesis import strategies as st

from callbacks.find.place import place_of_text
from geodata.places.street_names import leading_number, street_key, street_words
from geodata.places.streets import Addresses, StreetBook

ATLAS = small_atlas()
PLACES = ATLAS.places
TOWNS = sorted(ATLAS.communes["code"])[:2]
LABELS = [PLACES.by_code(code).label for code in TOWNS]
NAMES = ["Rue du Musée", "Rue de la République", "Avenue du Général de Gaulle", "Grand Place"]
STREETS = [(code, name) for code in TOWNS for name in NAMES] + [("99999", "Rue du Musée")]
ADDRESSES = Addresses(
    "a",
    pd.DataFrame(
        [(*one, 2.0 + i / 10, 50.0) for i, one in enumerate(STREETS)],
        columns=["commune", "name", "lon", "lat"],
    ),
    np.arange(0, 2 * len(STREETS) + 1, 2),
    np.array([1, 12] * len(STREETS), np.uint16),
    np.array([[2 + i / 10 + 0.01, 2 + i / 10 + 0.02] for i in range(len(STREETS))]).ravel(),
    np.full(2 * len(STREETS), 50.1),
)
BOOK = StreetBook(ADDRESSES, PLACES)


def labels(text):
    return [one.label for one in BOOK.suggest(text)]


def test_a_number_and_a_commune_give_the_door():
    found = BOOK.suggest(f"12 rue du Musée, {LABELS[1]}")
    assert [one.label for one in found] == [f"12 Rue du Musée, {LABELS[1]}"]
    assert (found[0].commune.code, found[0].lon, found[0].lat) == (TOWNS[1], 2.42, 50.1)


def test_a_number_that_the_street_has_not_gives_its_middle():
    (found,) = BOOK.suggest(f"14 rue du Musée, {LABELS[0]}")
    assert (found.label, found.lon) == (f"Rue du Musée, {LABELS[0]}", 2.0)


@pytest.mark.parametrize(
    "text", ["rue du musée", "r. musee", "RUE DU MUSEE", "rue mus", "12 musée"]
)
def test_a_street_is_found_as_it_is_typed_in_every_commune_of_the_region(text):
    assert [label.removeprefix("12 ") for label in labels(text)] == sorted(
        (f"Rue du Musée, {label}" for label in LABELS), key=labels("rue du musée").index
    )


@pytest.mark.parametrize("text", ["", "12", "rue", "rue de la", "musée", LABELS[0], ", rue", "1 2"])
def test_what_is_no_address_gives_none(text):
    assert labels(text) == []


def test_after_a_comma_only_the_commune_is_meant():
    assert labels("avenue de Gaulle, general") == []


@given(st.sampled_from(STREETS[:-1]), st.sampled_from([None, 1, 12]))
def test_every_label_gives_its_address_alone_and_first(street, number):
    code, name = street
    label = f"{name}, {PLACES.by_code(code).label}"
    label = label if number is None else f"{number} {label}"
    assert labels(label)[0] == label


@given(st.text(max_size=120))
@example("12,")
@example("59220 rue")
def test_whatever_is_typed_is_read(text):
    assert len(BOOK.suggest(text)) <= 8
    number = leading_number(text)
    assert number is None or 0 <= number <= 9_999
    assert street_words(street_words(text)) is not None
    assert street_words(text).endswith(street_key(text))


def test_the_field_holds_the_address_and_the_page_the_commune():
    atlas = replace(ATLAS, addresses=ADDRESSES)
    label = f"12 Rue du Musée, {LABELS[1]}"
    _, value, error, place = place_of_text(atlas, label, {}, finished=False, streets=True)
    assert (value, error) == (label, None)
    assert place == {"code": TOWNS[1], "label": label, "here": True, "lon": 2.42, "lat": 50.1}
    # Several streets: which one is asked.
    *_, error, place = place_of_text(atlas, "12 rue du musée", {}, finished=True, streets=True)
    assert error is not None
    assert place == {}
    # One only: Enter is enough.
    typed = f"12 rue du musee, {LABELS[1]}"
    assert place_of_text(atlas, typed, {}, finished=True, streets=True)[1] == label
    # A field that may not start from a street has none; nor has a region without addresses.
    assert place_of_text(atlas, label, {}, finished=False)[0] == []
    assert place_of_text(ATLAS, label, {}, finished=False, streets=True)[0] == []
