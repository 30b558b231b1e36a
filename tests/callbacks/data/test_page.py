from dataclasses import replace

import numpy as np
import pandas as pd
from atlases.small import of_type, small_atlas, texts
from dash import html

from callbacks.data.differences import differences
from callbacks.data.page import changes_csv, page, rejects_csv, tidied_csv
from geodata.places.streets import Addresses
from geodata.streets import Streets
from geodata.travel.roads import RoadTimes
from layouts.data.differences import differences_shown


def test_rejected_rows_open_in_a_spreadsheet_and_run_nothing():
    rejects = [("essai", 7, "sans titre", "=HYPERLINK(1)"), ("ailleurs", 8, "doublon", "é;è")]
    lines = rejects_csv(small_atlas(rejects=rejects)).decode("utf-8-sig").splitlines()
    assert lines[0] == "Source;Ligne du fichier;Raison;Contenu"
    assert lines[1] == "Fichier d'essai;7;sans titre;'=HYPERLINK(1)"
    assert lines[2] == 'ailleurs;8;doublon;"é;è"'


def test_without_a_rejected_row_the_file_has_its_headers():
    assert rejects_csv(small_atlas()).decode("utf-8-sig").splitlines() == [
        "Source;Ligne du fichier;Raison;Contenu"
    ]


def test_a_source_without_a_web_address_is_not_a_link():
    atlas = small_atlas()
    atlas.sources["url"] = "javascript:alert(1)"
    shown = page(atlas, "")
    assert not [link for link in of_type(shown, "A") if "javascript" in str(link.href)]
    assert "Fichier d'essai" in texts(shown)


def test_files_set_aside_are_named_with_their_reason():
    aside = [
        {"file": "copie.csv", "name": "Masters", "reason": "même contenu", "fault": False},
        {"file": "caf\ufffd.csv", "name": "", "reason": "le fichier est vide", "fault": True},
    ]
    assert "Fichiers mis de côté" not in texts(page(small_atlas(), ""))
    shown = texts(page(replace(small_atlas(), set_aside=aside), ""))
    assert "Fichiers mis de côté" in shown
    for words in ("caf\ufffd.csv", "Source inconnue", "le fichier est vide", "À vérifier"):
        assert words in shown
    assert shown.index("À vérifier") < shown.index("Rien à faire"), "what matters first"


def test_a_build_that_is_not_in_service_is_told():
    refused = "La base en service est gardée.\n- « Parcoursup » a perdu des lignes\n- un autre"
    shown = page(replace(small_atlas(), refused=refused), "")
    assert "Une construction plus récente" in texts(shown)
    assert "« Parcoursup » a perdu des lignes" in texts(shown).replace("\u202f", " ").replace(
        "\xa0", " "
    )


def test_the_file_is_served(client):
    reply = client.get("/donnees/rejets.csv")
    assert reply.status_code == 200
    assert "attachment" in reply.headers["Content-Disposition"]
    assert reply.get_data(as_text=True).lstrip("\ufeff").startswith("Source;")


def test_the_examples_of_the_api_work_as_written(client, atlas):
    shown = page(atlas, "")
    examples = {link.href for link in of_type(shown, "A") if "/api/" in str(link.href)}
    assert len(examples) >= 4
    for address in {*examples, "/healthz"}:
        assert client.get(address).status_code == 200, address


def test_changed_courses_are_written_in_words():
    change = {
        "change": "fermée", "offer": "a", "title": "CAP Cuisine", "provider": "Lycée d'Alpha",
        "commune_name": "Alpha", "departement": "80", "voie": "scolaire", "detail": "",
    }  # fmt: skip
    atlas = replace(small_atlas(), changes=pd.DataFrame([change]))
    lines = changes_csv(atlas).decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Changement;Identifiant;Formation;Établissement;Commune")
    assert lines[1] == "fermée;a;CAP Cuisine;Lycée d'Alpha;Alpha;80;Voie scolaire;"


def test_changes_say_since_when(atlas):
    differences = {"since": "2026-09-01T08:00:00+00:00", "ouverte": 2, "fermée": 0, "modifiée": 1}
    shown = page(replace(atlas, quality={**atlas.quality, "differences": differences}), "")
    assert "Changements depuis l'état du 1er septembre 2026" in texts(shown)


def test_courses_of_neighbours_that_no_file_gave_are_unknown_not_none():
    told = texts(page(small_atlas(), ""))
    assert "aucune formation connue à une heure environ" in told.replace("\xa0", " ")


def test_what_was_rewritten_is_counted_and_listed(atlas):
    assert "Noms réécrits" not in texts(page(small_atlas(), ""))
    row = {"kind": "lieu", "before": "=A", "after": "B", "where": "0800001A", "courses": 3}
    atlas = replace(atlas, tidied=pd.DataFrame([row, {**row, "kind": "intitulé"}]))
    shown = page(atlas, "")
    assert "Lieux réunis" in texts(shown)
    assert "/donnees/noms-et-doublons.csv" in {link.href for link in of_type(shown, "A")}
    lines = tidied_csv(atlas).decode("utf-8-sig").splitlines()
    assert lines[0] == "Changement;Avant;Après;Établissement ou code;Formations"
    assert lines[1] == "Lieux réunis;'=A;B;0800001A;3"


def test_where_roads_and_the_estimate_differ_is_drawn_and_said():
    assert "Où la route et l'estimation diffèrent" not in texts(page(small_atlas(), ""))
    atlas = small_atlas()
    estimated = np.full_like(atlas.travel["voiture"], 20)
    by_road = estimated.copy()
    by_road[:, 0] = 32
    xy = atlas.commune_xy
    roads = RoadTimes("r", "OSRM", "x.osm", None, xy, {"voiture": np.zeros((len(xy),) * 2, "u1")})
    travel = {"voiture": np.repeat(by_road, 3, axis=0)}
    compared = {"voiture": np.repeat(estimated, 3, axis=0)}
    found = differences(replace(atlas, roads=roads, travel=travel, estimated=compared))
    assert [communes for communes, _ in found.counts][-2:] == [1, 0]
    assert sum(communes for communes, _ in found.counts) == len(atlas.communes)
    names = dict(found.farthest)
    shown = html.Div(differences_shown(found))
    assert "La route est plus longue de plus de 10 min" in texts(shown)
    assert all(gap == 12 for gap in names.values())


def test_the_streets_under_the_maps_are_owed_to_their_extract():
    assert "Les rues sous les cartes" not in texts(page(small_atlas(), ""))
    streets = Streets("s", "ville.osm.pbf", {}, (0.0, 0.0, 1.0, 1.0), lambda *_: b"")
    shown = texts(page(replace(small_atlas(), streets=streets), ""))
    assert "ville.osm.pbf" in shown
    assert "contributeurs d'OpenStreetMap, ODbL" in shown


def test_the_addresses_to_start_from_are_owed_to_their_producer():
    nothing = np.zeros(0)
    table = pd.DataFrame(columns=["commune", "name", "lon", "lat"])
    some = Addresses("a", table, np.zeros(1), nothing, nothing, nothing)
    assert "Base Adresse Nationale (Licence Ouverte)" not in texts(page(small_atlas(), ""))
    shown = texts(page(replace(small_atlas(), addresses=some), ""))
    assert "Base Adresse Nationale (Licence Ouverte)" in shown
