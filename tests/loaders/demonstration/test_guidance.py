"""The simulated places that help: every one says so, none beside a real one of its kind."""

import pandas as pd
from small_atlas import small_atlas

from geodata.guidance.table import GUIDANCE
from loaders.demonstration.guidance import NOTE, simulated_guidance
from loaders.store.tables import empty_table


def test_every_simulated_place_says_so():
    communes = small_atlas().communes.assign(spel="S1", epci="E1")
    made = GUIDANCE.validate(simulated_guidance(communes, empty_table("guidance"), "simulation"))
    assert {"mission_locale", "france_services", "mdph"} <= set(made["kind"])
    assert made["name"].str.contains(r"\(simulée?\)").all()
    assert (made["note"] == NOTE).all()
    real = made[made["kind"] == "mdph"].assign(source="vraie", name="MDPH")
    again = simulated_guidance(communes, pd.DataFrame(real), "simulation")
    assert set(again.loc[again["kind"] == "mdph", "source"]) == {"vraie"}
