"""The embedded base of a region: real territories that ship with the project."""

from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.tables.schema import COMMUNES, ROMES, SOURCES, ZONES
from loaders.embedding.zones import spel_of_communes, zones_of_communes
from loaders.paths import DATA
from loaders.project_data.profile import REGIONS, read_profile
from loaders.store.parquet import read_frame, read_geoframe

EMBEDDED = DATA / "embedded"


class EmbeddedError(RuntimeError):
    """The embedded base is absent or damaged; the message, in French, says what to run."""


@dataclass
class Base:
    """The real territories of a region.

    communes : schema COMMUNES, and `arrondissement`, `zrr_communes_2022` (how many communes of
        2022 in ZRR make today's), `point` ("mairie", or "interieur" where its place was wrong);
        polygons in EPSG:2154 that share their borders
    zones : schema ZONES, and `communes` (how many in the region), `communes_outside` (how many
        members of an EPCI are in another region); polygons dissolved from the communes
    context : `kind` ("foreign" or "france"), `name`, geometry, in the order to be drawn: foreign
        countries, the departments of other regions, the region itself
    lycees : `uai`, `name`, `city`, `commune` (code)
    romes, sources : schemas ROMES and SOURCES
    moves : `old`, `new`, `kind`, `name`: what became of the communes of other years (see
        `loaders.locating.communes`)
    ring, ring_lycees, ring_moves : the communes of other regions about an hour away by car (see
        `loaders.embedding.ring`), their lycées and moves; empty where there is none
    """

    communes: gpd.GeoDataFrame
    zones: gpd.GeoDataFrame
    context: gpd.GeoDataFrame
    lycees: pd.DataFrame
    romes: pd.DataFrame
    sources: pd.DataFrame
    moves: pd.DataFrame
    ring: gpd.GeoDataFrame = field(default_factory=gpd.GeoDataFrame)
    ring_lycees: pd.DataFrame = field(default_factory=pd.DataFrame)
    ring_moves: pd.DataFrame = field(default_factory=pd.DataFrame)


def read_base(
    region: str = "hauts-de-france", folder: Path = EMBEDDED, profiles: Path = REGIONS
) -> Base:
    """The embedded base of a region, its SPEL made as its profile says.

    Raises
    ------
    ProfileError
        If the region has no profile, or its list of SPEL is wrong.
    EmbeddedError
        If its base was never built, or cannot be read.
    """
    profile = read_profile(region, profiles)
    place = folder / profile.slug
    if not (place / "communes.parquet").exists():
        raise EmbeddedError(
            f"Le socle de données de {profile.name} n'est pas construit : lancez "
            f"« python -m loaders embed --region {profile.slug} »."
        )
    try:
        communes = read_geoframe((place / "communes.parquet").read_bytes())
        context = read_geoframe((place / "context.parquet").read_bytes())
        ring = read_geoframe((place / "ring.parquet").read_bytes())
        names, lycees, romes, sources, moves, ring_lycees, ring_moves = (
            read_frame((place / f"{table}.parquet").read_bytes())
            for table in (
                *("zones", "lycees", "romes", "sources", "moves"),
                *("ring_lycees", "ring_moves"),
            )
        )
    except (OSError, ValueError) as error:
        raise EmbeddedError(
            f"Le socle de données de {profile.name} est illisible : relancez "
            f"« python -m loaders embed --region {profile.slug} »."
        ) from error
    communes["spel"], spel_names = spel_of_communes(communes, names, profile)
    return Base(
        communes=COMMUNES.validate(communes),
        zones=ZONES.validate(zones_of_communes(communes, names, spel_names)),
        context=context,
        lycees=lycees,
        romes=ROMES.validate(romes),
        sources=SOURCES.validate(sources),
        moves=moves,
        ring=ring,
        ring_lycees=ring_lycees,
        ring_moves=ring_moves,
    )
