"""A region of four square communes, small enough to be read by eye."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pyproj import Transformer
from shapely.geometry import box

from loaders.store.manifest import Meta
from loaders.store.regional import Tables

TO_DEGREES = Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
CORNER = (680_000.0, 7_000_000.0)
SIDE = 10_000.0
TEXTS = ("certification", "rncp", "domain", "nsf", "formacodes", "romes", "funder", "rev3")
NUMBERS = ("level", "capacity", "enrolled", "start", "end", "entry_level", "conventionnee")


@pytest.fixture(scope="session")
def communes() -> gpd.GeoDataFrame:
    """Alpha and Bêta in 80, Gamma and Delta in 02: a square of 20 km near Noyon."""
    rows, shapes = [], []
    for number, (code, name) in enumerate(
        [("80001", "Alpha"), ("80002", "Bêta"), ("02003", "Gamma"), ("02004", "Delta")]
    ):
        x, y = CORNER[0] + SIDE * (number % 2), CORNER[1] + SIDE * (number // 2)
        shapes.append(box(x, y, x + SIDE, y + SIDE))
        lon, lat = TO_DEGREES.transform(x + SIDE / 2, y + SIDE / 2)
        rows.append(
            {
                "code": code,
                "name": name,
                "postcodes": code[:2] + "100",
                "population": 1000,
                "pop_0_19": 250,
                "pop_20_64": 550,
                "pop_65_plus": 200,
                "departement": code[:2],
                "spel": "S1",
                "epci": "E1",
                "zone_emploi": "",
                "bmo_basin": "",
                "density": "",
                "zrr": number == 3,
                "frr": None,
                "qpv_population": None,
                "x": x + SIDE / 2,
                "y": y + SIDE / 2,
                "lon": lon,
                "lat": lat,
            }
        )
    return gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:2154")


@pytest.fixture(scope="session")
def zones(communes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        [{"level": "region", "code": "99", "name": "Petite-Région", "population": 4000}],
        geometry=[communes.union_all()],
        crs="EPSG:2154",
    )


def offer(number: int, site: str = "site-1", **values: object) -> dict[str, object]:
    """Return a row of the table of offers, every column filled."""
    empty = dict.fromkeys((*TEXTS, "publics", "url", "provider"), "")
    none = dict.fromkeys(NUMBERS)
    return {
        "offer": f"offer-{number}",
        "site": site,
        "title": "CAP Cuisine",
        "voie": "scolaire",
        "modality": "presentiel",
        "source": "essai",
        "vintage": "2025",
        **empty,
        **none,
        **values,
    }


@pytest.fixture
def tables(communes: gpd.GeoDataFrame, zones: gpd.GeoDataFrame) -> Tables:
    """One site in Alpha, two offers there and one at a distance."""
    alpha = communes.iloc[0]
    site = {
        "site": "site-1",
        "uai": "0800001A",
        "siret": "",
        "name": "Lycée d'Alpha",
        "commune": "80001",
        "x": alpha.x,
        "y": alpha.y,
        "lon": alpha.lon,
        "lat": alpha.lat,
        "precision": "address",
        "source": "essai",
    }
    source = {
        "source": "essai",
        "name": "Fichier d'essai",
        "producer": "",
        "licence": "",
        "vintage": "2025",
        "perimeter": "",
        "url": "",
        "file": "essai.csv",
        "checksum": "",
        "rows_read": 3,
        "rows_kept": 3,
        "rows_rejected": 0,
        "simulated": False,
    }
    return Tables(
        communes=communes,
        zones=zones,
        sites=pd.DataFrame([site]),
        offers=pd.DataFrame(
            [offer(1, level=3, start=pd.Timestamp("2026-09-01")), offer(2), offer(3, site="")]
        ),
        sources=pd.DataFrame([source]),
        rejects=pd.DataFrame(columns=["source", "row", "reason", "content"]),
        romes=pd.DataFrame([{"rome": "G1602", "label": "Cuisinier / Cuisinière"}]),
        profile={"name": "Petite-Région", "departements": ["80", "02"]},
        travel={"voiture": np.array([[0, 15, 15, 255]], dtype=np.uint8)},
        topology=b'{"type":"Topology"}',
        context=b'{"type":"FeatureCollection","features":[]}',
    )


@pytest.fixture
def meta() -> Meta:
    return Meta(
        region="petite-region",
        region_name="Petite-Région",
        travel_model="estimation",
        demonstration=False,
        fingerprint="abc",
    )
