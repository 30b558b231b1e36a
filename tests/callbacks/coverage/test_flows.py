"""« Habiter, se former, travailler »: the three places in words, and observed flows."""

import base64

import pandas as pd
import pytest
from atlases.small import small_atlas, texts
from samples.our_csv import rows_at

from callbacks.coverage.flows import FILE, answered, panel, read_file
from geodata.tables.dropped import UnreadableTable
from geodata.tables.observation import TENSION
from layouts.coverage.page import CoverState

ASKED = {"domain": "transport-logistique", "level": "3", "mode": "voiture"}


def dropped(text):
    return "data:text/csv;base64," + base64.b64encode(text.encode()).decode()


def with_projects():
    """The small atlas with two basins, one of which has a figure and a secret."""
    atlas = small_atlas()
    atlas.communes["bmo_basin"] = ["1", "1", "2", "2"]
    blank = dict.fromkeys(TENSION.columns, "")
    numbers = [name for name, column in TENSION.columns.items() if "Int64" in str(column.dtype)]
    row = {**blank, **dict.fromkeys(numbers), "nomenclature": "fap", "level": "bmo_basin",
           "code": "1", "year": 2024}  # fmt: skip
    cells = [{"metier": "S1X40", "projects": 12, "difficult": 4},
             {"metier": "S2X50", "status": "secret"}]  # fmt: skip
    tension = TENSION.validate(pd.DataFrame([{**row, **cell} for cell in cells]))
    object.__setattr__(atlas, "tension", tension)
    return atlas


def test_projects_that_are_not_loaded_are_said_not_to_be(atlas):
    words, drawn, _ = answered(atlas, ASKED)
    assert "Projets de recrutement : non disponibles" in texts(words)
    assert drawn["work"] == []
    assert "Projets de recrutement" not in texts(panel(atlas, CoverState()))


def test_projects_are_at_least_what_is_published():
    atlas = with_projects()
    words, drawn, _ = answered(atlas, {"domain": "hotellerie-alimentation"})
    said = texts(words)
    assert "au moins 12 dans la région" in said
    assert "1\u00a0chiffre de métier et de bassin" in said
    assert "non dits" in said
    assert [point["projects"] for point in drawn["work"]] == [12]
    assert "France Travail" in said


def test_observed_flows_are_read_from_a_file_of_insee():
    atlas = small_atlas()
    text = "CODGEO;DCLT;NBFLUX_C19_ACTOCC15P\n80001;02003;30\n80001;80001;10\n80001;75056;4\n"
    kept, words = read_file(atlas, dropped(text), "flux.csv", {"by": "departement"})
    assert kept["lines"] == [[0, 2, 30]]
    said = texts(words)
    assert "40 personnes entre communes de la région" in said
    assert "4 de ou vers une autre région" in said


@pytest.mark.parametrize("content", ["x", "data:,%%%", dropped("a;b\n1;2\n"), dropped("")])
def test_an_absurd_file_gives_a_sentence(content):
    with pytest.raises(UnreadableTable):
        read_file(small_atlas(), content, "x", {})


def test_the_file_adds_up_to_the_region(client):
    rows = rows_at(client, f"{FILE}?domain=transport-logistique&by=departement")
    assert sum(int(row["Population"]) for row in rows) == 5_992_194
