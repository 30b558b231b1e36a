"""The directories of establishments, on rows written here: layouts, unknown flags, places."""

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.courses.establishments import ESTABLISHMENTS
from loaders.building.ordering import enriched
from loaders.catalogue import CATALOGUE
from loaders.locating.schools import Schools
from loaders.reading.values import telephone
from loaders.sources.schools.directories import ANNUAIRE, DIRECTORIES
from loaders.sources.schools.establishments import NO_UAI, boarding_of
from tests.loaders.training_region import save_table, small_context, town

OLD = ("Code postal", "coordonnee_X", "etablissement_multi_lignes", "Nombre_d_eleves")
NEW = ("Code_postal", "coordX_origine", "multi_uai", "code_circonscription")


def school(communes, **values) -> dict[str, str]:
    """Return a row of the Annuaire, at the middle of Alpha."""
    alpha = town(communes, "Alpha")
    return {
        "Identifiant_de_l_etablissement": "0800001A",
        "Nom_etablissement": "Lycée Alpha",
        "Type_etablissement": "Lycée",
        "Adresse_1": "2 rue du Collège",
        "Adresse_2": "CS 31863",
        "Code postal": "80100",
        "Code_commune": "80001",
        "Nom_commune": "Alpha",
        "Voie_generale": "0",
        "Voie_professionnelle": "1",
        "Telephone": "0322000102",
        "Web": "www.lycee-alpha.fr",
        "Hebergement": "1",
        "Apprentissage": "",
        "GRETA": "0",
        "Fiche_onisep": "https://www.onisep.fr/ens/1",
        "position": f"{alpha.lat}, {alpha.lon}",
        "coordonnee_X": "1",
        "latitude": str(alpha.lat),
        "longitude": str(alpha.lon),
        "precision_localisation": "Numéro de rue",
        "date_maj_ligne": "2023-06-08",
        "etat": "OUVERT",
        "etablissement_multi_lignes": "0",
        "Nombre_d_eleves": "12",
        **values,
    }


def read(tmp_path: Path, rows, context, source=ANNUAIRE):
    path = save_table(tmp_path / "x.csv", rows, ";")
    assert [one.key for one in CATALOGUE if one.recognises(path)] == [source.key]
    parsed = source.read(path, context)
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects) + parsed.elsewhere
    return parsed, ESTABLISHMENTS.validate(parsed.tables["establishments"])


@pytest.mark.parametrize("columns", [OLD, NEW])
def test_both_layouts_say_the_same(tmp_path, communes, columns) -> None:
    row = school(communes)
    renamed = {dict(zip(OLD, columns, strict=True)).get(name, name): row[name] for name in row}
    parsed, table = read(tmp_path, [renamed], small_context(communes))
    said = table.iloc[0]
    assert parsed.vintage == "2023-06"
    assert said[["uai", "address", "postcode", "commune", "telephone", "website"]].tolist() == [
        "0800001A", "2 rue du Collège, CS 31863", "80100", "80001", "03 22 00 01 02",
        "https://www.lycee-alpha.fr",
    ]  # fmt: skip
    assert said["boarding"] is True or said["boarding"] == True  # noqa: E712
    assert pd.isna(said["apprenticeship"])
    assert said["greta"] == False  # noqa: E712
    assert (said["classes"], said["state"], said["updated"]) == (
        "voie professionnelle", "ouvert", "2023-06-08",
    )  # fmt: skip


def test_an_empty_flag_is_unknown_and_never_no(tmp_path, communes) -> None:
    rows = [
        school(communes, Hebergement=flag, Identifiant_de_l_etablissement=f"080000{n}A")
        for n, flag in enumerate(["1", "0", ""])
    ]
    _, table = read(tmp_path, rows, small_context(communes))
    assert table["boarding"].astype(object).where(table["boarding"].notna(), None).tolist() == [
        True, False, None,
    ]  # fmt: skip


def test_a_school_known_by_its_uai_alone_is_placed_at_its_address(tmp_path, communes) -> None:
    context = small_context(communes)
    assert Schools(context).site_of("0800001A") is None
    lat = str(town(communes, "Alpha").lat + 0.01)
    parsed, _ = read(tmp_path, [school(communes, latitude=lat)], context)
    site = Schools(enriched(context, [(ANNUAIRE, parsed)])).site_of("0800001A")
    assert (site["commune"], site["precision"], round(site["lat"], 6)) == (
        "80001", "address", round(float(lat), 6),
    )  # fmt: skip


def test_the_middle_of_a_town_is_no_address(tmp_path, communes) -> None:
    context = small_context(communes)
    parsed, _ = read(tmp_path, [school(communes, precision_localisation="Ville")], context)
    site = Schools(enriched(context, [(ANNUAIRE, parsed)])).site_of("0800001A")
    assert (site["commune"], site["precision"]) == ("80001", "commune")


