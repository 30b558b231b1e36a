"""One course known from several sources becomes one row, and says what each source gave."""

import json

import pandas as pd

from loaders.merging.courses import merge
from tests.loaders.conftest import offer


def course(number: int, **values: object) -> dict[str, object]:
    return {**offer(number), "uai": "", "siret": "", "cfd": "", "common": "", **values}


def site(name: str, uai: str = "", x: float = 0.0, **values: object) -> dict[str, object]:
    place = {"site": name, "uai": uai, "siret": "", "name": name, "commune": "80001"}
    return {**place, "x": x, "y": 0.0, "lon": 2.0, "lat": 50.0, "precision": "address", **values}


def merged(rows: list[dict[str, object]], places: list[dict[str, object]]):
    offers = pd.DataFrame(rows)
    for name in ("capacity", "enrolled", "level"):
        offers[name] = offers[name].astype("Int64")
    return merge(offers, pd.DataFrame(places).assign(source="x"))


SCHOOL = [site("a", "0800001A"), site("b", "0800001A", x=40.0)]


def bts(number: int, source: str, place: str = "a", **values: object) -> dict[str, object]:
    row = course(number, title="BTS Tourisme", voie="superieur", source=source, site=place)
    return {**row, **values}


def test_the_same_title_at_the_same_school_is_one_course() -> None:
    found = merged(
        [
            bts(1, "places", cfd="32033401", capacity=24, vintage="2022"),
            bts(2, "psup", "b", title="BTS  tourisme", url="https://x.fr", capacity=30),
        ],
        SCHOOL,
    )
    assert found.offers["offer"].tolist() == ["offer-1"]
    row = found.offers.iloc[0]
    assert (row["source"], row["vintage"]) == ("places+psup", "2022 + 2025")
    assert (row["capacity"], row["url"]) == (24, "https://x.fr")
    parts = found.provenance.set_index("source")
    assert parts.loc["psup", "original"] == "offer-2"
    assert parts.loc["psup", "columns"] == "url"
    assert "capacity" in parts.loc["places", "columns"].split()
    assert json.loads(parts.loc["psup", "facts"]) == {"capacity": "30"}
    assert found.counts == {
        "rows": 2, "courses": 1, "merged": 1, "together": {"places+psup": 1},
    }  # fmt: skip


def test_a_course_of_a_departement_joins_that_of_the_same_organism_there() -> None:
    siret = "80000000100017"
    here = {**site("a"), "siret": siret}
    known = course(1, source="lheo", site="a", siret=siret, rncp="RNCP1", voie="continue")
    asked = {**known, "source": "mcf", "site": "", "cost": "525 €"}
    rows = [
        {**known, "departement": "", "cost": ""},
        {**asked, "offer": "mcf-80", "departement": "80"},
        {**asked, "offer": "mcf-02", "departement": "02"},
    ]
    found = merged(rows, [here])
    table = found.offers.set_index("offer")
    assert table.index.tolist() == ["offer-1", "mcf-02"]
    assert table.loc["offer-1", ["site", "cost", "departement"]].tolist() == ["a", "525 €", ""]
    assert table.loc["mcf-02", ["site", "departement"]].tolist() == ["", "02"]
    # Whichever comes first, a course that has a site is no longer in a département alone.
    found = merged(rows[1::-1], [here]).offers
    assert found[["site", "departement"]].to_numpy().tolist() == [["a", ""]]


def test_another_school_voie_diploma_or_source_is_another_course() -> None:
    places = [*SCHOOL, site("c", "0800002B"), site("far", x=301.0)]
    first = bts(1, "places", cfd="32033401")
    for other in (
        bts(2, "psup", "c"),  # another UAI, though at the very same place
        bts(2, "psup", "far"),  # no UAI, more than 300 m away
        bts(2, "psup", voie="apprentissage"),
        bts(2, "psup", title="BTS Communication"),
        bts(2, "psup", title="Licence Tourisme"),
        bts(2, "psup", cfd="32033402"),
        bts(2, "psup", modality="distance"),
        bts(2, "places"),
    ):
        assert len(merged([first, other], places).offers) == 2, other


