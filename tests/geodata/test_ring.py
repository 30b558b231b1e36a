"""Courses of neighbouring regions: found and reached, and in no total of the region."""

from dataclasses import asdict, replace
from datetime import date

import pytest
from atlases.ringed import OURS, ringed_atlas, theirs
from atlases.small import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.api.offers import health
from geodata.asking.coverage import parse_coverage
from geodata.asking.query import parse_query
from geodata.coverage.answer import cover
from geodata.coverage.same_certification import singles
from geodata.finding.answer import find
from geodata.finding.browser_table import browser_table
from geodata.finding.course import describe
from geodata.portrait.sums import commune_measures
from geodata.provenance.account import account
from geodata.vocabulary import VOIES
from layouts.find.answer import headline

TODAY = date(2026, 11, 22)
REACHED = ["far", *(f"far_{voie}" for voie in VOIES)]
ALONE = ringed_atlas([])

NEIGHBOURS = st.lists(
    st.builds(
        dict,
        voie=st.sampled_from(sorted(VOIES)),
        capacity=st.one_of(st.none(), st.integers(0, 500)),
        romes=st.sampled_from(["", "G1602"]),
        vintage=st.sampled_from(["", "2019"]),
        source=st.sampled_from(["essai", "autre"]),
        conventionnee=st.sampled_from([None, True, False]),
        publics=st.sampled_from(["", "jeunes", "salaries"]),
    ),
    min_size=1,
    max_size=6,
)


def covered(atlas, **args):
    """Answer a question of coverage."""
    return cover(atlas, parse_coverage({k: str(v) for k, v in args.items()}), TODAY)


def totals(atlas):
    """Return every total of the region that a screen or the API gives."""
    facts = asdict(account(atlas))
    facts.pop("ring_offers")
    found = find(atlas, parse_query({}), TODAY)
    answer = covered(atlas, threshold=20)
    offer = answer.offer
    return {
        "account": facts,
        "health": {name: health(atlas)[name] for name in ("sites", "offers", "communes")},
        "search": (found.total, found.total_distance, sorted(atlas.offers["offer"][found.listed])),
        "coverage": (offer.placed, offer.distance, offer.unplaced, offer.without_capacity),
        "places": answer.offer.places.sum(),
        "accessibility": answer.accessibility.tolist(),
        "singles": len(singles(atlas, parse_coverage({}), TODAY)),
        "portraits": commune_measures(atlas).drop(columns=REACHED).to_dict(),
        "suggested": {d.title: d.count for d in atlas._documents[0] if d.count},
    }


@settings(max_examples=25, deadline=None)
@given(courses=NEIGHBOURS)
def test_no_course_of_a_neighbour_changes_a_total_of_the_region(courses):
    atlas = ringed_atlas([theirs(f"n{rank}", **one) for rank, one in enumerate(courses)])
    assert len(atlas.offers) == len(OURS) + len(courses)
    assert totals(atlas) == totals(ALONE)
    assert account(atlas).ring_offers == len(courses)


def test_it_reaches_people_of_the_region():
    atlas = ringed_atlas([theirs("ide")])
    alone, both = (covered(one, domain="sante", threshold=20) for one in (ALONE, atlas))
    assert alone.whole["covered_population"] == 0
    assert both.whole["covered_population"] == both.people[both.only_across].sum() > 0
    assert both.offer.placed == 0
    assert both.courses_within.max() == 1


def test_places_across_are_unknown_not_none():
    answer = covered(ringed_atlas([theirs("ide")]), domain="sante", threshold=20)
    assert answer.only_across.any()
    assert answer.places_unknown[answer.only_across].all()
    assert not covered(ALONE, domain="sante", threshold=20).places_unknown.any()


def test_a_course_across_placed_at_its_commune_s_centre_widens_the_margin():
    atlas = ringed_atlas([theirs("ide")])
    precision = atlas.sites["precision"].where(atlas.sites["site"] != "across", "commune")
    vague = replace(atlas, sites=atlas.sites.assign(precision=precision), _kept={})
    assert covered(atlas, domain="sante").uncertainty.placed == 0
    assert covered(vague, domain="sante").uncertainty.placed == 1


def test_who_has_a_course_of_the_region_too_is_not_reached_only_across():
    atlas = ringed_atlas([theirs("ide")], [*OURS, theirs("ours", site="bêta")])
    answer = covered(atlas, domain="sante", threshold=20)
    own = covered(ringed_atlas([], [*OURS, theirs("ours", site="bêta")]), domain="sante",
                  threshold=20)  # fmt: skip
    gained = answer.whole["covered_population"] - own.whole["covered_population"]
    assert answer.people[answer.only_across].sum() == gained


def test_it_is_found_with_its_region_and_counted_apart():
    atlas = ringed_atlas([theirs("ide")])
    found = find(atlas, parse_query({"lieu": "80002", "max_minutes": "60"}), TODAY)
    assert found.total_around == 1
    assert found.shown[atlas.offer_position["ide"]]
    assert not found.listed[atlas.offer_position["ide"]]
    assert "et 1 dans les régions voisines" in texts(
        headline(found.query, found.total, 0, "Bêta", found.total_around)
    )
    table = browser_table(atlas)["sites"]
    assert table["commune"][-1] == "Oméga (Voisine)"
    assert table["around"] == [0, 0, 0, 0, 1]


def test_a_territory_of_the_region_has_none_of_it():
    atlas = ringed_atlas([theirs("ide")])
    for zone in ({"departement": "80"}, {"spel": "S1"}):
        assert (
            not find(atlas, parse_query(zone), TODAY)
            .around[find(atlas, parse_query(zone), TODAY).shown]
            .any()
        )


def test_its_sheet_says_where_it_is():
    sheet = describe(ringed_atlas([theirs("ide")]), "ide", None)
    assert (sheet.site.commune, sheet.site.departement) == (
        "Oméga",
        "Voisine, hors de Petite-Région",
    )


@pytest.mark.parametrize("threshold", [0, 5, 120])
def test_nobody_is_reached_only_across_without_a_neighbour(threshold):
    assert not covered(ALONE, threshold=threshold).only_across.any()
