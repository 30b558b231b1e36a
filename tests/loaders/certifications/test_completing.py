"""What a course does not say comes from the nomenclatures, by its code, its sheet or its title."""

import geopandas as gpd
import pandas as pd
import pytest

from loaders.certifications.completing import completed
from loaders.source import Context
from tests.loaders.conftest import offer
from tests.loaders.training_region import small_context

CERTIF_INFO = [
    ("BTS opticien option A lunettes", "", "RNCP1", "331", "J1405 Z9999", "5"),
    ("BTS opticien option B lentilles", "", "RNCP2", "331", "J1405 M1805", "5"),
    ("Titre professionnel grutier", "", "RNCP9", "231", "F1201", "3"),
]


@pytest.fixture
def region(communes: gpd.GeoDataFrame) -> Context:
    columns = ["title", "cfd", "rncp", "nsf", "romes", "level"]
    infos = pd.DataFrame(CERTIF_INFO, columns=columns).assign(formacode="")
    sheets = pd.DataFrame([("RNCP7", "G1602"), ("RNCP7", "Z0000")], columns=["rncp", "rome"])
    nsf = pd.DataFrame([("RNCP7", "221t")], columns=["rncp", "nsf"])
    context = small_context(
        communes, nomenclatures={"certif_info": infos, "rncp_rome": sheets, "rncp_nsf": nsf}
    )
    romes = pd.DataFrame({"rome": ["J1405", "F1201", "G1602", "M1805"], "label": "x"})
    return Context(**{**context.__dict__, "romes": romes})


def one(region: Context, **values: object) -> pd.Series:
    rows = pd.DataFrame([{**offer(1), **values}])
    rows["level"] = rows["level"].astype("Int64")
    return completed(rows, region).iloc[0]


def test_by_the_title(region: Context) -> None:
    row = one(region, title="Titre professionnel Grutier")
    assert (row["level"], row["nsf"], row["romes"], row["rncp"]) == (3, "231", "F1201", "RNCP9")
    assert row["certification"] == "Titre professionnel grutier"


def test_by_what_the_options_share(region: Context) -> None:
    row = one(region, title="BTS Opticien")
    assert (row["level"], row["nsf"], row["romes"]) == (5, "331", "J1405 M1805")
    assert (row["rncp"], row["certification"]) == ("", "")


def test_by_the_sheet(region: Context) -> None:
    row = one(region, title="Cuisinier de demain", rncp="RNCP7")
    assert (row["nsf"], row["romes"]) == ("221", "G1602")
    row = one(region, title="Autre chose", rncp="RNCP9")
    assert (row["level"], row["romes"]) == (3, "F1201")


def test_what_a_source_says_is_never_replaced(region: Context) -> None:
    said = {"level": 4, "nsf": "326", "romes": "M1805", "rncp": "RNCP5"}
    row = one(region, title="Titre professionnel Grutier", **said)
    assert {name: row[name] for name in said} == said


def test_what_nothing_knows_stays_unknown(region: Context) -> None:
    row = one(region, title="Grutier")  # without the kind of diploma, words alone say nothing
    assert pd.isna(row["level"])
    assert (row["romes"], row["certification"]) == ("", "")


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("BTS Opticien 1ère année commune", "BTS Opticien"),
        ("BTS Opticien - 1re année commune aux options", "BTS Opticien"),
        ("Bac pro Métiers du bois 2nde commune", "Bac pro Métiers du bois"),
        ("BTS Communication", "BTS Communication"),
        ("2nde commune", "2nde commune"),
    ],
)
def test_a_common_year_is_no_course(region: Context, title: str, shown: str) -> None:
    assert one(region, title=title)["title"] == shown


@pytest.mark.parametrize("title", ["CPGE MPSI", "Baccalauréat général", "Mise à niveau Hôtellerie"])
def test_some_courses_certify_nothing(region: Context, title: str) -> None:
    assert one(region, title=title, certification=title)["certification"] == ""
