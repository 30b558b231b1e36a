"""An atlas of four square communes and a handful of courses, small enough to be read by eye."""

import re
from functools import cache

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely.geometry import box

from geodata.atlas import Atlas
from geodata.places.projection import to_degrees
from geodata.tables.schema import OFFERS, REJECTS, ROMES, SITES, SOURCES
from geodata.travel.model import EstimatedTravel, matrix
from loaders.project_data.everyday import read_everyday
from loaders.project_data.pages import read_pages
from loaders.store.tables import empty_table

CORNER = (680_000.0, 7_000_000.0)
SIDE = 10_000.0
NAMES = [("80001", "Alpha"), ("80002", "Bêta"), ("02003", "Gamma"), ("02004", "Delta")]
REV3 = {
    "label": "Énergies renouvelables",
    "romes": ["F1610"],
    "nsf": ["227"],
    "words": ["éolien"],
    "source": "Règle du projet",
    "note": "",
}

EMPTY = {
    **dict.fromkeys(
        ["certification", "rncp", "domain", "nsf", "formacodes", "romes", "funder", "rev3",
         "publics", "url", "provider", "site", "vintage"],
        "",
    ),
    **dict.fromkeys(
        ["level", "capacity", "enrolled", "start", "end", "entry_level", "conventionnee"]
    ),
    "voie": "scolaire",
    "modality": "presentiel",
    "source": "essai",
}  # fmt: skip

FULL = {
    **EMPTY,
    "offer": "full",
    "site": "alpha",
    "title": "CAP Cuisine",
    "certification": "Certificat d'aptitude professionnelle Cuisine",
    "rncp": "RNCP37553",
    "level": 3,
    "voie": "apprentissage",
    "domain": "hotellerie-alimentation",
    "nsf": "221",
    "formacodes": "42752",
    "romes": "G1602 Z9999",
    "modality": "mixte",
    "conventionnee": True,
    "funder": "Région",
    "rev3": "Économie circulaire",
    "capacity": 24,
    "enrolled": 1,
    "start": pd.Timestamp("2026-09-07"),
    "end": pd.Timestamp("2027-06-30"),
    "entry_level": 3,
    "publics": "apprentis salaries",
    "url": "https://exemple.fr/cap",
    "provider": "CFA d'Alpha",
    "vintage": "2026",
}


def offer(name, **values):
    """Return a row of the table of offers, empty but for what is given."""
    return {**EMPTY, "offer": name, "title": "CAP Cuisine", **values}


def small_atlas(offers=None, rejects=(), demonstration=False, profile=None):
    """Return an atlas; by default a full course, an empty one and one at a distance."""
    if offers is None:
        offers = [FULL, offer("bare"), offer("far", modality="distance", title="Titre à distance")]
    tables = {name: table.copy() for name, table in _always().items()}
    model = EstimatedTravel()
    xy, sites_xy = (tables[name][["x", "y"]].to_numpy() for name in ("communes", "sites"))
    return Atlas(
        id="small",
        built_at="2026-10-05T08:00:00+00:00",
        region_name="Petite-Région",
        demonstration=demonstration,
        **tables,
        offers=OFFERS.validate(pd.DataFrame(offers)),
        sources=_source_table(demonstration).copy(),
        rejects=_rejects_table(rejects) if len(rejects) else empty_table("rejects"),
        profile={"rev3": [REV3]} if profile is None else profile,
        travel={mode: matrix(model, xy, sites_xy, mode) for mode in model.modes},
        topology=b'{"type":"Topology"}',
        context=b'{"type":"FeatureCollection","features":[]}',
        model=model,
        everyday=read_everyday(),
        pages=read_pages(),
    )


