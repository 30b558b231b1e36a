"""Filling a course with what another source says of it, and choosing where it is."""

import json
import math
from collections import Counter
from collections.abc import Mapping, Sequence

from geodata.folding import fold
from loaders.certifications.common_years import share_out
from loaders.locating.region import MARGIN
from loaders.merging.same_course import KEPT_APART, NEAR, Course, Row, blank

DOOR = 50.0  # metres between two geocodings of one building
NUMBERS = ("capacity", "enrolled")
_FACTS = ("title", "provider", "level", "rncp", *NUMBERS, "start", "end", "url")


def share_numbers(targets: Sequence[Course], course: Course) -> None:
    """Share a row's places and pupils between the courses it stands for, and take them from it."""
    for name in NUMBERS:
        number = course.row.get(name)
        course.row[name] = None
        if number is None or any(not blank(target.row.get(name)) for target in targets):
            continue
        for target, share in zip(targets, share_out(int(number), [1] * len(targets)), strict=True):
            target.row[name] = share or None


def absorb(target: Course, course: Course, places: Mapping[str, Row]) -> None:
    """Fill what a course does not say with what another source says of it."""
    first, *others = course.parts
    given = {name for part in target.parts for name in part["columns"]}
    # Numbers that were shared out are in the courses already, and no more in the row.
    filled = [
        name
        for name in NUMBERS
        if name in first["columns"] and name not in given and not blank(target.row.get(name))
    ]
    facts = _differing(course.row, target.row)
    for name, value in course.row.items():
        if name in ("offer", "source", "vintage", "site") or blank(value):
            continue
        if name == "publics":
            words = f"{target.row.get(name) or ''} {value}".split()
            whole = " ".join(dict.fromkeys(words))
            if whole != target.row.get(name):
                target.row[name] = whole
                filled.append(name)
        elif blank(target.row.get(name)):
            target.row[name] = value
            if name not in KEPT_APART:
                filled.append(name)
    site, own = (places.get(str(row.get("site") or "")) for row in (course.row, target.row))
    if site and (not own or _better(site, own)):
        target.row["site"] = site["site"]
        target.x, target.y = float(site["x"]), float(site["y"])
        target.precise = site["precision"] == "address"
        filled.append("site")
    target.uai, target.siret = target.uai or course.uai, target.siret or course.siret
    if "site" in filled:
        for part in target.parts:
            part["columns"] = [name for name in part["columns"] if name != "site"]
    target.parts += [{**first, "columns": list(dict.fromkeys(filled)), "facts": facts}, *others]


def _differing(row: Row, kept: Row) -> str:
    """Return, as JSON, what a row says otherwise than the row it becomes one with."""
    said = {
        name: str(row[name])
        for name in _FACTS
        if not blank(row.get(name))
        and not blank(kept.get(name))
        and fold(str(row[name])) != fold(str(kept[name]))
    }
    return json.dumps(said, ensure_ascii=False) if said else ""


def _better(site: Row, own: Row) -> bool:
    """Whether a place is its source's own and precise, where the course's is borrowed or coarse."""
    if site["precision"] != "address" or _is_borrowed(site):
        return False
    away = math.hypot(site["x"] - own["x"], site["y"] - own["y"])
    near = own["commune"] == site["commune"] or away <= MARGIN
    return near and (own["precision"] != "address" or _is_borrowed(own))


def _is_borrowed(site: Row) -> bool:
    return str(site.get("borrowed")) == "True"  # absent or null in the tables of other sources


def join_sites(courses: Sequence[Course], places: Mapping[str, Row]) -> None:
    """Bring courses at a borrowed place to the school's own place there, when a source gives it.

    The own place is that of the same UAI, within 300 m, or the only one in the commune when the
    borrowed place is but its centre.
    """
    used = dict.fromkeys(str(course.row.get("site") or "") for course in courses)
    own: dict[str, list[Row]] = {}
    for name in used:
        site = places.get(name)
        if site and site["uai"] and site["precision"] == "address" and not _is_borrowed(site):
            own.setdefault(site["uai"], []).append(site)
    for course in courses:
        here = places.get(str(course.row.get("site") or ""))
        if here is None or not _is_borrowed(here):
            continue
        others = own.get(here["uai"], [])
        if here["precision"] == "address":
            found = [one for one in others if _apart(one, here) <= NEAR]
            found.sort(key=lambda one: (_apart(one, here), one["site"]))
        else:
            found = [one for one in others if one["commune"] == here["commune"]]
            found = found if len(found) == 1 else []
        if found:
            course.row["site"] = found[0]["site"]


def join_doors(courses: Sequence[Course], places: Mapping[str, Row]) -> dict[str, str]:
    """Bring courses to one place of each school where it has several that are but one.

    Two places of one UAI in one commune are one within `DOOR` metres of each other, or when one is
    the centre of the commune and the school has a single address there. The place with most courses
    is kept. Returned are the places that are no more, each with the one that stands for it.
    """
    used = Counter(str(course.row.get("site") or "") for course in courses)
    schools: dict[tuple[str, str], list[Row]] = {}
    for name in used:
        site = places.get(name)
        if site and site["uai"]:
            schools.setdefault((site["uai"], site["commune"]), []).append(site)
    moved: dict[str, str] = {}
    for sites in schools.values():
        sites.sort(key=lambda one: (one["precision"] != "address", -used[one["site"]], one["site"]))
        kept: list[Row] = []
        for site in sites:
            if site["precision"] == "address":
                same = [one for one in kept if _apart(one, site) <= DOOR]
            else:
                same = kept if len(kept) == 1 else []
            if same:
                moved[site["site"]] = same[0]["site"]
            else:
                kept.append(site)
    for course in courses:
        name = str(course.row.get("site") or "")
        course.row["site"] = moved.get(name, course.row.get("site"))
    return moved


def _apart(one: Row, other: Row) -> float:
    return math.hypot(one["x"] - other["x"], one["y"] - other["y"])
