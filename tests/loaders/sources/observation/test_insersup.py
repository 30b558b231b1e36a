"""InserSup in each form that it is published in: marks stay marks, parts and sums are left out."""

import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.catalogue import recognise
from loaders.errors import SourceError
from loaders.reading.tables import TOO_LONG
from loaders.sources.observation.insersup import (
    NO_COHORT,
    NO_LABEL,
    NO_UAI,
    OUT_OF_RANGE,
    TWICE,
    _cohort,
    read,
)
from tests.loaders.diploma_sample import sample_context

HEADER = (
    "promo;etablissement;uo_lib;type_diplome_long;diplome;libelle_diplome;genre;nationalite;"
    "regime_inscription;obtention_diplome;nb_sortants;nb_poursuivants;"
    "tx_sortants_en_emploi_sal_fr_6;tx_sortants_en_emploi_sal_fr_12;tx_sortants_en_emploi_stable_12"
)
ALL = "ensemble;ensemble;ensemble;diplômé"
ROWS = f"""
2023,2024|0800010A|but;2300001;BUT INFORMATIQUE;{ALL};84;40;51,5;58.7;41
2024|0800010A|but;2300001;BUT INFORMATIQUE;{ALL};12;5;nd;nd;nd
2024|0800010A|licence_pro;2400001;LOGISTIQUE;{ALL};4;;ns;ns;ns
2024|0800010A|licence_generale;2400002;DROIT;femme;ensemble;ensemble;diplômé;9;;50;50;
2024|0800010A|licence_generale;2400002;DROIT;ensemble;ensemble;ensemble;ensemble;30;;40;40;
2024|0800010A|licence_generale;2400002;DROIT;{ALL};20;;45;60;
2024|0800010A|master_LMD;tout;Tout Master LMD;{ALL};900;;80;85;
2024|0110010A|master_LMD;2500001;DROIT;{ALL};20;;80;85;
2024|ensemble|master_LMD;2500001;DROIT;{ALL};2000;;80;85;
2024|0800010A|licence_pro;2400001;LOGISTIQUE;{ALL};4;;ns;ns;ns
2024|9990|licence_pro;2400001;LOGISTIQUE;{ALL};4;;1;1;1
2024|0800010A|licence_pro;2400001;;{ALL};4;;1;1;1
hier|0800010A|licence_pro;2400001;LOGISTIQUE;{ALL};4;;1;1;1
2024|0800010A|licence_pro;2400003;VENTE;{ALL};4;;1;101;1
2024|0800010A|licence_pro;2400003;VENTE;{ALL};4;;1;1;1;9
"""
TECHNICAL = HEADER + ROWS.replace("|0", ";0").replace("A|", "A;Université d'ici;").replace(
    "|ensemble|", ";ensemble;France;"
).replace("|9990|", ";9990;Université d'ici;")

LABELS = {
    "Établissement": "Université d'ici",
    "Code UAI de l'établissement": "800010A",
    "type_diplome": "Master LMD",
    "Domaine disciplinaire": "Sciences",
    "Libellé du diplôme": "Informatique",
    "Genre": "Ensemble",
    "Nationalité": "ensemble",
    "Régime d'inscription": "ensemble",
    "Obtention du diplôme": "diplômé",
    "Promotion": "2022",
    "Nombre de sortants": "31",
    "12-Taux d'emploi - 12 mois après le diplôme": "88,2",
    "12-Taux de sortants en emploi stable - 12 mois après le diplôme": "nd",
}

OLD_API = {
    "diplome": "2400074", "libelle_diplome": "MANAGEMENT ET GESTION DES ORGANISATIONS",
    "type_diplome_long": "licence_pro", "etablissement": "0800010A",
    "denomination_principale": "UNIVERSITE D'ICI", "nb_inscrits": "119", "nb_diplomes": "101",
    "nb_sortants": "54", "nb_poursuivants": "65", "taux_poursuivant": "54,6",
    "annee_universitaire": "2020-2021", "taux_in_dsn_6": "19,3", "taux_in_dsn_30": "na",
}  # fmt: skip

NEW_API = {
    "promo": ["2023", "2024"], "etablissement": "0800010A", "uo_lib": "Université d'ici",
    "type_diplome_long": "master_LMD", "diplome": "2500009", "libelle_diplome": "CHIMIE",
    "genre": "ensemble", "nationalite": "ensemble", "regime_inscription": "ensemble",
    "obtention_diplome": "diplômé", "nb_sortants": 22, "tx_sortants_en_emploi_sal_fr_12": 71.4,
    "tx_sortants_en_emploi_sal_fr_18": None,
}  # fmt: skip


