"""The board of a SPEL: what is about it, what keeps a wider place, what did not come."""

from dataclasses import replace

import pandas as pd
import pytest
from atlases.portrait import portrait_atlas

from geodata.asking.query import UnknownCode
from geodata.month.board import board
from geodata.month.curves import Curve, Point
from geodata.month.export import board_rows, board_table
from geodata.month.table import LABOUR_SERIES
from loaders.project_data.regional import read_contracts


def row(code, period, value, **more):
    return {
        "measure": "demandeurs", "kind": "ABC", "axis": "", "category": "", "level": "commune",
        "code": code, "period": period, "value": value, "unit": "personnes",
        "status": "" if value is not None else "secret", "adjusted": "brut", "perimeter": "p",
        "source": "essai", **more,
    }  # fmt: skip


def spending(level, code, period, value):
    return row(
        code, period, value, level=level, measure="indemnisation", kind="", unit="€"
    )  # fmt: skip


def with_series(rows, outside=(), frr=()):
    """The small atlas with its series; communes of `outside` are of another SPEL."""
    atlas = portrait_atlas()
    communes = atlas.communes.copy()
    communes.loc[communes["code"].isin(outside), "spel"] = "S2"
    communes["frr"] = pd.array(communes["code"].isin(frr), dtype="boolean")
    table = LABOUR_SERIES.validate(pd.DataFrame(rows, columns=list(LABOUR_SERIES.columns)))
    contract = read_contracts()["32"]  # it starts in 2022
    return replace(atlas, communes=communes, labour_series=table, contract=contract, _kept={})


def test_the_spel_is_the_sum_of_its_communes_and_is_compared_to_the_region():
    rows = [
        row("80001", "2022-T4", 100.0), row("80002", "2022-T4", 100.0),
        row("80001", "2024-T4", 110.0), row("80002", "2024-T4", 120.0),
        row("02003", "2022-T4", 200.0), row("02003", "2024-T4", 170.0),
    ]  # fmt: skip
    shown = board(with_series(rows, outside=["02003", "02004"]), "S1")
    (line,) = shown.lines
    assert (line.level, line.last.value, line.last.period) == ("spel", 230.0, "2024-T4")
    assert line.change == pytest.approx(15)
    assert line.region_change == pytest.approx(0)
    assert line.gap == pytest.approx(15)


def test_what_a_departement_spends_is_never_the_month_of_a_spel():
    rows = [
        spending("departement", "80", "2021-01", 90.0),
        spending("departement", "80", "2022-01", 100.0),
        spending("departement", "80", "2025-01", 110.0),
        spending("region", "99", "2022-01", 300.0), spending("region", "99", "2025-01", 300.0),
    ]  # fmt: skip
    shown = board(with_series(rows, outside=["02003", "02004"]), "S1")
    (line,) = shown.lines
    assert (line.level, line.last.value, line.region_change) == ("departement", 110.0, 0)
    table = board_table(board_rows(shown))
    assert set(table["Niveau"]) == {"departement"}
    assert set(table["Période"]) == {"2022-01", "2025-01"}


def test_of_a_zone_it_says_which_share_of_the_spel_s_people_lives_there():
    atlas = with_series([row("Z1", "2024-T4", 100.0, level="zone_emploi")])
    atlas.communes["zone_emploi"] = ["Z1", "Z1", "Z1", "Z2"]
    (line,) = board(atlas, "S1").lines
    assert (line.level, line.last.value, line.share) == ("zone_emploi", 100.0, 0.75)


def test_a_secret_value_makes_a_sum_partial_and_its_change_unknown():
    rows = [
        row("80001", "2022-T4", 100.0), row("80002", "2022-T4", 100.0),
        row("80001", "2024-T4", 110.0), row("80002", "2024-T4", None),
    ]  # fmt: skip
    (line,) = board(with_series(rows), "S1").lines
    assert (line.last.value, line.last.status) == (110.0, "partiel")
    assert line.change is None


def test_communes_of_the_frr_are_told_apart():
    rows = [row("80001", "2024-T4", 100.0), row("80002", "2024-T4", 30.0)]
    shown = board(with_series(rows, frr=["80002"]), "S1")
    whole, inside = shown.lines
    assert (whole.last.value, inside.axis, inside.last.value) == (130.0, "frr", 30.0)
    assert not any("FRR" in lack.label for lack in shown.lacks)


def test_months_and_quarters_of_a_place_are_not_one_curve():
    rows = [spending("departement", "80", "2024-T4", 9.0),
            spending("departement", "80", "2024-12", 3.0)]  # fmt: skip
    (line,) = board(with_series(rows, outside=["02003", "02004"]), "S1").lines
    assert [point.period for point in line.curve.points] == ["2024-12"]


def test_without_a_series_the_board_says_who_has_them():
    shown = board(with_series([]), "S1")
    assert shown.lines == ()
    assert all(lack.holder for lack in shown.lacks)
    assert any("QPV" in lack.label for lack in shown.lacks)


def test_an_unknown_spel_is_refused():
    with pytest.raises(UnknownCode):
        board(with_series([]), "nowhere")


def test_raw_figures_start_at_the_same_season():
    points = tuple(Point(period, 1.0) for period in ("2022-01", "2022-03", "2024-03"))
    assert Curve(points, "brut").start == points[1]
    assert Curve(points, "CVS-CJO").start == points[0]


def test_the_periods_that_did_not_come_are_named():
    months = Curve((Point("2024-11", 1.0), Point("2025-02", 1.0)), "brut")
    assert months.absent == ("2024-12", "2025-01")
    quarters = Curve((Point("2024-T3", 1.0), Point("2025-T1", 1.0)), "brut")
    assert quarters.absent == ("2024-T4",)
    ends = Curve((Point("2022-T4", 1.0), Point("2024-T4", 1.0)), "brut")
    assert ends.absent == ("2023-T4",)
