"""The other searches that the answer to a search leads to, with their addresses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import numpy as np
from dash.development.base_component import Component

from geodata.asking.query import Query, write_query
from geodata.atlas import Atlas
from geodata.finding.answer import NAMED, Found, nearest_beyond
from geodata.finding.ladder import Step, ladder, other_voies
from geodata.finding.metiers import certifications, metier_meant
from geodata.finding.words import wishes_of
from geodata.skills.walking import skills_of
from layouts.find.steps import (
    Diploma,
    StepLink,
    Wish,
    diplomas_of,
    same_by,
    step_links,
    wished,
)

_FEW = 5  # courses under which another voie is worth a line


def public(found: Found, query: Query | None = None) -> Query:
    """Return a query fit for an address: the commune stands for a person's exact position."""
    query = query or found.query
    near, place = query.near, found.origin.place if found.origin else None
    if near is None or near.commune:
        return query
    here = replace(near, commune=place.code, lon=None, lat=None) if place else None
    return replace(query, near=here)


def address(found: Found, query: Query) -> str:
    """Return the address of another search."""
    return "/?" + urlencode(write_query(public(found, query)))


def wishes(atlas: Atlas, found: Found) -> list[Component]:
    """Say how many courses answer each wish of the text, nothing when there is one."""
    masks = wishes_of(atlas, found.query.q) if found.query.q else {}
    return [wished([_wish(atlas, found, *one) for one in masks.items()])] if masks else []


def _wish(atlas: Atlas, found: Found, text: str, which: np.ndarray) -> Wish:
    """Count what answers a wish; when nothing in reach is named so, say where the nearest is."""
    counted = int((found.listed & which).sum())
    href = address(found, replace(found.query, q=text))
    named = which & (atlas.text.search(text)[atlas.document_of_offer] >= NAMED)
    sought = named if (named & (found.listed | found.beyond)).any() else which
    if found.minutes is None or (found.listed & sought).any():
        return Wish(text, href, counted)
    search = "?" + urlencode(write_query(public(found)))
    nearest = []
    for row in nearest_beyond(atlas, found, 1, found.beyond & sought):
        site = atlas.columns.site[row]
        place = str(atlas.commune_names.get(atlas.sites["commune"].iat[site], ""))
        course = f"/formation/{atlas.offers['offer'].iat[row]}{search}"
        nearest.append((course, place, int(found.minutes[site])))
    return Wish(text, href, counted, nearest)


def steps(atlas: Atlas, found: Found, today: date) -> list[Component]:
    """Return what to try when nothing fits."""
    return step_links(_links(found, ladder(atlas, found, today)))


def by_other_voies(atlas: Atlas, found: Found, today: date) -> list[Component]:
    """Say that the same is taught by another voie, when few courses answer."""
    if not 0 < found.total < _FEW:
        return []
    found_by = _links(found, other_voies(atlas, found, today))
    return [same_by(found_by)] if found_by else []


def diplomas(atlas: Atlas, found: Found) -> list[Component]:
    """Say which diplomas lead to the métier that the text names, level by level."""
    rome = metier_meant(atlas, found) if found.query.q else ""
    known = certifications(atlas, found, rome) if rome else []
    shown = [
        Diploma(
            one.title,
            one.level,
            address(found, replace(found.query, q=one.title)),
            one.near,
            one.everywhere,
        )
        for one in known
    ]
    if not shown:
        return []
    skilled = rome if rome in skills_of(atlas).romes else ""
    return [diplomas_of(atlas.rome_labels[rome], shown, skilled)]


def _links(found: Found, found_by: Sequence[Step]) -> list[StepLink]:
    return [
        StepLink(step.kind, step.what, address(found, step.query), step.count, step.minutes)
        for step in found_by
    ]
