"""What the document of a search says of it to those it is shared with."""

from datetime import date
from urllib.parse import urlencode

from callbacks.find.answer import find_known
from callbacks.find.state import read_state
from geodata.asking.query import write_query
from geodata.atlas import Atlas
from geodata.finding.answer import Found
from layouts.find.answer import within
from layouts.head import TITLE, Head, site_about
from layouts.kit.format import count


def find_head(atlas: Atlas, search: str, today: date) -> Head:
    """Return the head of the first page; where it is a search, it is shared as such.

    The commune stands for a person's position, as in every address.
    """
    about = site_about(atlas.region_name)
    query = read_state(atlas, search).query
    if not query.q and query.near is None:
        return Head("/", about=about)
    found, _ = find_known(atlas, query, today)
    said = count(found.total, "formation")
    if query.near and found.origin and found.origin.place:
        said += f" {within(query.near, found.origin.place.name)}"
    words = _named(atlas, found, " ".join(query.q.split()))
    return Head(
        "/",
        description=f"{said} : les intitulés, les lieux, le temps de trajet, d'après les sources "
        "de l'atlas.",
        about=about,
        shared=f"/?{urlencode(write_query(query))}",
        named=f"{words} : {said} – {TITLE}" if words else f"{said} – {TITLE}",
    )


def _named(atlas: Atlas, found: Found, words: str) -> str:
    """Say what a code is of, where all it finds has one title: « CAP Cuisine (RNCP38430) »."""
    titles = set(atlas.columns.title[found.listed])
    coded = len(titles) == 1 and any(sign.isdigit() for sign in words)
    return f"{titles.pop()} ({words})" if coded else words
