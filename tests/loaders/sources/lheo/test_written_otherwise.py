"""A producer writes a value, a sign or a root otherwise: the LHEO courses are the same."""

import re
from pathlib import Path

import pandas as pd
import pytest

from loaders.files.replacing import standing
from loaders.sources.lheo.actions import UNKNOWN_LEVEL
from loaders.sources.lheo.codes import level_of
from loaders.sources.lheo.sessions import BACKWARDS, UNREADABLE
from loaders.sources.lheo.source import LHEO, read_lheo
from tests.loaders.lheo_sample import TODAY, context_of, document, formation, read_text

TITLE, FORMACODE, ROME = "Cuisine de collectivité", '<code-FORMACODE ref="V14">42752<', ">G1602<"
SECOND = re.compile(r"<session><periode><debut>20270104.*?</session>", re.DOTALL)


@pytest.fixture
def read(tmp_path, communes):
    return lambda xml: read_text(tmp_path, xml, communes)


@pytest.fixture
def course(communes) -> str:
    """One formation, of one session."""
    return SECOND.sub("", document(formation(communes)))


def told(parsed) -> list[dict[str, object]]:
    facts = parsed.tables["offers"].drop(columns=["offer", "site"]).astype(str)
    return facts.to_dict("records")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (TITLE, "<![CDATA[Cuisine de collectivit&eacute;]]>"),
        (TITLE, "Cuisine de collectivit&amp;amp;eacute;"),
        (TITLE, "<![CDATA[<p>Cuisine <b class='a'>de</b> collectivité<br/></p>]]>"),
        (TITLE, "Cuisine de collectivitÃ©"),
        (TITLE, "Cuisine\u200b de\u00a0collectivité\ufeff"),
        (FORMACODE, FORMACODE.replace("42752", "42 752")),
        (FORMACODE, FORMACODE.replace("42752", "42752.0")),
        (FORMACODE, FORMACODE.replace("42752", "42752 Hygiène")),
        (TITLE, "Cuisine <b>de</b> <i>collectivité</i>"),
        (">80006<", ">80006 Demandeurs d'emploi<"),
        (">334<", ">334 - Accueil, hôtellerie, tourisme<"),
        (">99001<", ">https://www.francecompetences.fr/recherche/rncp/99001/<"),
        ("<debut>20260901</debut>", '<debut val="20260901"/>'),
        (">12<", ">12 places<"),
        (ROME, ">g 1602<"),
        (ROME, ">G1602 - Cuisine<"),
        (">99001<", ">RNCP-99001<"),
        (">99001<", ">FR-RNCP99001<"),
        ("<code-niveau-sortie>14<", "<code-niveau-sortie>14.0<"),
        ("<modalites-enseignement>1<", "<modalites-enseignement>01<"),
        ("<modalites-enseignement>1<", "<modalites-enseignement>Formation mixte<"),
        ("<capacite-simultanee>12<", "<capacite-simultanee>12,0<"),
        ("<code-niveau-sortie>14<", "<code-niveau-sortie>niveau IV (BP, BT, bac)<"),
        ("<code-niveau-sortie>14<", "<code-niveau-sortie>Niveau 4<"),
        ("<code-niveau-sortie>14<", "<code-niveau-sortie>Baccalauréat ou BP<"),
        ("20260901", "1er septembre 2026"),
        ("20260901", "46266"),
        ("20260901", "2026/09/01"),
        ("20260901", "01/09/2026"),
        ("20260901", "01-09-2026"),
        ("20260901", "01092026"),
        ("20260901", "2026-09-01 08:30:00"),
        (">80001<", ">00000<"),
        (">80100<", ">00000<"),
    ],
)  # fmt: skip
def test_a_value_written_otherwise_is_the_same(read, course, old, new):
    assert old in course
    expected = told(read(course))
    assert len(expected) == 1
    assert told(read(course.replace(old, new))) == expected


def test_several_codes_in_one_element_are_each_read(read, course):
    parsed = read(course.replace(FORMACODE, FORMACODE.replace("42752", "42752;21538")))
    assert parsed.tables["offers"]["formacodes"].tolist() == ["42752 21538"]


@pytest.mark.parametrize("words", ["2", "02", "À distance", "100 % distanciel"])
def test_a_course_at_a_distance_has_no_site(read, course, words):
    parsed = read(course.replace("seignement>1<", f"seignement>{words}<"))
    assert parsed.tables["offers"]["modality"].tolist() == ["distance"]
    assert parsed.tables["sites"].empty


