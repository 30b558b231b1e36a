"""Pupils and places of the real files, against accounts made with the csv module alone."""

import csv
import datetime as dt
import re
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest

from loaders.sources.schools.bts_capacities import recognises as recognises_bts
from loaders.sources.schools.voie_pro import recognises_places, recognises_pupils
from loaders.store.regional import Store

CONSTAT = "constat_rentree_2020_voie_pro_hdf.csv"
AFFELNET = "affelnet_capacite_2021_hdf.csv"
BTS = "bts_capacite_2022_hdf.csv"
NUMBER = "Nombre d'élèves : Total"
KEYS = ["constat-rentree", "affelnet", "bts-places"]
Rows = list[dict[str, str]]


def read(folder: Path, name: str) -> Rows:
    with (folder / "offre_formation" / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def ours_in(store: Store) -> pd.DataFrame:
    """Return the courses that these files give, alone or with others, by the form of their id."""
    return store.offers[store.offers["offer"].str.fullmatch(r"[a-z]+-\d{7}[A-Z]-\w{8}")]


@pytest.fixture(scope="module")
def constat(shared_data: Path) -> Rows:
    return read(shared_data, CONSTAT)


@pytest.fixture(scope="module")
def affelnet(shared_data: Path) -> Rows:
    return read(shared_data, AFFELNET)


@pytest.fixture(scope="module")
def bts(shared_data: Path) -> Rows:
    return read(shared_data, BTS)


@pytest.fixture(scope="module")
def mefs(shared_data: Path) -> dict[str, str]:
    rows = read(shared_data, "bcn_n_mef.csv")
    return {row["MEF_STAT_11"]: row["FORMATION_DIPLOME"] for row in rows}


@pytest.fixture(scope="module")
def diplomas(shared_data: Path) -> dict[str, dict[str, str]]:
    rows = read(shared_data, "bcn_n_formation_diplome.csv")
    return {row["FORMATION_DIPLOME"]: row for row in rows}


def test_each_file_is_recognised_and_no_other(shared_data: Path) -> None:
    files = [path for path in shared_data.rglob("*") if path.is_file()]
    assert [path.name for path in files if recognises_pupils(path)] == [CONSTAT]
    assert [path.name for path in files if recognises_places(path)] == [AFFELNET]
    assert [path.name for path in files if recognises_bts(path)] == [BTS]


def test_every_row_is_kept_or_has_its_reason(real_store: Store, constat, affelnet, bts) -> None:
    accounts = real_store.sources.set_index("source").loc[KEYS]
    assert accounts["rows_read"].tolist() == [len(constat), len(affelnet), len(bts)]
    assert accounts["rows_read"].tolist() == [4707, 2134, 1078]
    assert (accounts["rows_kept"] + accounts["rows_rejected"] == accounts["rows_read"]).all()
    assert (accounts["rows_kept"] >= 0.95 * accounts["rows_read"]).all()
    rejects = real_store.rejects[real_store.rejects["source"].isin(KEYS)]
    assert rejects["reason"].str.len().min() > 5
    assert rejects.groupby("source").size().to_dict() == accounts["rows_rejected"].to_dict()


def test_courses_at_vocational_schools_have_a_place(real_store: Store, constat, affelnet) -> None:
    schools = {row["UAI"] for row in constat} | {row["Etablissement d'accueil"] for row in affelnet}
    placed = set(real_store.sites["uai"])
    courses = Counter(row["UAI"] for row in constat)
    assert sum(n for uai, n in courses.items() if uai in placed) >= 0.95 * courses.total()
    assert len(schools & placed) >= 0.95 * len(schools)
    sites = real_store.sites.set_index("site")
    ours = ours_in(real_store)
    assert (sites.loc[ours["site"], "commune"] != "").all()


def test_courses_have_level_domain_and_metiers(real_store: Store) -> None:
    ours = ours_in(real_store)
    assert len(ours) > 2_400
    assert ours["level"].notna().mean() >= 0.98
    assert (ours["domain"] != "").mean() >= 0.98
    assert (ours["romes"] != "").mean() >= 0.95
    known = set(real_store.romes["rome"])
    assert set(" ".join(ours["romes"]).split()) <= known


def test_no_common_year_is_a_course(real_store: Store) -> None:
    ours = ours_in(real_store)
    # « communes » may be in a title; a year of a course is not a course.
    year = re.compile(r"2n?de commune|1[eè]?re ann[ée]e|ann[ée]e commune|2nde pro", re.IGNORECASE)
    assert not ours["title"].str.contains(year).any()
    assert not ours["title"].str.isupper().any()


def test_no_course_of_a_closed_diploma_that_another_replaces(
    real_store: Store, mefs, diplomas, constat
) -> None:
    closed = {cfd for cfd in diplomas if renewed(cfd, diplomas) != cfd}
    courses = real_store.offers["offer"].str.extract(r"^(?:scolaire|superieur)-\w+-(\w+)$")[0]
    assert not set(courses.dropna()) & closed
    assert {mefs[row["Mef Bcp 11"]] for row in constat} & closed, "the file does have some"


def renewed(cfd: str, diplomas: dict[str, dict[str, str]]) -> str:
    """Return what replaces a diploma that is closed, by its first successor."""
    seen: set[str] = set()
    while cfd not in seen and cfd in diplomas and (closing := diplomas[cfd]["DATE_FERMETURE"]):
        seen.add(cfd)
        day = dt.datetime.strptime(closing, "%d/%m/%Y").date()
        if day >= dt.date.today() or diplomas[cfd]["NOUVEAU_DIPLOME_1"] not in diplomas:
            break
        cfd = diplomas[cfd]["NOUVEAU_DIPLOME_1"]
    return cfd


def test_pupils_of_plain_diplomas_are_all_counted(
    real_store: Store, mefs, diplomas, constat
) -> None:
    """Where a school has no common year of that kind of diploma, pupils are a plain sum."""

    def is_common(row: dict[str, str]) -> bool:
        return diplomas[mefs[row["Mef Bcp 11"]]]["NATURE_FORMATION_DIPLOME"] == "T"

    kinds = {(row["UAI"], mefs[row["Mef Bcp 11"]][:3]) for row in constat if is_common(row)}
    expected: dict[str, int] = defaultdict(int)
    for row in constat:
        cfd = mefs[row["Mef Bcp 11"]]
        if (row["UAI"], cfd[:3]) not in kinds:
            expected[f"{row['UAI']}-{renewed(cfd, diplomas)}"] += int(row[NUMBER])
    offers = real_store.offers[real_store.offers["voie"].isin(["scolaire", "superieur"])]
    keys = offers["offer"].str.extract(r"^(?:scolaire|superieur)-(\w+-\w+)$")[0]
    enrolled = dict(zip(keys, offers["enrolled"], strict=True))
    found = {key: enrolled[key] for key in expected if key in enrolled}
    assert len(found) > 300
    assert len(found) > 0.9 * len(expected)
    assert found == {key: expected[key] for key in found}


def test_hand_checked_courses(real_store: Store) -> None:
    offers = real_store.offers.set_index("offer")
    # 0020012C: 70 places asked for « 2nde relation client », of which 18, 35 and 18 in « 1re ».
    lafontaine = {
        cfd: offers.loc[f"scolaire-0020012C-{cfd}", "capacity"]
        for cfd in ("40031212", "40031213", "40031214")
    }
    assert lafontaine == {"40031212": 18, "40031213": 35, "40031214": 18}
    assert offers.loc["scolaire-0020012C-50022142", "capacity"] == 12
    assert offers.loc["scolaire-0020012C-50022142", "title"].startswith("CAP Production et service")
    # BTS Comptabilité et gestion at the same lycée: 18 places on Parcoursup.
    bts = offers.loc["superieur-0020012C-32031408"]
    assert (bts["capacity"], bts["level"], bts["title"]) == (18, 5, "BTS Comptabilité et gestion")
    # CAP Cuisine closed in 2025: its pupils are at the CAP Cuisine that replaces it.
    assert "scolaire-0801739F-50022139" not in offers.index
    assert offers.loc["scolaire-0801739F-50022146", "title"] == "CAP Cuisine"
    places = real_store.sites[real_store.sites["uai"] == "0020012C"]
    assert set(places["commune"]) == {"02168"}
