"""The page of publics: what a row says of a figure, and what is not said of courses."""

from geodata.portrait.figure import Figure
from geodata.publics.board import COMPUTED, SIMULATION
from geodata.publics.trained import Sum
from layouts.kit.markup import markup
from layouts.publics.page import _cell, _row

FIGURE = Figure(
    "formes", "Personnes formées", value=40.0, unit="%", period="2024-T4", source="Région",
    perimeter="stagiaires", parts=(("Formées", 40.0), ("Toutes", 100.0)),
)  # fmt: skip


def text(figure):
    return " | ".join(markup(cell) for cell in _row(figure))


def test_a_share_has_its_terms_its_period_and_its_nature():
    shown = text(FIGURE)
    assert "formées : 40 sur toutes : 100" in shown
    assert "4e trimestre 2024" in shown
    assert "Observé · Région · stagiaires" in shown


def test_what_is_computed_or_simulated_is_never_said_observed():
    computed = text(Figure("a", "b", value=1.0, source=f"{COMPUTED} ; Insee", perimeter="p"))
    assert "Calculé par l" in computed
    simulated = text(Figure("a", "b", value=1.0, source="x", note=SIMULATION))
    assert "Simulé · x" in simulated
    assert "Observé" not in computed + simulated


def test_a_secret_cell_is_not_a_zero():
    assert _cell(Sum(None, 2, 0, 0, 0, 0)) == "secret"
    assert _cell(Sum(4.0, 1, 0, 0, 0, 0)) == "≥\u00a04"
    assert "40\u00a0% de 10" in markup(_cell(Sum(4.0, 0, 4, 10, 0, 0)))
    assert _cell(None) == "—"
