"""The series of the labour market: Dares, Unédic, CNAF and Urssaf, on small files."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.month.table import LABOUR_SERIES, period_of
from loaders.errors import MissingColumnError
from loaders.sources.observation import (
    dares_job_seekers,
    hiring_declarations,
    rsa_households,
    unemployment_benefit,
)
from tests.loaders.needs_files import one, region, save
from tests.loaders.training_region import reasons

DARES = [
    "Date", "Code région", "Région", "Code département", "Département", "Code commune", "Commune",
    "Type de données", "Catégorie", "Sexe", "Tranche d'âge", "Nombre de demandeurs d'emploi",
]  # fmt: skip


@pytest.fixture
def own(communes):
    """Return a context, and the code of one of its communes and of its zone d'emploi."""
    placed = communes.assign(zone_emploi="3215")
    code = next(code for code in placed["code"] if code.startswith(("80", "02")))
    return region(placed), code, "3215"


def by_commune(code, value, sexe="Total", age="Total", period="2024-T4"):
    return [period, "32", "R", code[:2], "D", code, "C", "Brutes", "ABC", sexe, age, value]


def test_job_seekers_by_commune_are_of_a_quarter(tmp_path: Path, own) -> None:
    context, code, _ = own
    rows = [
        by_commune(code, "125"), by_commune(code, "40", age="Moins de 25 ans"),
        by_commune(code, "s", sexe="Femmes"), by_commune("33063", "900"),
        by_commune(code, "10", "Femmes", "Moins de 25 ans"), by_commune(code, "125"),
        by_commune(code, "beaucoup", period="2023-T4"), by_commune(code, "5", period="hier"),
        by_commune("Total", "125"),
    ]  # fmt: skip
    path = save(tmp_path / "f.csv", [DARES, *rows], separator=";", mark="\ufeff")
    assert dares_job_seekers.JOB_SEEKERS_SERIES.recognises(path)
    found = dares_job_seekers.read(path, context)
    table = LABOUR_SERIES.validate(found.tables["labour_series"])
    whole = one(table, axis="", code=code)
    assert (whole["value"], whole["level"], whole["period"]) == (125, "commune", "2024-T4")
    assert (whole["kind"], whole["adjusted"], whole["status"]) == ("ABC", "brut", "")
    assert one(table, category="Moins de 25 ans")["value"] == 40
    secret = one(table, category="Femmes")
    assert pd.isna(secret["value"])
    assert secret["status"] == "secret"
    assert found.elsewhere == 1
    assert reasons(found) == {
        5: dares_job_seekers.CROSSED,
        6: "chiffre déjà donné par ce fichier",
        7: "nombre illisible",
        8: "période illisible",
        9: "ligne de total",
    }
    assert found.rows_kept == len(table) == 3


def test_job_seekers_by_zone_are_of_a_month(tmp_path: Path, own) -> None:
    context, _, zone = own
    header = [
        "date", "code_region", "region", "code_zone_d_emploi", "zone_d_emploi", "type_de_donnees",
        "categorie", "sexe", "tranche_d_age", "anciennete", "nombre_de_demandeurs_d_emploi",
    ]  # fmt: skip

    def row(code, kind, length, value, of="32"):
        return ["2024-03", of, "R", code, "Z", "Brutes", kind, "Total", "Total", length, value]

    rows = [
        row(zone, "A", "Total", "510"), row(zone, "A", "1 an ou plus", "205"),
        row("7505", "A", "Total", "9", "75"), row("9999", "A", "Total", "9"),
    ]  # fmt: skip
    path = save(tmp_path / "f.csv", [header, *rows])
    assert dares_job_seekers.JOB_SEEKERS_SERIES.recognises(path)
    found = dares_job_seekers.read(path, context)
    table = found.tables["labour_series"]
    assert one(table, axis="", code=zone)["period"] == "2024-03"
    assert one(table, axis="anciennete")["value"] == 205
    assert found.elsewhere == 1
    assert reasons(found) == {4: dares_job_seekers.NO_ZONE}


def test_a_file_of_departements_has_the_region_too(tmp_path: Path, own) -> None:
    header = ["date", "code_region", "region", "code_departement", "departement",
              "type_de_donnees", "categorie", "nombre_de_demandeurs_d_emploi"]  # fmt: skip
    rows = [
        ["2024-03", "32", "R", "02", "Aisne", "CVS-CJO", "A, B, C", "300"],
        ["2024-03", "32", "R", "Total", "Total", "CVS-CJO", "A, B, C", "900"],
        ["2024-03", "75", "N", "33", "Gironde", "CVS-CJO", "A, B, C", "1"],
    ]
    found = dares_job_seekers.read(save(tmp_path / "f.csv", [header, *rows]), own[0])
    table = found.tables["labour_series"]
    assert one(table, level="departement", code="02")["kind"] == "ABC"
    whole = one(table, level="region", code="32")
    assert (whole["value"], whole["adjusted"]) == (900, "CVS-CJO")
    assert found.elsewhere == 1


