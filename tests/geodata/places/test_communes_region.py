"""The lookup of places on all the real communes of the embedded base."""

import pytest

from geodata.places.communes import AmbiguousPlace, Places, UnknownPlace
from loaders.embedding.base import read_base


@pytest.fixture(scope="module")
def base():
    return read_base()


@pytest.fixture(scope="module")
def places(base):
    zones = base.zones[base.zones["level"] == "departement"]
    return Places(base.communes, dict(zip(zones["code"], zones["name"], strict=True)))


def test_every_label_names_its_commune_and_no_other(base, places):
    by_code = [places.by_code(code) for code in base.communes["code"]]
    assert len({place.label for place in by_code}) == len(places) == 3_782
    assert all(places.resolve(place.label) is place for place in by_code)


def test_every_commune_is_suggested_by_its_label_and_in_sight_of_its_name(base, places):
    for code in base.communes["code"][::7]:
        place = places.by_code(code)
        assert places.suggest(place.label) == [place]
        assert place in places.suggest(place.name.upper())


def test_every_town_hall_is_in_its_commune(base, places):
    wrong = []
    for code, lon, lat in base.communes[["code", "lon", "lat"]].itertuples(index=False):
        place = places.at(lon, lat)
        if place is None or place.code != code:
            wrong.append(code)
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("hirs", "Hirson (02500)"),
        ("lil", "Lille (59000)"),
        ("st quentin", "Saint-Quentin (02100)"),
        ("noeux", "Nœux-les-Mines (62290)"),
        ("chateau thiery", "Château-Thierry (02400)"),
        ("valencienes", "Valenciennes (59300)"),
        ("bruay", "Bruay-la-Buissière (62700)"),
        ("touquet", "Le Touquet-Paris-Plage (62520)"),
        ("80000", "Amiens (80000)"),
        ("02381", "Hirson (02500)"),
        ("y", "Y (80190)"),
    ],
)
def test_suggests_what_a_counsellor_expects(places, text, label):
    assert places.suggest(text)[0].label == label


def test_homonyms(places):
    with pytest.raises(AmbiguousPlace) as caught:
        places.resolve("Saint-Aubin")
    assert {place.departement for place in caught.value.candidates} == {"02", "59", "62"}
    assert places.resolve("Saint-Aubin (02300, Aisne)").code == "02671"


@pytest.mark.parametrize("text", ["Metz", "Tours", "Paris", "Reims", "Rouen", "Bruxelles", "Gand"])
def test_a_town_of_elsewhere_is_not_taken_for_a_village(places, text):
    with pytest.raises(UnknownPlace):
        places.resolve(text)


@pytest.mark.parametrize(("lon", "lat"), [(2.35, 48.86), (4.35, 50.85), (1.1, 51.1), (0.1, 49.5)])
def test_positions_outside_the_region(places, lon, lat):
    assert places.at(lon, lat) is None
