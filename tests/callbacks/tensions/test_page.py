"""The page of tensions answers, whatever its address says and whatever is loaded."""

import csv
import io
from urllib.parse import parse_qsl, urlsplit

import pandas as pd
import pytest
from atlases.needs import needs_atlas, outcomes, tensions
from atlases.small import of_type, texts
from dash_requests import ask_dash

from callbacks.tensions.answer import far_panel, metier_panel, metiers_panel, quadrant_panel, words
from callbacks.tensions.page import file_rows
from callbacks.tensions.state import choices, read_state
from geodata.needs.order import ORDERS
from layouts.kit.signs import Sign
from layouts.kit.sorting import sort_key, sorted_rows


@pytest.fixture(scope="module")
def loaded():
    return needs_atlas(outcomes=outcomes())


def said(component):
    return " ".join(texts(component).replace("\u202f", " ").replace("\u00a0", " ").split())


def test_an_address_opens_what_it_says(loaded):
    search = "?level=bmo_basin&code=B1&metier=J1501&threshold=45&onglet=metier&tri=places&tous=oui"
    search += "&colonnes=oui&ordre=dix.1.-2"
    state = read_state(loaded, search)
    assert state.problems == ()
    assert state.values == {
        "place": "bmo_basin:B1", "threshold": 45, "mode": "voiture", "measure": "auto",
        "family": None, "sort": "places", "every": True, "metier": "V0Z60", "shown": "tension",
        "panel": "metier", "columns": True, "order": "dix.1.-2",
    }  # fmt: skip


def test_what_an_address_gets_wrong_is_told_and_the_rest_is_kept(loaded):
    state = read_state(loaded, "?threshold=loin&mode=velo&onglet=rien")
    shown = [state.values[name] for name in ("mode", "threshold", "panel")]
    assert shown == ["velo", 30, "metiers"]
    assert len(state.problems) == 1
    answer, notices = words(loaded, {"level": "spel", "code": "Z9", "metier": "X1234"})
    assert "Petite-Région" in said(answer)
    assert len(notices) == 2


def test_the_choices_are_those_of_the_store(loaded):
    found = choices(loaded)
    assert list(found.places) == ["region", "departement", "bmo_basin", "spel"]
    assert list(found.measures) == ["dares", "rome"]
    bare = needs_atlas(tension=pd.DataFrame(), crosswalks=pd.DataFrame())
    assert choices(bare).measures == []


def test_the_panels_answer(loaded):
    table, href, _ = metiers_panel(loaded, {"level": "bmo_basin", "code": "B1"})
    assert "Aides-soignants" in said(table)
    assert "measure=rome" in href
    intro, points, corners, rows = quadrant_panel(loaded, {})
    assert "Petite-Région (Dares 2019)" in said(intro)
    assert points["points"]
    assert corners
    assert rows
    assert "aucune formation à portée" in said(far_panel(loaded, {"threshold": "0"}))
    facts, drawing, legend = metier_panel(loaded, {"metier": "V0Z60", "shown": "projects"})
    assert "Bassin par bassin" in said(facts)
    assert len(drawing["told"]) == 2
    assert legend


def test_nothing_loaded_still_answers_and_says_so(loaded):
    bare = needs_atlas(tension=pd.DataFrame(), crosswalks=pd.DataFrame())
    assert read_state(bare, "").values["panel"] == "dix"
    assert "Sources et méthode" in said(words(bare, {})[0])
    assert "Aucun métier n'est publié" in said(metiers_panel(bare, {})[0])
    assert "Non disponible" in said(far_panel(bare, {}))
    assert quadrant_panel(bare, {})[1]["points"] == []
    assert metier_panel(bare, {})[1] is None


