"""Briefs: each view has its question, its answer, its legend, its whole table, sources, a link."""

import re
import subprocess
from datetime import date
from urllib.parse import unquote

import pytest
from atlases.needs import needs_atlas, outcomes
from atlases.small import of_type, texts
from click.testing import CliRunner
from flask import Flask

from callbacks.brief import command, files
from callbacks.brief.comparison import comparison_brief
from callbacks.brief.coverage import coverage_brief
from callbacks.brief.tensions import tensions_brief
from callbacks.coverage.answer import cover_known, map_of
from geodata.asking.coverage import parse_coverage
from geodata.portrait.composition import portrait
from geodata.territory import territory
from layouts.brief.document import document
from layouts.controls.coverage import PANELS
from layouts.controls.tensions import PANELS as TABS
from layouts.kit.sorting import sort_key, sorted_rows

TODAY = date(2026, 11, 27)
SITE = "https://atlas.example"
ASKED = "?level=3&domain=transport-logistique"


def brief_of(atlas, search, compose=coverage_brief):
    return compose(atlas, search, SITE, TODAY)


def html_of(atlas, brief):
    return document(brief, atlas.region_name, atlas.built_on, TODAY)


@pytest.mark.parametrize("panel", PANELS)
def test_each_panel_of_coverage_has_its_brief(atlas, panel):
    search = f"{ASKED}&onglet={panel}&open=02361:24"
    brief = brief_of(atlas, search)
    text = html_of(atlas, brief)
    assert brief.question.count("?") == 1
    assert brief.address == f"{SITE}/couverture{search}"
    assert len(brief.method) == 3
    assert any("recensement" in line for line in brief.sources)
    assert any(f"base du {atlas.built_on.day}" in line for line in brief.sources)
    for part in ("brief-map", "brief-legend", "data:image/svg+xml", "<table", "Code qui rouvre"):
        assert part in text, part
    assert "<button" not in text
    assert "<details" not in text


BEST = f"{ASKED}&onglet=simuler&ou_ouvrir=oui&p=2"


def test_the_map_of_flows_has_the_marks_that_are_ticked_and_their_legend(atlas):
    def drawn(layers):
        brief = brief_of(atlas, f"?onglet=flux&marques={layers}")
        return unquote(html_of(atlas, brief))

    every, people = drawn("habitants,formations,trajets"), drawn("habitants")
    assert every.count('stroke="#0b6e74"') > 100  # a way for each commune that reaches a course
    assert '#b3400a" stroke' in every
    assert "Formations d'un lieu" in every
    assert "#aab4b6" in people
    assert "Habitants d'une commune" in people
    assert 'stroke="#0b6e74"' not in people
    assert "Formations d'un lieu" not in people


def test_the_brief_of_a_search_of_places_has_them_with_what_else_would_do(atlas):
    brief = brief_of(atlas, f"{BEST}&habitants_min=5000")
    assert brief.question.startswith(
        "Où ouvrir, en 2\xa0lieux, pour que le plus d'habitants de moins"
    )
    assert "habitants de moins de 20 ans" in texts(brief.answer)
    body = texts(brief.body)
    for words in (
        "autres choix, avec ce qu’ils perdent",
        "Effet par SPEL",
        "2\xa0communes proposées",
    ):
        assert words in body + texts(brief.legend), words
    assert len(brief.method) == 3
    assert "Church et ReVelle" in brief.method[2]
    assert "data-open-communes" not in html_of(atlas, brief)


def test_the_brief_of_a_simulation_keeps_its_question_and_adds_the_search(atlas):
    brief = brief_of(atlas, f"{BEST}&open=02361:24")
    assert brief.question.startswith("Que change la simulation")
    assert "Où ouvrir encore ?" in texts(brief.body)
    assert "1\xa0ouverture simulée et 2\xa0communes proposées" in texts(brief.legend)


def test_places_proposed_off_the_map_are_counted_in_its_legend(atlas):
    brief = brief_of(atlas, f"{BEST}&open=02361:24&zoom=spel:025")
    assert "commune proposée" in texts(brief.legend) or "communes proposées" in texts(brief.legend)
    assert "hors de la carte" in texts(brief.legend)
    assert "hors de la carte" not in texts(brief_of(atlas, BEST).legend)


