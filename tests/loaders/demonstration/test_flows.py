"""The simulated flows of the demonstration: marked, never beside real ones of their kind."""

import datetime as dt

import pandas as pd

from geodata.flows.table import FLOWS
from loaders.demonstration.flows import SOURCE, simulated_flows

TODAY = dt.date(2026, 11, 1)


def communes():
    rows = [("80001", "A", 20_000, 0), ("80002", "B", 80_000, 20_000), ("80003", "", 100, 5)]
    table = pd.DataFrame(rows, columns=["code", "spel", "population", "x"])
    return table.assign(x=table["x"].astype(float), y=0.0)


def nothing():
    return FLOWS.validate(pd.DataFrame(columns=list(FLOWS.columns)))


def test_each_kind_is_simulated_and_says_so():
    made = simulated_flows(communes(), nothing(), TODAY)
    assert set(made["kind"]) == {"home_training", "home_work", "training_work"}
    assert set(made["source"]) == {SOURCE}
    assert made["perimeter"].str.contains("simulées").all()
    assert "80003" not in set(made["origin"])
    near = made[(made["kind"] == "home_training") & (made["origin"] == "80001")]
    assert near["people"].sum() == 1600


def test_a_kind_that_a_real_file_gives_is_not_simulated():
    made = simulated_flows(communes(), nothing(), TODAY)
    real = made[made["kind"] == "home_work"].assign(source="flux-travail")
    both = simulated_flows(communes(), real, TODAY)
    assert set(both.loc[both["kind"] == "home_work", "source"]) == {"flux-travail"}


def test_a_region_without_spel_has_none():
    assert simulated_flows(communes().assign(spel=""), nothing(), TODAY).empty
