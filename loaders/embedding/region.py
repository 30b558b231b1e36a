"""Building the embedded base of a region from public data that ordinary packages contain."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from geodata.places.projection import to_degrees
from loaders.embedding.communes import (
    SEPARATED,
    Decoupage,
    ages_by_commune,
    communes_of,
    without_outline,
    zoning_by_commune,
)
from loaders.embedding.context import context_land
from loaders.embedding.network import network_of
from loaders.embedding.packages import PACKAGES, EmbedError, download
from loaders.embedding.references import lycees_of, romes
from loaders.embedding.ring import ring_of
from loaders.embedding.shapes import commune_coverage, drawn_communes, inside_points
from loaders.embedding.sources import source_rows, sources_page
from loaders.paths import ROOT
from loaders.project_data.profile import Profile, read_profile
from loaders.store.network import write_network

EMBEDDED = ROOT / "data" / "embedded"
DOWNLOADS = ROOT / "data" / "cache"


@dataclass
class _Counts:
    """Rows read and kept, by origin, filled along the way."""

    rows: dict[str, tuple[int, int]]

    def note(self, key: str, read: int, kept: int | None = None) -> None:
        self.rows[key] = (read, read if kept is None else kept)


def embed(region: str, output: Path = EMBEDDED, downloads: Path = DOWNLOADS) -> None:
    """Write the base of a region under `output`/<slug>, and `output`/SOURCES.md.

    The places of the mainland, under `output`/france, are written where they are not yet; those
    of a region overseas are beside its tables.

    The same packages, read with the same libraries, always give the same files, byte for byte.

    Parameters
    ----------
    region : slug, name or INSEE code of a region that has a profile
    output : folder of the bases
    downloads : folder where the packages are kept between two runs

    Raises
    ------
    ProfileError
        If the region has no profile, or a wrong one.
    EmbedError
        If a package cannot be fetched or its content is not what is expected.
    """
    profile = read_profile(region)
    download(PACKAGES, downloads)
    cog = Decoupage(downloads)
    network = output / "france"
    if not profile.overseas and not network.exists():
        write_network(*network_of(drawn_communes(downloads), cog, downloads), network)
    shapes = drawn_communes(downloads, cog.parts(), profile)
    tables = _tables(profile, cog, shapes, downloads, network)
    _write(tables, output / profile.slug)
    if profile.overseas:
        write_network(*network_of(shapes, cog, downloads), output / profile.slug)
    (output / "SOURCES.md").write_text(sources_page(), encoding="utf-8")


def _tables(
    profile: Profile, cog: Decoupage, shapes: gpd.GeoDataFrame, folder: Path, network: Path
) -> dict[str, pd.DataFrame]:
    counts = _Counts({})
    communes = _communes(profile, cog, shapes, folder, counts)
    context = context_land(communes.geometry.to_numpy(), shapes, profile, cog.departements, folder)
    counts.note("pays", int((context["kind"] == "foreign").sum()))
    former = _former_names(cog)
    lycees, unknown = lycees_of(communes, former, folder)
    counts.note("lycees", len(lycees) + len(unknown), len(lycees))
    jobs, read = romes(folder)
    counts.note("rome", read)
    counts.note("relief-monde" if profile.overseas else "relief", len(shapes))
    return {
        "communes": communes,
        "zones": _zone_names(profile, cog, communes),
        "context": context,
        "lycees": lycees,
        "romes": jobs,
        "moves": cog.moves(set(communes["code"]), profile.departements),
        "sources": source_rows(counts.rows, profile.name),
        **ring_of(communes, cog, shapes, former, network, folder),
    }


def _communes(
    profile: Profile, cog: Decoupage, shapes: gpd.GeoDataFrame, folder: Path, counts: _Counts
) -> gpd.GeoDataFrame:
    communes = without_outline(communes_of(cog, profile.code), set(shapes["code"]))
    if set(communes["departement"]) != set(profile.departements):
        raise EmbedError(
            f"Le profil de {profile.name} et le COG ne donnent pas les mêmes départements."
        )
    counts.note("cog", len(communes))
    successors = cog.successors()
    ages, read = ages_by_commune(communes, successors, folder)
    counts.note("ages", read)
    zoning, read = zoning_by_commune(communes, successors, folder)
    counts.note("zonages-2022", read)
    communes = communes.join(ages, on="code").join(zoning, on="code")
    communes["qpv_population"] = communes["qpv_population"].astype("Int64")
    for column in ("zone_emploi", "bmo_basin", "density"):
        communes[column] = ""
    communes["frr"] = pd.array([pd.NA] * len(communes), dtype="boolean")
    return _with_shapes(communes, cog, shapes, counts)


def _with_shapes(
    communes: pd.DataFrame, cog: Decoupage, shapes: gpd.GeoDataFrame, counts: _Counts
) -> gpd.GeoDataFrame:
    own = shapes.set_index("code").reindex(communes["code"])
    if own.geometry.isna().any():
        missing = ", ".join(own.index[own.geometry.isna()][:5])
        raise EmbedError(f"Des communes n'ont pas de contour : {missing}.")
    counts.note("contours", len(own))
    grown = cog.communes.dropna(subset="anciensCodes")
    polygons = commune_coverage(own.reset_index(), set(grown["code"]))
    points, is_hall = inside_points(polygons, own["mairie"])
    communes["point"] = np.where(is_hall, "mairie", "interieur")
    communes["x"], communes["y"] = points.T
    longitudes, latitudes = to_degrees(points, shapes.crs).T
    communes["lon"], communes["lat"] = longitudes.round(5), latitudes.round(5)
    return gpd.GeoDataFrame(communes, geometry=polygons, crs=shapes.crs)


def _former_names(cog: Decoupage) -> pd.DataFrame:
    """Names of the communes that were merged into another: `name`, `code` (today's)."""
    successors = cog.successors()
    old = cog.everything[cog.everything["code"].isin(set(successors))]
    return pd.DataFrame({"name": old["nom"], "code": old["code"].map(successors)})


def _zone_names(profile: Profile, cog: Decoupage, communes: pd.DataFrame) -> pd.DataFrame:
    """Names of the territories: `level`, `code`, `name`, `communes_outside`.

    `communes_outside` counts the communes of an EPCI that are in another region.
    """
    members = cog.members()
    # A commune that is counted with the one it comes from is not in another region.
    members = members[~members["commune"].isin(set(SEPARATED))]
    away = members[~members["commune"].isin(set(communes["code"]))].groupby("epci").size()
    rows = [("region", profile.code, profile.name, 0)]
    rows += [
        ("departement", code, cog.departements[code], 0) for code in sorted(profile.departements)
    ]
    rows += [
        ("arrondissement", code, cog.arrondissements[code], 0)
        for code in sorted(communes["arrondissement"].unique())
        if code
    ]
    rows += [
        ("epci", code, cog.epci.loc[code, "nom"], int(away.get(code, 0)))
        for code in sorted(communes["epci"].unique())
        if code
    ]
    return pd.DataFrame(rows, columns=["level", "code", "name", "communes_outside"])


def _write(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    """Write the tables beside `folder`, then put them in its place."""
    fresh = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, table in tables.items():
        table.to_parquet(fresh / f"{name}.parquet", compression="zstd", index=False)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
