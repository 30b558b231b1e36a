"""Each figure of ours with the published one: how far apart they are, or why they are not told."""

from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.portrait.figure import Figure, number_or_none, source_name
from geodata.region.yardsticks import Silent, Yardstick
from geodata.territory import territories
from geodata.validation.ours import our_figure

CLOSE_SHARE, CLOSE_POINTS = 2.0, 1.0
"""How far two figures may be, in % or in points, to be called close."""


@dataclass(frozen=True)
class Pair:
    """Our figure and the published one; `why` says why they differ."""

    ours: Figure
    published: Figure
    why: str
    address: str = ""

    @property
    def difference(self) -> float | None:
        """Ours less the published one, in their unit; None where one is in words."""
        if self.ours.value is None or self.published.value is None:
            return None
        return self.ours.value - self.published.value

    @property
    def relative(self) -> float | None:
        """The difference in % of the published one; None for percentages, told in points."""
        if self.difference is None or self.ours.unit == "%" or not self.published.value:
            return None
        return 100 * self.difference / self.published.value

    @property
    def close(self) -> bool:
        """Whether both say nearly the same."""
        if self.relative is not None:
            return abs(self.relative) <= CLOSE_SHARE
        return self.difference is not None and abs(self.difference) <= CLOSE_POINTS


@dataclass(frozen=True)
class Comparison:
    """What can be compared, and what cannot with its reason."""

    pairs: tuple[Pair, ...] = ()
    silent: tuple[Silent, ...] = ()


def comparison(atlas: Atlas) -> Comparison:
    """Return our figures beside the published ones of the region, once a build."""
    return atlas.cached("validation", lambda: _comparison(atlas))


def _comparison(atlas: Atlas) -> Comparison:
    if atlas.yardsticks is None:
        return Comparison()
    pairs: list[Pair] = []
    silent: list[Silent] = []
    for stick in atlas.yardsticks.figures:
        published, ours = _published(atlas, stick), our_figure(atlas, stick.ours)
        label = stick.indicator or (ours.label if ours else stick.source)
        named = f"{label} ({stick.category})" if stick.category else label
        if published is None:
            silent.append(Silent(label=named, why="Le chiffre publié n'est pas chargé."))
        elif stick.offer and atlas.demonstration:
            why = "Les formations sont simulées : les comparer à un chiffre publié n'a pas de sens."
            silent.append(Silent(label=named, why=why))
        elif ours is None:
            why = f"Aucune source chargée ne donne le nôtre. {stick.why}"
            silent.append(Silent(label=named, why=why))
        else:
            pairs.append(Pair(ours, published, stick.why, stick.address))
    return Comparison(tuple(pairs), (*silent, *atlas.yardsticks.silent))


def _published(atlas: Atlas, stick: Yardstick) -> Figure | None:
    if stick.value is not None:
        return Figure(
            stick.ours, stick.source, value=stick.value, unit=stick.unit, period=stick.period,
            source=stick.source, perimeter=stick.perimeter,
        )  # fmt: skip
    table = atlas.indicators
    if not len(table):
        return None
    code = next(iter(territories(atlas)["region"]))
    rows = table[(table["indicator"] == stick.indicator) & (table["category"] == stick.category)]
    rows = rows[(rows["level"] == "region") & (rows["code"] == code)]
    rows = rows[rows["period"] == stick.period] if stick.period else rows
    if rows.empty:
        return None
    row = rows.iloc[0]
    value = number_or_none(row["value"])
    return Figure(
        stick.ours, str(row["indicator"]), value=value, unit=str(row["unit"]),
        text=str(row["text"]), period=str(row["period"]), perimeter=str(row["perimeter"]),
        source=source_name(atlas, str(row["source"])), reference=str(row["reference"]),
        decimals=0 if value is None or value.is_integer() else 1,
    )  # fmt: skip
