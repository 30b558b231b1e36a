"""A list of communes and their SPEL, drawn up by the region: it overrides the profile's rule.

Columns `commune` (INSEE code), `spel` (any code) and, for a SPEL that the profile does not name,
`name`. Communes that it does not list keep the SPEL of the profile.
"""

from __future__ import annotations

from pathlib import Path

from loaders.locating.communes import MOVES
from loaders.reading.vintages import dated
from loaders.source import Context, Parsed, Source
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES, Layer, has_layer, read_zoning

SPEL_LAYER = Layer(
    attribute="spel",
    columns=("spel", "code_spel"),
    names=("name", "nom_spel", "libelle_spel", "lib_spel"),
    level="spel",
)


def recognises(path: Path) -> bool:
    """Tell whether a file says the SPEL of communes."""
    # « name » is anyone's column: without a column of SPEL, nothing says that this is one.
    specific = Layer(attribute="spel", columns=SPEL_LAYER.columns, names=SPEL_LAYER.names[1:])
    return has_layer(path, specific)


def read(path: Path, context: Context) -> Parsed:
    """Read the SPEL (raises as `loaders.sources.zonings.membership.read_zoning`)."""
    return read_zoning(path, context, [SPEL_LAYER], vintage=dated("SPEL", path))


SPEL = Source(
    key="spel",
    name="Découpage en SPEL (service public de l'emploi local)",
    producer="Région et services de l'État",
    licence="",
    page="",
    rhythm="à chaque redécoupage",
    recognises=recognises,
    read=read,
    gives=(ATTRIBUTES, ZONES),
    needs=(MOVES,),
)
