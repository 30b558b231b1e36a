from datetime import date

import pytest
from atlases.small import FULL, small_atlas

from geodata.provenance.age import (
    dated,
    dates_of_offer,
    in_words,
    old_courses,
    old_ones,
    old_words,
    old_years,
    year_of,
)

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("vintage", "words"),
    [
        ("2021 (année du nom du fichier)", "2021"),
        ("2025-10", "octobre 2025"),
        ("mise à jour du 2024-06-28", "mise à jour du 28 juin 2024"),
        ("du 2025-09-01 au 2025-13-40", "du 1er septembre 2025 au 2025-13-40"),
        ("2026-03-12", "mars 2026"),
        ("session 2025", "session 2025"),
        ("2025-13", "2025-13"),
        ("", ""),
    ],
)
def test_a_vintage_is_written_as_it_is_read(vintage, words):
    assert in_words(vintage) == words


@pytest.mark.parametrize(
    ("vintage", "words"),
    [
        ("rentrée 2020", "de la rentrée 2020"),
        ("session 2025", "de la session 2025"),
        ("2021 (année du nom du fichier)", "de 2021"),
        ("2025-10", "d'octobre 2025"),
        ("2025-03", "de mars 2025"),
        ("cumul 2023-2024", "de 2024"),
        ("rentrée 2020 + session 2022", "de la session 2022"),
        ("date non précisée", ""),
    ],
)
def test_data_are_of_their_newest_year(vintage, words):
    assert dated(vintage) == words


def test_data_are_old_when_a_newer_edition_is_due():
    assert old_words("rentrée 2020", [""], TODAY) == "de la rentrée 2020"
    assert old_words("session 2026", [""], TODAY) == ""
    assert old_words("2025-10", ["chaque année"], TODAY) == ""
    assert old_words("2025-10", ["dix fois par an"], TODAY) == "d'octobre 2025"
    assert old_words("2025-10", ["dix fois par an", "chaque année"], TODAY) == ""
    assert old_words("sans date", ["chaque année"], TODAY) == ""


def test_a_course_is_as_old_as_the_newest_source_that_knows_it():
    offers = [{**FULL, "offer": name, "vintage": vintage} for name, vintage in
              [("a", "2021"), ("b", "2021 + session 2026"), ("c", "")]]  # fmt: skip
    ages = old_courses(small_atlas(offers), TODAY)
    assert ages.tolist() == ["de 2021", "", ""]
    of_courses, old = old_ones(small_atlas(offers), TODAY)
    assert of_courses.tolist() == ages.tolist()
    assert old.tolist() == [age != "" for age in ages]
    assert old_courses(small_atlas(offers, demonstration=True), TODAY).tolist() == ["", "", ""]


def test_the_offer_is_dated_by_its_years_and_not_by_the_build():
    offers = [{**FULL, "offer": name, "vintage": year} for name, year in
              [("a", "2021"), ("b", "session 2025")]]  # fmt: skip
    assert dates_of_offer(small_atlas(offers)) == "éditions de 2021 à 2025"
    assert dates_of_offer(small_atlas([{**FULL, "vintage": ""}])) == "05/10/2026"
    assert old_years(["de 2021", "de la rentrée 2020"]) == "de 2020 à 2021"


@pytest.mark.parametrize(
    ("vintage", "year"),
    [("rentrée 2020", 2020), ("2025-10 + session 2026", 2026), ("", -1), ("inconnu", -1)],
)
def test_the_year_of_data_is_that_of_the_newest(vintage, year):
    assert year_of(vintage) == year
