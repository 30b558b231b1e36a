"""People, courses and recruitment side by side: sums, flows and what the browser draws."""

import base64
from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.small import FULL, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.flows.home_course_job import flow_drawing, observed_flows, three_places
from geodata.coverage.flows.observed import flow_rows, read_flow_file
from geodata.tables.dropped import UnreadableTable

TODAY = date(2026, 11, 22)


def ask(atlas, **args):
    return cover(atlas, parse_coverage({k: str(v) for k, v in args.items()}), TODAY)


def test_courses_and_people_add_up_to_the_region(atlas):
    covered = ask(atlas, domain="transport-logistique", level=3)
    shown = three_places(covered, "spel")
    assert shown.table["population"].sum() == covered.whole["population"]
    assert shown.table["courses"].sum() == covered.offer.placed
    assert shown.table["places"].sum() == covered.offer.places.sum()
    assert shown.table["own_share"].dropna().between(0, 1).all()
    assert shown.work is None
    assert "projects" not in shown.table


def test_the_share_who_find_in_their_territory_is_a_plain_count(atlas):
    covered = ask(atlas, domain="transport-logistique", level=3)
    shown = three_places(covered, "departement")
    departement = dict(zip(atlas.communes["code"], atlas.communes["departement"], strict=True))
    sites = [departement.get(code, "") for code in atlas.sites["commune"]]
    there = people = 0
    for row, home in enumerate(atlas.communes["departement"]):
        if home == "02":
            people += covered.people[row]
            there += covered.people[row] * (sites[covered.nearest_site[row]] == "02")
    assert shown.table.loc["02", "own_share"] == pytest.approx(there / people)


def test_an_opening_is_a_place_that_people_go_to():
    atlas = small_atlas([{**FULL}])
    covered = ask(atlas, open="02004")
    shown = three_places(covered, "departement")
    assert shown.destination.tolist()[3] == len(atlas.sites)
    assert shown.openings.shape == (1, 2)
    drawn = flow_drawing(shown, covered)
    to = np.frombuffer(base64.b64decode(drawn["to"]), dtype="<u2")
    assert to.tolist() == shown.destination.tolist()
    assert drawn["work"] == []


def test_out_of_reach_goes_nowhere():
    atlas = small_atlas([{**FULL, "site": ""}])
    covered = ask(atlas)
    drawn = flow_drawing(three_places(covered, "departement"), covered)
    assert set(np.frombuffer(base64.b64decode(drawn["to"]), dtype="<u2")) == {0xFFFF}


def test_observed_flows_are_summed_by_territory_and_old_codes_are_brought_to_today():
    atlas = small_atlas()
    listed = pd.DataFrame(
        {
            "CODGEO": ["80001", "80001", "80999", "02003", "75056"],
            "DCLT": ["80001", "02003", "80002", "02004", "80001"],
            "NBFLUX_C19_ACTOCC15P": ["10", "30,5", "5", "7", "2"],
        }
    )
    read = read_flow_file(listed, atlas.communes["code"], {"80999": "80001"})
    assert read.outside == 2
    table, stay = observed_flows(read, ask(atlas), "departement")
    assert stay == 10
    assert table.loc["80", "people"] == pytest.approx(45.5)
    assert table.loc["80", "own_share"] == pytest.approx(15 / 45.5)
    assert table.loc["80", "towards"] == "Aisne"
    assert table.loc["02", "own_share"] == 1
    assert flow_rows(read, atlas.communes["code"])[0] == [0, 2, 30.5]


@pytest.mark.parametrize(
    ("columns", "words"),
    [(["a", "destination", "flux"], "départ"), (["origine", "b", "flux"], "arrivée"),
     (["origine", "destination", "c"], "nombre"),
     (["origine", "destination", "flux"], "Aucun déplacement")],
)  # fmt: skip
def test_a_file_that_is_not_of_flows_gives_a_sentence(columns, words):
    listed = pd.DataFrame([["1", "2", "3"]], columns=columns)
    with pytest.raises(UnreadableTable, match=words):
        read_flow_file(listed, ["80001"], {})
