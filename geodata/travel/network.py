"""Minutes by car from commune to commune: an estimate that goes round what a straight line crosses.

Town halls are the places; two communes that touch are linked. A trip goes from link to link, slower
in sparse country and in towns, and for every metre climbed or lost; its even kilometres gain from
faster roads as it gets longer. A straight line knows nothing of an estuary, of a mountain or of a
river mouth: here no two communes touch across them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra
from scipy.spatial import cKDTree
from shapely import Point

from geodata.travel.model import SPEED_LAWS, Area, EstimatedTravel, SpeedLaw, TravelModel, points_of
from geodata.travel.outline import Mesh, mesh_of, outline

CAR = "voiture"

UNMEASURED = "Estimation de commune en commune, vitesses non mesurées dans cette région"
"""The name of the estimate overseas: its speeds are those of the mainland."""

# Fitted on 12,000 pairs of Isère and 5,356 trips to Paris (OSRM, July 2021, free flow), each with
# half of its communes left out of the fit: see `loaders.travel.measure`.
_PACE = 0.809  # minutes a kilometre, as the crow flies between two town halls, at 100 people a km²
_SPARSER = -0.418  # growth of its logarithm for ten times the people, up to 1,000 a km²
_DENSER = 0.508  # minutes a kilometre more for ten times the people, beyond 1,000 a km²
_QUICKEST = _PACE * np.exp(_SPARSER)  # minutes a kilometre, at 1,000 people a km²
_CLIMB = 0.0154  # minutes for a metre of difference of altitude between two places
# The kilometres from town hall to town hall where all is even, 100 people a km²: longer trips find
# faster roads. What a slower way adds is added in full: no motorway makes up for a pass.
_EVEN = SpeedLaw(detour=1.0, slow=52.5, gain=67.2, rise=300.0, start=5.98)
_SHORT = 8.34  # kilometres over which the law of the crow flies gives way to the network
_WINDING = 1.15  # kilometres from town hall to town hall, for one as the crow flies

_FAR = 15_000.0  # metres from the nearest place, beyond which a point is not in the network
_MARGIN = 30_000.0  # metres round all the points of a question: no trip goes farther out
_SQUARE = 25_000.0  # metres: the grain of these surroundings, so that they can be kept
_GRAPHS_KEPT = 8
_SOURCES_AT_ONCE = 256
_WIDEST = 2_000.0  # metres round a place that an area in reach may take


@dataclass(frozen=True)
class PlaceNetwork:
    """Places and which touch one another.

    xy : float (n, 2), metres
    density : float (n,), people a km²
    altitude : float (n,), metres
    links : int (k, 2), rows of the places, each pair once
    overseas : no time of a region overseas is published to measure the speeds on, and no bridge
        leads to an island that no link leads to
    """

    xy: NDArray[np.float64]
    density: NDArray[np.float64]
    altitude: NDArray[np.float64]
    links: NDArray[np.int32]
    overseas: bool = False

    @cached_property
    def islands(self) -> tuple[cKDTree, NDArray[np.int32]]:
        """The places as a tree, and the number of the land of each: links join those of one."""
        size = (len(self.xy),) * 2
        joined = csr_matrix((np.ones(len(self.links)), tuple(self.links.T)), shape=size)
        return cKDTree(self.xy), connected_components(joined, directed=False)[1]

    def around(self, xy: NDArray[np.float64], margin: float) -> "PlaceNetwork":
        """Return the part of it that lies in the box of points (m, 2), widened by a margin."""
        rows = self.within(xy, margin)
        kept = np.zeros(len(self.xy), dtype=bool)
        kept[rows] = True
        rank = np.cumsum(kept) - 1
        links = self.links[kept[self.links].all(axis=1)]
        return PlaceNetwork(
            self.xy[rows], self.density[rows], self.altitude[rows], rank[links].astype(np.int32)
        )

    def within(self, xy: NDArray[np.float64], margin: float) -> NDArray[np.int64]:
        """Return the rows of the places in the box of points (m, 2), widened by a margin."""
        low, high = np.nanmin(xy, axis=0) - margin, np.nanmax(xy, axis=0) + margin
        return np.flatnonzero(((self.xy >= low) & (self.xy <= high)).all(axis=1))

    @cached_property
    def mesh(self) -> Mesh:
        """What lies between the places."""
        return mesh_of(self.xy)


@dataclass(frozen=True)
class _Graph:
    """A network made ready for searches: minutes and kilometres of each link, as matrices."""

    network: PlaceNetwork
    minutes: csr_matrix
    kilometres: csr_matrix
    pace: NDArray[np.float64]
    tree: cKDTree

    @property
    def slowest(self) -> float:
        """Minutes a kilometre of the slowest place."""
        return float(self.pace.max())


@dataclass(frozen=True)
class NetworkTravel:
    """The estimate by car of a network of places; as the crow flies by other modes, or far off."""

    network: PlaceNetwork
    name: str = "Estimation de commune en commune"
    modes: tuple[str, ...] = EstimatedTravel.modes
    crow: EstimatedTravel = field(default_factory=EstimatedTravel)
    _graphs: dict[bytes, _Graph | None] = field(default_factory=dict, repr=False, compare=False)

    def minutes(
        self, origins_xy: ArrayLike, destinations_xy: ArrayLike, mode: str
    ) -> NDArray[np.float32]:
        """Estimate minutes (n, m) from origins to destinations, as `EstimatedTravel.minutes`."""
        straight = self.crow.minutes(origins_xy, destinations_xy, mode)
        origins, destinations = points_of(origins_xy), points_of(destinations_xy)
        if self.network.overseas:
            straight[_across_the_sea(self.network, origins, destinations)] = np.nan
        both = np.concatenate([origins, destinations])
        if mode != CAR or not straight.size or not np.isfinite(both).all(axis=1).any():
            return straight
        graph = self._graph_round(both)
        if graph is None:
            return straight
        if len(origins) > len(destinations):
            return _minutes(graph, destinations, origins, straight.T).T
        return _minutes(graph, origins, destinations, straight)

    def _graph_round(self, xy: NDArray[np.float64]) -> _Graph | None:
        """Return the network round points, the same one for nearly the same points."""
        box = np.array([np.nanmin(xy, axis=0), np.nanmax(xy, axis=0)])
        box = np.stack([np.floor(box[0] / _SQUARE), np.ceil(box[1] / _SQUARE)]) * _SQUARE
        key = box.tobytes()
        if key not in self._graphs:
            if len(self._graphs) >= _GRAPHS_KEPT:
                self._graphs.clear()
            self._graphs[key] = _graph(self.network.around(box, _MARGIN))
        return self._graphs[key]

    def named(self, mode: str) -> str:
        """Return what gives the times of a mode, in French."""
        return self.name

    def by_road(self, mode: str, xy: ArrayLike | None = None) -> bool:
        """Tell whether the times of a mode, from a point (2,), are those of roads: never."""
        return False

    def reach(self, xy: ArrayLike, minutes: float, mode: str) -> Area:
        """Draw the area (in metres) that is reached from `xy` within `minutes`; empty if none.

        Round each place in reach, what is left of the time carries a little farther. Villages in
        reach that the rest does not touch are left out of the drawing.

        Raises ValueError as `EstimatedTravel.reach`.
        """
        disk = self.crow.reach(xy, minutes, mode)
        if mode != CAR:
            return disk
        start = np.asarray(xy, dtype=np.float64)

        def minutes_to(rows: NDArray[np.int64]) -> NDArray[np.floating]:
            return self._minutes_within(start, rows, minutes)

        return area_reached(self.network, minutes_to, xy, minutes, mode, disk)

    def _minutes_within(
        self, start: NDArray[np.float64], rows: NDArray[np.int64], most: float
    ) -> NDArray[np.floating]:
        """Return the minutes by car from a point to places, infinite beyond `most`."""
        graph, xy = self._whole, self.network.xy[rows]
        near = _nearest(graph, start[None]) if graph else np.array([-1])
        if graph is None or near[0] < 0:
            return self.minutes(start[None], xy, CAR)[0]
        minutes, kilometres = _limits(most)
        before = float(_kilometres(start[None], self.network.xy[near])[0, 0])
        found = [
            _searched(graph.minutes, near, minutes + before * graph.slowest)[:, rows],
            _searched(graph.kilometres, near, kilometres + before)[:, rows],
        ]
        times = _along(graph, start[None], xy, near, rows, found)[0]
        _, lands = self.network.islands
        across = lands[rows] != lands[near[0]]
        if across.any():
            times[across] = self.minutes(start[None], xy[across], CAR)[0]
        return times

    @cached_property
    def _whole(self) -> _Graph | None:
        return _graph(self.network)


def estimate_of(network: PlaceNetwork | None) -> TravelModel:
    """Return the estimate of a network of places, as the crow flies where there is none."""
    if network is None:
        return EstimatedTravel()
    return NetworkTravel(network, UNMEASURED) if network.overseas else NetworkTravel(network)


def area_reached(
    network: PlaceNetwork,
    minutes_to: Callable[[NDArray[np.int64]], NDArray[np.floating]],
    xy: ArrayLike,
    minutes: float,
    mode: str,
    near: Area,
) -> Area:
    """Draw the area (in metres) round the places of a network that are reached from `xy`.

    Parameters
    ----------
    minutes_to : gives the minutes to places, by their rows; not a number where none is known
    near : area round which places are looked for; empty, and so is the answer
    """
    if near.is_empty:
        return near
    law = SPEED_LAWS[mode]
    rows = network.within(np.array(near.bounds).reshape(2, 2), _WIDEST)
    left = np.maximum(np.nan_to_num(minutes - minutes_to(rows)), 0)
    metres = np.zeros(len(network.xy))
    some = left > 0
    metres[rows[some]] = np.minimum(law.metres(left[some]), _WIDEST)
    radius = min(law.radius(minutes), _WIDEST)
    return outline(network.mesh, metres, _WIDEST, Point(xy), radius)


def _across_the_sea(
    network: PlaceNetwork, origins: NDArray[np.float64], destinations: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which points (n, m) are on two lands."""
    tree, lands = network.islands
    here, there = (
        lands[tree.query(np.where(np.isfinite(xy), xy, 0))[1]] for xy in (origins, destinations)
    )
    return np.asarray(here[:, None] != there[None, :])


