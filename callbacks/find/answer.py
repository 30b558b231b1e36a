"""The answer to a search: what the page says of it and what the browser draws."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from dash.development.base_component import Component

from callbacks.find.meant import (
    constraint_filters,
    filters_of,
    place_filters,
    without_position,
)
from callbacks.find.steps import by_other_voies, diplomas, steps, wishes
from callbacks.guidance.fold import guides_near
from callbacks.serving.resources import resource_addresses
from geodata.asking.query import Query, answer_known, parse_leniently, write_query
from geodata.atlas import Atlas
from geodata.completeness.verdict import judged
from geodata.finding.answer import (
    Found,
    better_beyond,
    count_by,
    find,
    nearest_beyond,
    openings,
    order,
    unknown_counts,
)
from geodata.finding.browser_table import words_without_site
from geodata.finding.exact import sharpened
from geodata.finding.order import ORDERS
from geodata.finding.origin import minutes_to_sites
from geodata.finding.results import browser_results
from geodata.finding.site import establishment_keys, site_of
from geodata.finding.words import answer_words, wishes_of
from geodata.provenance.age import dates_of_offer, old_ones, old_years, years_of_courses
from geodata.provenance.values import offer_words
from geodata.tables.sorting import chosen
from geodata.travel.model import OUT_OF_REACH
from geodata.vocabulary import TRANSIT
from layouts.course.place import address_of, where
from layouts.find.answer import (
    NearbyCourse,
    farther,
    headline,
    key_figures,
    nothing_found,
    understood,
    unsaid,
)
from layouts.find.chips import chips
from layouts.find.page import sort_choices
from layouts.find.rows import Row, rows
from layouts.kit.format import count, number
from layouts.kit.parts import notice, old_notice, problem_notices
from layouts.transit.words import named

_PAGES = 3

FIRST_ROWS = 12
"""Rows of the list that come with the page."""

Words = tuple[list[Component], list[Component], list[Component], Component]
"""Headline, chips, notices, figures."""

Answer = tuple[
    list[Component],
    list[Component],
    list[Component],
    Component,
    dict[str, object],
    list[dict[str, str]],
]


def find_known(atlas: Atlas, query: Query, today: date) -> tuple[Found, list[str]]:
    """Answer a query, leaving out the codes that the region does not have, which are told."""
    return answer_known(lambda one: sharpened(atlas, find(atlas, one, today)), query)


def answer_request(atlas: Atlas, request: Mapping[str, str], today: date) -> Answer:
    """Return what the page shows for a request: words, chips, notices, figures, results, orders."""
    query, unreadable = parse_leniently(request)
    found, unknown = find_known(atlas, query, today)
    messages = [problem.message for problem in unreadable] + unknown
    return (
        *words_of(atlas, found, messages, today),
        results_of(atlas, found, today),
        sort_choices(found.origin is not None),
    )


def words_of(atlas: Atlas, found: Found, messages: Sequence[str], today: date) -> Words:
    """Return what the page says of an answer: headline, chips, notices, figures.

    `messages` are what could not be read or found of the request.
    """
    query = found.query
    place = found.origin.place.name if found.origin and found.origin.place else ""
    if found.origin and not place:
        place = "votre position"
    notices = [*problem_notices(messages), *_understood(atlas, query), *wishes(atlas, found)]
    if query.near and query.near.mode == TRANSIT:
        feeds = atlas.cached("timetables named", lambda: named(atlas.transit_feeds))
        notices.append(notice(feeds))
    if found.unplaced.any():
        notices.append(_unplaced(atlas, found))
    unknown = unknown_counts(atlas, found, today)
    if not found.total and not found.total_around:
        notices.append(_nothing(atlas, found, place, today, bool(unknown)))
    notices += [unsaid(name, n) for name, n in unknown.items()]
    notices += [*_farther(atlas, found), *by_other_voies(atlas, found, today)]
    notices += [*diplomas(atlas, found), *_old(atlas, found, today)]
    notices += guides_near(atlas, found)
    figures = key_figures(
        count_by(atlas, "voie", found.listed),
        count_by(atlas, "domain", found.listed),
        _figures_source(atlas),
        query,
    )
    return (
        headline(query, found.total, found.total_distance, place, found.total_around, found.times),
        chips(query, _zone_values(atlas)),
        notices,
        figures,
    )


def first_rows(
    atlas: Atlas, found: Found, sort: str, args: Mapping[str, str], today: date
) -> Component:
    """Return the first rows of the list; `args` are those of the address, without a position."""
    ordered = order(found, atlas, found.shown, chosen(ORDERS, sort), today)
    at_distance = atlas.columns.is_distance[ordered]
    # Courses at a distance are folded behind the others, where there are others.
    listed = ordered if at_distance.all() else ordered[~at_distance]
    search = f"?{urlencode(args)}" if args else ""
    answered = wishes_of(atlas, found.query.q) if found.query.q else {}
    shown = [
        replace(
            _row(atlas, found, int(at), search),
            wishes=tuple(wish for wish, which in answered.items() if which[at]),
        )
        for at in listed[:FIRST_ROWS]
    ]
    return rows(shown, len(listed) - FIRST_ROWS)


def _row(atlas: Atlas, found: Found, row: int, search: str) -> Row:
    course, site = atlas.offers.iloc[row], int(atlas.columns.site[row])
    distance = bool(atlas.columns.is_distance[row])
    place = words_without_site(atlas).get(row, "")
    if site >= 0:
        commune = atlas.commune_names.get(atlas.sites["commune"].iat[site], "")
        place = f"{commune} · {atlas.sites['name'].iat[site]}"
    known = found.minutes is not None and site >= 0
    return Row(
        href=f"/formation/{course['offer']}{search}",
        title=str(course["title"]),
        place=place,
        voie=str(course["voie"]),
        level=None if pd.isna(course["level"]) else int(course["level"]),
        start=None if pd.isna(course["start"]) else course["start"].date(),
        minutes=int(found.minutes[site]) if known else OUT_OF_REACH,  # type: ignore[index]
        distance=distance,
        year=years_of_courses(atlas)[row],
    )


def _understood(atlas: Atlas, query: Query) -> list[Component]:
    """Say how the text was understood, and offer to take a corrected word as it was typed."""
    answered = answer_words(atlas, query.q) if query.q else None
    if answered is None:
        return []
    filters = [] if answered.names else filters_of(query, answered.told.facets)
    filters += constraint_filters(query, answered.constraints)
    filters += [] if answered.names else place_filters(atlas, query, answered.told.places)
    if not answered.sentence and not filters:
        return []
    corrected = () if answered.names else answered.told.corrected
    typed = [word for word, _ in corrected]
    pages = _pages(atlas, query, answered.sites)
    told = answered.told
    calm = told.vague or bool(told.places and not (told.relaxed or told.corrected))
    vague = told.vague and not told.places
    return [understood(answered.sentence, query.q, typed, filters, pages, vague, calm)]


def _pages(atlas: Atlas, query: Query, sites: Sequence[int]) -> list[tuple[str, str]]:
    """Return the pages of the establishments named, none when they are too many to be read."""
    keys = establishment_keys(atlas)
    first = {keys[site]: site for site in reversed(sites)}
    if len(first) > _PAGES:
        return []
    search = "?" + urlencode(write_query(without_position(query)))
    known = [site_of(atlas, site) for site in sorted(first.values())]
    return [(where(site), address_of(site.establishment) + search) for site in known]


def _unplaced(atlas: Atlas, found: Found) -> Component:
    """Say how many courses have no place: some of them are known to be in a département."""
    n = int(found.unplaced.sum())
    told = int((found.unplaced & (atlas.columns.departement != "")).sum())
    words = f"{count(n, 'formation')} sans lieu précisé par la source, en fin de liste"
    if told == n:
        words = f"{count(n, 'formation')} dans le département, lieu à demander, en fin de liste"
    elif told:
        words += f" : pour {number(told)}, seul le département est connu"
    return notice(f"{words}.")


def _old(atlas: Atlas, found: Found, today: date) -> list[Component]:
    """Return what says that data of the courses shown are old, nothing when they are not.

    Those of neighbouring regions are counted only where the headline counts no other.
    """
    shown = found.shown
    own = shown & ~found.around
    counted = own if own.any() else shown
    of_courses, old = old_ones(atlas, today)
    ages = of_courses[counted & old].tolist()
    return [old_notice(len(ages), int(counted.sum()), old_years(ages))] if ages else []


def _nothing(atlas: Atlas, found: Found, place: str, today: date, unknown: bool) -> Component:
    search = "?" + urlencode(write_query(without_position(found.query)))
    nearest = [_nearby(atlas, found, int(row), search) for row in nearest_beyond(atlas, found)]
    if nearest and found.minutes is not None:
        reached = found.minutes[atlas.columns.site] <= nearest[0].minutes
        own = int((found.beyond & reached & ~found.around).sum())
        nearest[0] = replace(nearest[0], reached=own)
    return nothing_found(
        found.query,
        place,
        nearest,
        found.total_distance,
        openings(atlas, found, today),
        judged(atlas, found.query),
        unknown,
        steps(atlas, found, today),
    )


def _farther(atlas: Atlas, found: Found) -> list[Component]:
    """Say where the course that was asked for is, when only others are within reach.

    The times are by car where the mode that was asked for leads to none.
    """
    rows = better_beyond(atlas, found)
    if not len(rows) or found.origin is None or found.minutes is None:
        return []
    mode = ""
    if found.minutes[atlas.columns.site[rows[0]]] >= OUT_OF_REACH:
        mode = next(iter(atlas.model.modes))
        found = replace(found, minutes=minutes_to_sites(atlas, found.origin, mode))
        rows = better_beyond(atlas, found)
    search = "?" + urlencode(write_query(without_position(found.query)))
    return [farther([_nearby(atlas, found, int(row), search) for row in rows], mode)]


def _nearby(atlas: Atlas, found: Found, row: int, search: str) -> NearbyCourse:
    site = atlas.columns.site[row]
    minutes = int(found.minutes[site]) if found.minutes is not None else OUT_OF_REACH
    return NearbyCourse(
        href=f"/formation/{atlas.offers['offer'].iat[row]}{search}",
        title=str(atlas.offers["title"].iat[row]),
        place=str(atlas.commune_names.get(atlas.sites["commune"].iat[site], "")),
        minutes=minutes,
    )


def _figures_source(atlas: Atlas) -> str:
    kind = offer_words(atlas.demonstration).sentence
    return f"Nombre de formations affichées, {kind}, {atlas.region_name}, {dates_of_offer(atlas)}."


def results_of(atlas: Atlas, found: Found, today: date) -> dict[str, object]:
    """Return what the browser draws, and where it finds the tables that the answer refers to."""
    return {**browser_results(atlas, found, today), "resources": resource_addresses(atlas)}


def _zone_values(atlas: Atlas) -> dict[str, str]:
    names = atlas.zone_names
    return atlas.cached(
        "zone-values", lambda: {f"{level}:{code}": name for (level, code), name in names.items()}
    )
