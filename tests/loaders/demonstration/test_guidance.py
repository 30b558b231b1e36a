"""The simulated places that help: every one says so, none beside a real one of its kind."""

import pandas as pd
from atlases.small import small_atlas

from geodata.guidance.table import GUIDANCE
from loaders.demonstration.guidance import NOTE, simulated_guidance
from loaders.store.tables import empty_table


def test_every_simulated_place_says_so():
    communes = small_atlas().communes.assign(spel="S1", epci="E1")
    made = GUIDANCE.validate(simulated_guidance(communes, empty_table("guidance"), "simulation"))
    assert {"mission_locale", "france_services", "mdph"} <= set(made["kind"])
    assert made["name"].str.contains(r"\(simulée?\)").all()
    assert made["note"].str.endswith(NOTE).all()
    campus = made[made["kind"] == "campus"]
    assert campus["note"].str.match(r"Domaine : .+ Tête : .+ \(simulée?\)\. Membres : ").all()
    assert campus["commune"].is_unique
    assert len(campus) == 3
    real = made[made["kind"] == "mdph"].assign(source="vraie", name="MDPH")
    again = simulated_guidance(communes, pd.DataFrame(real), "simulation")
    assert set(again.loc[again["kind"] == "mdph", "source"]) == {"vraie"}
    boarding = simulated_guidance(communes, empty_table("guidance"), "simulation", ["internat"])
    assert (made["kind"] == "internat").any()
    assert not (boarding["kind"] == "internat").any()


def test_nothing_is_invented_beside_the_campus_of_the_region():
    communes = small_atlas().communes.assign(spel="S1", epci="E1")
    made = simulated_guidance(communes, empty_table("guidance"), "simulation")
    real = made[made["kind"] == "innovation"].head(1).assign(source="vraie")
    again = simulated_guidance(communes, pd.DataFrame(real), "simulation")
    assert not (again["kind"] == "campus").any()
    assert (again["kind"] == "innovation").sum() == 1
