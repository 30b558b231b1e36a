"""What a planner was told wrong once, against the producers' files read without our code."""

import csv
import re
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from atlases.small import of_type, texts

from callbacks.coverage.answer import map_of
from geodata.asking.coverage import parse_coverage
from geodata.asking.siting import LEAST_PEOPLE, parse_best
from geodata.contract.following import follows
from geodata.coverage.answer import cover
from geodata.coverage.map import UNKNOWN_PLACES, classed
from geodata.places.zoning import zoning
from geodata.siting.best_places import best_answer, best_problem
from geodata.siting.search import best_sites
from geodata.travel.model import matrix

DAY = date(2026, 11, 28)
TRANSPORT = {"level": "3", "domain": "transport-logistique"}


@pytest.fixture(scope="module")
def atlas(real_atlas):
    return real_atlas


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def people(shared_data: Path) -> dict[str, int]:
    """People by commune, as the file of the communes has them."""
    rows = lines(shared_data / "territoires" / "communes_population_epci_hdf_npm.csv")
    return {row["code"]: int(row["population"]) for row in rows}


@pytest.fixture(scope="module")
def covered(atlas):
    return cover(atlas, parse_coverage({"measure": "accessibility", **TRANSPORT}), DAY)


def test_communes_with_a_quarter_are_those_of_the_list_of_2024(atlas, shared_data):
    listed = {row["insee_com"] for row in lines(shared_data / "zonages/qpv2024_communes_hdf.csv")}
    zones = zoning(atlas.communes, "qpv")
    inside = set(atlas.communes["code"][zones.communes("1")])
    assert len(listed) == 161
    assert inside == listed
    # The older quarters have people, and are never the communes of the zoning in force.
    older = set(atlas.communes["code"][atlas.communes["qpv_population"] > 0])
    assert len(older) == 156
    assert older != listed


def test_who_reaches_a_course_of_unknown_places_is_not_out_of_reach(atlas, covered, people):
    """1,065,857 people once; each course is looked at one by one, with the people of the file."""
    column = {site: rank for rank, site in enumerate(atlas.sites["site"])}
    commune = dict(zip(atlas.sites["site"], atlas.sites["commune"], strict=True))
    courses = atlas.offers[
        (atlas.offers["level"] == 3) & (atlas.offers["domain"] == TRANSPORT["domain"])
    ]
    silent, told = set(), set()
    for site, places, modality in courses[["site", "capacity", "modality"]].itertuples(index=False):
        if site and modality != "distance":
            own = not pd.isna(places) and commune[site] in people
            (told if own else silent).add(column[site])
    minutes = atlas.travel["voiture"]
    unknown = sum(
        people[code]
        for rank, code in enumerate(atlas.communes["code"])
        if min(minutes[site][rank] for site in silent) <= 30
        and all(minutes[site][rank] > 30 for site in told)
    )
    drawn = classed(covered)
    (line,) = [line for line in drawn.lines if line.kind == UNKNOWN_PLACES]
    assert line.people == unknown > 900_000
    beyond = drawn.lines[len(drawn.upper) + 1]
    assert beyond.people == sum(people.values()) - sum(
        other.people for other in drawn.lines if other is not beyond
    )


@pytest.mark.parametrize("measure", ["accessibility", "courses", "minutes"])
@pytest.mark.parametrize("asked", [{}, TRANSPORT, {"voie": "apprentissage"}, {"q": "boulanger"}])
def test_no_class_of_the_map_is_empty_of_meaning(atlas, measure, asked):
    """« 0,0 à 0,0 » once: the two ends of a class read differently."""
    found = cover(atlas, parse_coverage({"measure": measure, **asked}), DAY)
    (drawn,) = map_of(found)[2]
    classes = [texts(row) for row in of_type(drawn, "Tr")]
    assert len(classes) > 2
    for one in classes:
        ends = re.search(r"([\d,]+) à ([\d,]+)", one)
        assert not ends or ends[1] != ends[2], one


def test_the_town_beside_the_village_is_proposed(atlas, people, shared_data):
    """Pontpoint was proposed without Pont-Sainte-Maxence: every centre is tried one by one."""
    grid = lines(shared_data / "zonages" / "grille_centralite_communes_hdf.csv")
    centres = {
        row["insee_com"] for row in grid if row["niveau_centralite"] != "Communes non centre"
    }
    found = cover(atlas, parse_coverage(TRANSPORT), DAY)
    codes = atlas.communes["code"].tolist()
    count = np.array([people[code] for code in codes])
    xy = atlas.commune_xy
    rows = [rank for rank, code in enumerate(codes) if code in centres]
    minutes = matrix(atlas.model, xy, xy[rows], "voiture")
    far = found.minutes > 30
    gains = {
        codes[row]: int(count[far & (near <= 30)].sum())
        for row, near in zip(rows, minutes, strict=True)
    }
    village, town = "60508", "60509"
    assert people[village] < LEAST_PEOPLE <= people[town]
    assert max(gains, key=gains.__getitem__) == village
    share = gains[town] / gains[village]
    assert share > 0.9

    asked = {"p": "1", "demande": "total"}
    free = best_places(found, {**asked, "habitants_min": "0"})
    assert free.table["code"].tolist() == [village]
    told = free.others.set_index("code")
    assert told.loc[town, "share"] == pytest.approx(share)
    assert told.loc[town, "lost"] == gains[village] - gains[town]
    usual = best_places(found, asked)
    assert usual.table["code"].tolist() == [town]
    assert usual.table["people"].tolist() == [gains[town]]


def best_places(found, asked):
    question = parse_best(asked)
    stated = best_problem(found, question)
    return best_answer(stated, best_sites(stated.problem, question.p))


def test_the_contracts_signed_stand_beside_their_target(atlas, shared_data):
    folder = shared_data.parent / "spec"
    if not folder.is_dir():
        pytest.skip("les extraits du contrat (../shared/spec) ne sont pas là")
    text = "\n".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))
    (signed, year) = re.search(
        r"Nb de contrats d'apprentissage \|[^|]*\| ([\d ]+) en (\d{4})", text
    ).groups()
    target = re.search(r"soit ([\d ]+) contrats contre", text)[1]
    told = next(one for one in follows(atlas) if one.target and "apprentissage" in one.figure.label)
    assert (
        (told.figure.value, told.target.value)
        == (
            int(signed.replace(" ", "")),
            int(target.replace(" ", "")),
        )
        == (61_948, 60_000)
    )
    assert told.figure.period == year == "2022"
    assert told.target.period == "2028"
