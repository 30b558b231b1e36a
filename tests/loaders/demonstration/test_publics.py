"""The simulated people of the demonstration: marked, and none beside a real file."""

import datetime as dt

import pandas as pd

from geodata.publics.table import FIRST_YEAR, IDENTITY, PUBLICS, TRAINED
from loaders.demonstration.publics import SOURCE, simulated_trained

TODAY = dt.date(2026, 11, 1)
NOTHING = TRAINED.validate(pd.DataFrame(columns=list(TRAINED.columns)))
COMMUNES = pd.DataFrame({"spel": ["A", "A", ""], "population": [50_000, 30_000, 9]})


def test_every_public_is_simulated_in_cells_that_do_not_overlap():
    made = simulated_trained(COMMUNES, NOTHING, TODAY)
    assert set(made["public"]) == {*PUBLICS, FIRST_YEAR}
    assert set(made["source"]) == {SOURCE}
    assert not made.duplicated([*IDENTITY]).any()
    assert (made["people"] <= made["total"].fillna(1e9)).all()
    assert (made["leavers"].fillna(0) <= made["people"]).all()


def test_a_real_file_leaves_nothing_to_simulate():
    real = simulated_trained(COMMUNES, NOTHING, TODAY).head(3).assign(source="publics-region")
    assert simulated_trained(COMMUNES, real, TODAY) is real
    assert simulated_trained(COMMUNES.assign(spel=""), NOTHING, TODAY).empty
