"""The simulated skills: marked, of métiers that are taught, and none beside the real ones."""

import pandas as pd

from loaders.certifications.catalogue import read_certifications
from loaders.demonstration.skills import MARK, SOURCE, simulated_skills
from loaders.store.tables import empty_table

NOTHING = empty_table("skills")


def test_each_skill_says_that_it_is_simulated():
    made = simulated_skills(NOTHING)
    assert made["label"].str.endswith(MARK).all()
    assert set(made["source"]) == {SOURCE}
    assert not made.duplicated(["rome", "skill"]).any()
    welding = made[made["label"].str.startswith("Souder")]
    assert welding.set_index("rome")["core"]["H2913"] == "Principale"


def test_one_can_walk_to_another_metier_and_most_of_them_are_taught():
    made = simulated_skills(NOTHING)
    shared = made.groupby("skill")["rome"].nunique()
    assert (shared > 1).sum() >= 20
    taught = {rome for text in read_certifications()["romes"] for rome in text.split()}
    assert made["rome"].isin(taught).mean() > 0.8


def test_the_real_skills_leave_nothing_to_simulate():
    real = pd.DataFrame(simulated_skills(NOTHING).head(2).assign(source="rome-competences"))
    assert simulated_skills(real) is real
