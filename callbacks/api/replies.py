"""What every address of the API does alike: reading parameters, answering, « unchanged »."""

from collections.abc import Callable, Iterable
from datetime import date
from difflib import get_close_matches
from hashlib import blake2b
from typing import TypeVar

from flask import Response, request

from callbacks.serving.answers import remembered_reply
from geodata.asking.parameters import Parameters, validated
from geodata.asking.reading import BadQuery, short
from geodata.atlas import Atlas
from geodata.finding.export import to_json

M = TypeVar("M", bound=Parameters)

_FRENCH = {
    "niveau": "level",
    "domaine": "domain",
    "modalite": "modality",
    "debut": "start",
    "recherche": "q",
    "minute": "max_minutes",
    "decalage": "offset",
    "limite": "limit",
}
"""Parameters that have an English name, by the French word that one may try."""


def asked_of(model: type[M]) -> tuple[M, dict[str, str]]:
    """Return the parameters of the request, read, and their texts; raises BadQuery."""
    args = arguments(model.model_fields)
    return validated(model, args), args


def arguments(known: Iterable[str]) -> dict[str, str]:
    """Return the parameters of the request, several of one name joined by commas.

    Raises BadQuery on one that is not known, with the one that may have been meant.
    """
    known = list(known)
    for name in request.args:
        if name not in known:
            french = _FRENCH.get(name.lower().rstrip("s"))
            near = [french] if french in known else get_close_matches(name[:60], known, n=1)
            hint = f" Vouliez-vous dire « {near[0]} » ?" if near else ""
            raise BadQuery(name[:80], f"Le paramètre « {short(name)} » n'existe pas.{hint}")
    return {name: ",".join(request.args.getlist(name)) for name in request.args}


def cached(
    atlas: Atlas, args: dict[str, str], make: Callable[[], Response], *, costly: bool = False
) -> Response:
    """Make a reply, or answer 304 if the client already has it.

    A reply depends on the store, the day and the request; one that is `costly` is kept.
    """
    asked = repr((atlas.id, date.today().isoformat(), request.path, sorted(args.items())))
    tag = blake2b(asked.encode("utf-8", errors="replace"), digest_size=12).hexdigest()
    fresh = request.if_none_match.contains_weak(tag)
    if fresh:
        response = Response(status=304)
    else:
        response = remembered_reply(atlas, request.path, args, make) if costly else make()
    response.set_etag(tag, weak=True)
    response.headers["Cache-Control"] = "no-cache"
    return response


def json_reply(content: object, status: int = 200) -> Response:
    """Answer with JSON."""
    response = Response(to_json(content), status=status, content_type="application/json")
    response.headers["Cache-Control"] = "no-cache"
    return response
