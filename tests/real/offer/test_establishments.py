"""The real directories of establishments and actions de formation: counts made without our code."""

from dataclasses import replace
from pathlib import Path

import pytest

from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.source import Parsed
from loaders.sources.schools.directories import ANNUAIRE
from settings import read_settings
from tests.real.labour.needs_files import region, rows_of

MORE = read_settings().shared_data.parent / "more" / "offre_formation"


def more(name: str) -> Path:
    """Return a real file, or skip."""
    path = MORE / name
    if not path.is_file():
        pytest.skip(f"le fichier réel {name} n'est pas là")
    return path


def parsed(path: Path, key: str) -> Parsed:
    """Read a file by the source that recognises it, which must be `key`: every row is told."""
    source = recognise(path)
    assert source is not None
    assert source.key == key
    found = source.read(path, region())
    assert found.rows_kept + len(found.rejects) + found.elsewhere == found.rows_read
    assert found.rows_kept >= 0
    return found


def test_the_annuaire_of_another_region_is_wholly_elsewhere() -> None:
    found = parsed(more("annuaire_education_35_2023.csv"), ANNUAIRE.key)
    assert (found.rows_read, found.elsewhere, found.vintage) == (996, 996, "2023-06")


def test_the_annuaire_says_its_boarding_without_turning_unknown_into_no() -> None:
    """The rows of Ille-et-Vilaine, read as if the region had that département."""
    path = more("annuaire_education_35_2023.csv")
    profile = replace(read_profile("hauts-de-france"), departements=("35",))
    context = context_of(read_base("hauts-de-france"), profile)
    table = ANNUAIRE.read(path, context).tables["establishments"]
    rows = rows_of(path, ";")
    assert len(table) == len(rows) == 996
    for flag, value in (("1", True), ("0", False)):
        assert int((table["boarding"] == value).sum()) == sum(
            row["Hebergement"] == flag for row in rows
        )
    assert int(table["boarding"].isna().sum()) == sum(row["Hebergement"] == "" for row in rows)
    assert int((table["telephone"] != "").sum()) >= 0.98 * sum(
        row["Telephone"] != "" for row in rows
    )
    assert (table.loc[table["uai"] == "0352072M", "postcode"] == "35418").all()


def test_the_lycees_across_the_border_keep_their_facts() -> None:
    path = more("lycees_ile_de_france_voisins_40km.csv")
    table = parsed(path, "lycees-ile-de-france").tables["establishments"]
    rows = rows_of(path, ";")
    assert len(table) == len(rows) == 566
    assert int(table["boarding"].sum()) == sum(row["INTERNAT"] == "Oui" for row in rows) == 52
    assert int(table["boarding"].isna().sum()) == 512


def test_the_structures_say_their_open_days() -> None:
    path = more("onisep_ideo_structures_echantillon.csv")
    found = parsed(path, "onisep-structures")
    ours = [row for row in rows_of(path, ";") if row["region"] == "Hauts-de-France"]
    assert len(found.tables["sites"]) == len(ours) == 12
    table = found.tables["establishments"].set_index("uai")
    for row in ours:
        assert table.at[row["code_uai"], "open_days"] == " ".join(
            row["journees_portes_ouvertes"].split()
        )


def test_the_higher_establishments_are_at_their_seat() -> None:
    path = more("etablissements_enseignement_superieur_hdf.csv")
    table = parsed(path, "etablissements-superieur").tables["establishments"].set_index("uai")
    assert table.at["0623957P", "telephone"] == "03 21 60 37 00"
    assert table.at["0590349J", "website"] == table.at["0597139P", "website"]


def test_the_actions_of_the_region_are_courses_with_their_facts() -> None:
    path = more("onisep_ideo_actions_formation_echantillon.csv")
    found = parsed(path, "onisep-actions")
    ours = [row for row in rows_of(path, ";") if row["ENS région"] == "Hauts-de-France"]
    offers = found.tables["offers"].set_index("offer")
    assert len(offers) == len(ours) == 12
    for row in ours:
        course = offers.loc[f"onisep-{row['Action de Formation (AF) identifiant Onisep']}"]
        assert course["duration"] == row["AF durée cycle standard"]
        assert course["cost"] == row["AF coût scolarité"]
    table = found.tables["establishments"].set_index("uai")
    assert bool(table.at["0595657D", "boarding"])
    assert not bool(table.at["0623845T", "boarding"])
    assert "non accessible pour les BTS" in table.at["0801864S", "boarding_words"]