@pytest.mark.parametrize("more", ["", "&open=02361:24"])
def test_a_brief_without_a_place_to_propose_says_why(atlas, more):
    brief = brief_of(atlas, f"{BEST}&habitants_min=900000{more}")
    assert "Aucune commune à proposer" in texts(brief.body)
    assert "<h1" in html_of(atlas, brief)


def test_titles_of_words_stand_above_their_words_and_links_of_the_screen_go(atlas):
    html = html_of(atlas, brief_of(atlas, BEST))
    for title in ("Commune", "SPEL"):
        (attributes,) = re.findall(f"<th([^>]*)>{title}</th>", html)
        assert 'class="words"' in attributes
    flows = html_of(atlas, brief_of(atlas, f"{ASKED}&onglet=flux"))
    tensions = html_of(atlas, brief_of(atlas, "", tensions_brief))
    assert "De quels métiers" not in flows
    assert "Sources et méthode" not in tensions


def test_a_search_that_the_address_does_not_say_is_not_in_its_brief(atlas):
    for search in (BEST.replace("ou_ouvrir=oui", "p=2"), BEST.replace("simuler", "territoires")):
        assert "proposées" not in texts(brief_of(atlas, search).legend)


def test_questions_differ_from_a_panel_to_another(atlas):
    asked = {brief_of(atlas, f"{ASKED}&onglet={panel}").question for panel in PANELS}
    assert len(asked) == len(PANELS) - 1  # one's own data stay in the browser


def test_the_legend_has_a_line_for_each_class_of_the_map(atlas):
    covered, _ = cover_known(atlas, parse_coverage({"level": "3"}), TODAY)
    group, _, legend = map_of(covered)
    shown = {line for line in texts(legend).split() if line}
    assert shown
    assert len(set(group.tolist())) <= texts(brief_of(atlas, "?level=3").legend).count("min") + 1


def test_the_table_is_whole_and_in_the_order_asked(atlas):
    brief = brief_of(atlas, "?level=3&tri=nom")
    text = html_of(atlas, brief)
    rows = text.split("ranked with-bands")[1]
    assert rows.count('scope="row"') == 26
    assert rows.index("Abbeville") < rows.index("Amiens") < rows.index("Vervins")


def test_a_view_brought_to_a_territory_answers_for_it(atlas):
    brief = brief_of(atlas, "?level=3&zoom=spel:025")
    communes = int(territory(atlas, "spel", "025").inside.sum())
    assert brief.question.startswith("Vervins : où habite-t-on")
    assert texts(brief.answer).startswith("Vervins :")
    assert f"Vervins : {communes}" in texts(brief.body)
    assert "Vervins" in texts(brief.legend)


def test_a_long_list_of_communes_says_that_it_is_cut(atlas):
    cut = "Les 120 premières lignes"
    whole = brief_of(atlas, "?level=3&zoom=spel:025")
    long = brief_of(atlas, "?level=3&zoom=departement:02")
    assert int(territory(atlas, "departement", "02").inside.sum()) > 120
    assert cut in texts(long.body)
    assert (cut in texts(whole.body)) == (territory(atlas, "spel", "025").inside.sum() > 120)


def test_a_zoom_that_is_no_territory_is_the_region(atlas):
    assert brief_of(atlas, "?zoom=spel:zzz").question.startswith("Où habite-t-on")


@pytest.mark.parametrize("tab", TABS)
def test_each_tab_of_tensions_has_its_brief(atlas, tab):
    brief = brief_of(atlas, f"?onglet={tab}", tensions_brief)
    assert html_of(atlas, brief).count("<h1>") == 1
    assert any("Besoins en main-d'œuvre" in line for line in brief.sources)
    assert brief.address == f"{SITE}/tensions?onglet={tab}"


def test_territories_are_compared_with_differences_and_bars(atlas):
    places = [territory(atlas, "spel", "025"), territory(atlas, "departement", "02")]
    shown = portrait(atlas, "spel", "025")
    brief = comparison_brief(atlas, shown, places, f"{SITE}/territoire/spel/025", TODAY)
    text = html_of(atlas, brief)
    assert "Vervins et Aisne" in text
    assert "écart\u00a0: " in text
    assert "fois Vervins" in text
    assert "compare-bar" in text
    assert "note 1" in text
    assert brief.sources[0].startswith("1. ")


