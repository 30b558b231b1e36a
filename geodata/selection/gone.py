"""A kept course that the atlas no longer has: what is known of it, and the nearest like it."""

import re
from dataclasses import dataclass

import numpy as np

from geodata.atlas import Atlas
from geodata.finding.origin import Origin, minutes_to_sites
from geodata.folding import fold
from geodata.places.communes import AmbiguousPlace, UnknownPlace

_UAI = re.compile(r"(?<![0-9A-Za-z])\d{7}[A-Z](?![0-9A-Za-z])")
_DIPLOMA = re.compile(r"-[0-9A-Za-z]*\d{5}[0-9A-Za-z]*$")


@dataclass(frozen=True)
class Hint:
    """What the browser that kept a course remembers of it: its title, and the name of its town."""

    title: str = ""
    town: str = ""


@dataclass(frozen=True)
class Gone:
    """A course that is not in the atlas; `title` and `town` are "" when nothing says them.

    `near` is the id of the nearest course like it, "" when there is none.
    """

    offer: str
    title: str
    town: str
    near: str


def gone(atlas: Atlas, offer: str, hint: Hint, origin: Origin | None) -> Gone:
    """Return what is known of a course that is gone, and the nearest course like it.

    The title is that of the list of changes of the build, else what the browser remembers; without
    one, a course like it has the same code at the end of its id. The nearest is so from where the
    person starts, else from where the course was.
    """
    title, town = _remembered(atlas, offer, hint)
    rows = _alike(atlas, offer, title)
    if not len(rows):
        return Gone(offer, title, town, "")
    start = origin or _start(atlas, offer, town)
    if start is not None:
        minutes = np.append(minutes_to_sites(atlas, start, next(iter(atlas.model.modes))), 255)
        far = minutes[atlas.columns.site[rows]].astype(int) + 256 * atlas.columns.is_distance[rows]
        rows = rows[np.argsort(far, kind="stable")]
    near = int(rows[0])
    return Gone(offer, title or str(atlas.offers["title"].iat[near]), town,
                str(atlas.offers["offer"].iat[near]))  # fmt: skip


def _remembered(atlas: Atlas, offer: str, hint: Hint) -> tuple[str, str]:
    changes = atlas.changes
    if len(changes):
        rows = changes[changes["offer"] == offer]
        if len(rows):
            return str(rows["title"].iat[0]), str(rows["commune_name"].iat[0])
    return hint.title, hint.town


def _alike(atlas: Atlas, offer: str, title: str) -> np.ndarray:
    """Return the rows of the courses of a title, else of a code, else of the words of the title."""
    if title:
        folded = atlas.cached("selection-titles", lambda: _folded(atlas))
        rows = np.flatnonzero(folded == fold(title))
        if len(rows):
            return rows
    if code := _DIPLOMA.search(offer):
        rows = np.flatnonzero(atlas.offers["offer"].str.endswith(code.group()).to_numpy())
        if len(rows):
            return rows
    if not title:
        return np.array([], dtype=np.int64)
    scores = atlas.text.search(title)[atlas.document_of_offer]
    return np.flatnonzero((scores > 0) & (scores >= scores.max(initial=0)))


def _folded(atlas: Atlas) -> np.ndarray:
    return np.array([fold(title) for title in atlas.offers["title"]], dtype=object)


def _start(atlas: Atlas, offer: str, town: str) -> Origin | None:
    """Return where a course was: the establishment that its id names, else its town."""
    if uai := _UAI.search(offer):
        rows = np.flatnonzero(atlas.sites["uai"].to_numpy() == uai.group())
        if len(rows):
            x, y = atlas.site_xy[rows[0]]
            return Origin(float(x), float(y), None)
    try:
        place = atlas.places.resolve(town) if town else None
    except (UnknownPlace, AmbiguousPlace):
        return None
    return Origin(place.x, place.y, place) if place else None
