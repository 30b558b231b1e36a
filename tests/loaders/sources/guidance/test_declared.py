"""The region's own file of campus and innovations: what is kept, what is refused, and why."""

import csv
import datetime as dt

import pytest

from geodata.guidance.table import GUIDANCE
from loaders.catalogue import recognise
from loaders.errors import MissingColumnError
from loaders.sources.guidance.declared import KINDS, NO_HEAD, NO_KIND
from loaders.sources.guidance.places import NO_NAME
from tests.loaders.training_region import small_context

TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def read(tmp_path, communes):
    """Write a file of the region, and read it."""

    def read(*rows, delimiter=";"):
        path = tmp_path / "declares.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(rows)
        source = recognise(path)
        assert source is not None
        assert source.key == "campus-innovations"
        return source.read(path, small_context(communes, today=TODAY))

    return read


def row(**values):
    """Return a campus at Alpha."""
    return {
        "type": "campus", "nom": "Campus des machines", "domaine": "Mécanique",
        "tete": "Lycée d'Alpha", "membres": "CFA de Gamma| Université ",
        "code_insee": "80001", "commune": "Alpha",
        "annee": "2022", "date_maj": "2026-03-01", **values,
    }  # fmt: skip


def test_a_campus_is_placed_and_told_in_sentences(read):
    parsed = read(row(), row(type="Innovation", nom="Plateau mobile", membres=""))
    table = GUIDANCE.validate(parsed.tables["guidance"].assign(source="x"))
    campus, innovation = table.to_dict("records")
    assert (campus["kind"], campus["commune"], campus["precision"]) == (
        "campus",
        "80001",
        "commune",
    )
    assert campus["note"] == (
        "Domaine : Mécanique. Tête : Lycée d'Alpha. Membres : CFA de Gamma, Université. "
        "Année : 2022."
    )
    assert innovation["kind"] == "innovation"
    assert "Membres" not in innovation["note"]
    assert parsed.vintage == "2026-03"


def test_each_row_refused_says_why(read):
    parsed = read(row(), row(type="lycée"), row(tete=""), row(nom=""), row(code_insee="75056"))
    assert parsed.rejects["reason"].tolist() == [NO_KIND, NO_HEAD, NO_NAME]
    assert parsed.rejects["row"].tolist() == [2, 3, 4]
    assert (parsed.rows_kept, parsed.elsewhere) == (1, 1)


def test_a_missing_column_is_named_and_a_comma_separates(read):
    assert read(row(), delimiter=",").rows_kept == 1
    renamed = {("champ" if name == "domaine" else name): value for name, value in row().items()}
    with pytest.raises(MissingColumnError, match="« domaine »"):
        read(renamed)


def test_both_types_are_kinds_of_places():
    assert set(KINDS.values()) == {"campus", "innovation"}