def test_without_a_school_code_the_position_or_the_siret_tells() -> None:
    near = [site("a", "0800001A"), site("n", x=299.0)]
    assert len(merged([bts(1, "places"), bts(2, "lheo", "n")], near).offers) == 1
    town = [site("a", "0800001A"), site("n", precision="commune")]
    assert len(merged([bts(1, "places"), bts(2, "lheo", "n")], town).offers) == 2
    firm = [site("a", siret="1" * 14), site("n", x=9e4, siret="1" * 14)]
    assert len(merged([bts(1, "places"), bts(2, "lheo", "n")], firm).offers) == 1


def test_a_title_that_says_less_is_the_only_course_it_can_be() -> None:
    long = bts(1, "places", title="BTS Banque, conseiller de clientèle", cfd="3")
    found = merged([long, bts(2, "psup", title="BTS Banque")], SCHOOL).offers
    assert found["title"].tolist() == ["BTS Banque, conseiller de clientèle"]
    other = bts(3, "places", title="BTS Banque à distance du monde", cfd="4")
    found = merged([long, other, bts(2, "psup", title="BTS Banque")], SCHOOL).offers
    assert len(found) == 3, "it could be either of them"


def test_a_common_title_is_each_of_its_options_and_its_places_are_counted_once() -> None:
    rows = [
        bts(1, "places", title="BTS Opticien option A lunettes", cfd="1"),
        bts(2, "places", title="BTS Opticien option B lentilles", cfd="2"),
        bts(3, "psup", title="BTS Opticien", capacity=25),
    ]
    found = merged(rows, SCHOOL)
    assert sorted(found.offers["offer"]) == ["offer-1", "offer-2"]
    assert found.offers["capacity"].tolist() == [13, 12]
    assert set(found.offers["source"]) == {"places+psup"}


def test_options_replace_the_title_that_says_less() -> None:
    rows = [
        bts(1, "places", title="BTS Opticien", cfd="1", capacity=25, rncp="RNCP1"),
        bts(2, "psup", title="BTS Opticien option A lunettes"),
        bts(3, "psup", title="BTS Opticien option B lentilles"),
    ]
    found = merged(rows, SCHOOL).offers
    assert sorted(found["offer"]) == ["offer-2", "offer-3"]
    assert found["capacity"].tolist() == [13, 12]
    assert set(found["rncp"]) == {"RNCP1"}


def test_the_same_id_is_the_same_course() -> None:
    rows = [bts(1, "eleves", enrolled=12), bts(1, "places", capacity=24)]
    found = merged(rows, SCHOOL).offers
    assert found[["offer", "enrolled", "capacity"]].values.tolist() == [["offer-1", 12, 24]]


def test_two_campuses_of_one_source_stay_two() -> None:
    places = [site("a", "0800001A"), site("b", "0800001A", x=9_000.0)]
    rows = [bts(1, "places", cfd="1"), bts(2, "psup", "a"), bts(3, "psup", "b")]
    found = merged(rows, places).offers
    assert sorted(found["offer"]) == ["offer-1", "offer-3"], "the nearest is the one"


def test_a_source_s_own_place_replaces_a_borrowed_one() -> None:
    places = [
        site("uai-x", "0800001A", borrowed=True),
        site("own", "0800001A", x=500.0),
    ]
    rows = [
        bts(1, "places", "uai-x", cfd="1"),
        bts(2, "places", "uai-x", title="CAP Cuisine", voie="scolaire"),
        bts(3, "psup", "own"),
    ]
    found = merged(rows, places)
    assert found.offers["site"].tolist() == ["own", "uai-x"]
    near = [places[0], site("own", "0800001A", x=100.0)]
    assert merged(rows, near).offers["site"].tolist() == ["own", "own"]
    assert merged(rows, near).sites["site"].tolist() == ["own"]


def test_the_order_of_the_sources_does_not_change_the_courses() -> None:
    rows = [
        bts(1, "places", cfd="1"),
        bts(2, "psup", "b", capacity=12),
        bts(3, "other", title="BTS Tourisme", url="https://x.fr"),
    ]
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        found = merged([rows[rank] for rank in order], SCHOOL).offers
        assert found["offer"].tolist() == ["offer-1"], "the one whose diploma is known"
        assert (found["capacity"][0], found["url"][0]) == (12, "https://x.fr")
