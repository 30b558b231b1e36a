"""The link of a selection: ids and commune, nothing else."""

from collections.abc import Sequence
from urllib.parse import urlencode

from geodata.finding.origin import Origin


def selection_link(offers: Sequence[str], origin: Origin | None) -> str:
    """Return what follows the path of a selection."""
    return _written(formations=",".join(offers), lieu=_commune(origin))


def place_of(origin: Origin | None) -> str:
    """Return what follows a path to say where a person starts from: the commune at most."""
    return _written(lieu=_commune(origin))


def _commune(origin: Origin | None) -> str:
    return origin.place.code if origin and origin.place else ""


def _written(**args: str) -> str:
    known = {name: text for name, text in args.items() if text}
    return f"?{urlencode(known, safe=',')}" if known else ""
