import pandas as pd
from atlases.small import of_type, texts

from geodata.coverage.simulation import CHANGES, Difference
from layouts.controls.coverage import COVERAGE
from layouts.coverage.best_places import best_section
from layouts.coverage.effect import (
    CHANGE_STYLES,
    Change,
    changes_list,
    difference_legend,
    difference_zones,
    effect,
    gained_and_lost,
)
from layouts.coverage.simulation import simulate_panel

BOTH = pd.DataFrame(
    {
        "name": ["Vervins", "Laon", "Lille"],
        "population": [100, 200, 300],
        "covered_before": [10, 50, 300],
        "covered_after": [90, 40, 300],
        "gained": [80, 0, 0],
        "lost": [0, 10, 0],
        "share_before": [0.1, 0.25, 1.0],
        "share_after": [0.9, 0.2, 1.0],
    },
    index=pd.Index(["025", "022", "595"], name="code"),
)


def found(**values):
    facts = {
        "gained": 80, "lost": 10, "balance": (-5, 120), "table": BOTH, "places": None,
        "without_effect": [],
    }  # fmt: skip
    return Difference(**{**facts, **values})


def test_people_gained_and_lost_are_written_as_one_speaks():
    def said(*numbers):
        return " ".join("".join(map(texts, gained_and_lost(*numbers))).split())

    assert said(12400, 0, "total") == "12 400 habitants gagnés, 0 perdu."
    assert said(1, 2, "0_19") == "1 habitant de moins de 20 ans gagné, 2 perdus."


def test_the_effect_says_before_after_the_band_and_what_is_without_effect():
    shown = texts(effect(found(places=(1.25, 2.5)), "total", (240, 170), 600, ["Lycée X"], 3))
    assert "240 avant, 170 après (40,0 %, puis 28,3 %)" in shown
    assert "Solde entre −5 et +120" in shown
    assert "1,25 avant, 2,50 après" in shown
    assert "3\u00a0formations au nombre de places inconnu n'y comptent pas" in shown
    assert "Sans effet : Lycée X" in shown


def test_only_territories_that_change_are_listed_the_greatest_gain_first():
    table, rest = difference_zones(BOTH, "spel", "SPEL")
    rows = of_type(table, "Tr")[1:]
    assert [texts(row) for row in rows] == ["Vervins 90 10 80 0", "Laon 150 160 0 10"]
    assert "1 autre territoire sans changement" in texts(rest)
    still = BOTH.assign(gained=0, lost=0)
    assert "Aucun territoire ne change" in texts(difference_zones(still, "spel", "SPEL"))


def test_a_change_of_places_alone_is_listed_too():
    places = BOTH.assign(gained=0, lost=0, places_before=[1.0, 2.0, float("nan")])
    places["places_after"] = [1.0, 3.0, float("nan")]
    rows = of_type(difference_zones(places, "spel", "SPEL")[0], "Tr")[1:]
    assert [texts(row) for row in rows] == ["Laon 150 160 0 0 2,00 3,00"]


def test_every_change_can_be_taken_away_and_its_button_says_which():
    shown = changes_list(
        [Change("open", "02381", "Ouverture à Hirson"), Change("close", "a", "Fermeture : A")]
    )
    buttons = of_type(shown, "Button")
    assert [button.to_plotly_json()["props"]["data-remove-change"] for button in buttons] == [
        "open:02381", "close:a",
    ]  # fmt: skip
    names = [button.to_plotly_json()["props"]["aria-label"] for button in buttons]
    assert names == ["Retirer : Ouverture à Hirson", "Retirer : Fermeture : A"]


def test_the_legend_has_a_line_a_kind_that_is_on_the_map():
    assert len(CHANGE_STYLES) == len(CHANGES)
    lines = [(words, rank % 3, rank) for rank, words in enumerate(CHANGES.values())]
    rows = of_type(difference_legend(lines), "Tr")[1:]
    assert len(rows) == sum(communes > 0 for _, communes, _ in lines)


def test_the_view_asked_for_is_the_one_that_is_chosen():
    panel = simulate_panel(
        "spel", {"spel": "SPEL"}, "difference", best_section({"site": "s"}, {}, COVERAGE.values({}))
    )
    (control,) = of_type(panel, "SegmentedControl")
    assert control.value == "difference"


def test_without_the_grid_of_centres_the_question_says_what_it_looks_at():
    assert "grille des communes centres" in texts(
        best_section({"site": "s"}, {}, COVERAGE.values({}))
    )
    assert "grille" not in texts(
        best_section({"centre": "c", "site": "s"}, {}, COVERAGE.values({}))
    )
