"""Which courses « Ma sélection » holds, and where the person starts from, from an address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geodata.asking.query import Near, parse_leniently

MOST = 30
"""Courses that are kept for one person; a comparison of more helps nobody to choose."""

COMPARED = 4
"""Courses that stand side by side."""

_ID = re.compile(r"[A-Za-z0-9_.-]{1,80}")


@dataclass(frozen=True)
class SelectionQuery:
    """The ids of the courses, in the order of the person, and the commune that times start from."""

    offers: tuple[str, ...] = ()
    near: Near | None = None


def parse_selection(args: Mapping[str, str]) -> tuple[SelectionQuery, list[str]]:
    """Read an address, leaving out what cannot be read, which is told; never raises.

    An exact position is not read: a selection is shared, and holds a commune at most.
    """
    asked = [part.strip() for part in args.get("formations", "").split(",") if part.strip()]
    ids = list(dict.fromkeys(part for part in asked if _ID.fullmatch(part)))
    problems = []
    if len(set(asked)) > len(ids):
        problems.append("Une partie de l'adresse de cette sélection ne peut pas être lue.")
    if len(ids) > MOST:
        problems.append(f"Une sélection a {MOST} formations au plus : les suivantes sont laissées.")
    query, unreadable = parse_leniently({"lieu": args.get("lieu", "")})
    problems += [problem.message for problem in unreadable]
    return SelectionQuery(tuple(ids[:MOST]), query.near), problems
