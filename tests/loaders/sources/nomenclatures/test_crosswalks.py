from pathlib import Path

import pandas as pd
import pytest

from geodata.tables.observation import CROSSWALKS
from loaders.catalogue import CATALOGUE, recognise
from loaders.source import Parsed
from loaders.sources.nomenclatures.codes import KINDS, clean
from tests.loaders.needs_files import Rows, reasons, region, save, save_book

FILES: dict[str, tuple[Rows, set[tuple[str, str, str, str]], set[int]]] = {
    "fap_rome": (
        [
            ["Fap", "Rome", "intitule_rome"],
            ["A0Z00", "NA", "NA"],
            ["A0Z41", "A1403", "Aide d'élevage"],
            ["A0Z41", "A1403", "Aide d'élevage"],
        ],
        {("fap2009", "A0Z41", "rome", "A1403")},
        {1},
    ),
    "fap87_rome": (
        [
            ["fap22", "famille_pro22", "fap87", "famille_pro87", "rome", "rome_label"],
            ["A", "Agriculture, marine, pêche", "A0Z", "Agriculteurs", "A1416", "Polyculture"],
        ],
        {("fap2009_87", "A0Z", "rome", "A1416"), ("fap2009_87", "A0Z", "fap2009_22", "A")},
        set(),
    ),
    "fap_pcs": (
        [["Fap", "PCS", "intitule_PCS"], ["A0Z00", "111A", "Agriculteurs"]],
        {("fap2009", "A0Z00", "pcs", "111a")},
        set(),
    ),
    "fap2021": (
        [
            ["Code_FAP341", "Intitulé_FAP341", "Code_FAP228", "Intitulé_FAP228", "Code_FAP86",
             "Intitulé_FAP86", "Code_FAP22", "Intitulé_FAP22"],
            ["V0X60a", "Aides-soignants", "V0X60", "Aides-soignants", "V0X", "Aides-soignants",
             "V", "Santé, action sociale"],
            ["H0X90a", "Techniciens qualité", "H0X90", "Techniciens du contrôle qualité", "H0X",
             "Qualité", "H", "Ingénieurs"],
        ],
        {
            ("fap2021_341", "V0X60a", "fap2021", "V0X60"),
            ("fap2021_341", "H0X90a", "fap2021", "H0X90"),
            ("fap2021", "V0X60", "fap2021_86", "V0X"),
            ("fap2021", "H0X90", "fap2021_86", "H0X"),
            ("fap2021", "V0X60", "fap2021_22", "V"),
            ("fap2021", "H0X90", "fap2021_22", "H"),
            # Only what bears the very same name: H0Z90 is another métier.
            ("fap2021", "V0X60", "fap2009_homonyme", "V0Z60"),
        },
        set(),
    ),
    "rncp_formacode": (
        [["Numero_Fiche", "Formacode_Code", "Formacode_Libelle"], ["RNCP37312", "43439", "Soin"]],
        {("rncp", "RNCP37312", "formacode", "43439")},
        set(),
    ),
    "rncp_nouveau": (
        [
            ["Numero_Fiche", "Ancienne_Certification", "Nouvelle_Certification"],
            ["RNCP2", "RNCP1", "RNCP3"],
            ["RNCP9", "", ""],
        ],
        {("rncp", "RNCP2", "rncp_nouveau", "RNCP3"), ("rncp", "RNCP1", "rncp_nouveau", "RNCP2")},
        {2},
    ),
    "rome": (
        [
            ["code_rome", "code_fiche_metier", "code_ogr", "libelle_rome", "transition_eco",
             "transition_num", "transition_demo", "emploi_reglemente", "emploi_cadre",
             "code_rome_parent"],
            ["A1102", "1", "2", "Conducteur", "Emploi Vert", "", "", "", "", "A1101"],
            ["A1301", "1", "2", "Technicien", "", "", "", "", "", ""],
        ],
        {("rome", "A1102", "rome_parent", "A1101"), ("rome", "A1102", "transition", "emploi-vert")},
        {2},
    ),
}  # fmt: skip


def links(parsed: Parsed) -> set[tuple[str, str, str, str]]:
    table = CROSSWALKS.validate(parsed.tables["crosswalks"])
    found = table[["from_kind", "from_code", "to_kind", "to_code"]]
    assert not found.duplicated().any()
    assert set(found["from_kind"]) | set(found["to_kind"]) <= set(KINDS)
    return set(found.itertuples(index=False, name=None))


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("key", sorted(FILES))
def test_what_a_table_links(key: str, separator: str, tmp_path: Path, communes) -> None:
    rows, expected, refused = FILES[key]
    path = save(tmp_path / "f.csv", rows, separator=separator, mark="\ufeff")
    source = recognise(path)
    assert source is not None
    assert source.key == key
    parsed = source.read(path, region(communes))
    assert links(parsed) == expected
    assert reasons(parsed) == dict.fromkeys(refused, "aucun code à relier")