@pytest.mark.parametrize("start", ["21/06/2004", "21-06-2004", "21062004", "2004-06-21 09:00"])
def test_a_session_that_is_over_is_so_however_its_days_are_written(read, course, start):
    end = start.replace("21", "22", 1) if start.startswith("21") else "2004-06-22 17:00"
    parsed = read(course.replace("20260901", start).replace("20270630", end))
    assert parsed.rejects["reason"].tolist() == ["toutes ses sessions sont terminées"]


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "UTF-8"])
def test_the_signs_of_windows_are_read_whatever_is_declared(read, course, declared):
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    written = (head + course.replace(TITLE, "L’œuvre à 5 €")).encode("cp1252")
    assert read(written).tables["offers"]["title"].tolist() == ["L’œuvre à 5 €"]


ROOT = '<lheo xmlns="http://lheo.gouv.fr/2.3">'


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<offres>", "</offres>"),
        ("<formations>", "</formations>"),
        (f"<export date='20261101'>{ROOT}<offres>", "</offres></lheo>\n</export>\n"),
        (f"<s:Envelope xmlns:s='urn:s'><s:Body>{ROOT}<offres>",
         "</offres></lheo></s:Body></s:Envelope>"),
        ("<LHEO><offres>", "</offres></LHEO>"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("broken", [False, True])
def test_another_root_holds_the_same_courses(read, communes, begin, end, broken):
    courses = [formation(communes, number=n) for n in (1, 2, 3)]
    if broken:
        courses[2] = courses[2].replace("<certifiante>", "<certifiante")
    parsed = read(begin + "".join(courses) + end)
    assert (parsed.rows_read, parsed.rows_kept) == (3, 2 if broken else 3)


def test_two_courses_of_one_number_are_two(read, communes):
    other = formation(communes).replace(TITLE, "Boulangerie")
    parsed = read(document(formation(communes), other, other))
    assert parsed.tables["offers"]["title"].tolist() == [TITLE, "Boulangerie"]
    assert parsed.tables["offers"]["offer"].is_unique
    assert parsed.rejects["reason"].tolist() == ["doublon"]


def test_numbers_of_actions_that_begin_again_in_each_formation(read, communes):
    courses = [
        formation(communes).replace(' numero="F1"', "").replace(">99001<", f">9900{n}<")
        for n in (1, 2)
    ]
    assert read(document(*courses)).rows_kept == 2


def test_of_two_exports_the_newest_by_its_name_tells_what_closed(tmp_path: Path, communes):
    """Even when the course that closed was the last to be changed."""
    courses = [formation(communes, number=n) for n in (1, 2)]
    closed = formation(communes, number=3).replace("20261002", "20261005")
    before = read_named(tmp_path / "lheo-20261010.xml", document(*courses, closed), communes)
    after = read_named(tmp_path / "lheo_2026-11-01.xml", document(*courses), communes)
    assert standing([(LHEO, before), (LHEO, after)])[0] == {0: 1}
    unnamed = read_named(tmp_path / "lheo.xml", document(*courses), communes)
    assert unnamed.vintage == "2026-10-02"


def read_named(path: Path, xml: str, communes: pd.DataFrame):
    path.write_text(xml, encoding="utf-8")
    return read_lheo(path, context_of(communes), TODAY)


@pytest.mark.parametrize(
    ("words", "level"),
    [("CAP-BEP", 3), ("niveau V", 3), ("bac+2", 5), ("BTS ou DUT", 5), ("Bac + 5", 7),
     ("Licence", 6), ("sans niveau spécifique", None)],
)  # fmt: skip
def test_a_level_in_words(words, level):
    assert level_of(words) == level


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("20260901", "prochainement", UNREADABLE),
        ("20270630", "20251301", UNREADABLE),
        ("20270630", "20260830", BACKWARDS),
        ("<code-niveau-sortie>14<", "<code-niveau-sortie>tous<", UNKNOWN_LEVEL),
    ],
)
def test_what_cannot_be_read_is_left_empty_and_said(read, course, old, new, said):
    parsed = read(course.replace(old, new))
    assert parsed.corrections["reason"].tolist() == [said]
    assert parsed.rows_kept == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [("20270630", "00000000"), ("20270630", ""), ("niveau-sortie>14<", "niveau-sortie>Sans<")],
)
def test_what_is_not_known_is_no_fault(read, course, old, new):
    assert read(course.replace(old, new)).corrections.empty
