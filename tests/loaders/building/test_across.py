"""The ring, from files to the store: what it takes of a file, and that the region loses nothing."""

import json

import pandas as pd
import pytest

from loaders.__main__ import main
from loaders.building.across import without_taken
from loaders.building.gathering import Reading
from loaders.building.region import build
from loaders.files.finding import SourceFile
from loaders.source import Parsed
from loaders.sources.schools.parcoursup import PARCOURSUP
from loaders.store.regional import read_store

HEADER = "uai,etablissement,region,formation,lat,lon\n"
OURS = (
    "0600003A,Lycee de Trie,Hauts de France,BTS   Tourisme,49.2839,1.8215\n"
    "0800004B,Lycee d Amiens,Hauts de France,BTS   Tourisme,49.894,2.302\n"
)
THEIRS = (
    "0270001A,Lycee de Gisors,Normandie,BTS   Tourisme,49.2808,1.7764\n"
    "0510031G,Lycee Clemenceau,Grand Est,CPGE   MPSI,49.2509,4.04704\n"
    "0690001A,Lycee de Lyon,Auvergne Rhone Alpes,BTS   Tourisme,45.764,4.8357\n"
)


ADULTS = """\
nom_of;code_departement;type_referentiel;code_rncp;intitule_certification;nb_session_active;\
nb_session_a_distance;nombre_heures_total_min;frais_ttc_tot_min;nbaction_nbheures;libelle_niveau_sortie_formation
GRETA;60;RNCP;37674;Développeur web;3;0;700;5000;3;BAC+2 (NIVEAU 5)
GRETA;27;RNCP;37674;Développeur web;3;0;700;5000;3;BAC+2 (NIVEAU 5)
"""


@pytest.fixture(scope="module")
def stores(tmp_path_factory):
    """Return the store of our rows alone, and of those of neighbours too."""
    found = []
    for name, rows in (("alone", OURS), ("both", OURS + THEIRS)):
        folder = tmp_path_factory.mktemp(name)
        (folder / "parcoursup.csv").write_text(HEADER + rows, encoding="utf-8")
        (folder / "catalogue.csv").write_text(ADULTS, encoding="utf-8")
        address = str(tmp_path_factory.mktemp(f"{name}-store"))
        build(folder, address, "hauts-de-france")
        found.append(read_store(address))
    return found


def account(store):
    """Return the row of Parcoursup among the sources."""
    return store.sources.set_index("source").loc["parcoursup"]


def test_neighbours_within_an_hour_are_kept_and_the_others_refused(stores):
    _, both = stores
    towns = both.sites.merge(both.ring, left_on="commune", right_on="code")
    assert sorted(towns["name_y"]) == ["Gisors", "Reims"]
    assert both.manifest.counts["ring_offers"] == 2
    line = account(both)
    assert (line["rows_read"], line["rows_kept"], line["rows_rejected"]) == (5, 2, 1)
    assert both.rejects["content"].str.contains("Lyon").tolist() == [True]


def test_check_foresees_what_the_ring_takes(stores, tmp_path, capsys):
    (tmp_path / "parcoursup.csv").write_text(HEADER + OURS + THEIRS, encoding="utf-8")
    assert main(["check", str(tmp_path / "parcoursup.csv"), "--json"]) == 0
    [report] = json.loads(capsys.readouterr().out)
    line = account(stores[1])
    assert (report["rows_read"], report["rows_kept"], report["elsewhere"]) == (5, 2, 2)
    assert sum(report["rejects"].values()) == line["rows_rejected"]


def test_the_region_s_rows_and_report_are_those_without_neighbours(stores):
    alone, both = stores
    across = both.sites["commune"].isin(set(both.ring["code"]))
    own = both.offers[~both.offers["site"].isin(set(both.sites["site"][across]))]
    pd.testing.assert_frame_equal(own.reset_index(drop=True).astype(str), alone.offers.astype(str))
    counted = ("offers", "sites", "communes", "zones")
    for name in counted:
        assert both.manifest.counts[name] == alone.manifest.counts[name]
    for part in ("all", "departements", "certified", "merging"):
        assert both.manifest.quality[part] == alone.manifest.quality[part]


def test_a_neighbour_s_course_comes_with_its_minutes(stores):
    _, both = stores
    site = both.sites.index[both.sites["commune"] == "27284"][0]
    trie = both.communes.index[both.communes["code"] == "60644"][0]
    assert both.travel["voiture"].shape == (len(both.sites), len(both.communes))
    assert both.travel["voiture"][site, trie] <= 15


def test_a_course_at_no_place_is_the_region_s_alone(stores):
    for store in stores:
        adults = store.offers[store.offers["voie"] == "continue"]
        assert adults[["site", "departement"]].to_numpy().tolist() == [["", "60"]]
        cells = store.manifest.quality["completeness"]["cells"]
        adult = [cell for cell in cells if cell["voie"] == "continue" and cell["courses"]]
        assert {cell["departement"] for cell in adult} == {"", "60"}


def rejects(*rows):
    """Return a report of refusals."""
    return pd.DataFrame(rows, columns=["row", "reason", "content"])


def test_only_refusals_about_the_region_are_taken_back():
    offers = {"offers": pd.DataFrame({"offer": ["one"]})}
    refused = rejects(
        (1, "hors de la région", "a"), (2, "hors de la région", "b"), (3, "intitulé absent", "c")
    )
    there = rejects((2, "hors de la région", "b"), (4, "hors de la région", "d"))
    file = SourceFile(None, PARCOURSUP, "x.csv", "")
    region = Reading(file, Parsed({}, 4, refused), refused)
    ring = Reading(file, Parsed(offers, 4, there), there)
    both = without_taken(region, ring)
    assert both.rejects["row"].tolist() == [2, 3]
    assert both.parsed.elsewhere == 1
    assert both.rows_kept == region.rows_kept


DIPLOMAS = """\
FORMATION_DIPLOME;NIVEAU_FORMATION_DIPLOME;GROUPE_SPECIALITE;LIBELLE_LONG_200;DATE_FERMETURE;\
NOUVEAU_DIPLOME_1;NATURE_FORMATION_DIPLOME
32033401;320;334;VENTES TOURISTIQUES (BTS);31/08/2012;32033402;1
32033402;320;334;TOURISME (BTS);;;1
32033101;320;331;VERRES ET LUNETTES (BTS);31/08/2012;32033102;1
32033102;320;331;OPTICIEN LUNETIER (BTS);;;1
32033103;320;331;SANS COURS ICI (BTS);31/08/2012;32033104;1
32033104;320;331;AILLEURS (BTS);;;1
"""


def test_former_diplomas_are_those_of_the_courses_of_both_sides(tmp_path):
    theirs = "0270001A,Lycee de Gisors,Normandie,BTS   Opticien lunetier,49.2808,1.7764\n"
    (tmp_path / "parcoursup.csv").write_text(HEADER + OURS + theirs, encoding="utf-8")
    (tmp_path / "diplomas.csv").write_text(DIPLOMAS, encoding="utf-8")
    build(tmp_path, str(tmp_path / "store"), "hauts-de-france")
    table = read_store(str(tmp_path / "store")).former_diplomas
    assert dict(zip(table["former"], table["title"], strict=True)) == {
        "BTS Ventes touristiques": "BTS Tourisme",
        "BTS Verres et lunettes": "BTS Opticien lunetier",
    }