def test_the_pdf_is_tagged_and_says_its_question(client, tmp_path):
    reply = client.get(f"/couverture.pdf{ASKED}")
    assert (reply.status_code, reply.content_type) == (200, "application/pdf")
    file = tmp_path / "note.pdf"
    file.write_bytes(reply.data)
    facts = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True)
    assert re.search(r"Tagged:\s+yes", facts.stdout)
    words = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "Où habite-t-on à plus de 30" in words
    assert "Légende" in words
    assert "/couverture?" in words.replace("\n", "")


def test_one_command_writes_a_brief_for_each_territory(atlas, tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(
        command, "brief_pdf", lambda _, compose, search, site: asked.append(search) or b"%PDF"
    )
    server = Flask("essai")
    command.register(server, lambda: atlas, RuntimeError)
    run = CliRunner().invoke

    done = run(server.cli, ["notes", f"/couverture{ASKED}", "--output", str(tmp_path / "a")])
    assert done.exit_code == 0, done.output
    assert "26 notes" in done.output
    assert len(list((tmp_path / "a").glob("couverture-spel-*.pdf"))) == 26
    assert all("zoom=spel:" in search and "level=3" in search for search in asked)

    wrong = run(server.cli, ["notes", "/donnees", "--output", str(tmp_path)])
    assert wrong.exit_code == 1
    assert "/couverture, /tensions" in wrong.output


@pytest.mark.parametrize(
    ("address", "level", "written"),
    [
        ("/tensions", "departement", True),
        ("/tensions", "epci", False),  # the survey of needs knows none
        ("/couverture", "epci", True),
        ("/couverture", "canton", False),
    ],
)
def test_the_command_writes_the_levels_of_its_page_alone(
    atlas, tmp_path, monkeypatch, address, level, written
):
    monkeypatch.setattr(command, "brief_pdf", lambda *_: b"%PDF")
    server = Flask("essai")
    command.register(server, lambda: atlas, RuntimeError)
    asked = ["notes", address, "--level", level, "--output", str(tmp_path)]
    done = CliRunner().invoke(server.cli, asked)
    assert (done.exit_code == 0) == written, done.output
    assert ("Aucun territoire de niveau" in done.output) != written
    assert any(tmp_path.iterdir()) == written


def test_pages_that_have_a_brief_are_those_of_the_command():
    assert set(files.BRIEFS) == set(command._ABOUT)


# The first column of a table of the panel, from Z to A.
SORTED = {
    "/couverture": (
        coverage_brief, {"mobilite": 2, "flux": 1, "zones-blanches": 1, "courbe": 1, "simuler": 1}
    ),
    "/tensions": (tensions_brief, {"metiers": 1, "quadrant": 1, "eloignes": 1}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("path", "panel"), [(path, panel) for path, (_, panels) in SORTED.items() for panel in panels]
)
def test_a_table_sorted_on_the_page_is_in_the_same_order_in_its_brief(atlas, path, panel):
    compose, ranks = SORTED[path]
    rank = ranks[panel]
    if path == "/tensions":
        atlas = needs_atlas(outcomes=outcomes())
    asked = f"{ASKED}&open=02361:24" if path == "/couverture" else "?threshold=0"
    search = f"{asked}&tous=oui&onglet={panel}"
    usual = _names(brief_of(atlas, search, compose), rank)
    assert len(set(usual)) > 1
    up = _names(brief_of(atlas, f"{search}&ordre={panel}.{rank}.1", compose), rank)
    down = _names(brief_of(atlas, f"{search}&ordre={panel}.{rank}.-1", compose), rank)
    assert sorted(up) == sorted(down) == sorted(usual)
    assert up == [usual[row] for row in sorted_rows([sort_key(name) for name in usual], False)]
    assert up != down
    # The order of another panel changes nothing here.
    assert _names(brief_of(atlas, f"{search}&ordre=ailleurs.{rank}.1", compose), rank) == usual


def _names(brief, rank):
    tables = [
        table
        for frame in of_type(brief.body, "Div")
        if "table-scroll" in (getattr(frame, "className", None) or "")
        for table in of_type(frame, "Table")
        if "server-ordered" not in (getattr(table, "className", None) or "")
    ]
    if len(tables) < rank:
        return []
    body = of_type(tables[rank - 1], "Tbody")[0]
    return [texts(row.children[0]) for row in body.children]
