"""Every real vintage of InserJeunes, against the csv module alone."""

import csv
from pathlib import Path

import pytest

from loaders.sources.observation.inserjeunes import recognises
from loaders.sources.observation.inserjeunes_regions import recognises as recognises_regions
from loaders.store.regional import Store

# By file: rows, and the columns of the rates that it has (counted from 0, read by hand).
FILES = {
    "2018_2019_apprentissage": (45, {"continuing_rate": 4, "6": 5, "12": 8, "18": 9, "24": 10}),
    "2018_2019_pro": (475, {"continuing_rate": 4, "6": 5, "12": 8, "18": 9, "24": 10}),
    "2019_2020_apprentissage": (55, {"continuing_rate": 4, "6": 5, "12": 8}),
    "2019_2020_pro": (470, {"continuing_rate": 4, "6": 5, "12": 8}),
    "2020_2021_apprentissage": (108, {"continuing_rate": 3, "6": 4}),
    "2020_2021_pro": (497, {"continuing_rate": 4, "6": 5}),
    "2021_2022_apprentissage": (121, {"continuing_rate": 3, "6": 4}),
    "2021_2022_pro": (546, {"continuing_rate": 4, "6": 5}),
}
REGION = "inserjeunes_region32_par_formation.csv"


def table(folder: Path, name: str) -> list[list[str]]:
    path = folder / "offre_formation" / f"inserjeunes_etablissements_{name}_hdf.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines))[1:]


def test_the_files_are_recognised_and_no_other(shared_data: Path) -> None:
    files = sorted(path for path in shared_data.rglob("*") if path.is_file())
    found = [path.name for path in files if recognises(path)]
    assert found == sorted(f"inserjeunes_etablissements_{name}_hdf.csv" for name in FILES)
    assert [path.name for path in files if recognises_regions(path)] == [REGION]


@pytest.mark.parametrize("name", FILES)
def test_every_value_of_a_vintage_is_its_own(
    real_store: Store, shared_data: Path, name: str
) -> None:
    count, places = FILES[name]
    rows = table(shared_data, name)
    assert len(rows) == count
    cohort, kind = name[:9], name[10:]
    outcomes = real_store.outcomes
    ours = outcomes[(outcomes["level"] == "establishment") & (outcomes["cohort"] == cohort)]
    facts = ours.set_index(["code", "voie"])
    several = {row[0] for row in rows if kind == "pro" and row[3].startswith("dont")}
    for row in rows:
        voie = "apprentissage"
        if kind == "pro":
            whole = "" if row[0] in several else "scolaire"
            voie = {"ensemble": whole, "dont élèves en voie pro sco": "scolaire"}.get(row[3], voie)
        found = facts.loc[(row[0], voie)]
        # A school may be in both files: its apprentices are then told by both.
        found = found.to_frame().T if found.ndim == 1 else found
        for column, place in places.items():
            rate = column if column.endswith("rate") else f"employment_rate_{column}_months"
            values = found[rate].astype(float)
            if row[place] in ("", "nd"):
                assert values.isna().any(), (row, rate)
            else:
                assert (values == float(row[place])).any(), (row, rate)
        if row[places["6"]] in ("", "nd"):
            assert "indisponible" in set(found["status"])


def test_nothing_suppressed_became_a_zero(real_store: Store, shared_data: Path) -> None:
    zeros = sum(
        row[places["6"]] == "0"
        for name, (_, places) in FILES.items()
        for row in table(shared_data, name)
    )
    outcomes = real_store.outcomes
    schools = outcomes[outcomes["level"] == "establishment"]
    assert (schools["employment_rate_6_months"] == 0).sum() == zeros
    missing = schools["employment_rate_6_months"].isna()
    assert (missing == (schools["status"] != "")).all()


def test_the_region_by_course(real_store: Store, shared_data: Path) -> None:
    with (shared_data / "offre_formation" / REGION).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    region = real_store.outcomes[real_store.outcomes["level"] == "region"]
    assert len(rows) == len(region) == 2_996
    assert set(region["code"]) == {"32"}
    blank = sum(row["taux_emploi_6_mois"] == "" for row in rows)
    assert region["employment_rate_6_months"].isna().sum() == blank
    assert region["leavers"].sum() == sum(int(row["nb_sortant"] or 0) for row in rows)
    accueil = region[(region["mef"] == "23830031107") & (region["cohort"] == "2019_2020")].iloc[0]
    assert (accueil["last_year"], accueil["leavers"], accueil["cfd"]) == (294, 221, "40031107")
    assert (accueil["continuing_rate"], accueil["employment_rate_24_months"]) == (25, 81)
