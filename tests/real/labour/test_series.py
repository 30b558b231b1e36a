"""The real rows of the series of the labour market, against counts made without our code."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from loaders.catalogue import recognise
from loaders.source import Context, Parsed
from tests.real.labour.needs_files import parsed, region, rows_of


def file_of(shared_data: Path, name: str) -> Path:
    file = shared_data.parent / "more" / "emploi" / name
    if not file.is_file():
        pytest.skip("le fichier réel (../shared/more) n'est pas là")
    return file


def elsewhere(codes: set[str], departements: tuple[str, ...]) -> Context:
    """A context of the communes of a file: its rows are true, and of other regions."""
    communes = pd.DataFrame({"code": sorted(codes), "zone_emploi": ""})
    profile = SimpleNamespace(name="Ailleurs", code="99", departements=departements)
    return replace(region(), communes=communes, profile=profile, nomenclatures={})


def read_as(file: Path, key: str, column: str, departements: tuple[str, ...]) -> Parsed:
    separator = ";"
    codes = {row[column] for row in rows_of(file, separator)}
    source = recognise(file)
    assert source is not None
    assert source.key == key
    near = {code for code in codes if code.startswith(departements)}
    found = source.read(file, elsewhere(near, departements))
    assert found.rows_kept + len(found.rejects) + found.elsewhere == found.rows_read
    return found


def test_every_month_of_unedic_is_kept(shared_data: Path) -> None:
    file = file_of(shared_data, "unedic_depenses_indemnisation_hdf.csv")
    found = parsed(file, "unedic")
    table = found.tables["labour_series"]
    assert len(table) == found.rows_read == 432
    assert table["period"].nunique() == 72
    assert (table["period"].min(), found.vintage) == ("2020-01", "2025-12")
    for row in rows_of(file, ";"):
        code = "32" if row["code_departement"] == "Total" else row["code_departement"]
        mine = table[(table["code"] == code) & (table["period"] == row["annee_mois"])]
        assert mine["value"].tolist() == [float(row["depense"])]
    # The producer's own total of the region is that of its départements.
    by_level = table[table["period"] == "2020-01"].groupby("level")["value"].sum()
    assert by_level["region"] == pytest.approx(by_level["departement"], rel=1e-6)


def test_job_seekers_by_commune(shared_data: Path) -> None:
    file = file_of(shared_data, "dares_defm_communales_brutes_echantillon.csv")
    found = read_as(file, "dares_demandeurs", "Code commune", ("33", "13", "69"))
    table = found.tables["labour_series"]
    assert set(table["period"].str[-2:]) == {"T4"}
    assert set(table["kind"]) == {"ABC"}
    assert not (table["code"].str.startswith("75")).any()
    whole = {
        (row["Date"], row["Code commune"]): float(row["Nombre de demandeurs d'emploi"])
        for row in rows_of(file, ";")
        if row["Sexe"] == row["Tranche d'âge"] == "Total"
        and row["Code commune"][:2] in ("33", "13", "69")
    }
    mine = table[table["axis"] == ""].set_index(["period", "code"])["value"].to_dict()
    assert mine == whole
    assert len(mine) > 50


def test_households_of_the_caf(shared_data: Path) -> None:
    file = file_of(shared_data, "cnaf_s_ben_com_f_echantillon.csv")
    found = read_as(file, "caf_rsa", "numcomdo", ("33",))
    table = found.tables["labour_series"]
    theirs = {
        (row["dtreffre"], row["numcomdo"]): float(row["indfoy_rsa"])
        for row in rows_of(file, ";")
        if row["numcomdo"].startswith("33")
    }
    assert table.set_index(["period", "code"])["value"].to_dict() == theirs
    assert len(theirs) > 50
    assert set(table["period"]) == {f"{year}-12" for year in range(2020, 2025)}
