from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import INDICATORS
from geodata.tables.schema import SOURCES, ZONES
from loaders.building.observing import named, observed
from loaders.errors import SourceError
from loaders.sources.observation.contract import account_of, read_indicators

SLUG = "hauts-de-france"


@pytest.fixture(scope="module")
def shipped() -> pd.DataFrame:
    return read_indicators(SLUG)


def test_the_region_s_figures_are_a_table_of_indicators(shipped: pd.DataFrame) -> None:
    assert len(INDICATORS.validate(shipped)) > 500
    keys = ["indicator", "category", "level", "code", "period", "perimeter", "source", "text"]
    assert not shipped.duplicated([*keys, "value", "reference"]).any()


def test_every_theme_is_seen_through_every_entry(shipped: pd.DataFrame) -> None:
    assert len(shipped.groupby(["theme", "entry"])) == 16


def test_a_figure_has_its_source_and_its_place_in_it(shipped: pd.DataFrame) -> None:
    assert (shipped["source"] != "").all()
    assert shipped["reference"].str.match(r"[\w' ]+, l\. \d").all()


def test_what_is_not_a_number_is_said_and_what_is_absent_is_marked(shipped: pd.DataFrame) -> None:
    silent = shipped["value"].isna() & (shipped["text"] == "")
    assert (shipped.loc[silent, "status"] == "indisponible").all()
    assert (shipped.loc[~silent, "status"] == "").all()
    assert silent.any()
    qpv = shipped[shipped["indicator"].str.contains("quartier prioritaire")]
    assert qpv["text"].tolist() == ["près de 11 %"]
    assert qpv["value"].isna().all()


def test_territories_have_the_codes_of_the_region(shipped: pd.DataFrame) -> None:
    codes = shipped.groupby("level")["code"].agg(set)
    assert codes["region"] == {"32"}
    assert codes["france"] == {"FR"}
    assert codes["departement"] == {"02", "59", "60", "62", "80"}
    assert codes["zone_emploi"] <= {f"32{number:02}" for number in range(1, 23)} | {"0058"}


def test_a_region_without_a_file_has_no_figure(tmp_path: Path) -> None:
    empty = read_indicators("ailleurs", tmp_path)
    assert empty.empty
    assert list(empty.columns) == list(INDICATORS.columns)
    assert account_of(empty).empty


def test_a_value_that_is_not_admitted_is_named(tmp_path: Path, shipped: pd.DataFrame) -> None:
    shipped.head(2).assign(theme="cuisine").to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(SourceError, match="theme"):
        read_indicators("x", tmp_path)
    shipped.head(2).drop(columns="note").to_csv(tmp_path / "x.csv", index=False)
    with pytest.raises(SourceError, match="note"):
        read_indicators("x", tmp_path)


def test_a_build_has_them_with_their_account(shipped: pd.DataFrame, zones) -> None:
    read = shipped.head(1).assign(source="chomage")
    tables, account = observed({"indicators": read}, zones, SLUG)
    assert len(tables["indicators"]) == len(shipped) + 1
    assert SOURCES.validate(account)["rows_kept"].tolist() == [len(shipped)]
    tables, account = observed({}, zones, "ailleurs")
    assert tables["indicators"].empty
    assert account.empty


def test_territories_given_by_a_code_are_named() -> None:
    zones = pd.DataFrame([{"level": "departement", "code": "80", "name": "Somme", "population": 1}])
    tension = pd.DataFrame(
        [("departement", "80", ""), ("departement", "02", ""), ("bmo_basin", "80", "AMIENS")],
        columns=["level", "code", "zone_name"],
    )
    table = named(tension, ZONES.validate(zones))
    assert table["zone_name"].tolist() == ["Somme", "", "AMIENS"]
