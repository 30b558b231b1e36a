"""Laying the official zonings over the embedded base: columns of communes, zones, vintages.

Of several files that give the same column, the freshest wins, commune by commune: the one that
lists the most communes of today, then the one with the fewest codes of other years, then the one
of the latest year, then the one that gives fewer columns. What no file says keeps the value of the
embedded base.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import geopandas as gpd
import pandas as pd

from geodata.tables.schema import COMMUNES
from loaders.embedding.base import Base
from loaders.embedding.zones import dissolved
from loaders.project_data.profile import Profile
from loaders.source import Parsed
from loaders.sources.zonings.membership import ATTRIBUTES, ZONES
from loaders.store.layers import LABELS, Layers, clpe_note, embedded_layers, layer_facts, older_note
from loaders.titles.capitals import PlaceNames

DISSOLVED = ("spel", "zone_emploi", "epci", "bmo_basin")
"""Levels of the store whose zones are made of whole communes, and named by files."""
BASE_COG = frozenset({"epci", "arrondissement"})
"""Columns that the embedded base has for its own COG: a list of an older one does not undo them."""

FLAGS = frozenset({"zrr", "frr"})
COUNTS = frozenset({"qpv_2024"})
"""Columns that are not texts."""


@dataclass(frozen=True)
class _Reading:
    """A file: its key among the sources, what it says, what its codes are worth."""

    key: str
    parsed: Parsed

    @property
    def table(self) -> pd.DataFrame:
        return self.parsed.tables.get(ATTRIBUTES, pd.DataFrame(columns=["code", "origin"]))

    @property
    def attributes(self) -> list[str]:
        return list(self.table.columns.difference(["code", "origin"]))

    @cached_property
    def own(self) -> pd.Series:
        """Whether each code that the file uses is one of today, boolean."""
        return self.table["origin"].str.split().explode().isin(set(self.table["code"]))

    @property
    def is_former(self) -> bool:
        return not self.own.all()

    @property
    def year(self) -> str:
        return "".join(sign for sign in self.parsed.vintage if sign.isdigit())

    @property
    def freshness(self) -> tuple[int, int, str, int]:
        own = int(self.own.sum())
        return own, own - len(self.own), self.year, -len(self.table.columns)


def overlay(
    base: Base, zonings: Sequence[tuple[str, Parsed]], profile: Profile
) -> tuple[Base, Layers]:
    """Return the base with what files say of its communes, and what each column is.

    Parameters
    ----------
    base : the embedded base
    zonings : the key among the sources, and what was read, of each file
    profile : says which column makes the SPEL
    """
    readings = sorted((_Reading(*pair) for pair in zonings), key=lambda r: r.freshness)
    layers = embedded_layers(base.sources)
    communes = base.communes.copy()
    changed = set[str]()

    def lay(attributes: Callable[[str], bool]) -> None:
        for reading in readings:
            for attribute in filter(attributes, reading.attributes):
                if attribute in BASE_COG and reading.is_former:
                    layers[attribute]["note"] = older_note(reading.parsed)
                    continue
                communes[attribute] = _laid(communes, reading.table, attribute)
                changed.add(attribute)
                same = attribute in BASE_COG and communes[attribute].equals(
                    base.communes[attribute]
                )
                # A list without date that says what the base says does not make it undated.
                if not (same and not reading.year):
                    layers[attribute] = layer_facts(
                        attribute, reading.key, reading.parsed, reading.table
                    )

    lay(lambda attribute: attribute != "spel")
    if profile.spel_column in changed:
        follow = base.communes["spel"] == base.communes[profile.spel_column]
        communes["spel"] = communes["spel"].where(~follow, communes[profile.spel_column])
        layers["spel"] = {**layers[profile.spel_column], "label": LABELS["spel"]}
    lay(lambda attribute: attribute == "spel")  # a list of SPEL wins over the profile's rule
    if "clpe" in changed:
        layers["clpe"]["note"] = clpe_note(communes)
    names = _names(base, readings, profile)
    zones = _zones(base, communes, names)
    quarters = _quarters(readings)
    if len(quarters):
        zones = gpd.GeoDataFrame(pd.concat([zones, quarters], ignore_index=True), crs=zones.crs)
    return replace(base, communes=COMMUNES.validate(communes), zones=zones), layers


def _laid(communes: pd.DataFrame, table: pd.DataFrame, attribute: str) -> pd.Series:
    """Return a column of the communes: what the file says, else what was known."""
    told = table.set_index("code")[attribute].astype(object)
    values = communes["code"].map(told[told != ""]).astype(object)
    if attribute in communes:
        values = values.where(values.notna(), communes[attribute])
    if attribute in FLAGS:
        return values.astype("boolean")
    if attribute in COUNTS:
        return values.astype("Int64")
    return values.where(values.notna(), "").astype(str)


def _names(base: Base, readings: Sequence[_Reading], profile: Profile) -> pd.DataFrame:
    """Return `level`, `code`, `name`, `communes_outside` of the zones: the freshest name wins."""
    columns = ["level", "code", "name", "communes_outside"]
    parts = [pd.DataFrame(base.zones)[columns]]
    named = PlaceNames([*base.communes["name"], *base.zones["name"]]).read
    for reading in readings:
        if ZONES in reading.parsed.tables:
            told = pd.DataFrame(reading.parsed.tables[ZONES])[columns]
            told = told.assign(name=told["name"].map(named))
            parts.append(told)
            # The column that makes the SPEL names them too.
            same = told[told["level"] == profile.spel_column]
            parts.append(same.assign(level="spel", communes_outside=0))
    every = pd.concat([part for part in parts if len(part)], ignore_index=True)
    every = every[every["name"] != ""]
    outside = every.groupby(["level", "code"])["communes_outside"].transform("max")
    return every.assign(communes_outside=outside).drop_duplicates(["level", "code"], keep="last")


def _zones(base: Base, communes: gpd.GeoDataFrame, names: pd.DataFrame) -> gpd.GeoDataFrame:
    """Return the zones of the base, those of the levels that changed dissolved again."""
    parts: list[gpd.GeoDataFrame] = []
    for level in [*base.zones["level"].unique(), *DISSOLVED]:
        if level in {str(part["level"].iloc[0]) for part in parts}:
            continue
        known = base.zones[base.zones["level"] == level]
        if level not in DISSOLVED:
            parts.append(known)
        elif len(known) and communes[level].equals(base.communes[level]):
            name = names[names["level"] == level].set_index("code")["name"]
            parts.append(known.assign(name=known["code"].map(name).fillna(known["name"])))
        elif (communes[level] != "").any():
            parts.append(dissolved(communes, communes[level], level, names))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=base.zones.crs)


def _quarters(readings: Sequence[_Reading]) -> gpd.GeoDataFrame:
    """Return the polygons of the QPV, each of the freshest file that draws it."""
    drawn = [
        table
        for reading in readings
        if "geometry" in (table := reading.parsed.tables.get(ZONES, pd.DataFrame()))
    ]
    if not drawn:
        return gpd.GeoDataFrame({"level": []})
    every = pd.concat(drawn, ignore_index=True).drop_duplicates("code", keep="last")
    return gpd.GeoDataFrame(every, crs=drawn[-1].crs)
