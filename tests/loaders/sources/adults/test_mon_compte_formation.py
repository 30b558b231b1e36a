"""The catalogue of Mon Compte Formation, on rows written here."""

import gzip
import io
import zipfile

import pytest

from geodata.tables.schema import OFFERS
from loaders.catalogue import recognise
from loaders.reading.tables import CUT, TOO_LONG
from loaders.sources.adults.mon_compte_formation import (
    ANYWHERE,
    CLOSED,
    MON_COMPTE_FORMATION,
    NO_PROVIDER,
    NO_TITLE,
    NOWHERE,
    departement_of,
    read,
)
from loaders.store.tables import faults_in
from tests.loaders.training_region import reasons, save_table, small_context


def row(**values: object) -> dict[str, str]:
    full = {
        "date_extract": "2024-07-19",
        "nom_of": "ECOLE DE BETA",
        "nom_departement": "Somme",
        "type_referentiel": "RNCP",
        "code_inventaire": "-1",
        "code_rncp": "37674",
        "intitule_certification": "TP Développeur web et web mobile",
        "libelle_niveau_sortie_formation": "BAC+2 : DEUG, BT, DUT... (NIVEAU 5)",
        "code_formacode_1": "31090.0",
        "code_formacode_2": "",
        "code_rome_1": "M1805",
        "code_nsf_1": "326",
        "code_certifinfo": "112233",
        "siret": "80000000100017",
        "numero_formation": "80000000100017_WEB",
        "intitule_formation": "Devenez développeur !",
        "nb_session_active": "4",
        "nb_session_a_distance": "0",
        "nombre_heures_total_min": "700",
        "nombre_heures_total_max": "1080",
        "frais_ttc_tot_min": "5250.0",
        "frais_ttc_tot_max": "7490.0",
        "code_departement": "80.0",
    }
    return full | {name: str(value) for name, value in values.items()}


def newer(given: dict[str, str]) -> dict[str, str]:
    """Return a row under the names of a later edition."""
    names = {"date_extract": "date_chargement", "code_inventaire": "code_rs", "siret": "siret_of"}
    return {names.get(name, name): value for name, value in given.items()}


@pytest.fixture
def read_rows(tmp_path, communes):
    def read_them(*rows, name="x.csv"):
        path = save_table(tmp_path / name, list(rows), ";")
        assert recognise(path) is MON_COMPTE_FORMATION
        parsed = read(path, small_context(communes))
        offers = parsed.tables["offers"]
        assert not faults_in(OFFERS, offers)
        assert parsed.rows_kept >= len(offers)
        return parsed

    return read_them


@pytest.mark.parametrize("edition", [dict, newer])
def test_a_course_is_known_by_its_departement_alone(read_rows, edition) -> None:
    parsed = read_rows(edition(row()))
    [course] = parsed.tables["offers"].to_dict("records")
    assert (course["site"], course["departement"], course["modality"]) == ("", "80", "presentiel")
    assert (course["rncp"], course["level"], course["voie"]) == ("RNCP37674", 5, "continue")
    assert (course["nsf"], course["romes"], course["formacodes"]) == ("326", "M1805", "31090")
    assert course["duration"] == "de 700 à 1\u202f080 heures"
    assert course["cost"] == "de 5\u202f250 à 7\u202f490 € TTC"
    assert (course["provider"], course["siret"]) == ("École de Bêta", "80000000100017")
    assert parsed.vintage == "2024-07"


