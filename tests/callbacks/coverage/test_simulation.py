"""The scenario's answer, and the search of the best places as it is sent."""

import base64
import json
import time
from datetime import date

import numpy as np
import pytest
from atlases.small import FULL, of_type, small_atlas, texts

from callbacks.coverage import best_places
from callbacks.coverage.simulation import changes_of, simulated, site_options
from callbacks.serving.searches import MOST_AT_ONCE
from geodata.asking.coverage import parse_coverage
from geodata.asking.scenario import parse_scenario
from geodata.asking.siting import BestQuestion
from geodata.coverage.answer import cover

TODAY = date(2026, 1, 1)
TRANSPORT = {"domain": "transport-logistique", "level": "3", "threshold": "30", "by": "spel"}
PATH = "/couverture/ou-ouvrir"


def here(**args):
    return cover(small_atlas([FULL]), parse_coverage({"threshold": "5", **args}), TODAY)


def test_without_a_change_there_are_sites_to_change_and_nothing_else():
    effect, zones, hidden, sites, drawing, legend = simulated(small_atlas([FULL]), {}, TODAY)
    assert "Aucun changement" in texts(effect)
    assert (zones, hidden, drawing, legend) == ([], True, None, None)
    assert sites == [{"value": "alpha", "label": "Lycée Alpha, Alpha · 24\u00a0places"}]


def test_the_map_of_differences_has_a_class_a_commune():
    request = {"threshold": "5", "open": "02004", "close": "alpha"}
    effect, _, hidden, sites, drawing, legend = simulated(small_atlas([FULL]), request, TODAY)
    classes = np.frombuffer(base64.b64decode(drawing["classes"]), dtype=np.uint8)
    assert len(classes) == 4
    assert classes.max() < len(drawing["styles"])
    assert hidden is False
    assert sites == []  # the one site is closed
    assert "1 000 habitants gagnés" in " ".join(texts(effect).split())
    assert "passe à portée" in texts(legend)


def test_every_change_of_an_address_is_listed():
    scenario = parse_scenario({"open": "02004:12,80002", "close": "alpha", "capacity": "delta:0"})
    changes = changes_of(small_atlas([FULL]), scenario)
    assert [(change.kind, change.key) for change in changes] == [
        ("open", "02004"), ("open", "80002"), ("close", "alpha"), ("capacity", "delta"),
    ]  # fmt: skip
    assert [change.words for change in changes] == [
        "Ouverture à Delta (02100), 12\u00a0places",
        "Ouverture à Bêta (80100)",
        "Fermeture : Lycée Alpha, Alpha",
        "Lycée Delta, Delta : 0\u00a0place",
    ]


def test_a_site_the_region_does_not_have_is_left_out():
    request = {"close": "nulle-part", "open": "02004"}
    effect, *_ = simulated(small_atlas([FULL]), request, TODAY)
    assert len(of_type(effect, "Li")) == 1


def test_closed_sites_are_no_longer_offered_for_change():
    assert site_options(here(close="alpha")) == []


def lines(reply):
    return [json.loads(line) for line in reply.get_data(as_text=True).splitlines()]


def test_a_search_is_told_line_by_line_up_to_its_last(client):
    reply = client.get(PATH, query_string={**TRANSPORT, "p": "3"})
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-store"
    told = lines(reply)
    assert [bool(line.get("done")) for line in told] == [False] * (len(told) - 1) + [True]
    assert told[0] == {"status": "Recherche en cours…"}
    assert '"data-open-communes"' in json.dumps(told[-1]["children"])


def test_ten_places_come_within_one_percent_of_the_best(atlas):
    covered = cover(atlas, parse_coverage({**TRANSPORT, "threshold": "15"}), TODAY)
    last = [json.loads(line) for line in best_places.search(covered, BestQuestion(10, "all"))][-1]
    shown = json.dumps(last["children"], ensure_ascii=False)
    assert "prouvé" in shown or "à 0," in shown or "à 1,0" in shown


@pytest.mark.parametrize("args", [{"p": "0"}, {"p": "onze"}, {"candidates": "x"}])
def test_a_search_that_cannot_be_read_is_refused_in_french(client, args):
    reply = client.get(PATH, query_string=args)
    assert reply.status_code == 400
    assert reply.get_json()["parameter"] == next(iter(args))


def free_searches():
    """Count the searches that could start now."""
    taken = 0
    while best_places.running.acquire(blocking=False):
        taken += 1
    for _ in range(taken):
        best_places.running.release()
    return taken


def wait_until_free():
    end = time.monotonic() + 10
    while free_searches() < MOST_AT_ONCE and time.monotonic() < end:
        time.sleep(0.05)
    assert free_searches() == MOST_AT_ONCE


def test_who_leaves_stops_the_search(monkeypatch):
    seen = {}

    def endless(problem, p, *, seconds, should_stop, progress):
        while not should_stop():
            time.sleep(0.01)
        seen["stopped"] = True
        return best_places.best_sites_of_tests(problem, p)

    monkeypatch.setattr(best_places, "best_sites_of_tests", best_places.best_sites, raising=False)
    monkeypatch.setattr(best_places, "best_sites", endless)
    told = best_places.search(here(), BestQuestion())
    next(told)
    assert "s" in json.loads(next(told))["status"]  # still searching after a beat
    told.close()
    wait_until_free()
    assert seen == {"stopped": True}


def test_a_worker_runs_few_searches_at_a_time(monkeypatch):
    monkeypatch.setattr(
        best_places, "best_sites",
        lambda *_, should_stop, **__: [time.sleep(0.01) for _ in iter(should_stop, True)],
    )  # fmt: skip
    running = [best_places.search(here(), BestQuestion()) for _ in range(2)]
    for one in running:
        next(one)
    (refusal,) = best_places.search(here(), BestQuestion())
    assert "D'autres recherches" in json.loads(refusal)["status"]
    for one in running:
        one.close()
    wait_until_free()


def test_a_search_that_fails_says_so_and_lets_others_run(monkeypatch, application):
    def broken(*_, **__):
        raise RuntimeError("panne")

    monkeypatch.setattr(best_places, "best_problem", broken)
    with application.server.app_context():
        told = [json.loads(line) for line in best_places.search(here(), BestQuestion())]
    assert told[-1]["status"].startswith("La recherche a échoué")
    assert told[-1]["done"]
    wait_until_free()
