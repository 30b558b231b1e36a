"""The region's own file of people trained by public: what is kept, and why rows are refused."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.publics.table import TRAINED
from loaders.errors import MissingColumnError
from loaders.sources.observation import trained_publics
from loaders.sources.observation.trained_publics import TRAINED_PUBLICS, _qualification
from tests.loaders.needs_files import one, reasons, region, save

HEADER = [
    "public", "niveau_territoire", "code_territoire", "annee", "effectif", "total", "ruptures",
    "dispositif", "domaine", "niveau",
]  # fmt: skip


@pytest.fixture
def own(communes):
    """Return a context whose communes are of the SPEL 627, and the code of one."""
    placed = communes.assign(spel="627")
    return region(placed), placed["code"].iloc[0]


def row(public="rsa", level="spel", code="627", year="2024", people="40", total="", left="",
        scheme="PRF", domain="Santé", qualification="3"):  # fmt: skip
    return [public, level, code, year, people, total, left, scheme, domain, qualification]


def test_cells_are_read_with_what_they_may_leave_out(tmp_path: Path, own) -> None:
    context, code = own
    rows = [
        row(total="100", left="5"),
        row("QPV", "departement", "2", people="s", domain="", scheme=""),
        row("Demandeurs d'emploi", "commune", code, "2023-2024", domain="sante", qualification=""),
        row("premiere_annee", "Région", "32"),
    ]  # fmt: skip
    path = save(tmp_path / "publics.csv", [HEADER, *rows], separator=";")
    assert TRAINED_PUBLICS.recognises(path)
    found = TRAINED_PUBLICS.read(path, context)
    table = TRAINED.validate(found.tables["trained"])
    first = one(table, public="rsa")
    assert (first["people"], first["total"], first["leavers"]) == (40, 100, 5)
    assert (first["domain"], first["qualification"], first["scheme"]) == ("sante", 3, "PRF")
    secret = one(table, public="qpv")
    assert pd.isna(secret["people"])
    assert (secret["status"], secret["code"], secret["domain"]) == ("secret", "02", "")
    seekers = one(table, public="demandeurs_emploi")
    assert (seekers["code"], seekers["year"]) == (code, "2024")
    assert pd.isna(seekers["qualification"])
    assert reasons(found) == {}


def test_each_refused_row_has_its_number_and_why(tmp_path: Path, own) -> None:
    rows = [
        row(), row(), row("étudiants"), row(code="999"), row(level="canton"), row(year="hier"),
        row(domain="cirque"), row(qualification="9"), row(people="beaucoup"), row(total="39"),
        row(people="10", left="11", scheme="autre"),
    ]  # fmt: skip
    found = TRAINED_PUBLICS.read(save(tmp_path / "f.csv", [HEADER, *rows]), own[0])
    assert reasons(found) == {
        2: trained_publics.TWICE,
        3: trained_publics.NO_PUBLIC,
        4: trained_publics.NO_TERRITORY,
        5: trained_publics.NO_TERRITORY,
        6: trained_publics.NO_YEAR,
        7: trained_publics.NO_DOMAIN,
        8: trained_publics.NO_LEVEL,
        9: "nombre illisible",
        10: trained_publics.TOO_MANY,
        11: trained_publics.TOO_MANY,
    }


def test_a_renamed_column_is_named(tmp_path: Path, own) -> None:
    path = save(tmp_path / "f.csv", [["public", "echelle", *HEADER[2:]]])
    assert TRAINED_PUBLICS.recognises(path)
    with pytest.raises(MissingColumnError, match="niveau_territoire"):
        TRAINED_PUBLICS.read(path, own[0])


@given(st.text(max_size=10))
def test_a_level_is_one_of_six_or_none(text: str) -> None:
    assert _qualification(text) in (None, 3, 4, 5, 6, 7, 8)
