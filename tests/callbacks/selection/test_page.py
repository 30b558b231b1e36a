from dataclasses import replace
from datetime import date

import pytest
from atlases.small import FULL, offer, small_atlas
from browser.finder import plain
from dash_requests import ask_dash
from samples.establishment_sample import about, with_establishments

from callbacks.selection.page import answered

OTHER = "0800002B"
TODAY = date(2026, 10, 5)
ATLAS = small_atlas([FULL, offer("bare", site="delta", title="CAP Boulanger"), offer("third")])


def ask(*offers, lieu="02004", own=True, hints=None, atlas=ATLAS):
    request = {"offers": list(offers), "hints": hints or {}, "lieu": lieu, "own": own}
    return answered(atlas, request, TODAY)


def test_what_decides_stands_side_by_side():
    words = ask("full", "bare")["words"]["selection-table"]
    assert words.count('scope="col"') == 2
    assert "≈" in words or "Même commune" in words
    assert "Du 7 septembre 2026 au 30 juin 2027" in words
    assert "Dates non précisées par la source" in words
    assert "Niveau 3 (CAP)" in words
    assert words.count("data-note") == 2


def test_what_is_unknown_is_said_unknown_and_never_best():
    atlas = with_establishments([about(boarding=None)], [FULL, offer("bare", site="delta")])
    words = ask("full", "bare", atlas=atlas)["words"]["selection-table"]
    row = words.partition(">Internat")[2].partition("</tr>")[0]
    assert row.count("Non précisé par la source") == 2
    assert "◂" not in row


def test_the_shortest_way_and_boarding_are_marked_where_courses_differ():
    rows = [about(), about(uai=OTHER, boarding=False)]
    atlas = with_establishments(rows, [FULL, offer("bare", site="delta")])
    sites = atlas.sites.assign(uai=atlas.sites["uai"].mask(atlas.sites["site"] == "delta", OTHER))
    atlas = replace(atlas, sites=sites)
    words = ask("full", "bare", atlas=atlas)["words"]["selection-table"]

    def marked(name):
        cells = plain(words).partition(f">{name}")[2].partition("</tr>")[0].split("<td")[1:]
        return ["◂" in cell for cell in cells]

    assert marked("Trajet : voiture") == [False, True]  # « bare » is where the person is
    assert marked("Internat") == [True, False]
    assert marked("Places") == [False, False]


def test_the_link_and_the_file_hold_ids_and_commune_only():
    share = ask("full", "bare", hints={"full": {"title": "secret", "town": "lieu"}})["words"][
        "selection-share"
    ]
    assert "/selection?formations=full,bare&amp;lieu=02004" in share
    assert "/selection.pdf?formations=full,bare&amp;lieu=02004" in share
    assert "secret" not in share


def test_a_received_selection_cannot_be_moved_nor_noted():
    words = ask("full", "bare", own=False)["words"]
    text = " ".join(words.values())
    assert "vient d'un lien" in words["selection-summary"]
    assert "data-move" not in text
    assert "data-note" not in text


def test_a_gone_course_says_so_with_what_takes_its_place():
    hints = {"gone": {"title": "CAP Boulanger", "town": "Alpha"}}
    told = ask("gone", "full", hints=hints)
    waiting = told["words"]["selection-waiting"]
    assert "CAP Boulanger à Alpha n'est plus dans l'atlas." in waiting
    assert 'data-replace="gone"' in waiting
    summary = told["words"]["selection-summary"].replace("\xa0", " ")
    assert "1 formation n'est plus dans l'atlas" in summary
    assert told["facts"]["bare"] == {"title": "CAP Boulanger", "town": "Delta"}


def test_nothing_kept_says_what_to_do():
    words = ask()["words"]
    assert "Aucune formation gardée" in words["selection-summary"]
    assert words["selection-share"] == ""


@pytest.mark.parametrize("search", ["", "?formations=a,b&lieu=59350", "?formations=%00,<&lieu=é"])
def test_every_address_opens(client, search):
    assert client.get(f"/selection{search}").status_code == 200


def test_the_browser_is_answered(client):
    request = {"offers": ["nowhere"], "hints": {}, "lieu": "59350", "own": True}
    reply = ask_dash(client, "selection-results.data", {"selection-request.data": request})
    assert reply.status_code == 200
    assert "n'est plus dans l'atlas" in reply.get_data(as_text=True).replace("\\u2019", "'")


def test_rates_and_tensions_that_no_file_gave_are_unknown_not_unpublished():
    told = plain(ask("full")["words"]["selection-table"])
    assert "Aucun chiffre dans les sources chargées" in told
    assert "publié" not in told


def test_a_place_is_told_to_be_unknown_once_it_is_left_and_not_while_it_is_typed(client):
    output = "..{0}.data...{0}.value...{0}.error...{0}-code.data..".format("selection-place")
    typed = {"selection-place.value": "Zzyzx", "selection-place-left.data": 1}
    chosen = {"selection-place-code.data": {}}
    for changed, told in (("selection-place.value", False), ("selection-place-left.data", True)):
        reply = ask_dash(client, output, typed, chosen, changed).get_json()
        error = reply["response"].get("selection-place", {}).get("error")
        assert ("Zzyzx" in str(error)) == told