def test_rows_of_one_course_are_one_with_the_range_of_what_they_say(read_rows) -> None:
    parsed = read_rows(
        row(frais_ttc_tot_min=330, frais_ttc_tot_max=330, code_formacode_2="46003"),
        row(frais_ttc_tot_min=960, frais_ttc_tot_max=1580, nombre_heures_total_min=7),
        row(code_departement="2.0"),
        row(siret="80000000200015"),
        row(code_rncp="-1", code_inventaire="6203.0", type_referentiel="RS"),
    )
    offers = parsed.tables["offers"]
    assert (parsed.rows_read, parsed.rows_kept, len(offers)) == (5, 5, 4)
    first = offers.iloc[0]
    assert (first["cost"], first["duration"]) == (
        "de 330 à 1\u202f580 € TTC",
        "de 7 à 1\u202f080 heures",
    )
    assert first["formacodes"] == "31090 46003"
    assert offers["departement"].tolist() == ["80", "02", "80", "80"]
    assert offers["rncp"].tolist()[-1] == "RS6203"


def test_the_same_course_has_the_same_id_in_another_edition(read_rows) -> None:
    one, other = (
        read_rows(given).tables["offers"]["offer"].tolist()
        for given in (row(), newer(row(date_extract="2025-06-01", frais_ttc_tot_min=9)))
    )
    assert one == other


def test_what_is_at_a_distance_elsewhere_closed_or_nowhere(read_rows) -> None:
    blank = {"code_departement": "", "nom_departement": ""}
    parsed = read_rows(
        row(**blank, nb_session_a_distance=2),
        row(nb_session_a_distance=4, siret="80000000200015"),
        row(nb_session_a_distance=1, siret="80000000300013"),
        row(code_departement="69.0"),
        row(nb_session_active=0),
        row(**blank),
        row(nom_of=""),
        row(intitule_certification="", intitule_formation=""),
        row(frais_ttc_tot_min="0.0", frais_ttc_tot_max="0.0", nombre_heures_total_min=0,
            nombre_heures_total_max=0),
    )  # fmt: skip
    offers = parsed.tables["offers"]
    assert offers["modality"].tolist() == ["distance", "distance", "mixte", "presentiel"]
    assert offers["departement"].tolist() == ["", "", "80", "80"]
    assert (offers["duration"].iloc[-1], offers["cost"].iloc[-1]) == ("", "")
    assert parsed.elsewhere == 1
    assert reasons(parsed) == {5: CLOSED, 6: NOWHERE, 7: NO_PROVIDER, 8: NO_TITLE}
    assert parsed.corrections[["row", "reason"]].values.tolist() == [[1, ANYWHERE]]


@pytest.mark.parametrize(
    ("text", "code"),
    [("69.0", "69"), ("1.0", "01"), ("001", "01"), ("059", "59"), ("2a", "2A"), ("974", "974"),
     ("", ""), ("99999", "99999")],
)  # fmt: skip
def test_codes_of_departements(text: str, code: str) -> None:
    assert departement_of(text) == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("packing", ["", "gz", "zip"])
def test_any_saving_is_read(tmp_path, communes, encoding: str, packing: str) -> None:
    plain = save_table(tmp_path / "x.csv", [row()], ";")
    content = f"sep=;\n{plain.read_text()}\n;;\n".encode(encoding)
    if packing == "gz":
        content = gzip.compress(content)
    elif packing == "zip":
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("catalogue.csv", content)
        content = packed.getvalue()
    plain.write_bytes(content)
    assert recognise(plain) is MON_COMPTE_FORMATION
    parsed = read(plain, small_context(communes))
    assert parsed.tables["offers"]["title"].tolist() == ["TP Développeur web et web mobile"]
    assert parsed.rows_kept == 1


def test_a_row_that_is_too_long_is_refused_and_a_short_one_read(tmp_path, communes) -> None:
    path = save_table(tmp_path / "x.csv", [row()], ";")
    text = path.read_text()
    header, first = text.splitlines()
    rows = [header, first, first + ";de trop", first[: first.rindex(";")]]
    for end, fault in (("\n", NOWHERE), ("", CUT)):  # without the end of its line, it was cut
        path.write_text("\n".join(rows) + end)
        parsed = read(path, small_context(communes))
        assert reasons(parsed) == {2: TOO_LONG, 3: fault}
        assert (parsed.rows_read, parsed.rows_kept) == (3, 1)