@cache
def _always():
    """The tables that every small atlas has; to check them takes longer than most tests."""
    communes = _communes()
    sites = pd.DataFrame([_site(row, f"Lycée {row.name}") for row in _rows(communes)])
    romes = pd.DataFrame([{"rome": "G1602", "label": "Cuisinier / Cuisinière"}])
    return {
        "communes": communes, "zones": _zones(communes), "sites": SITES.validate(sites),
        "romes": ROMES.validate(romes),
    }  # fmt: skip


@cache
def _source_table(demonstration):
    return SOURCES.validate(pd.DataFrame([_source(demonstration)]))


def _rejects_table(rejects):
    return REJECTS.validate(
        pd.DataFrame(list(rejects), columns=["source", "row", "reason", "content"])
    )


def _rows(communes):
    return [row for _, row in communes.set_index("name", drop=False).iterrows()]


def _communes():
    rows, shapes = [], []
    for number, (code, name) in enumerate(NAMES):
        x, y = CORNER[0] + SIDE * (number % 2), CORNER[1] + SIDE * (number // 2)
        shapes.append(box(x, y, x + SIDE, y + SIDE))
        middle = np.array([[x + SIDE / 2, y + SIDE / 2]])
        lon, lat = to_degrees(middle)[0]
        rows.append(
            {
                "code": code, "name": name, "postcodes": code[:2] + "100", "population": 1000,
                "pop_0_19": 250, "pop_20_64": 550, "pop_65_plus": 200, "departement": code[:2],
                "spel": "S1", "epci": "E1", "zone_emploi": "", "bmo_basin": "", "density": "",
                "x": middle[0, 0], "y": middle[0, 1], "lon": lon, "lat": lat,
            }
        )  # fmt: skip
    table = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:2154")
    table["zrr"] = pd.array([False, True, False, True], dtype="boolean")
    table["frr"] = pd.array([None] * 4, dtype="boolean")
    table["qpv_population"] = pd.array([1234, 0, None, None], dtype="Int64")
    return table


def _zones(communes):
    rows = [
        {"level": "region", "code": "99", "name": "Petite-Région", "population": 4000},
        {"level": "departement", "code": "80", "name": "Somme", "population": 2000},
        {"level": "departement", "code": "02", "name": "Aisne", "population": 2000},
        {"level": "spel", "code": "S1", "name": "Bassin", "population": 4000},
    ]
    return gpd.GeoDataFrame(rows, geometry=[communes.union_all()] * 4, crs="EPSG:2154")


def _site(commune, name):
    return {
        "site": commune["name"].lower(), "uai": "", "siret": "", "name": name,
        "commune": commune["code"], "x": commune["x"], "y": commune["y"], "lon": commune["lon"],
        "lat": commune["lat"], "precision": "commune" if commune["code"] == "80002" else "address",
        "source": "essai",
    }  # fmt: skip


def _source(simulated):
    return {
        "source": "essai", "name": "Fichier d'essai", "producer": "Rectorat",
        "licence": "Licence Ouverte", "vintage": "2025", "perimeter": "Petite-Région",
        "url": "https://exemple.fr", "file": "essai.csv", "checksum": "", "rows_read": 5,
        "rows_kept": 3, "rows_rejected": 2, "simulated": simulated,
    }  # fmt: skip


def texts(component):
    """Return every text of a component, in order, separated by a space."""
    if component is None or isinstance(component, bool):
        return ""
    if isinstance(component, str | int | float):
        return re.sub(r"\u00a0(?=[;:?!»%])|(?<=«)\u00a0", " ", str(component))
    if isinstance(component, list | tuple):
        return " ".join(filter(None, map(texts, component)))
    return texts(getattr(component, "children", None))


def parts(component):
    """Yield a component and all that it holds."""
    if isinstance(component, list | tuple):
        for child in component:
            yield from parts(child)
    elif hasattr(component, "to_plotly_json"):
        yield component
        yield from parts(getattr(component, "children", None))


def of_type(component, name):
    """Return the parts of a component that are of an HTML element or a class, in order."""
    return [part for part in parts(component) if type(part).__name__ == name]
