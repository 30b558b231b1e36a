"""Outcomes and tension of a course: the newest that is published, and what each is about."""

from dataclasses import replace

import pandas as pd
import pytest
from atlases.needs import needs_atlas
from atlases.needs import row as bmo_row
from atlases.small import FULL, offer, small_atlas
from samples.graduate_rows import graduates, row

from geodata.selection.outcomes import outcomes_of
from geodata.selection.tension import recruiting_of, tension_of
from geodata.tables.observation import CROSSWALKS, OUTCOMES, TENSION

UAI = "0800001A"
RATES = {
    "last_year": None, "employment_rate_12_months": None, "employment_rate_18_months": None,
    "employment_rate_24_months": None, "expected_rate": None, "added_value": None, "status": "",
    "source": "essai", "vintage": "2025", "mef": "", "voie": "apprentissage",
}  # fmt: skip


def rates(level, code, cohort, employed, continuing, leavers=None, cfd="", **more):
    return {
        **RATES, "level": level, "code": code, "cfd": cfd, "cohort": cohort, "leavers": leavers,
        "employment_rate_6_months": employed, "continuing_rate": continuing, **more,
    }  # fmt: skip


def with_outcomes(rows, offers=(FULL,)):
    atlas = small_atlas(list(offers))
    links = [{"from_kind": "cfd", "from_code": code, "to_kind": "rncp", "to_code": "RNCP37553",
              "label": "", "source": "essai"} for code in ("111", "222")]  # fmt: skip
    return replace(
        atlas,
        sites=atlas.sites.assign(uai=[UAI if site == "alpha" else "" for site in atlas.sites.site]),
        outcomes=OUTCOMES.validate(pd.DataFrame(rows)),
        crosswalks=CROSSWALKS.validate(pd.DataFrame(links)),
    )


def test_the_diploma_then_the_establishment_of_their_newest_cohort():
    atlas = with_outcomes([
        rates("region", "99", "2021_2022", 10, 20, 5, cfd="111"),
        rates("region", "99", "2022_2023", 44, 38, 25, cfd="111"),
        rates("region", "99", "2022_2023", 1, 2, 3, cfd="222"),
        rates("region", "99", "2022_2023", 5, 6, 900, cfd="111", voie="scolaire"),
        rates("establishment", UAI, "2021_2022", None, 30),
        rates("establishment", UAI, "2022_2023", None, None),
    ])  # fmt: skip
    diploma, school = outcomes_of(atlas, "full")
    assert (diploma.about, diploma.cohort, diploma.employed, diploma.continuing) == (
        "diplome", "2022-2023", 44, 38,
    )  # fmt: skip
    assert (diploma.leavers, diploma.source) == (25, "Fichier d'essai")
    # A cohort of which nothing is published is not the newest that is known.
    assert (school.cohort, school.employed, school.continuing) == ("2021-2022", None, 30)


def test_another_voie_or_diploma_has_none():
    rows = [rates("region", "99", "2022_2023", 44, 38, 25, cfd="111")]
    atlas = with_outcomes(rows, [FULL, offer("bare"), offer("adult", voie="continue")])
    assert outcomes_of(atlas, "bare") == ()
    assert outcomes_of(atlas, "adult") == ()
    assert outcomes_of(small_atlas(), "full") == ()


def test_the_tension_is_that_of_the_basin_else_of_the_region_else_unknown():
    atlas = needs_atlas()
    romes = set(atlas.tension.loc[atlas.tension["nomenclature"] == "rome", "metier"])
    commune = str(atlas.communes["code"].iat[0])
    found = tension_of(
        atlas, (*((code, "") for code in sorted(romes)), ("Z9999", "Inconnu")), commune
    )
    assert any(one.degree for one in found)
    assert all(1 <= one.degree <= 5 and one.place and one.year for one in found if one.degree)
    assert (found[-1].degree, found[-1].place) == (None, "")
    assert tension_of(small_atlas(), (("G1602", "Cuisinier"),), "80001")[0].degree is None


def test_a_diploma_of_an_establishment_comes_first_with_its_mark():
    licence = {**FULL, "title": "Licence Droit", "voie": "continue"}
    atlas = replace(
        with_outcomes(
            [rates("establishment", UAI, "2022_2023", 40, 30)], [licence, FULL | {"offer": "b"}]
        ),
        graduates=graduates(row("DROIT", "licence", status="ns", leavers=4, uai=UAI)),
    )
    (one,) = outcomes_of(atlas, "full")
    assert (one.about, one.label, one.status) == ("diplome-etablissement", "DROIT", "ns")
    assert (one.rates, one.leavers, one.source) == ((), 4, "Fichier d'essai")
    assert [two.about for two in outcomes_of(atlas, "b")] == ["etablissement"]


def test_whom_employers_mean_to_recruit_is_told_by_basin_and_secret_numbers_stay_so():
    atlas = needs_atlas()
    romes, first, last = (("J1501", ""), ("G1602", "")), *atlas.communes["code"].iloc[[0, -1]]
    (here,) = recruiting_of(atlas, romes, str(first))
    assert (here.metier, here.projects, here.place) == ("Aides-soignants", 100, "UN")
    (there,) = recruiting_of(atlas, romes, str(last))
    assert (there.projects, there.place) == (None, "DEUX")
    assert recruiting_of(atlas, (("Z9999", ""),), str(first)) == []
    assert recruiting_of(small_atlas(), romes, "80001") == []


@pytest.mark.parametrize(("care", "first"), [(100, "Soins"), (10, "Cuisine"), (None, "Cuisine")])
def test_the_metiers_that_recruit_the_most_come_first_and_the_secret_ones_last(care, first):
    rows = [
        bmo_row(
            "bmo", code, "bmo_basin", "B1", label=label, projects=n, status="" if n else "secret"
        )
        for code, label, n in (("S1X20", "Cuisine", 30), ("V0X60", "Soins", care))
    ]
    atlas = needs_atlas(tension=TENSION.validate(pd.DataFrame(rows)))
    held = (("J1501", ""), ("G1602", ""), ("G1603", ""))
    found = recruiting_of(atlas, held, str(atlas.communes["code"].iat[0]))
    assert next(one.metier for one in found) == first
    assert len(found) == 2
