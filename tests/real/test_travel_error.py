"""The published error of the car estimate, recomputed on published times."""

import math
import re
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from geodata.folding import fold
from geodata.schema import CRS
from geodata.travel.model import PUBLISHED_ERROR, EstimatedTravel, error_by_band
from loaders.embedding.base import read_base

DATA = Path(__file__).parents[3] / "shared" / "data"
REFERENCE = DATA / "mobilite" / "temps_reference.csv"
PARIS = {"lon": 2.3522, "lat": 48.8566}  # its town hall

pytestmark = pytest.mark.skipif(
    not REFERENCE.exists(), reason="../shared/data absent: no published times to compare with"
)


@pytest.fixture(scope="module")
def points():
    """The town halls that the application travels from, and Paris."""
    paris = gpd.GeoSeries(gpd.points_from_xy([PARIS["lon"]], [PARIS["lat"]], crs=4326)).to_crs(CRS)
    there = pd.DataFrame([{"code": "75056", "name": "Paris", "x": paris.x[0], "y": paris.y[0]}])
    communes = read_base().communes
    return pd.concat([pd.DataFrame(communes[["code", "name", "x", "y"]]), there])


@pytest.fixture(scope="module")
def compared(points):
    """Reference and estimated minutes of the pairs whose two ends are known places."""
    xy = points.set_index("code")[["x", "y"]]
    named = points.assign(folded=points["name"].map(fold)).drop_duplicates("folded", keep=False)
    codes = named.set_index("folded")["code"]

    def code(place):
        written = re.search(r"\((\w{5})\)$", place)
        return written[1] if written else codes.get(fold(place), "")

    pairs = pd.read_csv(REFERENCE).dropna(subset="minutes")
    ends = pairs[["origin", "destination"]].map(code)
    known = ends.isin(xy.index).all(axis=1)
    origins, destinations = (xy.loc[ends.loc[known, end]] for end in ends)
    # One pair at a time would be slow and all pairs by all pairs large: by destination.
    estimated = np.empty(known.sum())
    by_destination = pd.Series(range(len(origins))).groupby(
        ends.loc[known, "destination"].to_numpy()
    )
    for _, rows in by_destination:
        there = destinations.iloc[rows.iloc[:1]]
        minutes = EstimatedTravel().minutes(origins.iloc[rows], there, "voiture")
        estimated[rows] = minutes[:, 0]
    return pairs.loc[known, "minutes"].to_numpy(), estimated


def test_the_reference_is_what_it_was(compared):
    reference, _ = compared
    assert len(reference) == sum(band.pairs for band in PUBLISHED_ERROR)


def test_the_published_error_is_right_and_has_not_grown(compared):
    measured = error_by_band(*compared)
    for row, published in zip(measured.itertuples(), PUBLISHED_ERROR, strict=True):
        assert (row.low, row.high, row.pairs) == (published.low, published.high, published.pairs)
        # The figures are published to a tenth of a minute.
        assert math.isclose(row.mean_absolute_error, published.mean_absolute_error, abs_tol=0.051)
        assert math.isclose(row.bias, published.bias, abs_tol=0.051)


def test_the_uncertainty_shown_holds_most_pairs(compared):
    reference, estimated = compared
    short = (reference >= 30) & (reference < 90)
    within = np.abs(estimated / reference - 1)[short] <= 0.20
    assert within.mean() > 0.9
