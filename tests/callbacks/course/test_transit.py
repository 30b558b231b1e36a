"""From Fourmies without a car: the search, the sheet and the coverage, with a feed by hand."""

import re

import pytest
from atlases.small import of_type, small_atlas, texts
from atlases.transit import ANOR, FOURMIES, MAUBEUGE, fourmies_atlas

from callbacks.course.page import page
from callbacks.coverage.page import page as coverage
from callbacks.coverage.without_car import answered
from callbacks.find.answer import answer_request
from callbacks.find.page import page as search
from geodata.asking.query import Near, Query
from geodata.finding.answer import find
from geodata.finding.origin import locate, minutes_to_sites
from loaders.store.regional import read_store

NETWORK = "Réseau d'essai (mardi "


@pytest.fixture(scope="module")
def served(store_address, tmp_path_factory):
    """The atlas of the demonstration with the timetable."""
    path = tmp_path_factory.mktemp("feed") / "essai.zip"
    return fourmies_atlas(read_store(str(store_address)), path)


def course_at(atlas, commune):
    site = atlas.sites.index[atlas.sites["commune"] == commune][0]
    rows = (atlas.columns.site == site) & ~atlas.columns.is_distance
    return atlas.offers["offer"].to_numpy()[rows][0], site


def modes_of(component, identity):
    [control] = [c for c in of_type(component, "Select") if getattr(c, "id", "") == identity]
    return [option["value"] for option in control.data]


def said(component):
    return re.sub(r"\s+", " ", texts(component).replace("\u00a0", " "))


def test_a_search_by_public_transport_has_what_the_timetable_reaches(served):
    today = served.built_on
    near = Near(commune=FOURMIES, mode="transports", max_minutes=75)
    found = find(served, Query(near=near), today)
    towns = set(served.sites["commune"].iloc[served.columns.site[found.placed]])
    assert {FOURMIES, MAUBEUGE} <= towns
    _, site = course_at(served, MAUBEUGE)
    assert found.minutes[site] == 71
    asked = {"lieu": FOURMIES, "mode": "transports", "max_minutes": "75"}
    headline, _, notices, *_ = answer_request(served, asked, today)
    assert "en transports en commun, arrivée entre 8 h et 9 h, retour après 17 h" in said(headline)
    assert NETWORK in said(notices)
    assert "Autres réseaux, bus scolaires et transport à la demande : inconnus." in said(notices)


def test_the_sheet_says_which_bus_when_the_change_and_the_return(served):
    offer, _ = course_at(served, MAUBEUGE)
    words = said(page(served, offer, f"?lieu={FOURMIES}&mode=transports"))
    for expected in (
        "1 h 11, un changement ; dernier retour à 17 h 20",
        "Aller : 7 h 30 → 8 h 41, un changement",
        "7 h 30 : Bus 951 vers Terminus , Arrêt F → Arrêt V (8 h 00)",
        "8 h 06 : Bus K62 vers Terminus , Arrêt V → Arrêt M (8 h 41)",
        "Retour : 17 h 20 → 18 h 35, un changement",
        "17 h 20 : Bus K62 vers Terminus , Arrêt M → Arrêt V (17 h 55)",
        "Dernier retour à 17 h 20.",
        NETWORK,
        "bus scolaires et transport à la demande : inconnus",
    ):
        assert expected in words, expected


def test_a_return_that_is_too_early_is_told(served):
    offer, site = course_at(served, MAUBEUGE)
    origin = locate(served, Near(commune=ANOR))
    assert minutes_to_sites(served, origin, "transports")[site] == 255
    words = said(page(served, offer, f"?lieu={ANOR}"))
    assert "pas de retour après 17 h : le dernier départ est à 14 h 20" in words


def test_what_no_loaded_network_reaches_is_never_called_out_of_reach(served):
    offer, _ = course_at(served, "62041")
    words = said(page(served, offer, f"?lieu={FOURMIES}"))
    assert "Aucun trajet dans les horaires chargés" in words


def test_without_a_car_counts_the_network_and_names_lost_returns(served, atlas):
    asked = {"mode": "voiture", "threshold": "90"}

    def car_only(one):
        words = said(answered(one, asked, 10))
        people = re.search(r"([\d\u202f]+) habitants", words).group(1).replace("\u202f", "")
        return int(people), words

    before, words = car_only(atlas)
    assert "s'ils ont une voiture ; les transports en commun ne sont pas comptés." in words
    after, words = car_only(served)
    assert after <= before
    assert "sont comptés les transports en commun de Réseau d'essai" in words
    assert "Transports en commun" in words
    everything = {"mode": "voiture", "threshold": "120", "q": "", "commune": MAUBEUGE}
    lost = said(answered(served, everything, 1))
    assert "mais pas en revenir après 17 h : Anor" in lost


def test_the_mode_is_offered_only_where_a_timetable_is_loaded(served):
    bare = small_atlas()
    for atlas, known in ((served, True), (bare, False)):
        assert ("transports" in modes_of(search(atlas, ""), "find-mode")) is known
        assert ("transports" in modes_of(coverage(atlas, ""), "cover-mode")) is known
    shown = said(search(bare, "?lieu=80001&mode=transports"))
    assert "« Bus et train » : aucun horaire n'est chargé." in shown
    sheet = said(page(bare, "full", "?lieu=80002&mode=transports"))
    assert "Les bus et les trains ne sont pas comptés : aucun horaire n'est chargé." in sheet


def test_the_api_refuses_a_mode_that_is_not_loaded(client):
    for address in (
        "/api/v1/offers?lieu=59249&mode=transports",
        "/api/v1/coverage?mode=transports",
    ):
        reply = client.get(address)
        assert reply.status_code == 404
        assert "aucun horaire n'est chargé" in reply.get_data(as_text=True)
