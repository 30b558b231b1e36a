"""A question is told what is missing of all the cells that it may be about."""

from dataclasses import replace

import pytest
from atlases.small import small_atlas

from geodata.asking.query import parse_query
from geodata.completeness.covers import POSSIBLE
from geodata.completeness.matrix import ABSENT, COMPLETE, PARTIAL, UNKNOWN
from geodata.completeness.verdict import Gap, judged, verdict


def cell(voie, level, grade, courses=1, departement="", **more):
    return {
        "voie": voie, "level": level, "departement": departement, "courses": courses,
        "grade": grade, "thin": False, "lacks": [], **more,
    }  # fmt: skip


def source(name, voies, levels, lacks=(), whole=False, courses=0):
    covers = {"voies": voies, "levels": levels, "lacks": list(lacks), "whole": whole}
    return {"source": name, "name": name, "page": "", "courses": courses, "covers": [covers]}


def report(*cells, sources=(), simulated=False):
    return {"simulated": simulated, "cells": list(cells), "published": [], "sources": list(sources)}


KNOWN = report(
    cell("scolaire", 3, COMPLETE, 10),
    cell("scolaire", 4, PARTIAL, 20, lacks=["techno"]),
    cell("apprentissage", 3, ABSENT, 0),
    cell("apprentissage", 4, PARTIAL, 2, thin=True),
    cell("superieur", 3, UNKNOWN, 1),
    cell("apprentissage", 4, ABSENT, 0, "02"),
    cell("apprentissage", 4, PARTIAL, 2, "80", thin=True),
    sources=[
        source("extrait", ["apprentissage"], [3, 4], ["techno"], courses=2),
        source("catalogue", ["apprentissage"], [3, 4]),
        source("chargé", ["scolaire"], [3, 4], whole=True, courses=30),
    ],
)


def test_a_store_without_a_matrix_knows_nothing_and_guards_nothing():
    assert verdict({}).state == UNKNOWN
    assert not verdict({}).silent(0)


def test_no_voie_asked_means_every_voie_that_has_the_level():
    found = verdict(KNOWN, levels=(3,))
    assert found.state == PARTIAL
    assert found.courses == 10
    assert found.gaps == (Gap("apprentissage", (3,), False, ABSENT),)
    assert not found.silent(7)
    assert found.silent(0)


def test_an_absent_offer_says_nothing_and_what_would_bring_it():
    found = verdict(KNOWN, ("apprentissage",), (3,))
    assert found.state == ABSENT
    assert [(one.name, one.extract) for one in found.bringing] == [
        ("catalogue", False), ("extrait", True),
    ]  # fmt: skip
    assert found.silent(0)


def test_a_complete_offer_speaks_even_of_none():
    found = verdict(KNOWN, ("scolaire",), (3,))
    assert (found.state, found.gaps, found.bringing) == (COMPLETE, (), ())
    assert not found.silent(0)


def test_too_few_courses_say_nothing_either():
    found = verdict(KNOWN, ("apprentissage",))
    assert (found.state, found.thin) == (PARTIAL, True)
    assert found.silent(2)
    assert [(gap.levels, gap.every) for gap in found.gaps] == [((3,), False), ((4,), False)]
    assert not verdict(KNOWN, levels=(3, 4)).thin


def test_a_département_has_its_own_cells():
    assert verdict(KNOWN, ("apprentissage",), (4,), ("02",)).state == ABSENT
    assert verdict(KNOWN, ("apprentissage",), (4,), ("80",)).state == PARTIAL
    assert verdict(KNOWN, ("apprentissage",), (4,), ("02", "80")).state == PARTIAL


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ({"q": "boulanger", "level": "3"}, PARTIAL),
        ({"public": "apprentis", "level": "3"}, ABSENT),
        ({"public": "rsa", "level": "3"}, PARTIAL),
        ({"voie": "apprentissage", "level": "4", "commune": "02003"}, ABSENT),
        ({"voie": "apprentissage", "level": "4", "departement": "80"}, PARTIAL),
        ({"voie": "scolaire", "level": "8"}, COMPLETE),
        ({"voie": "superieur", "level": "3"}, UNKNOWN),
    ],
)
def test_the_filters_of_a_question_choose_the_cells(asked, state):
    atlas = replace(small_atlas(), quality={"completeness": KNOWN})
    assert judged(atlas, parse_query(asked)).state == state


def test_every_voie_leads_somewhere():
    assert all(levels for levels in POSSIBLE.values())
