"""What the tests of training sources share: a context of the small region, checked tables."""

import csv
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import geopandas as gpd
import pandas as pd

from geodata.tables.schema import OFFERS, SITES
from loaders.source import Context, Parsed


def small_context(communes: gpd.GeoDataFrame, **values: Any) -> Context:
    """Return the context of the region of four communes, with two known certifications."""
    bts = "Brevet de technicien supérieur Travaux publics"
    cap = "Certificat d'aptitude professionnelle Cuisine"
    certifications = [
        ("BTS Travaux publics", bts, 5, "231", "F1201", "RNCP37199"),
        ("CAP Cuisine", cap, 3, "221", "G1602", ""),
        ("Master Informatique", "Master mention Informatique", 7, "326", "M1805", ""),
    ]
    romes = [("F1201", "Conducteur de travaux"), ("G1602", "Cuisinier"), ("M1805", "Développeur")]
    columns = ["short", "title", "level", "nsf", "romes", "rncp"]
    return Context(
        communes=communes,
        certifications=pd.DataFrame(certifications, columns=columns),
        romes=pd.DataFrame(romes, columns=["rome", "label"]),
        profile=SimpleNamespace(name="Petite-Région", departements=("80", "02")),
        **values,
    )


def town(communes: gpd.GeoDataFrame, name: str) -> Any:
    """Return the row of a commune by its name."""
    return communes[communes["name"] == name].iloc[0]


def checked(parsed: Parsed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (offers, sites) once the account is right and the tables fit their schema."""
    offers = OFFERS.validate(parsed.tables["offers"])
    sites = SITES.validate(parsed.tables["sites"])
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects)
    assert len(offers) == parsed.rows_kept
    assert set(offers["site"]) - {""} <= set(sites["site"])
    assert set(parsed.rejects["row"]) <= set(range(1, parsed.rows_read + 1))
    return offers, sites


def reasons(parsed: Parsed) -> dict[int, str]:
    """Return the reason of each row that is refused."""
    return dict(zip(parsed.rejects["row"], parsed.rejects["reason"], strict=True))


def save_json(path: Path, value: object) -> Path:
    """Write a reply."""
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def save_table(path: Path, rows: list[dict[str, Any]], separator: str = ",") -> Path:
    """Write a table whose columns are the keys of its first row."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=separator, restval="")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(buffer.getvalue(), encoding="utf-8")
    return path
