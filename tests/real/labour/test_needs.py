"""The page of tensions over the real files, against accounts made without our code."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from geodata.asking.needs import NeedsQuery
from geodata.atlas import Atlas
from geodata.needs.answer import needs
from geodata.needs.basins import by_basin
from geodata.needs.metiers import metiers
from geodata.needs.top import top_metiers

MEASURES = {"projects": "met", "difficult": "xmet", "seasonal": "smet"}
INDICATORS = {
    "tension": "ind_tension_d",
    "hiring_intensity": "ind_int_emb_d",
    "labour_shortage": "ind_main_oeuvre_d",
    "job_instability": "ind_dur_empl_d",
    "working_conditions": "ind_cond_travail_d",
    "geographic_mismatch": "ind_mismatch_geo_d",
    "skills_mismatch": "ind_specif_form_empl_d",
}
AIDE_SOIGNANT = "J1501"


@pytest.fixture(scope="module")
def atlas(real_atlas: Atlas) -> Atlas:
    return real_atlas


def lines_of(path: Path, separator: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))


def test_the_basin_of_valenciennes_has_the_survey_s_rows(atlas: Atlas, shared_data: Path) -> None:
    theirs = {
        row["Code métier BMO"]: {ours: row[column] for ours, column in MEASURES.items()}
        for row in lines_of(shared_data / "emploi" / "bmo_2024_hdf.csv")
        if row["BE24"] == "3221"
    }
    table = needs(atlas, NeedsQuery(level="bmo_basin", code="3221")).table
    ours = {}
    for key, row in table.set_index("key").iterrows():
        code = metiers(atlas).rows[metiers(atlas).position[str(key)]].fap2021
        if row["projects_state"] != "absent":
            ours[code] = {
                name: "*" if row[f"{name}_state"] == "secret" else str(int(row[name]))
                for name in MEASURES
            }
    assert len(theirs) == 161
    assert ours == theirs


def test_the_tension_of_aides_soignants_by_basin_is_the_file_s(
    atlas: Atlas, shared_data: Path
) -> None:
    path = shared_data / "emploi" / "tension_rome_bassin_2021_hdf.csv"
    theirs = {
        row["cbassin"]: {ours: row[column] for ours, column in INDICATORS.items()}
        for row in lines_of(path)
        if row["ROME"] == AIDE_SOIGNANT
    }
    rows = atlas.tension[atlas.tension["nomenclature"] == "rome"]
    own = rows[rows["metier"] == AIDE_SOIGNANT]
    ours = {
        row["code"]: {name: str(row[name]) for name in INDICATORS} for row in own.to_dict("records")
    }
    assert ours == theirs
    assert len(theirs) >= 20


def test_a_basin_s_class_is_the_lower_median_of_its_rome(atlas: Atlas, shared_data: Path) -> None:
    path = shared_data / "emploi" / "tension_rome_bassin_2021_hdf.csv"
    metier = metiers(atlas).find("V0X60")
    classes = defaultdict(list)
    for row in lines_of(path):
        if row["ROME"] in metier.romes:
            classes[row["cbassin"]].append(int(row["ind_tension_d"]))
    table = by_basin(atlas, metier, "voiture")
    for code, row in table.iterrows():
        found = sorted(classes[str(code)])
        if not found:
            assert pd.isna(row["tension"])
            continue
        assert row["tension"] == found[(len(found) - 1) // 2]
        assert (row["lowest"], row["highest"]) == (found[0], found[-1])


@pytest.mark.parametrize(
    "asked",
    [
        NeedsQuery(),
        NeedsQuery(level="bmo_basin", code="3221"),
        NeedsQuery(level="departement", code="02"),
        NeedsQuery(level="spel", code="025"),
        NeedsQuery(level="bmo_basin", code="3206", mode="velo"),
    ],
    ids=lambda asked: f"{asked.level}-{asked.code}-{asked.mode}",
)
def test_tense_without_a_course_in_30_minutes_by_brute_force(
    atlas: Atlas, asked: NeedsQuery
) -> None:
    answer = needs(atlas, asked)
    expected = brute_force(atlas, answer.place.inside, asked, dict(tensions(atlas, asked)))
    assert set(answer.far["key"]) == expected
    assert expected


def tensions(atlas: Atlas, asked: NeedsQuery) -> list[tuple[str, float]]:
    """Return the tension of each métier from the store's rows alone."""
    rows = atlas.tension
    if asked.level in ("region", "departement"):
        own = rows[(rows["source"] == "tension_dares") & (rows["level"] == asked.level)]
        if asked.level == "departement":
            own = own[own["code"] == asked.code]
        by_code = own.set_index("metier")["tension"].to_dict()
        return [(m.key, by_code.get(m.fap2009)) for m in metiers(atlas).rows]
    communes = atlas.communes
    inside = communes[communes[asked.level] == asked.code]
    share = inside.groupby("bmo_basin")["population"].sum() / inside["population"].sum()
    least = 0.1 if asked.level == "spel" else 0.0
    basins = set(share[share >= least].index)
    own = rows[(rows["source"] == "tension_rome") & rows["code"].isin(basins)]
    found = []
    for metier in metiers(atlas).rows:
        classes = sorted(own[own["metier"].isin(metier.romes)]["tension"].astype(int))
        found.append((metier.key, classes[(len(classes) - 1) // 2] if classes else None))
    return found


def brute_force(
    atlas: Atlas, inside: np.ndarray, asked: NeedsQuery, tension: dict[str, float | None]
) -> set[str]:
    """Go through every métier, commune and course, one by one."""
    position = {site: row for row, site in enumerate(atlas.sites["site"])}
    times = atlas.travel[asked.mode]
    people = atlas.communes["population"].to_list()
    total = sum(people[c] for c in np.flatnonzero(inside))
    found = set()
    for metier in metiers(atlas).rows:
        value = tension[metier.key]
        if value is None or pd.isna(value) or value < 4 or not metier.romes:
            continue
        sites = {
            position[row["site"]]
            for row in atlas.offers[["site", "romes", "modality"]].to_dict("records")
            if row["site"] in position
            and row["modality"] != "distance"
            and set(row["romes"].split()) & set(metier.romes)
        }
        near = 0
        for commune in np.flatnonzero(inside):
            if any(times[site, commune] <= asked.threshold for site in sites):
                near += people[commune]
        if total - near > total / 2:
            found.add(metier.key)
    return found


def test_the_ten_of_the_contract_stand_beside_dares(atlas: Atlas, shared_data: Path) -> None:
    path = shared_data / "emploi" / "dares_tensions_fap_2019_hdf.csv"
    theirs = {
        row["fap"]: row
        for row in lines_of(path)
        if row["reg"] and row["fap"] and not row["dep"] and len(row["fap"]) == 5
    }
    lines = top_metiers(atlas)
    assert [line.rank for line in lines] == list(range(1, 11))
    for line in lines:
        assert line.contract["tension"]["text"] == "Très élevée"
        assert len(line.contract) == 7
        published = theirs[line.key]
        assert line.dares["tension"] == int(float(published["Catégorie Tension"]))
        assert line.dares["labour_shortage"] == int(
            float(published["Manque de main-d'œuvre disponible"])
        )
    assert any(line.differing for line in lines)


def test_most_projects_are_joined_to_a_tension_or_told_apart(atlas: Atlas) -> None:
    table = needs(atlas, NeedsQuery()).table
    joined = table[table["linked"] & table["projects"].notna()]["projects"].sum()
    # Without the near names it would be less than half: what is left is shown as « non relié ».
    assert joined / table["projects"].sum() > 0.7
