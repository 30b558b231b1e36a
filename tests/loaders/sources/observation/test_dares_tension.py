from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import COMPLEMENTARY, TENSION
from loaders.errors import MissingColumnError
from loaders.sources.observation.dares_tension import TENSION_DARES, read
from tests.loaders.needs_files import one, reasons, region, save, save_book

HEADER = [
    "fap", "Emploi moyen", "Tension", "Catégorie Tension", "Intensité d'embauches",
    "Lien formation-emploi", "Manque de main-d'œuvre disponible", "Non-durabilité de l'emploi",
    "Conditions de travail contraignantes", "Inadéquation géographique", "Année", "niveau_geo",
    "niveau_fap", "reg", "dep",
]  # fmt: skip
CLASSES = ["4.0", "2.0", "5.0", "4.0", "5.0", "5.0", "1.0"]
EMPTY = [""] * 7
ROWS = [
    ["V0Z60", "55300", "0.3457", *CLASSES, "2019", "reg", "fap 225", "32.0", ""],
    ["V0Z60", "5300", "0.7907", "5.0", *CLASSES[1:], "2019", "dep", "fap 225", "", "02"],
    ["V0Z60", "390000", "0.1", "3.0", *CLASSES[1:], "2019", "nat", "fap 225", "", ""],
    ["B4Z", "900", "1.2", *EMPTY, "2019", "reg", "fap 87", "32.0", ""],
    ["V0Z60", "900", "1.2", *CLASSES, "2019", "reg", "fap 225", "11.0", ""],
    ["V0Z60", "900", "1.2", *CLASSES, "2019", "dep", "fap 225", "", "75"],
]


def tension(parsed) -> pd.DataFrame:
    return TENSION.validate(parsed.tables["tension"])


@pytest.fixture
def parsed(tmp_path: Path, communes):
    return read(save(tmp_path / "f.csv", [HEADER, *ROWS]), region(communes))


def test_classes_of_the_region(parsed) -> None:
    row = one(tension(parsed), level="region", metier="V0Z60")
    assert (row["tension"], row["hiring_intensity"], row["skills_mismatch"]) == (4, 2, 5)
    assert [row[name] for name in COMPLEMENTARY] == [2, 5, 4, 5, 5, 1]
    assert (row["label"], row["zone_name"]) == ("Aides-soignants", "Petite-Région")
    assert (row["year"], row["vintage"]) == (2019, "2019, FAP 2009")
    assert row["status"] == ""


def test_departements_and_france_beside_it(parsed) -> None:
    assert one(tension(parsed), level="departement", code="02")["tension"] == 5
    france = one(tension(parsed), level="france")
    assert (france["code"], france["zone_name"], france["tension"]) == ("FR", "France", 3)


def test_a_continuous_index_makes_no_class(parsed) -> None:
    row = one(tension(parsed), metier="B4Z")
    assert pd.isna(row["tension"])
    assert row["status"] == "indisponible"
    assert row["label"] == "Ouvriers qualifiés du second œuvre du bâtiment"


def test_other_regions_are_refused(parsed) -> None:
    assert reasons(parsed) == {5: "hors de la région", 6: "hors de la région"}


def test_the_producer_s_workbook(tmp_path: Path, communes) -> None:
    discrete = [f"{name} - discret" for name in HEADER[3:10]]
    discrete[0] = "Tension - discret"
    header = ["Libellé FAP 225", "Code FAP 225", "Code région", "Emploi moyen", "Tension ",
              "Intensité d'embauches", *discrete, "Année"]  # fmt: skip
    rows = [
        ["Aides-soignants", "V0Z60", 32, 55300, 0.34, 0.99, 4, 2, 5, 4, 5, 5, 1, 2019],
        ["Infirmiers", "V1Z80", 32, 40, 0.1, 0.99, *["n.d."] * 7, 2019],
        ["Aides-soignants", "V0Z60", 32, 55300, 0.2, 0.5, 3, 1, 5, 4, 5, 5, 1, 2018],
    ]
    path = save_book(
        tmp_path / "f.xlsx",
        {"Lisez-moi": [["Tensions"]], "FAP 225 x Reg": [["Titre du tableau"], header, *rows]},
    )
    assert TENSION_DARES.recognises(path)
    parsed = read(path, region(communes))
    row = one(tension(parsed), metier="V0Z60", year=2019)
    assert (row["tension"], row["hiring_intensity"], row["geographic_mismatch"]) == (4, 2, 1)
    assert one(tension(parsed), metier="V1Z80")["status"] == "indisponible"
    assert one(tension(parsed), year=2018)["tension"] == 3
    assert parsed.vintage == "2019"


def test_a_renamed_column_is_named(tmp_path: Path, communes) -> None:
    header = ["Indice géographique" if n == "Inadéquation géographique" else n for n in HEADER]
    path = save(tmp_path / "f.csv", [header, *ROWS])
    assert TENSION_DARES.recognises(path)
    with pytest.raises(MissingColumnError, match="géographique"):
        read(path, region(communes))


def test_tensions_by_rome_are_another_source(tmp_path: Path) -> None:
    header = [
        "annee", "ROME", "cbassin", "lib_bassin", "ind_tension_d", "ind_int_emb_d",
        "ind_main_oeuvre_d", "ind_dur_empl_d", "ind_cond_travail_d", "ind_mismatch_geo_d",
        "ind_specif_form_empl_d",
    ]  # fmt: skip
    assert not TENSION_DARES.recognises(save(tmp_path / "f.csv", [header]))


def test_the_renamed_column_is_none_of_the_known_ones(tmp_path: Path, communes) -> None:
    header = ["nouveau fap", *HEADER[1:]]
    with pytest.raises(MissingColumnError, match=r"« fap ».*« nouveau fap »"):
        read(save(tmp_path / "f.csv", [header, *ROWS]), region(communes))
