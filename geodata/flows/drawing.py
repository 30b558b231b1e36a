"""The flows of a series as lines between the middles of SPEL, in the units of a drawing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.flows.observed import SPEL, Move, Series, end_name
from geodata.maps.drawing import Frame, Ring, borders, dissolved, frame_of
from geodata.places.zoning import zoning
from geodata.territory import Territory

MOST = 8
"""Flows of a SPEL drawn each way: more would hide one another."""

MOST_OF_REGION = 40
"""Flows between two SPEL drawn of the whole region."""

Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """A flow on the map: where it starts and ends, whom it carries, whether it leaves the SPEL."""

    start: Point
    end: Point
    people: float
    leaving: bool


@dataclass(frozen=True)
class FlowMap:
    """What is drawn; `unseen` are people who go or come beyond the region, off the map.

    `centre` is the middle of the SPEL that the map is about, None where it is about them all;
    `names` are the SPEL to name and where, that one first.
    """

    height: float
    land: tuple[Ring, ...]
    own: tuple[Ring, ...]
    centre: Point | None
    names: Mapping[str, Point]
    lines: tuple[Line, ...]
    unseen: float


def flow_map(atlas: Atlas, place: Territory, series: Series) -> FlowMap:
    """Return the map of a territory's flows: of a SPEL each way, of the region between SPEL."""
    own = place.code if place.level == SPEL else ""
    moves = list(_of_spel(own, series) if own else _of_region(series))
    seen = {code for move, _ in moves for code in (move.origin, move.destination)} | {own}
    order = [own, *sorted(seen - {own}, key=lambda code: -_people(atlas).get(code, 0))]
    zones = zoning(atlas.communes, SPEL)
    codes = np.asarray(zones.codes, dtype=object)[zones.of_commune]
    frame = frame_of(atlas, np.isin(codes, sorted(seen - {""})) if own else None)
    middles = {code: _at(frame, xy) for code, xy in _middles(atlas).items()}
    beyond = [flow for flow in (*series.out, *series.into) if flow.end[0] != SPEL]
    return FlowMap(
        height=frame.height,
        land=tuple(borders(atlas, frame, SPEL)),
        own=tuple(dissolved(atlas, frame, np.where(place.inside, 0, -1)).get(0, [])) if own else (),
        centre=middles.get(own),
        names={end_name(atlas, (SPEL, code)): middles[code] for code in order if code in middles},
        lines=tuple(
            Line(middles[move.origin], middles[move.destination], move.people, leaving)
            for move, leaving in moves
            if move.origin in middles and move.destination in middles
        ),
        unseen=sum(flow.people or 0.0 for flow in beyond),
    )  # fmt: skip


def _of_spel(own: str, series: Series) -> Iterator[tuple[Move, bool]]:
    for leaving, flows in ((True, series.out), (False, series.into)):
        near = [flow for flow in flows if flow.end[0] == SPEL and flow.people]
        for flow in near[:MOST]:
            ends = (own, flow.end[1]) if leaving else (flow.end[1], own)
            yield Move(*ends, flow.people or 0.0), leaving


def _of_region(series: Series) -> Iterator[tuple[Move, bool]]:
    for move in series.moves[:MOST_OF_REGION]:
        yield move, True


def _people(atlas: Atlas) -> dict[str, float]:
    zones = zoning(atlas.communes, SPEL)
    return dict(zip(zones.codes, zones.sums(atlas.communes["population"]), strict=True))


def _middles(atlas: Atlas) -> dict[str, NDArray[np.float64]]:
    """The middle of the people of each SPEL, in metres."""

    def make() -> dict[str, NDArray[np.float64]]:
        zones = zoning(atlas.communes, SPEL)
        people = atlas.communes["population"].to_numpy(float)
        total = np.maximum(zones.sums(people), 1)
        x, y = (zones.sums(people * atlas.commune_xy[:, axis]) / total for axis in (0, 1))
        return {code: np.array([x[n], y[n]]) for n, code in enumerate(zones.codes)}

    return atlas.cached("middles of spel", make)


def _at(frame: Frame, xy: NDArray[np.float64]) -> Point:
    x, y = frame.at(xy)[0]
    return round(float(x), 1), round(float(y), 1)
