"""The words around a projection: its source, its limits, and unknown kept apart from none."""

import pandas as pd

from layouts.kit.tree import nodes, plain
from layouts.tensions.prospects import expected, prospects_panel

ROW = {
    "metier": "V0Z", "label": "Aides-soignants", "jobs": 40_049.0, "openings": 14_500.0,
    "departures": 12_000.0, "created": 2_500.0, "starters": 8_250.0, "gap": 6_000.0,
    "tension": 5, "courses": 12.0, "metiers": ["V0Z60"],
}  # fmt: skip
OTHER = {
    **ROW, "metier": "S1Z", "label": "Cuisiniers", "created": -1_000.0, "tension": pd.NA,
    "courses": float("nan"), "metiers": [],
}  # fmt: skip


def words(content):
    def text(part):
        if isinstance(part, list):
            return "".join(map(text, part))
        if isinstance(part, dict):
            return text(part["props"].get("children") or "")
        return str(part)

    return text(plain(content)).replace("\u202f", " ").replace("\u00a0", " ")


def cells(content, name):
    (row,) = [n for n in nodes(plain(content)) if n["type"] == "Tr" and name in words(n)]
    return [words(cell) for cell in row["props"]["children"]]


def test_people_are_to_the_nearest_hundred_and_what_goes_has_its_sign():
    panel = prospects_panel(pd.DataFrame([ROW, OTHER]), "Petite-Région", "/f.csv")
    assert cells(panel, "Aides-soignants") == [
        "Aides-soignants", "40 000", "14 500", "12 000", "+2 500", "8 200", "+6 000", "5", "12",
    ]  # fmt: skip
    unlinked = cells(panel, "Cuisiniers")
    assert unlinked[4] == "−1 000"
    assert unlinked[-2:] == ["n. d.", "non relié"]
    told = words(panel)
    assert "Environ 29 000 postes" in told
    assert "Dares et France Stratégie" in told
    assert "pas pour un bassin" in told


def test_without_the_file_no_figure_is_given():
    told = words(prospects_panel(pd.DataFrame(), "Petite-Région", "/f.csv"))
    assert "n'est pas chargée" in told
    assert not any(sign.isdigit() for sign in told.replace("2030", ""))


def test_a_metier_says_that_the_figure_is_of_its_family():
    told = words(expected(ROW, "Petite-Région"))
    assert "Famille « Aides-soignants »" in told
    assert "environ 14 500 postes" in told
    assert expected(None, "Petite-Région") == []