def test_entries_and_exits_are_not_a_number_of_job_seekers(tmp_path: Path) -> None:
    header = ["date", "code_region", "categorie", "motif", "nombre_de_demandeurs_d_emploi"]
    assert not dares_job_seekers.JOB_SEEKERS_SERIES.recognises(save(tmp_path / "f.csv", [header]))


def test_spending_of_unedic_and_a_total_that_is_no_departement(tmp_path: Path, own) -> None:
    header = ["code_departement", "region", "annee_mois", "depense"]
    rows = [
        ["02", "Petite-Région", "2025-12", "19225314.89"],
        ["Total", "Petite-Région", "2025-12", "70000000.5"],
        ["Total", "Ailleurs", "2025-12", "1"], ["33", "Ailleurs", "2025-12", "1"],
        ["02", "Petite-Région", "2025-12", "1"],
    ]  # fmt: skip
    path = save(tmp_path / "f.csv", [header, *rows], separator=";")
    assert unemployment_benefit.UNEMPLOYMENT_BENEFIT.recognises(path)
    found = unemployment_benefit.read(path, own[0])
    table = found.tables["labour_series"]
    assert one(table, level="departement")["value"] == 19225314.89
    assert one(table, level="region", code="32")["value"] == 70000000.5
    assert (found.elsewhere, found.vintage) == (2, "2025-12")
    assert reasons(found) == {5: "chiffre déjà donné par ce fichier"}


def test_types_of_rsa_are_added_up_and_a_secret_one_is_said(tmp_path: Path, own) -> None:
    context, code, _ = own
    header = ["dtreffre", "numcomdo", "nomcom", "rsa_type", "indfoy_rsa", "indnbp_rsa"]
    rows = [
        ["2024-12", code, "C", "majoré", "15", "1"], ["2024-12", code, "C", "socle", "100", "1"],
        ["2023-12", code, "C", "majoré", "s", "1"], ["2023-12", code, "C", "socle", "90", "1"],
        ["2024-12", "", "", "socle", "5", "1"], ["2024-12", "33063", "B", "socle", "5", "1"],
    ]  # fmt: skip
    path = save(tmp_path / "f.csv", [header, *rows])
    assert rsa_households.RSA_HOUSEHOLDS.recognises(path)
    found = rsa_households.read(path, context)
    table = found.tables["labour_series"]
    assert one(table, period="2024-12")["value"] == 115
    partial = one(table, period="2023-12")
    assert (partial["value"], partial["status"]) == (90, "partiel")
    assert (found.elsewhere, found.rows_kept) == (1, 4)
    assert reasons(found) == {5: "commune inconnue"}


def test_declarations_of_hiring_keep_their_quarter_or_their_month(tmp_path: Path, own) -> None:
    header = ["departement", "grand_secteur_d_activite", "duree_de_contrat", "nature_de_contrat",
              "annee", "trimestre", "code_region", "code_departement", "dpae_brut"]  # fmt: skip
    rows = [
        ["Aisne", "BTP", "CDI", "n", "2024", "1", "32", "02", "100"],
        ["Aisne", "_calage_", "CDI", "nca", "2024", "1", "32", "02", "7"],
        ["Aisne", "BTP", "CDD", "n", "2024", "1", "32", "02", "50"],
        ["Gironde", "BTP", "CDD", "n", "2024", "1", "75", "33", "9"],
    ]
    path = save(tmp_path / "q.csv", [header, *rows], separator=";")
    assert hiring_declarations.HIRING_DECLARATIONS.recognises(path)
    found = hiring_declarations.read(path, own[0])
    table = LABOUR_SERIES.validate(found.tables["labour_series"])
    assert one(table, category="CDI")["value"] == 107
    whole = one(table, axis="")
    assert (whole["value"], whole["period"], whole["level"]) == (157, "2024-T1", "departement")
    assert found.elsewhere == 1
    header = ["region", "duree_de_contrat", "annee", "trimestre", "dernier_jour_du_mois",
              "code_region", "dpae_brut"]  # fmt: skip
    month = save(tmp_path / "m.csv", [header, ["R", "CDI", "2024", "1", "2024-02-29", "32", "8"]])
    whole = one(hiring_declarations.read(month, own[0]).tables["labour_series"], axis="")
    assert (whole["value"], whole["period"], whole["level"]) == (8, "2024-02", "region")


def test_a_renamed_column_is_named(tmp_path: Path, own) -> None:
    path = save(tmp_path / "f.csv", [["code_departement", "territoire", "annee_mois", "depense"]])
    assert unemployment_benefit.UNEMPLOYMENT_BENEFIT.recognises(path)
    with pytest.raises(MissingColumnError, match="region"):
        unemployment_benefit.read(path, own[0])


@given(st.integers(1990, 2090), st.integers(1, 12))
def test_a_month_is_read_however_it_is_written(year: int, month: int) -> None:
    expected = f"{year}-{month:02d}"
    assert {period_of(text) for text in (expected, f"{year}{month:02d}", f"{expected}-28")} == {
        expected
    }


@given(st.text(max_size=8))
def test_what_is_no_period_is_none(text: str) -> None:
    found = period_of(text)
    assert found == "" or period_of(found) == found
