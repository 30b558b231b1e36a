"""The real survey of needs (BMO 2024), against an account made without our code."""

from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import TENSION
from tests.real.labour.needs_files import parsed, rows_of

MEASURES = {"projects": "met", "difficult": "xmet", "seasonal": "smet"}

# Read by eye in the file: projects, difficult, seasonal in the basin of Valenciennes.
VALENCIENNES = {
    "V0X60": ("Aides-soignants", 157, 36, 20),
    "T2A60": ("Aides à domicile et auxiliaires de vie", 357, 269, 84),
    "T4X60": ("Agents d'entretien de locaux", 339, 168, 115),
    "A1X41": ("Jardiniers des espaces verts et naturels", 226, 86, 130),
    "S1X40": ("Cuisiniers", 129, 98, None),
    "V1X80": ("Infirmiers et sages-femmes", 113, 93, None),
    "A0X42": ("Bûcherons, sylviculteurs et agents forestiers", 8, None, None),
    "A0X43": ("Conducteurs d'engins agricoles ou forestiers", None, None, None),
}


@pytest.fixture(scope="module")
def file(shared_data: Path) -> Path:
    return shared_data / "emploi" / "bmo_2024_hdf.csv"


@pytest.fixture(scope="module")
def table(file: Path) -> pd.DataFrame:
    found = parsed(file, "bmo")
    assert (found.rows_read, len(found.rejects), found.vintage) == (3807, 0, "2024")
    return TENSION.validate(found.tables["tension"])


def as_text(value: object) -> str:
    return "*" if pd.isna(value) else str(int(value))  # type: ignore[call-overload]


def test_every_row_of_the_file_is_there_as_it_is(table: pd.DataFrame, file: Path) -> None:
    own = table[(table["level"] == "bmo_basin") & (table["metier"] != "total")]
    ours = Counter(
        (row["metier"], row["label"], row["code"], row["zone_name"],
         *(as_text(row[name]) for name in MEASURES))
        for row in own.to_dict("records")
    )  # fmt: skip
    theirs = Counter(
        (row["Code métier BMO"], " ".join(row["Nom métier BMO"].split()), row["BE24"],
         row["NOMBE24"], *(row[name] for name in MEASURES.values()))
        for row in rows_of(file)
    )  # fmt: skip
    ours = Counter({(k[0], " ".join(k[1].split()), *k[2:]): n for k, n in ours.items()})
    assert ours == theirs
    assert len(own) == 3807


def test_secrets_are_null_and_never_zero(table: pd.DataFrame, file: Path) -> None:
    own = table[(table["level"] == "bmo_basin") & (table["metier"] != "total")]
    for name, theirs in MEASURES.items():
        assert own[name].isna().sum() == sum(row[theirs] == "*" for row in rows_of(file))
        assert (own[name] != 0).all()
    hidden = own[list(MEASURES)].isna().any(axis=1)
    assert (own.loc[hidden, "status"] == "secret").all()
    assert (own.loc[~hidden, "status"] == "").all()


@pytest.mark.parametrize("metier", sorted(VALENCIENNES))
def test_the_basin_of_valenciennes(metier: str, table: pd.DataFrame) -> None:
    found = table[(table["level"] == "bmo_basin") & (table["code"] == "3221")]
    (row,) = found[found["metier"] == metier].to_dict("records")
    label, *figures = VALENCIENNES[metier]
    assert row["label"] == label
    assert row["zone_name"] == "VALENCIENNES"
    assert [None if pd.isna(row[name]) else row[name] for name in MEASURES] == figures


def test_valenciennes_has_its_161_metiers(table: pd.DataFrame, file: Path) -> None:
    found = table[(table["level"] == "bmo_basin") & (table["code"] == "3221")]
    metiers = set(found["metier"]) - {"total"}
    assert metiers == {r["Code métier BMO"] for r in rows_of(file) if r["BE24"] == "3221"}
    assert len(metiers) == 161


def test_sums_are_those_of_the_file(table: pd.DataFrame, file: Path) -> None:
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    lacks: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    said: set[tuple[tuple[str, str, str], str]] = set()
    for row in rows_of(file):
        places = [("departement", row["Dept"]), ("region", row["REG"])]
        keys = [
            (*place, metier) for place in places for metier in (row["Code métier BMO"], "total")
        ]
        keys.append(("bmo_basin", row["BE24"], "total"))
        for key in keys:
            for rank, (name, theirs) in enumerate(MEASURES.items()):
                if row[theirs] == "*":
                    lacks[key].add(name)
                else:
                    sums[key][rank] += int(row[theirs])
                    said.add((key, name))
            sums[key] = sums[key]
    ours = table[(table["level"] != "bmo_basin") | (table["metier"] == "total")]
    assert len(ours) == len(sums)
    for row in ours.to_dict("records"):
        key = (row["level"], row["code"], row["metier"])
        for rank, name in enumerate(MEASURES):
            if (key, name) in said:
                assert row[name] == sums[key][rank]
                assert (name in row["partial"].split()) == (name in lacks[key])
            else:
                assert pd.isna(row[name])


def test_the_region_s_total_is_marked_partial(table: pd.DataFrame) -> None:
    (row,) = table[(table["level"] == "region") & (table["metier"] == "total")].to_dict("records")
    assert (row["projects"], row["difficult"], row["seasonal"]) == (174_511, 89_502, 41_652)
    assert row["status"] == "partiel"
