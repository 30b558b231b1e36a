"""Entries of the catalogue become courses, those of elsewhere or withdrawn say why they do not."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.locating.gazetteer import OUTSIDE
from loaders.sources.apprenticeship.catalogue import WITHDRAWN, read_catalogue, recognises
from loaders.sources.apprenticeship.offers import CLOSED, DUPLICATE, OTHER_SHEET, SUCCESSOR
from tests.loaders.training_region import (
    checked,
    reasons,
    save_json,
    save_table,
    small_context,
    town,
)

TODAY = dt.date(2024, 6, 1)


def entry(communes: gpd.GeoDataFrame, **values: Any) -> dict[str, Any]:
    alpha = town(communes, "Alpha")
    return {
        "cle_ministere_educatif": "075787P01",
        "cfd": "32023107",
        "intitule_long": "TRAVAUX PUBLICS (BTS)",
        "niveau": "5 (BTS, DEUST...)",
        "rncp_code": "RNCP37199",
        "rncp_intitule": "Travaux publics",
        "rome_codes": ["F1106", "F1201"],
        "published": True,
        "date_debut": ["2023-08-31T22:00:00.000Z", "2024-08-31T22:00:00.000Z"],
        "date_fin": ["2025-06-30T00:00:00.000Z", "2026-06-30T00:00:00.000Z"],
        "capacite": "12",
        "lieu_formation_geo_coordonnees": f"{alpha.lat:.6f},{alpha.lon:.6f}",
        "code_commune_insee": alpha.code,
        "code_postal": "80100",
        "localite": "Alpha",
        "etablissement_formateur_siret": "19470015900016",
        "etablissement_formateur_uai": "0800015L",
        "etablissement_formateur_enseigne": "LYCEE PROFESSIONNEL D ALPHA",
        "etablissement_formateur_code_commune_insee": alpha.code,
        "onisep_url": "http://www.onisep.fr/formation/7017",
        "last_update_at": "2024-01-24T06:23:55.844Z",
        **values,
    }


def test_an_entry_is_a_course(tmp_path: Path, region, communes) -> None:
    path = save_json(tmp_path / "x", {"formations": [entry(communes)], "pagination": {}})
    assert recognises(path)
    parsed = read_catalogue(path, region, TODAY)
    offers, sites = checked(parsed)
    offer, site = offers.iloc[0], sites.iloc[0]
    assert offer["title"] == "BTS Travaux publics"
    assert offer["certification"] == "Brevet de technicien supérieur Travaux publics"
    assert (offer["level"], offer["nsf"], offer["rncp"]) == (5, "231", "RNCP37199")
    assert offer["romes"] == "F1106 F1201"
    assert (offer["voie"], offer["publics"], offer["modality"]) == (
        "apprentissage", "apprentis", "presentiel",
    )  # fmt: skip
    assert offer["capacity"] == 12
    # An hour of the evening in universal time is the next day in Paris.
    assert (offer["start"].date(), offer["end"].date()) == (
        dt.date(2024, 9, 1), dt.date(2026, 6, 30),
    )  # fmt: skip
    assert offer["url"].startswith("http://www.onisep.fr/")
    assert offer["provider"] == "Lycée Professionnel d'Alpha"
    assert (site["uai"], site["commune"], site["precision"]) == ("0800015L", "80001", "address")
    assert parsed.vintage == "2024-01"
    extra = parsed.tables["offers"].iloc[0]
    assert (extra["uai"], extra["cfd"]) == ("0800015L", "32023107")


def test_the_flow_that_feeds_the_catalogue(tmp_path: Path, region, communes) -> None:
    gamma = town(communes, "Gamma")
    site = "etablissement_lieu_formation"
    row = {
        "id_formation": "24_171223",
        "id_certifinfo": "56927",
        "etablissement_formateur_siret": "81757627500017",
        "etablissement_formateur_uai": "0040578G",
        "etablissement_formateur_code_insee": "04094",
        f"{site}_adresse": "50 rue",
        f"{site}_code_postal": "02100",
        f"{site}_code_insee": gamma.code,
        f"{site}_geo_coordonnees": f"{gamma.lon},{gamma.lat}",  # the wrong way round
        "cfd": "50022138",
        "rncp_code": None,
        "periode": ["2021-09", "2024-09"],
        "intitule_formation": "CUISINE (CAP)",
    }
    path = save_json(tmp_path / "x", [row])
    assert recognises(path)
    parsed = read_catalogue(path, region, TODAY)
    offers, sites = checked(parsed)
    assert offers["title"].tolist() == ["CAP Cuisine"]
    assert offers["level"].tolist() == [3]
    assert offers["start"].dt.date.tolist() == [dt.date(2024, 9, 1)]
    assert sites["commune"].tolist() == ["02003"]
    assert sites["lat"].tolist() == [pytest.approx(gamma.lat)]
    # The trainer is elsewhere: its codes are not those of the place.
    assert sites["uai"].tolist() == [""]
    assert parsed.vintage == "date non précisée"


def test_what_is_refused_says_why(tmp_path: Path, region, communes) -> None:
    far = {
        "code_commune_insee": "33063", "localite": "Bordeaux", "code_postal": "33300",
        "lieu_formation_geo_coordonnees": "44.841225,-0.5800364",
    }  # fmt: skip
    nameless = {"intitule_long": None, "rncp_intitule": None, "rncp_code": None, "cfd": "50099999"}
    rows = [
        entry(communes, **far),
        entry(communes, **far, published=False),
        entry(communes, published=False),
        entry(communes, **nameless),
        entry(communes, cfd_outdated=True),
        entry(communes),
        entry(communes, capacite="20", rome_codes=None),
        {},
    ]
    parsed = read_catalogue(save_json(tmp_path / "x", rows), region, TODAY)
    offers, _ = checked(parsed)
    found = reasons(parsed)
    assert (found[1], found[2], found[3]) == (OUTSIDE, OUTSIDE, WITHDRAWN)
    assert (found[4], found[5], found[7]) == ("intitulé absent", CLOSED, DUPLICATE)
    assert 8 in found
    assert offers["capacity"].tolist() == [20]
    assert offers["romes"].tolist() == ["F1106 F1201"]


def test_the_sheet_of_another_course_is_left_out(tmp_path: Path, region, communes) -> None:
    row = entry(
        communes,
        cfd="56E33001",
        intitule_long="AGENT D'ACCOMPAGNEMENT AUPRES D'ADULTES DEPENDANTS (GRETA)",
        niveau="3 (CAP...)",
        rncp_code="RNCP34656",
        rncp_intitule="Technicien supérieur des systèmes informatiques audiovisuels",
        rome_codes=["M1802"],
    )
    parsed = read_catalogue(save_json(tmp_path / "x", [row]), region, TODAY)
    offers, _ = checked(parsed)
    offer = offers.iloc[0]
    assert offer["title"].startswith("Agent d'accompagnement")
    assert offer["title"].endswith("(GRETA)")
    assert (offer["level"], offer["rncp"], offer["romes"], offer["nsf"]) == (3, "", "", "330")
    assert parsed.corrections["reason"].tolist() == [OTHER_SHEET]


def test_a_closed_diploma_is_followed(tmp_path: Path, communes) -> None:
    columns = ["cfd", "kind", "level", "nsf", "title", "closed", "after", "before", "common"]
    closed = pd.Timestamp("2023-08-31")
    diplomas = pd.DataFrame(
        [
            ("32023107", "320", 5, "231", "OUVRAGES (BTS)", closed, "32023199", "", False),
            ("32023199", "320", 5, "231", "TRAVAUX PUBLICS (BTS)", pd.NaT, "", "32023107", False),
            ("50022138", "500", 3, "221", "PLATS (CAP)", closed, "", "", False),
        ],
        columns=columns,
    ).assign(members="", opened=pd.NaT, nature="", comment="", remark="")
    context = small_context(communes, nomenclatures={"diplomas": diplomas})
    rows = [
        entry(communes, intitule_long="OUVRAGES (BTS)", rncp_intitule=None, cfd_outdated=True),
        entry(communes, cfd="50022138", intitule_long="PLATS (CAP)", rncp_intitule=None),
    ]
    parsed = read_catalogue(save_json(tmp_path / "x", rows), context, TODAY)
    offers, _ = checked(parsed)
    assert offers["title"].tolist() == ["BTS Travaux publics"]
    assert parsed.tables["offers"]["cfd"].tolist() == ["32023199"]
    assert parsed.corrections["reason"].tolist() == [SUCCESSOR]
    assert reasons(parsed) == {2: CLOSED}


def test_places_without_position(tmp_path: Path, communes) -> None:
    alpha = town(communes, "Alpha")
    known = pd.DataFrame(
        [
            {
                "site": "s", "uai": "", "siret": "19470015900016", "name": "Lycée", "source": "x",
                "commune": alpha.code, "x": alpha.x + 900, "y": alpha.y, "lon": 1.0, "lat": 2.0,
                "precision": "address",
            }
        ]
    )  # fmt: skip
    nowhere = {"lieu_formation_geo_coordonnees": None}
    rows = [
        entry(communes, **nowhere),
        entry(communes, **nowhere, etablissement_formateur_siret="77811392800031"),
        entry(communes, **nowhere, entierement_a_distance=True),
    ]
    context = small_context(communes, nomenclatures={"known_places": known})
    parsed = read_catalogue(save_json(tmp_path / "x", rows), context, TODAY)
    offers, sites = checked(parsed)
    by_site = sites.set_index("siret")
    assert by_site.loc["19470015900016", "x"] == alpha.x + 900
    assert by_site.loc["77811392800031", "precision"] == "commune"
    assert offers["modality"].tolist() == ["presentiel", "presentiel", "distance"]
    assert offers["site"].tolist()[2] == ""


def test_ids_do_not_depend_on_the_order_nor_the_form(tmp_path: Path, region, communes) -> None:
    beta = town(communes, "Bêta")
    other = {
        "lieu_formation_geo_coordonnees": f"{beta.lat},{beta.lon}", "code_commune_insee": beta.code,
        "localite": "Bêta",
    }  # fmt: skip
    rows = [entry(communes), entry(communes, **other)]
    one = read_catalogue(save_json(tmp_path / "a", rows), region, TODAY)
    two = read_catalogue(save_json(tmp_path / "b", {"data": rows[::-1]}), region, TODAY)
    flat = [
        {k: json.dumps(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows
    ]
    table = save_table(tmp_path / "c", flat, ";")
    assert recognises(table)
    three = read_catalogue(table, region, TODAY)
    offers = [checked(parsed)[0].set_index("offer").sort_index() for parsed in (one, two, three)]
    for other_offers in offers[1:]:
        pd.testing.assert_frame_equal(offers[0], other_offers)
    assert len(offers[0]) == 2


@pytest.mark.parametrize(
    "write", [str.upper, str.title, lambda name: name.replace("_", " ").capitalize()]
)
def test_a_table_is_the_same_however_its_header_is_written(
    tmp_path: Path, region, communes, write
) -> None:
    row = entry(communes, date_debut="2024-08-31", date_fin="2026-06-30", rome_codes="F1106")
    plain = save_table(tmp_path / "plain.csv", [row])
    other = save_table(tmp_path / "other.csv", [{write(name): row[name] for name in row}])
    assert recognises(other)
    one, two = (checked(read_catalogue(path, region, TODAY)) for path in (plain, other))
    pd.testing.assert_frame_equal(one[0], two[0])
    pd.testing.assert_frame_equal(one[1], two[1])


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(data=st.data())
def test_any_value_is_kept_or_refused(tmp_path: Path, region, communes, data) -> None:
    names = list(entry(communes))
    junk = st.one_of(
        st.none(), st.text(max_size=8), st.integers(), st.floats(), st.booleans(),
        st.lists(st.text(max_size=5), max_size=3), st.just({"a": [1]}), st.just("2024-13-45"),
    )  # fmt: skip
    rows = [
        entry(communes, **data.draw(st.dictionaries(st.sampled_from(names), junk, max_size=6)))
        for _ in range(2)
    ]
    checked(read_catalogue(save_json(tmp_path / "x", rows), region, TODAY))


def test_other_replies_are_not_taken_for_it(tmp_path: Path) -> None:
    for rows in (
        [{"siret": "1", "uai": "2", "enseigne": "x"}],
        [{"place": {}, "company": {}, "cfd": "1"}],
        [],
    ):
        assert not recognises(save_json(tmp_path / "x", rows))
