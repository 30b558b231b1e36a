"""The real file of Parcoursup, against an account made without any of the application's code."""

import csv
import math
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from shapely import points

from geodata.folding import fold
from geodata.places.projection import to_metres
from loaders.sources.schools.parcoursup import recognises
from loaders.store.network import travel_model
from loaders.store.regional import Store

WANTED = "management commercial operationnel"
ARRAS = "62041"


@pytest.fixture(scope="module")
def file(shared_data: Path) -> Path:
    return shared_data / "offre_formation" / "parcoursup_formations_hdf.csv"


@pytest.fixture(scope="module")
def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def of_parcoursup(store: Store) -> pd.DataFrame:
    """Return the courses that Parcoursup knows, alone or with other sources."""
    return store.offers[store.offers["source"].map(lambda text: "parcoursup" in text.split("+"))]


def ring_communes(store: Store) -> set[str]:
    """Return the codes of the communes of neighbouring regions, within an hour."""
    return set(store.ring["code"])


def of_the_ring(store: Store) -> pd.DataFrame:
    """Return the courses of neighbouring regions: the file has one of an establishment of ours."""
    there = store.sites[store.sites["commune"].isin(ring_communes(store))]["site"]
    return store.offers[store.offers["site"].isin(there)]


def test_it_alone_is_recognised_among_the_real_files(shared_data: Path, file: Path) -> None:
    found = [path for path in shared_data.rglob("*") if path.is_file() and recognises(path)]
    assert found == [file]


def _at_doors(written: Iterable[tuple[str, str, str, str]]) -> int:
    """Count the courses of schools at places clearly more than 10 m from one another."""
    places: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for uai, title, lat, lon in written:
        known = places.setdefault((uai, title), [])
        x, y = float(lon) * 70_000, float(lat) * 111_000  # metres, near enough at 50 degrees north
        if all(math.hypot(x - one, y - other) > 12 for one, other in known):
            known.append((x, y))
    return sum(map(len, places.values()))


def test_every_row_is_kept_or_rejected(real_store: Store, rows) -> None:
    account = real_store.sources.set_index("source").loc["parcoursup"]
    assert account["rows_read"] == len(rows) == 1272
    assert account["rows_kept"] + account["rows_rejected"] == 1272
    told = real_store.provenance[real_store.provenance["source"] == "parcoursup"]
    told = told[~told["offer"].isin(of_the_ring(real_store)["offer"])]
    assert account["rows_kept"] == told["original"].nunique()
    rejects = real_store.rejects[real_store.rejects["source"] == "parcoursup"]
    assert len(rejects) == account["rows_rejected"]
    # The same course, school and place written again is the only reason this file gives; two
    # roundings of one position are one place.
    written = Counter((r["uai"], fold(r["formation"]), r["lat"], r["lon"]) for r in rows)
    assert _at_doors(written) - 1 <= account["rows_kept"] <= len(written)
    assert set(rejects["reason"]) == {"doublon"}


def test_nothing_is_simulated(real_store: Store) -> None:
    assert not real_store.manifest.demonstration
    assert not real_store.sources["simulated"].any()


def test_places_are_those_of_the_file(real_store: Store, rows) -> None:
    written = {(r["uai"], float(r["lat"]), float(r["lon"])) for r in rows}
    sites = real_store.sites[real_store.sites["source"] == "parcoursup"]
    found = set(zip(sites["uai"], sites["lat"], sites["lon"], strict=True))
    assert len(found - written) <= 2  # brought back to their commune
    assert set(sites["commune"]) - set(real_store.communes["code"]) <= ring_communes(real_store)
    offers = of_parcoursup(real_store)
    assert (offers["site"] == "").sum() == 11  # the courses « entièrement en distanciel »


def test_the_position_216_km_away_is_brought_back(real_store: Store) -> None:
    corrections = real_store.manifest.corrections["parcoursup"]
    # EDHEC, written in Nice; and two lycées more than 2 km away from the commune of the register.
    assert sorted(corrections.values()) == [1, 2]
    region = real_store.zones[real_store.zones["level"] == "region"].union_all().buffer(2_000)
    ours = real_store.sites[~real_store.sites["commune"].isin(ring_communes(real_store))]
    assert region.covers(points(ours[["x", "y"]].to_numpy())).all()


def test_management_commercial_operationnel_within_45_minutes_of_arras(
    real_store: Store, rows
) -> None:
    communes = real_store.communes.reset_index(drop=True)
    arras = communes.index[communes["code"] == ARRAS][0]
    home = communes.loc[arras]
    wanted = [r for r in rows if WANTED in fold(r["formation"])]
    there = [(r["uai"], float(r["lat"]), float(r["lon"])) for r in wanted]
    ends = to_metres(np.array([(lon, lat) for _, lat, lon in there]))
    minutes = travel_model().minutes([[home["x"], home["y"]]], ends, "voiture")[0]
    times = dict(zip(there, minutes, strict=True))
    surely = {place for place, minutes in times.items() if minutes < 45.4}
    perhaps = {place for place, minutes in times.items() if minutes < 45.6}

    offers = of_parcoursup(real_store)
    offers = offers[offers["title"] == "BTS Management commercial opérationnel"]
    sites = real_store.sites[real_store.sites["site"].isin(offers["site"])]
    near = sites[real_store.travel["voiture"][sites.index, arras] <= 45]
    found = set(zip(near["uai"], near["lat"], near["lon"], strict=True))
    assert surely <= found <= perhaps
    assert 3 <= len(found) < len(times)


def test_levels_domains_and_certifications_are_known(real_store: Store) -> None:
    offers = of_parcoursup(real_store)
    assert offers["level"].notna().mean() >= 0.90
    assert (offers["domain"] != "").mean() >= 0.98
    assert (offers["certification"] != "").mean() >= 0.80
    bts = offers[offers["title"].str.startswith("BTS")]
    assert (bts["level"] == 5).all()
    assert len(bts) > 500
    assert set(offers.loc[offers["title"].str.startswith("CPGE"), "level"].dropna()) == set()
    assert (offers.loc[offers["title"] == "DE Infirmier", "level"] == 6).all()
    assert (offers["modality"] == "distance").sum() == 11
