"""No panel of coverage tells a figure of an absent offer, nor hides that one is partial."""

import json
from datetime import date

import pytest
from atlases.partial import partial_atlas
from atlases.small import texts

from callbacks.coverage import (
    best_places,
    blank_zones,
    complementarity,
    distribution,
    flows,
    own_data,
    simulation,
    without_car,
)
from geodata.asking.coverage import parse_coverage
from geodata.asking.siting import parse_best
from geodata.coverage.answer import cover

TODAY = date(2026, 11, 22)
OWN = {"name": "essai.csv", "columns": {"n": [1, 2, 3, 4]}}


def blank(atlas, asked):
    return blank_zones.shown_zones(atlas, asked, None, TODAY)[:2]


def best(atlas, asked):
    covered = cover(atlas, parse_coverage(asked), TODAY)
    lines = list(map(json.loads, best_places.search(covered, parse_best({}))))
    return json.dumps(lines, ensure_ascii=False)


PANELS = {
    "courbe": lambda atlas, asked: distribution.compared(atlas, asked, "departement", [])[0],
    "mobilite": lambda atlas, asked: without_car.answered(atlas, asked, 5),
    "zones-blanches": blank,
    "simuler": lambda atlas, asked: simulation.simulated(atlas, {**asked, "open": "80001"}, TODAY)[
        :2
    ],
    "proches": lambda atlas, asked: complementarity.answered(atlas, asked, "proches", 10),
    "seules": lambda atlas, asked: complementarity.answered(atlas, asked, "seules", 10),
    "flux": lambda atlas, asked: flows.answered(atlas, asked)[0],
    "ou-ouvrir": best,
}


def said(panel, atlas, asked):
    shown = PANELS[panel](atlas, asked)
    return (shown if isinstance(shown, str) else texts(list(shown))).replace("\xa0", " ")


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_has_no_figure_of_an_absent_offer(panel):
    text = said(panel, partial_atlas(scolaire_3="complete"), {"voie": "continue", "level": "3"})
    assert "Aucun chiffre ici : cette offre n'est pas chargée." in text
    assert "%" not in text
    assert "habitants" not in text


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_says_first_what_a_partial_answer_rests_on(panel):
    text = said(panel, partial_atlas(scolaire_3="complete"), {"level": "3", "threshold": "5"})
    assert "Sur les 2 formations connues : " in text


@pytest.mark.parametrize("panel", PANELS)
def test_a_panel_says_nothing_more_of_a_complete_offer(panel):
    grades = dict.fromkeys(("scolaire_3", "apprentissage_3", "continue_3"), "complete")
    text = said(panel, partial_atlas(**grades), {"level": "3", "threshold": "5"})
    assert "formations connues : " not in text
    assert "Aucun chiffre ici" not in text


@pytest.mark.parametrize(
    "path",
    [
        distribution.FILE, without_car.ZONES_FILE, without_car.COMMUNES_FILE, complementarity.FILE,
        flows.FILE,
    ],
)  # fmt: skip
def test_the_files_of_the_panels_are_registered(client, path):
    assert client.get(path, query_string={"level": "3"}).status_code == 200


def test_one_s_own_data_is_not_set_beside_silence():
    atlas = partial_atlas(scolaire_3="complete")
    shown, drawing, legend = own_data.answered(atlas, {"voie": "continue"}, OWN, "n", "")
    assert "Aucun chiffre ici" in texts(shown)
    assert (drawing, legend) == (None, [])
