"""What sources say of an establishment: the newest first, the right annexe, in files too."""

import json
from datetime import date

import numpy as np
import pandas as pd
from atlases.small import FULL, offer
from samples.establishment_sample import about, with_establishments

from geodata.asking.query import Query
from geodata.courses.establishments import boarding_in_words, facts_of
from geodata.finding.answer import find
from geodata.finding.export import export_table, for_readers, to_csv, to_geojson
from geodata.tables.rows import rows_of


def exported(rows, offers=None):
    atlas = with_establishments(rows, offers)
    found = find(atlas, Query(), date(2026, 8, 1))
    return export_table(atlas, found, np.arange(len(atlas.offers)))


def test_the_annexe_that_is_there_is_the_one():
    annexe = about(commune="02003", address="1 place", telephone="03 23 00 00 00")
    table = with_establishments([annexe, about()]).establishments
    rows = rows_of(table)
    facts = facts_of(rows, "80001")
    assert [fact.value for fact in facts["telephone"]] == ["03 22 00 01 02"]
    assert facts_of(rows, "02003")["address"][0].value == "1 place, 80100 Alpha"
    assert "address" not in facts_of(rows, "02004"), "the address of elsewhere is no help"
    assert facts_of([], "80001") == {}


def test_what_two_sources_say_alike_is_said_once():
    same = about(source="autre", website="http://www.alpha.fr/", updated="2020-01-01")
    facts = facts_of(rows_of(with_establishments([about(), same]).establishments), "80001")
    assert {name: len(said) for name, said in facts.items()} == {
        "address": 1, "telephone": 1, "website": 1, "boarding": 1,
    }  # fmt: skip


def test_boarding_has_three_answers():
    assert boarding_in_words(True, "") == "internat"
    assert boarding_in_words(False, "") == "pas d'internat"
    assert boarding_in_words(pd.NA, "") == ""
    assert boarding_in_words(None, "hébergement hors établissement").startswith("hébergement")


def test_a_file_has_the_newest_facts_and_blanks_for_the_unknown():
    older = about(source="vieux", updated="2020-01-01", telephone="03 22 99 99 99", boarding=False)
    offers = [
        {**FULL, "cost": "525 euros", "duration": "2 ans"},
        offer("bare", title="Z", cost="", duration=""),
    ]
    rows = for_readers(exported([older, about(boarding=None)], offers)).to_dict("records")
    full, bare = rows
    assert [full[name] for name in ("Adresse", "Code postal", "Téléphone", "Internat", "Coût")] == [
        "2 rue du Collège", "80100", "03 22 00 01 02", "non", "525 euros",
    ]  # fmt: skip
    assert [bare[name] for name in ("Adresse", "Téléphone", "Internat", "Durée")] == [""] * 4


def test_a_file_is_strict_json_and_holds_no_formula():
    table = exported([about(address="=cmd()", boarding=None)])
    (feature,) = json.loads(to_geojson(table))["features"]
    assert feature["properties"]["boarding"] is None
    assert feature["properties"]["telephone"] == "03 22 00 01 02"
    assert "'=cmd()" in to_csv(for_readers(table)).decode("utf-8-sig")


def test_a_store_without_establishments_exports_blanks():
    (row,) = for_readers(exported([])).to_dict("records")
    assert (row["Adresse"], row["Internat"]) == ("", "")