@pytest.fixture
def parse(communes, tmp_path: Path):
    def parse(content: str, name: str = "x.csv"):
        path = tmp_path / name
        path.write_text(content)
        source = recognise(path)
        assert source is not None
        assert source.key == "insersup"
        return read(path, sample_context(communes, tmp_path))

    return parse


def test_technical_names(parse) -> None:
    parsed = parse(TECHNICAL)
    table = parsed.tables["graduates"].set_index(["label", "cohort"])
    both = table.loc["BUT INFORMATIQUE", "2023 2024"]
    assert (both["kind"], both["employed_6"], both["employed_12"]) == ("but", 51.5, 58.7)
    assert (both["stable_12"], both["leavers"], both["going_on"]) == (41, 84, 40)
    assert (both["measure"], both["graduated"], both["status"]) == ("salarie", True, "")
    few = table.loc["BUT INFORMATIQUE", "2024"]
    assert (few["status"], few["leavers"]) == ("nd", 12)
    assert pd.isna(few["employed_12"])
    assert table.loc["LOGISTIQUE", "2024"]["status"] == "ns"
    law = table.loc["DROIT", "2024"]
    assert (law["employed_12"], law["leavers"]) == (60, 20), "graduates before all leavers"
    assert parsed.vintage == "promotion 2024"


def test_every_row_is_accounted_for(parse) -> None:
    parsed = parse(TECHNICAL)
    reasons = [TWICE, NO_UAI, NO_LABEL, NO_COHORT, OUT_OF_RANGE, TOO_LONG]
    assert parsed.rejects["reason"].tolist() == reasons
    assert parsed.rejects["row"].tolist() == [10, 11, 12, 13, 14, 15]
    # women only; all leavers beside the graduates; a sum; another region; the country
    assert (parsed.rows_read, parsed.rows_kept, parsed.elsewhere) == (15, 4, 5)


def test_labels_and_a_lost_zero(parse) -> None:
    text = "\n".join(";".join(cells) for cells in (LABELS, LABELS.values()))
    row = parse(text).tables["graduates"].iloc[0]
    assert (row["uai"], row["kind"], row["measure"]) == ("0800010A", "master", "emploi")
    assert (row["employed_12"], row["leavers"]) == (88.2, 31)
    assert pd.isna(row["stable_12"])


@pytest.mark.parametrize("wrap", [lambda rows: {"results": rows}, lambda rows: rows])
def test_the_old_api_counts_among_the_enrolled(parse, wrap) -> None:
    row = parse(json.dumps(wrap([OLD_API])), "x.json").tables["graduates"].iloc[0]
    assert (row["cohort"], row["measure"], row["employed_6"]) == ("2020-2021", "inscrits", 19.3)
    assert (row["enrolled"], row["going_on"], row["going_on_rate"]) == (119, 65, 54.6)
    assert pd.isna(row["employed_30"])
    assert not row["graduated"]


def test_the_new_api_has_lists_and_numbers(parse) -> None:
    lines = "\n".join(json.dumps(row) for row in (NEW_API, {**NEW_API, "promo": ["2024"]}))
    rows = parse(lines, "x.json").tables["graduates"]
    assert rows["cohort"].tolist() == ["2023 2024", "2024"]
    assert rows["employed_12"].tolist() == [71.4, 71.4]
    assert rows["leavers"].tolist() == [22, 22]


def test_a_reply_that_is_cut_keeps_what_comes_before(parse) -> None:
    parsed = parse(json.dumps([NEW_API, NEW_API])[:-40], "x.json")
    assert (parsed.rows_kept, len(parsed.rejects)) == (1, 1)


def test_a_renamed_column_is_named(parse) -> None:
    with pytest.raises(SourceError, match="promo"):
        parse(TECHNICAL.replace("promo;", "promo_lib;"))


@given(st.lists(st.integers(2000, 2099), min_size=1, max_size=3))
def test_the_years_of_a_list_are_told_in_order(years) -> None:
    told = " ".join(map(str, sorted(set(years))))
    assert _cohort(",".join(map(str, years))) == told
    assert _cohort(str([str(year) for year in years])) == told


@pytest.mark.parametrize("text", ["2020-2022", "2021-2020", "2020-2020", "2020-2021 bis", "1999"])
def test_what_is_no_school_year_is_no_cohort(text):
    assert _cohort(text) == ""
    assert _cohort("2020/2021") == "2020-2021"


@given(st.text(max_size=20))
def test_any_other_text_is_no_cohort_or_years(text) -> None:
    assert all(len(part) in (4, 9) for part in _cohort(text).split())
