"""Flows by SPEL: who stays, where the others go, who leaves the rural communes."""

from dataclasses import replace

import pandas as pd
import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.flows.drawing import flow_map
from geodata.flows.export import flows_table
from geodata.flows.observed import observed
from geodata.flows.table import FLOWS
from geodata.territory import territory


def flow(origin, destination, people, kind="home_training", year="2024", **more):
    def end(code):
        level = {2: "departement", 0: "etranger"}.get(len(code))
        return level or ("commune" if len(code) == 5 else "spel")

    return {
        "kind": kind, "origin_level": end(origin), "origin": origin,
        "destination_level": end(destination), "destination": destination, "people": people,
        "status": "" if people is not None else "secret", "year": year, "perimeter": "apprentis",
        "source": "essai", **more,
    }  # fmt: skip


def atlas_of(*flows):
    """The small atlas with two SPEL of two communes, Bêta being FRR, and some flows."""
    atlas = small_atlas([FULL, offer("bare")], profile={"code": "99", "rev3": []})
    communes = atlas.communes.copy()
    communes["spel"] = ["S01", "S01", "S02", "S02"]
    communes["frr"] = pd.array([False, True, False, False], dtype="boolean")
    table = FLOWS.validate(pd.DataFrame(list(flows), columns=list(FLOWS.columns)))
    return replace(atlas, communes=communes, flows=table, _kept={})


def of(atlas, level="spel", code="S01"):
    return observed(atlas, territory(atlas, level, code))


FLOWS_OF_2024 = (
    flow("80001", "80002", 60.0), flow("80001", "02003", 30.0), flow("80002", "S02", 10.0),
    flow("80002", "75", 5.0), flow("02004", "80001", 7.0), flow("", "80001", 1.0),
)  # fmt: skip


def test_communes_are_summed_by_spel_and_beyond():
    (one,) = of(atlas_of(*FLOWS_OF_2024))
    assert (one.total, one.stay, one.come) == (105, 60, 68)
    assert [(flow.end, flow.people) for flow in one.out] == [
        (("spel", "S02"), 40),
        (("departement", "75"), 5),
    ]
    assert [(flow.name, flow.people) for flow in one.into] == [("S02", 7), ("Étranger", 1)]


def test_who_leaves_the_communes_that_are_frr_is_told_apart():
    (one,) = of(atlas_of(*FLOWS_OF_2024))
    part = next(part for part in one.parts if part.name == "Communes FRR")
    assert (part.people, part.stay) == (15, 0)
    assert one.located
    (by_spel,) = of(atlas_of(flow("S01", "S02", 3.0)))
    assert (by_spel.parts, by_spel.located) == ((), False)


def test_the_region_has_a_line_a_spel_and_the_moves_between_two():
    (one,) = of(atlas_of(*FLOWS_OF_2024), "region", "99")
    assert (one.total, one.stay) == (112, 107)
    first, second = one.summaries
    assert (first.people, first.stay, first.towards, first.come) == (105, 60, "S02", 8)
    assert (second.people, second.stay, second.come) == (7, 0, 40)
    assert [(m.origin, m.destination, m.people) for m in one.moves] == [
        ("S01", "S02", 40),
        ("S02", "S01", 7),
    ]


def test_a_secret_figure_is_in_no_sum_and_is_counted():
    (one,) = of(
        atlas_of(flow("S01", "S02", None), flow("80001", "S02", 4.0), flow("S01", "75", None))
    )
    near, away = one.out
    assert (near.people, near.secret) == (4, 1)
    assert (away.people, away.secret) == (None, 1)
    assert one.secret == 2


def test_the_newest_year_of_a_perimeter_is_kept_and_perimeters_stay_apart():
    shown = of(
        atlas_of(
            flow("S01", "S02", 1.0, year="2022"), flow("S01", "S02", 2.0),
            flow("S01", "S02", 9.0, perimeter="stagiaires", year="2021"),
            flow("S01", "S01", 3.0, "training_work"),
        )
    )  # fmt: skip
    assert [(one.kind, one.perimeter, one.year, one.total) for one in shown] == [
        ("home_training", "apprentis", "2024", 2),
        ("home_training", "stagiaires", "2021", 9),
        ("training_work", "apprentis", "2024", 3),
    ]


def test_without_flows_there_is_no_series():
    assert of(atlas_of()) == ()
    assert observed(small_atlas(), territory(small_atlas(), "spel", "S1")) == ()


def test_the_map_has_the_flows_of_the_region_and_counts_the_others():
    atlas = atlas_of(*FLOWS_OF_2024)
    place = territory(atlas, "spel", "S01")
    drawn = flow_map(atlas, place, of(atlas)[0])
    assert [(line.people, line.leaving) for line in drawn.lines] == [(40, True), (7, False)]
    assert drawn.lines[0].start == drawn.lines[1].end == drawn.centre
    assert drawn.unseen == 6
    assert list(drawn.names) == ["S01", "S02"]
    whole = territory(atlas, "region", "99")
    drawn = flow_map(atlas, whole, of(atlas, "region", "99")[0])
    assert (len(drawn.lines), drawn.centre) == (2, None)


def test_the_table_says_who_is_counted_and_when():
    atlas = atlas_of(*FLOWS_OF_2024)
    table = flows_table(territory(atlas, "spel", "S01"), of(atlas))
    assert set(table["Année"]) == {"2024"}
    assert set(table["Périmètre"]) == {"apprentis"}
    away = table[(table["Sens"] == "vers") & (table["Code de l'autre lieu"] == "S02")]
    assert away["Part (%)"].item() == pytest.approx(38.1)
    region = flows_table(territory(atlas, "region", "99"), of(atlas, "region", "99"))
    assert set(region.loc[region["Niveau de l'autre lieu"] == "spel", "Territoire"]) == {
        "S01",
        "S02",
    }
