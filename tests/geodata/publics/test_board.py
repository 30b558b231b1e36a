"""The publics of a territory: both terms of a share, secret cells, and who has what lacks."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.flows.needs import needs
from geodata.month.table import LABOUR_SERIES
from geodata.portrait.weights import weights_of
from geodata.publics.board import COMPUTED, _far, publics
from geodata.publics.export import publics_table
from geodata.publics.table import PUBLICS, TRAINED
from geodata.territory import territory


def cell(people, public="rsa", level="spel", code="S1", **more):
    return {
        "public": public, "scheme": "PRF", "domain": "sante", "qualification": 3, "level": level,
        "code": code, "year": "2024", "people": people, "total": None, "leavers": None,
        "status": "" if people is not None else "secret", "perimeter": "stagiaires",
        "source": "essai", **more,
    }  # fmt: skip


def seekers(code, value, category=""):
    return {
        "measure": "demandeurs", "kind": "ABC", "axis": "age" if category else "",
        "category": category, "level": "commune", "code": code, "period": "2024-T4",
        "value": value, "unit": "personnes", "status": "", "adjusted": "brut", "perimeter": "p",
        "source": "essai",
    }  # fmt: skip


def atlas_of(*cells, labour=(), offers=None):
    """The small atlas, the first communes in FRR, with cells and series."""
    offers = offers or [FULL, offer("bare", site="alpha", publics="jeunes")]
    atlas = small_atlas(offers, profile={"code": "99", "rev3": []})
    communes = atlas.communes.copy()
    communes["frr"] = pd.array([True, False, False, False], dtype="boolean")
    tables = {
        "trained": TRAINED.validate(pd.DataFrame(list(cells), columns=list(TRAINED.columns))),
        "labour_series": LABOUR_SERIES.validate(
            pd.DataFrame(list(labour), columns=list(LABOUR_SERIES.columns))
        ),
    }
    return replace(atlas, communes=communes, **tables, _kept={})


def of(atlas, level="spel", code="S1"):
    return publics(atlas, territory(atlas, level, code))


def figure(shown, public, key):
    group = next(group for group in shown.groups if group.public == public)
    return next(one for one in (*group.figures, *group.missing) if one.key == key)


def test_every_public_is_there_with_both_terms_of_its_share():
    shown = of(atlas_of())
    assert [group.public for group in shown.groups] == list(PUBLICS)
    young = figure(shown, "jeunes", "nombre")
    assert (young.value, [n for _, n in young.parts]) == (25, [1000, 4000])
    assert figure(shown, "frr", "nombre").value == 25
    quarters = figure(shown, "qpv", "nombre")
    assert (quarters.parts[0][1], quarters.status) == (1234, "partiel")


def test_what_no_source_gives_names_who_has_it():
    shown = of(atlas_of())
    assert "MDPH" in figure(shown, "handicap", "nombre").missing
    assert "CNAF" in figure(shown, "rsa", "acces").missing
    for public in PUBLICS:
        assert figure(shown, public, "formes").missing


def test_the_time_is_computed_from_where_the_public_lives():
    labour = [
        seekers("80001", 60.0),
        seekers("02004", 20.0),
        seekers("80001", 15.0, "Moins de 25 ans"),
    ]
    atlas = atlas_of(labour=labour)
    minutes = atlas.travel["voiture"].copy()
    minutes[:, 3] = 40
    placed = np.ones(len(atlas.offers), bool)
    atlas = replace(atlas, travel={**atlas.travel, "voiture": minutes}, _kept={})
    weights = weights_of(atlas, "demandeurs_emploi")
    far = _far(atlas, territory(atlas, "spel", "S1"), weights, "Loin", placed)
    assert (far.value, [n for _, n in far.parts]) == (25, [20, 80])
    assert far.source.startswith(COMPUTED)
    shown = of(atlas)
    under = figure(shown, "jeunes", "jeunes-demandeurs")
    assert (under.value, [n for _, n in under.parts]) == (pytest.approx(18.75), [15, 80])


def test_secret_cells_are_in_no_sum_and_shares_keep_their_pairs():
    shown = of(
        atlas_of(
            cell(40.0, total=100.0, leavers=4.0), cell(None, scheme="autre"),
            cell(10.0, scheme="apprentissage"),
        )
    )  # fmt: skip
    count = figure(shown, "rsa", "formes")
    assert (count.value, count.status) == (50, "partiel")
    assert [n for _, n in figure(shown, "rsa", "part-formes").parts] == [40, 100]
    assert [n for _, n in figure(shown, "rsa", "ruptures").parts] == [4, 40]
    known = shown.trained["rsa"]
    assert known.sums["scheme", "autre"].people is None
    assert known.sums["domain", "Santé"].people == 50


def test_cells_of_communes_and_of_spel_are_added_up_where_there_are_no_others():
    cells = [cell(3.0, level="commune", code="80001"), cell(4.0, level="commune", code="02003")]
    assert of(atlas_of(*cells)).trained["rsa"].sums["", ""].people == 7
    region = of(atlas_of(cell(9.0)), "region", "99").trained["rsa"]
    assert (region.sums["", ""].people, region.summed) == (9, "spel")
    assert of(atlas_of(cell(9.0, level="departement", code="80"))).trained == {}


def test_a_public_that_no_course_names_is_not_a_zero():
    shown = of(atlas_of())
    row = next(row for row in shown.offer if row.axis == "Voie" and row.category == "Voie scolaire")
    assert (row.courses, row.open_to["jeunes"], row.open_to["rsa"]) == (1, 1, None)
    row = next(row for row in shown.offer if row.category == "Apprentissage")
    assert row.open_to["jeunes"] == 0


def test_people_who_begin_stand_beside_places_and_are_no_public():
    atlas = atlas_of(cell(30.0, "premiere_annee", domain="hotellerie-alimentation"))
    assert of(atlas).trained == {}
    shown = needs(atlas, territory(atlas, "spel", "S1"))
    row = next(row for row in shown.rows if row.domain == "hotellerie-alimentation")
    assert (row.beginners, shown.began.year) == (30, "2024")
    other = next(row for row in shown.rows if row.domain == "sante")
    assert other.beginners is None


def test_the_table_has_what_lacks_too():
    table = publics_table(of(atlas_of(cell(40.0, total=100.0))))
    lost = table[table["Qui l'a, si rien n'est chargé"] != ""]
    assert set(lost["État"]) == {"indisponible"}
    by_scheme = table[table["Ventilation"] == "Dispositif"]
    assert by_scheme[["Catégorie", "Numérateur", "Dénominateur"]].to_numpy().tolist() == [
        ["PRF", 40.0, 100.0]
    ]
