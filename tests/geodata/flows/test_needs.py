"""Places of first year beside projects: what is not said, or secret, is no zero."""

from dataclasses import replace

import pandas as pd
from atlases.portrait import portrait_atlas, projects
from atlases.small import FULL, offer

from geodata.flows.export import needs_table
from geodata.flows.needs import needs
from geodata.territory import territory
from layouts.flows.words import needs_note

DOMAIN = "hotellerie-alimentation"


def atlas_of(*rows):
    """The small atlas in one basin, with courses of one domain and a survey."""
    offers = [FULL, offer("bare", site="alpha", domain=DOMAIN)]
    atlas = portrait_atlas(tension=rows, offers=offers)
    communes = atlas.communes.assign(bmo_basin="B1")
    return replace(atlas, communes=communes, _kept={})


def basin(metier, number):
    return projects(metier, number, level="bmo_basin", code="B1")


def row_of(shown, domain=DOMAIN):
    return next(row for row in shown.rows if row.domain == domain)


def test_places_that_are_not_said_and_secret_projects_are_in_no_sum():
    atlas = atlas_of(basin("S1X40", 50), basin("S2X60", None), basin("A0X10", None))
    shown = needs(atlas, territory(atlas, "spel", "S1"))
    row = row_of(shown)
    assert (row.courses, row.telling, row.places) == (2, 1, 24)
    assert (row.projects, row.secret) == (50, 1)
    other = row_of(shown, "agriculture-nature")
    assert (other.projects, other.secret, other.courses) == (None, 1, 0)
    assert (shown.year, shown.share) == (2024, 1.0)


def test_a_basin_that_reaches_far_beyond_gives_no_project():
    atlas = atlas_of(basin("S1X40", 50))
    shown = needs(atlas, territory(atlas, "commune", "80001"))
    assert 0 < shown.own < 0.8
    assert row_of(shown).projects is None
    assert "ne connaît que : bassin BMO" in needs_note(shown)


def test_a_domain_that_leads_to_no_metier_has_no_projects():
    atlas = atlas_of(basin("S1X40", 50))
    row = row_of(needs(atlas, territory(atlas, "spel", "S1")), "general-insertion")
    assert (row.projects, row.secret) == (None, 0)


def test_without_a_survey_there_is_no_year():
    atlas = atlas_of()
    shown = needs(atlas, territory(atlas, "spel", "S1"))
    assert shown.year is None
    table = needs_table(shown)
    assert table["Projets de recrutement, au moins"].isna().all()
    assert pd.api.types.is_integer_dtype(table["Projets de recrutement, au moins"])
