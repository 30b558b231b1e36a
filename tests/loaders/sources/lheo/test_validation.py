"""The report of what departs from a schema, on a small schema of our own."""

import pytest

from loaders.errors import SourceError
from loaders.sources.lheo.validation import (
    BAD_ATTRIBUTE,
    BAD_LENGTH,
    BAD_VALUE,
    INCOMPLETE,
    INTERRUPTED,
    MISPLACED,
    main,
    validate,
)

SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
 targetNamespace="http://lheo.gouv.fr/2.3" xmlns="http://lheo.gouv.fr/2.3"
 elementFormDefault="qualified">
<xs:element name="formation"><xs:complexType><xs:sequence>
 <xs:element name="titre"><xs:simpleType><xs:restriction base="xs:string">
  <xs:maxLength value="5"/></xs:restriction></xs:simpleType></xs:element>
 <xs:element name="code"><xs:simpleType><xs:restriction base="xs:string">
  <xs:enumeration value="0"/><xs:enumeration value="1"/></xs:restriction></xs:simpleType>
 </xs:element>
</xs:sequence><xs:attribute name="numero"/></xs:complexType></xs:element></xs:schema>"""

GOOD = '<formation numero="1"><titre>CAP</titre><code>1</code></formation>'
BAD = (
    '<formation numero="1" autre="x"><titre>Un CAP</titre><code>9</code></formation>'
    "<formation><titre>CAP</titre></formation>"
    "<formation><code>1</code><titre>CAP</titre></formation>"
)


@pytest.fixture
def schema(tmp_path):
    path = tmp_path / "petit.xsd"
    path.write_text(SCHEMA)
    return path


@pytest.fixture
def file(tmp_path):
    def write(records, end="</offres></lheo>", namespace="http://www.lheo.org/2.2"):
        path = tmp_path / "offre.xml"
        path.write_text(f'<lheo xmlns="{namespace}"><offres>{records}{end}')
        return path

    return write


def test_a_good_file_has_nothing_to_report(file, schema):
    assert validate(file(GOOD), schema).empty


def test_departures_are_counted_by_kind_and_element(file, schema):
    table = validate(file(GOOD + BAD + BAD), schema)
    found = {(row.violation, row.element): row for row in table.itertuples()}
    assert {key: row.count for key, row in found.items()} == {
        (BAD_ATTRIBUTE, "formation"): 2,
        (BAD_LENGTH, "titre"): 2,
        (BAD_VALUE, "code"): 2,
        (INCOMPLETE, "formation"): 2,
        (MISPLACED, "code"): 2,
    }
    assert found[(BAD_VALUE, "code")].example == "9"
    assert found[(BAD_ATTRIBUTE, "formation")].example == "autre"
    assert found[(MISPLACED, "code")].example == "attendu : titre"
    assert found[(MISPLACED, "code")].record == 4


def test_a_cut_file_is_reported(file, schema):
    table = validate(file(GOOD + BAD, end="<formation"), schema)
    [row] = [row for row in table.itertuples() if row.violation == INTERRUPTED]
    assert "tronqué" in row.example


def test_without_a_schema_it_is_said(file, monkeypatch, tmp_path):
    monkeypatch.delenv("ATLAS_LHEO_XSD", raising=False)
    with pytest.raises(SourceError, match="--xsd"):
        validate(file(GOOD))
    with pytest.raises(SourceError, match="ATLAS_LHEO_XSD"):
        validate(file(GOOD), tmp_path / "absent.xsd")


def test_the_setting_gives_the_schema(file, schema, monkeypatch):
    monkeypatch.setenv("ATLAS_LHEO_XSD", str(schema))
    assert validate(file(GOOD)).empty


def test_what_is_no_schema_or_no_lheo_is_said(file, schema, tmp_path):
    with pytest.raises(SourceError, match="schéma"):
        validate(file(GOOD), file(GOOD))
    other = tmp_path / "autre.csv"
    other.write_text("a;b")
    with pytest.raises(SourceError, match="LHEO"):
        validate(other, schema)
    with pytest.raises(SourceError, match=r"1\.3"):
        validate(file("", namespace="http://www.lheo.org/1.3.0"), schema)


def test_the_command(file, schema, capsys, monkeypatch):
    monkeypatch.delenv("ATLAS_LHEO_XSD", raising=False)
    path = file(GOOD + BAD)
    assert main([str(path), "--xsd", str(schema)]) == 0
    assert "5 écart(s)" in capsys.readouterr().out
    assert main([str(path)]) == 1
    assert "validation non faite" in capsys.readouterr().err