def _graph(network: PlaceNetwork) -> _Graph | None:
    """Return the network made ready, or None where there is no link."""
    if not len(network.links):
        return None
    a, b = network.links.T
    crowd = np.log10(network.density + 1)
    pace = _pace(crowd)
    kilometres = np.hypot(*(network.xy[a] - network.xy[b]).T) / 1_000
    climb = _CLIMB * np.abs(network.altitude[a] - network.altitude[b])
    minutes = kilometres * (pace[a] + pace[b]) / 2 + climb
    size = (len(network.xy),) * 2

    def matrix(values: NDArray[np.float64]) -> csr_matrix:
        both = np.tile(np.maximum(values, 1e-6), 2)
        return csr_matrix((both, (np.append(a, b), np.append(b, a))), shape=size)

    return _Graph(network, matrix(minutes), matrix(kilometres), pace, cKDTree(network.xy))


def _pace(crowd: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return minutes a kilometre, for the decimal logarithm of people a km²."""
    open_country = _PACE * np.exp(_SPARSER * (np.minimum(crowd, 3) - 2))
    return open_country + _DENSER * np.maximum(crowd - 3, 0)


def _minutes(
    graph: _Graph,
    few: NDArray[np.float64],
    many: NDArray[np.float64],
    straight: NDArray[np.float32],
) -> NDArray[np.float32]:
    """Return the minutes (n, m) from few points to many; `straight` where the network is silent."""
    times = straight.copy()
    starts, ends = (_nearest(graph, points) for points in (few, many))
    together = np.argsort(starts, kind="stable")  # a place is searched from once
    for first in range(0, len(few), _SOURCES_AT_ONCE):
        rows = together[first : first + _SOURCES_AT_ONCE]
        rows = rows[starts[rows] >= 0]
        there = ends >= 0
        if not len(rows) or not there.any():
            continue
        block = _block(graph, few[rows], many[there], starts[rows], ends[there])
        cells = np.ix_(rows, np.flatnonzero(there))
        times[cells] = np.where(np.isfinite(block), block, times[cells])
    return times


def _nearest(graph: _Graph, points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the place nearest to each point, (n,); -1 where none is near, or unknown."""
    known = np.asarray(np.isfinite(points).all(axis=1))
    apart, rows = graph.tree.query(np.where(known[:, None], points, 0))
    return np.where(known & (apart <= _FAR), rows, -1)


def _block(
    graph: _Graph,
    few: NDArray[np.float64],
    many: NDArray[np.float64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
) -> NDArray[np.float64]:
    sources, which = np.unique(starts, return_inverse=True)
    cells = np.ix_(which.ravel(), ends)
    found = [_searched(of, sources)[cells] for of in (graph.minutes, graph.kilometres)]
    return _along(graph, few, many, starts, ends, found)


def _searched(
    weights: csr_matrix, sources: NDArray[np.int64], limit: float = np.inf
) -> NDArray[np.float64]:
    """Return the least sum of weights from some places to all; infinite beyond a limit."""
    return dijkstra(weights, indices=sources, limit=limit)


def _along(
    graph: _Graph,
    few: NDArray[np.float64],
    many: NDArray[np.float64],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    found: Sequence[NDArray[np.float64]],
) -> NDArray[np.float64]:
    """Return the minutes (n, m) between points, from minutes and kilometres between town halls."""
    halls = graph.network.xy
    apart = _kilometres(few, many)
    # Points are not town halls: what they are nearer or farther than these counts at their pace.
    nearer = apart - _kilometres(halls[starts], halls[ends])
    pace = (graph.pace[starts][:, None] + graph.pace[ends][None, :]) / 2
    minutes = found[0] + pace * nearer
    kilometres = np.maximum(apart, found[1] + nearer)
    with np.errstate(invalid="ignore"):  # infinitely far, where no link leads: NaN
        slower = minutes - _PACE * kilometres
        long = np.maximum(_EVEN.minutes(kilometres * 1_000) + slower, _EVEN.start)
        crow = np.maximum(apart, kilometres / _WINDING)
        short = np.exp(-((kilometres / _SHORT) ** 2))
        return short * SPEED_LAWS[CAR].minutes(crow * 1_000) + (1 - short) * long


def _limits(most: float) -> tuple[float, float]:
    """Return the minutes and kilometres along the network beyond which no trip takes just `most`.

    Beyond a dozen kilometres, the network is nine tenths of the law; nearer, what is emptiest and
    steepest is an hour away. A trip gains at most what the quickest pace does on the even one.
    """
    long, far = most / 0.88, np.arange(12.0, 2_000.0)
    gained = (_PACE - _QUICKEST) * far
    kilometres = far[_EVEN.minutes(far * 1_000) - gained <= long].max(initial=far[0]) + 1
    slack = max(float(_PACE * kilometres - _EVEN.minutes(kilometres * 1_000)), -_EVEN.start)
    return max(60.0, long + slack), float(kilometres)


def _kilometres(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    apart = a[:, None, :] - b[None, :, :]
    return np.hypot(apart[..., 0], apart[..., 1]) / 1_000
