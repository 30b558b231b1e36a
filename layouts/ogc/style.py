"""How each layer is drawn in other software: rules that give a colour, a legend, and no data."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from geodata.guides import KINDS
from geodata.vocabulary import VOIES
from layouts.kit.charts import COLOURS
from layouts.kit.maps.patterns import NO_DATA, RAMP

POINT, AREA = "point", "area"


@dataclass(frozen=True)
class Rule:
    """What is drawn in a colour.

    Attributes
    ----------
    value : the field is equal to it
    low, high : the field is at least, and less than; None: no bound
    unknown : the field is null
    """

    label: str
    colour: str
    value: str | None = None
    low: float | None = None
    high: float | None = None
    unknown: bool = False


@dataclass(frozen=True)
class Style:
    """The style of a layer.

    Attributes
    ----------
    shape : `POINT` or `AREA`
    field : what the rules are about, "" for a single rule that draws every row
    """

    shape: str
    field: str
    rules: tuple[Rule, ...]


_VOIES = dict(zip(VOIES, COLOURS[1:], strict=True))
"""The colours of the map, those of the charts too."""

_UNKNOWN = Rule("Non connu", NO_DATA["background"], unknown=True)
_COVERED = ((None, 0.5), (0.5, 0.8), (0.8, 0.95), (0.95, None))
_AWAY = ((None, 2.0), (2.0, 5.0), (5.0, 15.0), (15.0, None))
_GUIDES, _HELPS, _SHOWN = "#005a5f", "#b34a00", "#4b2e83"


def style_of(name: str, fields: Collection[str]) -> Style:
    """Return the style of a layer, by its name in addresses and the fields that it has."""
    if name == "formations":
        return Style(POINT, "voie", tuple(Rule(VOIES[v], c, value=v) for v, c in _VOIES.items()))
    if name == "lieux":
        return Style(POINT, "", (Rule("Lieu de formation", _GUIDES),))
    if name == "accueils":
        return Style(POINT, "kind", tuple(_guides()))
    if name == "zones-blanches":
        return Style(AREA, "", (Rule("À plus de 30 min de toute formation connue", "#c8553d"),))
    if name.startswith("couverture-"):
        return Style(AREA, "share", _ramp(_COVERED, lambda share: f"{share * 100:g} %"))
    if "loin" in fields:
        return Style(AREA, "loin", _ramp(_AWAY, lambda part: f"{part:g} %"))
    return Style(AREA, "", (Rule("Territoire", RAMP[1]),))


def _guides() -> list[Rule]:
    """Those who guide in one colour, what helps to come in another; each kind its own line."""
    return [
        Rule(
            kind.many.capitalize(),
            _GUIDES if kind.guides else _HELPS if kind.around else _SHOWN,
            value=key,
        )
        for key, kind in KINDS.items()
    ]


def _ramp(
    bounds: Sequence[tuple[float | None, float | None]], written: Callable[[float], str]
) -> tuple[Rule, ...]:
    colours = RAMP[0], RAMP[2], RAMP[3], RAMP[5]
    found = []
    for (low, high), colour in zip(bounds, colours, strict=True):
        if low is None and high is not None:
            label = f"Moins de {written(high)}"
        elif high is None and low is not None:
            label = f"{written(low)} et plus"
        else:
            label = f"De {written(low or 0)} à moins de {written(high or 0)}"
        found.append(Rule(label, colour, low=low, high=high))
    return (*found, _UNKNOWN)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of « #rrggbb »."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


SYMBOLS: Mapping[str, str] = {POINT: "marker", AREA: "fill"}
"""How QGIS calls the symbol of a shape."""
