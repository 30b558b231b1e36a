"""« Répartition »: what the panel answers, and the same curves as a file."""

import pytest
from atlases.small import of_type, small_atlas, texts
from samples.our_csv import rows_in

from callbacks.coverage.distribution import FILE, compared

ASKED = {"domain": "transport-logistique", "level": "3", "mode": "voiture", "threshold": "30"}


def test_the_panel_says_in_words_what_the_curves_draw(atlas):
    answer, options, kept = compared(atlas, ASKED, "spel", ["nulle-part"])
    words = texts(answer)
    assert "à 30\u00a0min ou moins" in words
    assert "le mieux couvert et le moins couvert" in words
    assert "Non disponible : grille de densité non chargée." in words
    assert len(options) == 26
    assert kept == []
    names = [option["label"] for option in options]
    assert names == sorted(names)
    graph = of_type(answer, "Graph")[0]
    assert len(graph.figure.data) == 3
    assert graph.config["showSendToCloud"] is False
    assert graph.config["plotlyServerURL"] == ""
    assert graph.figure.layout.separators == ",\u202f"


def test_each_curve_has_a_dash_and_a_colour_of_its_own(atlas):
    answer, _, kept = compared(atlas, ASKED, "departement", ["02", "59", "60", "62"])
    traces = of_type(answer, "Graph")[0].figure.data
    assert kept == ["02", "59", "60", "62"]
    assert len({trace.line.dash for trace in traces}) == len(traces) == 5
    assert len({trace.line.color for trace in traces}) == 5


def test_nothing_offered_is_said_and_not_drawn_as_zero():
    answer, _, _ = compared(small_atlas(), {"domain": "sante"}, "departement", [])
    assert "Non disponible : rien à partager" in texts(answer)


def test_an_unknown_level_is_read_as_the_first(atlas):
    assert compared(atlas, ASKED, "lune", [])[1]


@pytest.mark.parametrize(
    "more", ["", "&niveau_compare=departement&territoires=02,xx", "&mode=fusee"]
)
def test_the_file_is_the_curves(client, more):
    reply = client.get(f"{FILE}?domain=transport-logistique&level=3{more}")
    assert reply.status_code == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    rows = rows_in(reply.get_data())
    assert [row["Minutes"] for row in rows] == [str(n) for n in range(121)]
    shares = [float(row["Hauts-de-France"].replace(",", ".")) for row in rows]
    assert shares == sorted(shares)
    assert rows[0]["Source"] == "démonstration (simulée)"
