"""Which files a course was read from, and what they say of who gives it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from geodata.atlas import Atlas
from geodata.courses.establishments import Fact, facts_of, open_days_to_come
from geodata.provenance.age import in_words
from geodata.provenance.values import sources_of
from geodata.tables.rows import Records, RowsByKey


@dataclass(frozen=True)
class CourseSource:
    """A file that a course was read from, and whether it is a simulation.

    `gave` names the columns of the course whose value is this source's.
    """

    key: str
    name: str
    producer: str
    licence: str
    vintage: str
    perimeter: str
    url: str
    simulated: bool
    gave: tuple[str, ...] = ()


def sources_of_course(atlas: Atlas, offer: str, source: str) -> tuple[CourseSource, ...]:
    """Return every source that knows a course, each with the facts whose value is its own."""
    parts = atlas.provenance
    row = atlas.offer_position.get(offer)
    gave: dict[str, str] = {}
    if len(parts) and row is not None:
        of = _parts(atlas).of(row)
        gave = {str(parts["source"].iat[part]): str(parts["columns"].iat[part]) for part in of}
    return tuple(
        replace(_source(atlas, key), gave=tuple(gave.get(key, "").split()))
        for key in sources_of(source)
    )


def about_site(atlas: Atlas, position: int, today: date) -> dict[str, tuple[Fact, ...]]:
    """Return what is known of the establishment at a site, its sources in words.

    Open days that are over are no help: they are left out.
    """
    site = atlas.sites.iloc[position]
    return _about(atlas, site["uai"] or site["site"], site["commune"], today)


def about_course(
    atlas: Atlas, offer: str, site: int, placed: bool, today: date
) -> dict[str, tuple[Fact, ...]]:
    """Return what is known of who gives a course: at its place, else by its organism."""
    if placed:
        return about_site(atlas, site, today)
    return _about(atlas, offer, "", today) if site < 0 else {}


def _about(atlas: Atlas, key: str, commune: str, today: date) -> dict[str, tuple[Fact, ...]]:
    found = facts_of(_rows_about(atlas, key), commune)
    days = [(fact, open_days_to_come(fact.value, today)) for fact in found.pop("open_days", ())]
    if to_come := tuple(replace(fact, value=text) for fact, text in days if text):
        found["open_days"] = to_come
    return {
        name: tuple(
            replace(fact, source=_source(atlas, fact.source).name, vintage=in_words(fact.vintage))
            for fact in facts
        )
        for name, facts in found.items()
    }


def _parts(atlas: Atlas) -> RowsByKey:
    """Return the rows of `provenance` by the row of their course."""

    def make() -> RowsByKey:
        known = atlas.offer_position
        keys = [known.get(offer, -1) for offer in atlas.provenance["offer"]]
        return RowsByKey(np.array(keys, dtype=np.int64), len(known))

    return atlas.cached("provenance by course", make)


def _rows_about(atlas: Atlas, key: str) -> list[dict[str, Any]]:
    """Return what each source says of an establishment, as it says it."""
    if not key or atlas.establishments.empty:
        return []
    rows = atlas.cached(
        "rows of establishments",
        lambda: {str(uai): at for uai, at in atlas.establishments.groupby("uai").indices.items()},
    )
    records = atlas.cached("establishments as said", lambda: Records(atlas.establishments))
    return records.at(rows.get(key, ()))


def web_address(text: str) -> str:
    """Return an address that a page may link to, or "": a file may hold anything, even a script."""
    text = text.strip()
    scheme, _, rest = text.partition("://")
    safe = scheme.lower() in ("http", "https") and rest and not any(c.isspace() for c in text)
    return text if safe else ""


def _source(atlas: Atlas, key: str) -> CourseSource:
    return atlas.cached(("course-source", key), lambda: _read_source(atlas, key))


def _read_source(atlas: Atlas, key: str) -> CourseSource:
    rows = atlas.sources.loc[atlas.sources["source"] == key]
    if rows.empty:
        return CourseSource(key, key, "", "", "", "", "", atlas.demonstration)
    facts = rows.iloc[0]
    return CourseSource(
        key=key,
        name=facts["name"],
        producer=facts["producer"],
        licence=facts["licence"],
        vintage=facts["vintage"],
        perimeter=facts["perimeter"],
        url=web_address(facts["url"]),
        simulated=bool(facts["simulated"]),
    )
