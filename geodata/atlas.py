"""The region in memory: the store's tables and the indexes that a search reads, built once."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Self, TypeVar, cast

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from pyproj import CRS

from geodata.courses.columns import OfferColumns, offer_columns
from geodata.places.communes import Places
from geodata.places.homes import halls
from geodata.places.streets import Addresses, StreetBook
from geodata.places.territories import Land, Territories
from geodata.region.contract import Contract
from geodata.region.yardsticks import Yardsticks
from geodata.search.documents import Document, documents_of
from geodata.search.former_diplomas import with_former
from geodata.search.index import TextIndex
from geodata.search.lexicon.appellations import Appellations
from geodata.search.lexicon.everyday import Everyday
from geodata.streets import Streets
from geodata.transit.timetable import Timetable
from geodata.travel.lived import Lived
from geodata.travel.margin import SUPPOSED, Margin, Uncertainty
from geodata.travel.measured import Measured
from geodata.travel.model import TravelModel
from geodata.travel.roads import RoadTimes
from geodata.travel.router import Router
from geodata.travel.town_halls import TownHalls
from geodata.travel.words import LIVED, times_line, times_named

T = TypeVar("T")

_PLACES = 300
"""Territories whose figures are kept: more than a region has, but for its communes."""

_NOTHING = object()


@dataclass(frozen=True)
class Atlas:
    """The tables of one build and what is derived from them.

    `outcomes`, `tension`, `prospects`, `indicators` and `crosswalks` are those of
    `geodata.tables.observation`, `graduates` those of `geodata.courses.graduates`, empty where no
    source gives them; `layers` says the vintage of each zoning of the communes;
    `everyday` holds the words that its text index understands, `pages` the Markdown of the pages
    of words (`geodata.pages`), `former_communes` pairs (code of a commune, former name), `lands`
    the names in use of several territories;
    `contract` is the region's planning contract, `yardsticks` the published figures that its own
    are set beside, None where no file has them; `appellations` and `former_diplomas` are those of
    `geodata.search`;
    `establishments`, `guidance`, `skills`, `flows` and `trained` (`geodata.publics`) are those of
    their modules, `provenance` and `changes` those of `geodata.provenance.values`; `quality` is
    the build's report.
    `timetable` is what runs of the feeds (`transit_feeds`) on an ordinary Tuesday, None where none
    is loaded; `transit_times` are its journeys: tables of `geodata.transit.schema`.
    `measured` is what published times say of the estimate, None where nothing is known,
    `estimate` the name of that estimate; `roads` the
    table of minutes by road that `travel` and `model` hold, None where all are estimates, and
    `router` a server of itineraries, None where there is none. `congestion` is what every time by
    car was multiplied by.
    `estimated` has the estimates that times by road replaced in `travel`, empty without roads.
    `homes` says where people live and the minutes from there, None where town halls stand for
    them; `travel` is then weighted by people.
    `streets` is the base map of streets, None where no extract was loaded; `addresses` has the
    streets that a person may start from, None where no file of addresses was.
    `set_aside` has the files that gave nothing (file, name, reason, fault), `refused` says why a
    newer build was not put in service, "" when none was; `unread` since when nobody can tell
    whether there is a newer build, None when one can.
    `offers` is ordered by title, then by site: the order of a list that nothing else sorts. It has
    the courses of the `ring` (`geodata.tables.schema.RING`), as `sites` has theirs: what counts the
    region's counts `own_offers` and `own_sites`, or goes by the communes, which are the region's.
    """

    id: str
    built_at: str
    region_name: str
    demonstration: bool
    communes: gpd.GeoDataFrame
    zones: gpd.GeoDataFrame
    sites: pd.DataFrame
    offers: pd.DataFrame
    sources: pd.DataFrame
    rejects: pd.DataFrame
    romes: pd.DataFrame
    profile: Mapping[str, object]
    travel: Mapping[str, np.ndarray]
    topology: bytes
    context: bytes
    model: TravelModel
    measured: Measured | None = None
    estimate: str = ""
    roads: RoadTimes | None = None
    router: Router | None = None
    congestion: float = 1.0
    streets: Streets | None = None
    addresses: Addresses | None = None
    estimated: Mapping[str, np.ndarray] = field(default_factory=dict)
    homes: Lived | None = None
    outcomes: pd.DataFrame = field(default_factory=pd.DataFrame)
    graduates: pd.DataFrame = field(default_factory=pd.DataFrame)
    tension: pd.DataFrame = field(default_factory=pd.DataFrame)
    prospects: pd.DataFrame = field(default_factory=pd.DataFrame)
    indicators: pd.DataFrame = field(default_factory=pd.DataFrame)
    labour_series: pd.DataFrame = field(default_factory=pd.DataFrame)
    flows: pd.DataFrame = field(default_factory=pd.DataFrame)
    trained: pd.DataFrame = field(default_factory=pd.DataFrame)
    crosswalks: pd.DataFrame = field(default_factory=pd.DataFrame)
    layers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    provenance: pd.DataFrame = field(default_factory=pd.DataFrame)
    changes: pd.DataFrame = field(default_factory=pd.DataFrame)
    tidied: pd.DataFrame = field(default_factory=pd.DataFrame)
    establishments: pd.DataFrame = field(default_factory=pd.DataFrame)
    certificates: pd.DataFrame = field(default_factory=pd.DataFrame)
    quality: Mapping[str, Any] = field(default_factory=dict)
    set_aside: Sequence[Mapping[str, Any]] = ()
    refused: str = ""
    unread: datetime | None = None
    everyday: Everyday = field(default_factory=Everyday)
    pages: Mapping[str, str] = field(default_factory=dict)
    contract: Contract | None = None
    yardsticks: Yardsticks | None = None
    former_communes: tuple[tuple[str, str], ...] = ()
    lands: tuple[Land, ...] = ()
    ring: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=["code", "name"]))
    guidance: pd.DataFrame = field(default_factory=pd.DataFrame)
    skills: pd.DataFrame = field(default_factory=pd.DataFrame)
    appellations: pd.DataFrame = field(default_factory=pd.DataFrame)
    former_diplomas: pd.DataFrame = field(default_factory=pd.DataFrame)
    timetable: Timetable | None = None
    transit_feeds: pd.DataFrame = field(default_factory=pd.DataFrame)
    transit_times: pd.DataFrame = field(default_factory=pd.DataFrame)
    _kept: dict[Hashable, Any] = field(default_factory=dict, repr=False, compare=False)

    def unread_since(self, moment: datetime) -> Self:
        """Return the same atlas, which says since when nothing newer can be read."""
        found = copy(self)  # with its indexes
        object.__setattr__(found, "unread", moment)
        return found

    @property
    def built_on(self) -> date:
        """The day of the build."""
        return date.fromisoformat(self.built_at[:10])

    def uncertainty(self, threshold: float, mode: str, courses: ArrayLike) -> Uncertainty:
        """Return what the error of the times leaves unsure of a question.

        Parameters
        ----------
        courses : (n_sites,), those of the question at each site
        """
        counts = np.asarray(courses, dtype=np.float64)
        total = counts.sum()
        placed = float(counts @ self._at_centre / total) if total else 0.0
        return Uncertainty(threshold, self.margin(mode), placed)

    def margin(self, mode: str) -> Margin:
        """Return how wrong the times of a mode may be."""
        by_road = self.roads is not None and mode in self.roads.minutes
        measured = self.roads.measured if by_road and self.roads else self.measured
        return measured.margins.get(mode, SUPPOSED) if measured else SUPPOSED

    def times_words(self, mode: str) -> str:
        """Return what gives the times of `travel` by a mode, as it stands inside a sentence."""
        lived = LIVED if self.homes and mode in self.homes.travel else ""
        return times_named(self.model, mode, self.congestion) + lived

    @property
    def times_line(self) -> str:
        """What gives the times of every mode, and that they know no traffic jam."""
        return times_line(self.model, self.congestion)

    @cached_property
    def courses_by_site(self) -> np.ndarray:
        """How many courses each site has, (n_sites,)."""
        site = self.columns.site
        return np.bincount(site[site >= 0], minlength=len(self.sites))

    @cached_property
    def _at_centre(self) -> np.ndarray:
        """Which sites are placed at their commune's centre, (n_sites,)."""
        return (self.sites["precision"] == "commune").to_numpy(dtype=bool)

    @cached_property
    def places(self) -> Places:
        """Lookup of communes."""
        names = self.zones.loc[self.zones["level"] == "departement"].set_index("code")["name"]
        return Places(self.communes, names.to_dict(), self.former_communes)

    @cached_property
    def street_book(self) -> StreetBook | None:
        """Lookup of addresses, None where none are loaded."""
        return StreetBook(self.addresses, self.places) if self.addresses else None

    @cached_property
    def columns(self) -> OfferColumns:
        """What filters and counts read of the courses."""
        return offer_columns(self.offers, self.sites, self.communes, self.establishments)

    @cached_property
    def own_offers(self) -> pd.DataFrame:
        """The courses of the region, those of its ring left out."""
        return self.offers[~self.columns.around]

    @cached_property
    def own_sites(self) -> pd.DataFrame:
        """The sites of the region, those of its ring left out."""
        known = {"", *self.communes["code"]}
        return self.sites[self.sites["commune"].isin(known)]

    @cached_property
    def crs(self) -> CRS | None:
        """The system of every coordinate in metres: that of the region."""
        return self.communes.crs

    @cached_property
    def lived(self) -> Lived:
        """Where people live, and the minutes from there: the town halls where nothing is known."""
        return self.homes or Lived(halls(self.commune_xy), {}, self.travel)

    def minutes_from_homes(self, xy: np.ndarray, mode: str) -> np.ndarray:
        """Minutes (m, n_homes) from where people live to other places (m, 2), in metres."""
        return self.lived.to(self.model, self.commune_xy, xy, mode)

    @cached_property
    def site_xy(self) -> np.ndarray:
        """Positions of the sites in metres, shape (n_sites, 2)."""
        return self.sites[["x", "y"]].to_numpy(dtype=np.float64)

    @cached_property
    def commune_xy(self) -> np.ndarray:
        """Positions of the town halls in metres, shape (n_communes, 2)."""
        return self.communes[["x", "y"]].to_numpy(dtype=np.float64)

    def cached(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made under a key for this build, or make it now."""
        if key not in self._kept:
            self._kept[key] = make()
        made: T = self._kept[key]
        return made

    def remembered(self, name: str, key: Hashable, make: Callable[[], T], most: int) -> T:
        """Return what was made under a key, one of the `most` last of a name, or make it now."""
        kept: dict[Hashable, T | object] = self.cached(("remembered", name), dict)
        found = kept.get(key, _NOTHING)
        if found is _NOTHING:
            found = kept[key] = make()
            if len(kept) > most:
                for old in list(kept)[:-most]:
                    kept.pop(old, None)
        return cast(T, found)

    def of_place(self, name: str, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of a territory, one of those last asked for, or make it now.

        There are thousands of communes: what is kept of all of them would fill the memory.
        """
        return self.remembered(name, key, make, _PLACES)

    @cached_property
    def offer_position(self) -> dict[str, int]:
        """Row of each course by its id."""
        return {offer: row for row, offer in enumerate(self.offers["offer"])}

    @cached_property
    def rome_labels(self) -> dict[str, str]:
        """Label of each ROME code."""
        return dict(zip(self.romes["rome"], self.romes["label"], strict=True))

    @cached_property
    def bounds(self) -> list[list[float]]:
        """South-west and north-east corners of the region: latitudes and longitudes, degrees."""
        west, south, east, north = self.communes.geometry.to_crs("EPSG:4326").total_bounds
        return [[float(south), float(west)], [float(north), float(east)]]

    @cached_property
    def territories(self) -> Territories:
        """The territories of the region, by what people call them."""
        return Territories(self.zones, self.lands)

    @cached_property
    def zone_names(self) -> dict[tuple[str, str], str]:
        """Name of each territory by its level and code, the communes included."""
        zones = self.zones
        names = dict(
            zip(zip(zones["level"], zones["code"], strict=True), zones["name"], strict=True)
        )
        communes = zip(self.communes["code"], self.communes["name"], strict=True)
        return names | {("commune", code): name for code, name in communes}

    @cached_property
    def town_halls(self) -> TownHalls:
        """What is reached from the communes."""
        return TownHalls(self.model, self.commune_xy)

    @cached_property
    def commune_names(self) -> pd.Series:
        """Name of each commune by its code; of the ring, followed by its region."""
        own = self.communes.set_index("code")["name"]
        if not len(self.ring):
            return own
        named = self.ring["name"] + " (" + self.ring["region"] + ")"
        return pd.concat([own, named.set_axis(self.ring["code"])])

    @cached_property
    def document_of_offer(self) -> np.ndarray:
        """Position of each course's description among the distinct ones, shape (n_offers,)."""
        return self._documents[1]

    @cached_property
    def text(self) -> TextIndex:
        """The text index over the distinct course descriptions."""
        places = [*self.communes["name"], *(name for _, name in self.former_communes)]
        names = self.appellations
        called = names[["label", "rome", "parent"]].to_numpy().tolist() if len(names) else ()
        documents, former = self._documents[0], self.former_diplomas
        pairs = former[["former", "title"]].to_numpy().tolist() if len(former) else ()
        everyday = with_former(self.everyday, pairs, {document.title for document in documents})
        appellations = Appellations(called, self.everyday.lesser)
        return TextIndex(documents, self.rome_labels, places, everyday, appellations)

    @cached_property
    def _documents(self) -> tuple[list[Document], np.ndarray]:
        return documents_of(self.offers, ~self.columns.around, self.rome_labels)

    def warm(self) -> Self:
        """Build every index now, before the first visitor."""
        _ = self.places, self.columns, self.site_xy, self.offer_position, self.text, self.bounds
        _ = self.zone_names, self.street_book
        return self