def test_the_sheets_of_the_c2rp(tmp_path: Path, communes) -> None:
    common = ["Code SUPRA", "SUPRA DOMAINE", "N° DEF", "Code DEF", "DEF", "FAP"]
    cells = ["A", "Agriculture", "01", "A01", "Agriculture et pêche", "A0Z41"]
    path = save_book(
        tmp_path / "f.xlsx",
        {
            "SUPRA-DEF-FAP": [common, cells],
            "SUPRA-DEF-FAP-PCS": [
                [*common, "PCS", "Professions et catégories socioprofessionnelles"],
                [*cells, "691b", "Ouvriers de l'élevage"],
            ],
            "SUPRA-DEF-FAP-ROME": [
                [*common, "Intitulé FAP", "ROME", "Intitulé ROME"],
                [*cells, "Éleveurs", "A1403", "Aide d'élevage"],
            ],
            "SUPRA-DEF-FAP-ROMEQ": [
                [*common, "ROMEq", "Intitulé ROME", "Intitulé Qualification"],
                [*cells, "A14031", "Aide d'élevage", "Manœuvres"],
            ],
        },
    )
    source = recognise(path)
    assert source is not None
    parsed = source.read(path, region(communes))
    assert links(parsed) == {
        ("def", "A01", "supra", "A"),
        ("fap2009", "A0Z41", "def", "A01"),
        ("fap2009", "A0Z41", "pcs", "691b"),
        ("fap2009", "A0Z41", "rome", "A1403"),
        ("fap2009", "A0Z41", "rome_qualification", "A14031"),
    }
    assert parsed.rows_read == 4


def test_the_file_without_a_header(tmp_path: Path, communes) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "11111;Employé de ménage;SERVICE MAISON 42079\n"
        "11112;Intervenant;AUXILIAIRE MENAGERE 44019$AUXILIAIRE VIE 44028\n"
        "11113;Sans code;RIEN\n",
        encoding="utf-8",
    )
    source = recognise(path)
    assert source is not None
    parsed = source.read(path, region(communes))
    assert links(parsed) == {
        ("rome_v2", "11111", "formacode", "42079"),
        ("rome_v2", "11112", "formacode", "44019"),
        ("rome_v2", "11112", "formacode", "44028"),
    }
    assert parsed.tables["crosswalks"]["label"].tolist()[0] == "Service maison"
    assert reasons(parsed) == {3: "aucun code à relier"}


def test_a_metier_that_its_file_does_not_name_is_named(tmp_path: Path, communes) -> None:
    rows = [["Fap", "Rome"], ["V0Z60", "J1501"]]
    path = save(tmp_path / "f.csv", rows)
    source = next(s for s in CATALOGUE if s.key == "fap_rome")
    parsed = source.read(path, region(communes))
    assert parsed.tables["crosswalks"]["label"].tolist() == ["Aide-soignant"]


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("rome", "g1602", "G1602"),
        ("rome", "G16", ""),
        ("rome_domaine", "G16", "G16"),
        ("rncp", "37312", "RNCP37312"),
        ("formacode", "42079.0", "42079"),
        ("formacode", "SOIN 42079", "42079"),
        ("fap2021_341", "v0x60A", "V0X60a"),
        ("pcs", "691E", "691e"),
        ("fap2009", "NA", ""),
    ],
)
def test_a_code_is_written_one_way(kind: str, text: str, code: str) -> None:
    assert clean(kind, text) == code
    assert clean(kind, code) == code if code else True


def test_an_empty_table_links_nothing(tmp_path: Path, communes) -> None:
    path = save(tmp_path / "f.csv", [["Fap", "Rome", "intitule_rome"]])
    source = recognise(path)
    assert source is not None
    assert isinstance(source.read(path, region(communes)).tables["crosswalks"], pd.DataFrame)


@pytest.mark.parametrize(
    ("name", "vintage"),
    [
        ("rome_v461.csv", "version 461"),
        ("referentiel_code_rome_v460_utf8.csv", "version 460"),
        ("rome_2026.csv", "2026"),
        ("rome.csv", ""),
    ],
)
def test_a_table_without_a_date_has_that_of_its_name(
    tmp_path: Path, communes, name: str, vintage: str
) -> None:
    rows, _, _ = FILES["rome"]
    path = save(tmp_path / name, rows)
    assert recognise(path).read(path, region(communes)).vintage == vintage
