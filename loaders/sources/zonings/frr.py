"""France ruralités revitalisation (FRR): the class of each commune since 1 July 2024.

Columns `code_insee` and `codefrr`: 0 not classed, 4 FRR, 5 FRR+, 1 a former ZRR that keeps its
effects for a time. The same classes written in words are read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from geodata.folding import fold
from geodata.places.classifications import FRR_CLASSES, IN_FRR
from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, Layer, has_layer, read_zoning

_WORDS = {
    "non classee": "0",
    "commune non classee": "0",
    "non": "0",
    "nc": "0",
    "frr": "4",
    "frr socle": "4",
    "frr plus": "5",
    "ancienne zrr beneficiaire": "1",
    "zrr beneficiaire": "1",
}
_GREATEST_LAST = "0145"


def frr_class(cell: str) -> str | None:
    """Return 0, 1, 4 or 5 (see FRR_CLASSES), None when the cell says none of them."""
    if cell in FRR_CLASSES:
        return cell
    return _WORDS.get(fold(cell.replace("+", " plus")))


def joined_class(classes: Sequence[str]) -> str:
    """Return the class of a commune made of several: the one that gives it most."""
    return max(classes, key=_GREATEST_LAST.index)


FRR_LAYER = Layer(
    attribute="frr_class",
    columns=("codefrr", "code_frr", "frr", "zonage_frr", "classement_frr", "statut_frr"),
    value=frr_class,
    combine=joined_class,
)


def recognises(path: Path) -> bool:
    """Tell whether a file says which communes are in FRR."""
    return has_layer(path, FRR_LAYER)


def read(path: Path, context: Context) -> Parsed:
    """Read the FRR: `frr_class`, and `frr`, true for FRR and FRR+.

    Raises
    ------
    MissingColumnError, SourceError
        As `loaders.sources.zonings.membership.read_zoning`.
    """
    parsed = read_zoning(path, context, [FRR_LAYER], vintage=dated("FRR", path))
    table = parsed.tables[ATTRIBUTES]
    table["frr"] = table["frr_class"].isin(IN_FRR).astype("boolean")
    return parsed


FRR = Source(
    key="frr",
    name="France ruralités revitalisation (FRR)",
    producer="DGCL et Observatoire des territoires",
    licence="Licence Ouverte",
    page="https://www.observatoire-des-territoires.gouv.fr/",
    rhythm="à chaque arrêté",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES,),
    needs=(MOVES,),
)