def test_the_files_have_the_rows_of_the_screen(loaded):
    asked = {"level": "bmo_basin", "code": "B2"}
    rows = file_rows(loaded, "metiers", asked)
    (line,) = rows[rows["Métier (code)"] == "V0Z60"].to_dict("records")
    assert pd.isna(line["Projets"])
    assert line["Projets : état"] == "secret statistique"
    assert (line["Territoire"], line["Année BMO"]) == ("DEUX", "2024")
    basins = file_rows(loaded, "metier", {"metier": "V0Z60"})
    assert basins["Projets : état"].tolist() == ["publié", "secret statistique"]
    assert "Coin du quadrant" in file_rows(loaded, "quadrant", {})
    assert file_rows(loaded, "autre", {}) is None
    assert file_rows(loaded, "metier", {}) is None


def test_the_demonstration_s_files_and_pages(client):
    reply = client.get("/tensions/metiers.csv?level=region")
    assert reply.status_code == 200
    lines = list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig")), delimiter=";"))
    assert lines[0][0] == "Métier (code)"
    assert client.get("/tensions/inconnu.csv").status_code == 404
    assert client.get("/tensions/metiers.csv?threshold=loin&code=%00").status_code == 200


def test_the_file_of_far_metiers_has_no_metier_that_is_near(loaded):
    near, far = ({"threshold": minutes, "measure": "dares"} for minutes in ("240", "0"))
    assert file_rows(loaded, "sans-formation", near)["Métier (code)"].tolist() == ["S1Z20"]
    everyone = file_rows(loaded, "metiers", near)["Métier (code)"].tolist()
    assert set(file_rows(loaded, "sans-formation", far)["Métier (code)"]) <= set(everyone)


def codes_of(component):
    props = [one.to_plotly_json()["props"] for one in of_type(component, "Button")]
    return [one["data-open-metier"] for one in props if "data-open-metier" in one]


@pytest.mark.parametrize("sort", [*ORDERS, "", "lune"])
def test_the_file_of_metiers_has_the_order_of_the_screen(loaded, sort):
    table, href, _ = metiers_panel(loaded, {"tri": sort, "threshold": "45"})
    asked = dict(parse_qsl(urlsplit(href).query))
    assert asked.get("tri", "") == sort
    assert file_rows(loaded, "metiers", asked)["Métier (code)"].tolist() == codes_of(table)


def test_the_other_files_have_the_order_of_their_table(loaded):
    calm = tensions()
    calm.loc[calm["metier"] == "S1Z20", "tension"] = 3
    atlas = needs_atlas(tension=calm)
    *_, table = quadrant_panel(atlas, {})
    assert codes_of(table) == ["V0Z60", "S1Z20"]
    assert file_rows(atlas, "quadrant", {})["Métier (code)"].tolist() == codes_of(table)
    asked = {"threshold": "0", "measure": "dares"}
    far = file_rows(loaded, "sans-formation", asked)["Métier (code)"].tolist()
    assert far == codes_of(far_panel(loaded, asked)) != []


def test_an_answer_that_is_asked_again_still_explains_its_acronyms(client, monkeypatch):
    known = {"COG": Sign("Code officiel géographique", "cog")}
    monkeypatch.setattr("callbacks.tensions.page.signs", lambda atlas: known)
    output = "..tension-answer.children...tension-notices.children.."
    # A question that nothing else asks: the answer to another may be kept from before.
    asked = {"tension-request.data": {"level": "region", "threshold": "37"}}
    reply = ask_dash(client, output, asked)
    assert "glossaire#cog" in reply.get_data(as_text=True)


@pytest.mark.parametrize(
    ("file", "panel", "name"),
    [
        ("metiers", "metiers", "Métier"),
        ("quadrant", "quadrant", "Métier"),
        ("sans-formation", "eloignes", "Métier"),
        ("metier", "metier", "Bassin"),
    ],
)
def test_a_file_is_in_the_order_of_the_table_of_the_page(loaded, file, panel, name):
    asked = {"metier": "V0Z60", "tous": "oui", "threshold": "0"}
    usual = list(file_rows(loaded, file, asked)[name])
    assert len(usual) > 1
    for text, down in (("1", False), ("-1", True)):
        rows = list(file_rows(loaded, file, {**asked, "ordre": f"{panel}.1.{text}"})[name])
        assert rows == [usual[at] for at in sorted_rows([sort_key(one) for one in usual], down)]