def test_an_annexe_is_another_place_of_the_same_uai(tmp_path, communes) -> None:
    gamma = town(communes, "Gamma")
    annexe = school(
        communes, Code_commune="02003", Nom_commune="Gamma", Adresse_1="1 place",
        latitude=str(gamma.lat), longitude=str(gamma.lon), **{"Code postal": "02100"},
    )  # fmt: skip
    parsed, table = read(tmp_path, [school(communes), annexe], small_context(communes))
    assert table["commune"].tolist() == ["80001", "02003"]
    assert parsed.tables["sites"]["commune"].tolist() == ["80001", "02003"]


def test_a_neighbour_keeps_its_facts_and_a_far_one_is_counted_elsewhere(tmp_path, communes) -> None:
    east = str(town(communes, "Bêta").lon + 0.4)
    rows = [
        school(communes, Identifiant_de_l_etablissement=uai, Code_commune=code, longitude=lon,
               Nom_commune="Ailleurs", position="", **{"Code postal": code})
        for uai, code, lon in [("0510001A", "51001", east), ("0350001A", "35001", "-1.8")]
    ]  # fmt: skip
    parsed, table = read(tmp_path, rows, small_context(communes))
    assert table["uai"].tolist() == ["0510001A"]
    assert (parsed.elsewhere, len(parsed.tables["sites"])) == (1, 0)


def test_a_row_without_a_uai_is_refused(tmp_path, communes) -> None:
    row = school(communes, Identifiant_de_l_etablissement="lycée")
    parsed, table = read(tmp_path, [row], small_context(communes))
    assert parsed.rejects["reason"].tolist() == [NO_UAI]
    assert table.empty


def test_several_codes_of_a_cell_are_each_an_establishment(tmp_path, communes) -> None:
    alpha = town(communes, "Alpha")
    row = {
        "libellé": "Université", "type d'établissement": "Université",
        "typologie d'universités et assimilés": "", "site internet": "https://u.fr",
        "géolocalisation": f"{alpha.lat}, {alpha.lon}", "uai - identifiant": "0800001A;0800002B",
        "Code commune": "80001", "Commune": "Alpha", "Code postal": "80100",
        "Numéro de téléphone": "+33322000102",
    }  # fmt: skip
    source = next(one for one in DIRECTORIES if one.key == "etablissements-superieur")
    parsed, table = read(tmp_path, [row], small_context(communes), source)
    assert table["uai"].tolist() == ["0800001A", "0800002B"]
    assert set(table["telephone"]) == {"03 22 00 01 02"}
    assert parsed.rows_kept == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (None, "")),
        ("1", (True, "")),
        ("Non", (False, "")),
        ("internat (homme/femme)", (True, "")),
        ("internat (femme)", (True, "internat (femme)")),
        ("sans hébergement", (False, "")),
        ("sans hébergement : demi-pension possible", (False, "demi-pension possible")),
        (
            "hébergement organisé hors établissement (homme/femme)",
            (None, "hébergement organisé hors établissement (homme/femme)"),
        ),
    ],
)
def test_boarding_is_read_in_flags_and_in_words(text, expected) -> None:
    assert boarding_of(text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0322000102", "03 22 00 01 02"),
        ("322000102", "03 22 00 01 02"),
        ("+33 (0)3 22 00 01 02", "03 22 00 01 02"),
        ("0033322000102", "03 22 00 01 02"),
        ("standard / 03.22.00.01.02", "03 22 00 01 02"),
        ("12", ""),
        ("=1+1", ""),
    ],
)
def test_a_telephone_is_written_one_way(text, number) -> None:
    assert telephone(text) == number


@given(st.text())
def test_whatever_is_written_is_a_number_or_nothing(text) -> None:
    assert telephone(text) == "" or len(telephone(text)) == 14


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\x00", codec="utf-8"),
                                 max_size=8), min_size=8, max_size=8), max_size=4))  # fmt: skip
def test_any_cells_are_kept_refused_or_elsewhere(tmp_path_factory, communes, rows) -> None:
    path = tmp_path_factory.mktemp("any") / "x.csv"
    names = ["Identifiant_de_l_etablissement", "Nom_etablissement", "Hebergement", "GRETA",
             "precision_localisation", "etat", "latitude", "longitude"]  # fmt: skip
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows([names, *rows])
    parsed = ANNUAIRE.read(path, small_context(communes))
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects) + parsed.elsewhere
    ESTABLISHMENTS.validate(parsed.tables["establishments"])


def test_the_directory_places_the_courses_of_the_others(communes) -> None:
    for source in DIRECTORIES:
        assert "places" in source.gives
        assert not source.needs
    assert replace(ANNUAIRE).page.startswith("https://")
