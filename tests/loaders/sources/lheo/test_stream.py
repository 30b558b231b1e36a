"""Faults, attacks and encodings: an LHEO file never stops the loader, and says where it ends."""

import gzip
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples.zips import zipped

from loaders.errors import SourceError
from loaders.sources.lheo import stream
from loaders.sources.lheo.source import read_lheo, recognises
from tests.loaders.lheo_sample import TODAY, context_of, document, formation, read_text

FIXTURES = settings(
    max_examples=150,
    deadline=5_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def read(tmp_path, communes):
    return lambda xml: read_text(tmp_path, xml, communes)


@pytest.fixture(scope="module")
def three(communes):
    """Three formations, one a line."""
    return document(*("\n" + formation(communes, number=n) for n in (1, 2, 3)))


def stopped(parsed) -> str:
    """The only report of where a file stopped."""
    [reason] = [r for r in parsed.rejects["reason"] if r.startswith("lecture interrompue")]
    return reason


# --- cut and damaged files ------------------------------------------------------------------------


def test_a_truncated_file_keeps_what_came_before_and_says_its_line(read, three):
    cut = three[: three.index('numero="F3"') + 400]
    parsed = read(cut)
    assert (parsed.rows_read, parsed.rows_kept) == (3, 2)
    line = cut.count("\n") + 1
    assert stopped(parsed) == (
        f"lecture interrompue : le fichier est tronqué : il s'arrête ligne {line}"
    )


def lost(parsed) -> str:
    """The only report of a record that could not be read."""
    [reason] = [r for r in parsed.rejects["reason"] if r.startswith("formation illisible")]
    return reason


def kept(parsed) -> list[str]:
    """The numbers of the formations kept, of those that the reports do not show."""
    return [f"F{n}" for n in (1, 2, 3) if not parsed.rejects["content"].str.contains(f"F{n}").any()]


def test_a_malformed_record_is_the_only_one_lost_and_says_its_line(read, three):
    at = three.index("<certifiante>", three.index('numero="F2"'))
    parsed = read(three[:at] + "<certifiante" + three[at:])
    assert (parsed.rows_read, parsed.rows_kept, kept(parsed)) == (3, 2, ["F1", "F3"])
    assert f"mal formé ligne {three[:at].count(chr(10)) + 1}" in lost(parsed)


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("Pâtisserie & boulangerie", "« & », à écrire « &amp; »"),
        ("Pâtisserie &amp boulangerie", "« & », à écrire « &amp; »"),
        ("Voir ?a=1&b=2", "« & », à écrire « &amp; »"),
        ("Pr&eacute;parer", "« &eacute; », entité inconnue du XML"),
        ("Un&nbsp;deux", "« &nbsp; », entité inconnue du XML"),
        ("Moins de 10 < 12", "qui n'ouvre pas de balise"),
        ("Un &#2; signe", "un signe que le XML interdit"),
        ("Un <b>mot", "n'est pas celle qui est ouverte"),
        ("Un </b> mot", "n'est pas celle qui est ouverte"),
        ("Un \uffff signe", "un signe que le XML interdit"),
    ],
)
@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_faulty_sign_costs_its_record_only(read, three, written, sign, number):
    at = three.index("Cuisine de", three.index(f'numero="F{number}"'))
    parsed = read(three[:at] + written + three[at:])
    assert (parsed.rows_read, parsed.rows_kept) == (3, 2)
    assert kept(parsed) == [f"F{n}" for n in (1, 2, 3) if n != number]
    assert sign in lost(parsed)
    line = three[:at].count("\n") + 1
    closing = three[: three.index("</formation>", at)].count("\n") + 1
    told = int(lost(parsed).partition("ligne ")[2].partition(" ")[0])
    assert told == line or ("n'est pas celle qui est ouverte" in sign and line <= told <= closing)


def test_a_record_that_is_not_closed_does_not_swallow_the_next(read, three):
    for broken in ("", "</formaton>"):
        cut = three.replace("</formation>", broken, 2).replace(broken, "</formation>", 1)
        if not broken:
            at = three.index("</formation>", three.index('numero="F2"'))
            cut = three[:at] + three[at + len("</formation>") :]
        parsed = read(cut)
        assert (parsed.rows_read, parsed.rows_kept, kept(parsed)) == (3, 2, ["F1", "F3"])


def test_what_looks_like_a_fault_in_a_comment_or_a_cdata_is_none(read, three):
    noted = three.replace("<certifiante>", "<!-- a & b --><certifiante>")
    noted = noted.replace("Cuisine de", "<![CDATA[Cuisine & cave, 1 < 2]]> de")
    parsed = read(noted)
    assert parsed.rows_kept == 3
    assert parsed.tables["offers"]["title"][0].startswith("Cuisine & cave, 1 < 2 de")


def test_a_loose_sign_between_records_costs_none(read, three):
    assert read(three.replace("\n<formation", " & \n<formation")).rows_kept == 3


def test_an_entity_that_a_dtd_may_declare_costs_its_record(read, three):
    named = '<!DOCTYPE lheo SYSTEM "http://127.0.0.1:9/lheo.dtd">'
    parsed = read(named + three.replace("Cuisine", "Pr&eacute;parer", 1))
    assert parsed.rows_kept == 2
    assert "&eacute;" in lost(parsed)


@FIXTURES
@given(data=st.data())
def test_a_file_cut_anywhere_is_read_to_there(tmp_path, communes, three, data):
    whole = three.encode()
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path / "coupe.xml"
    path.write_bytes(whole[:cut])
    if not recognises(path):
        assert cut < 60
        return
    parsed = read_lheo(path, context_of(communes), TODAY)
    before = whole[:cut].count(b"</formation>")
    assert parsed.rows_kept == len(parsed.tables["offers"]) == before
    assert len(parsed.rejects) == (0 if cut == len(whole) else 1)


@FIXTURES
@given(
    changes=st.lists(
        st.tuples(st.integers(0, 10_000_000), st.binary(max_size=12)), min_size=1, max_size=6
    )
)
def test_a_file_changed_anywhere_never_crashes(tmp_path, communes, three, changes):
    content = bytearray(three.encode())
    for place, bytes_ in changes:
        at = place % len(content)
        content[at : at + len(bytes_)] = bytes_
    path = tmp_path / "change.xml"
    path.write_bytes(content)
    try:
        parsed = read_lheo(path, context_of(communes), TODAY)
    except SourceError:
        return
    assert parsed.rows_read == len(parsed.tables["offers"]) + len(parsed.rejects)


@FIXTURES
@given(content=st.binary(max_size=300))
def test_any_bytes_are_refused_or_read(tmp_path, communes, content):
    path = tmp_path / "octets"
    path.write_bytes(content)
    if recognises(path):
        read_lheo(path, context_of(communes), TODAY)
    path.write_bytes(b"PK\x03\x04" + content)
    assert not recognises(path)
    path.write_bytes(b"\x1f\x8b" + content)
    assert not recognises(path)


# --- hostile files --------------------------------------------------------------------------------


def bomb(where: str) -> str:
    entities = '<!ENTITY e0 "lol lol lol lol lol lol">' + "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12)
    )
    return f"<!DOCTYPE lheo [{entities}]>{where}"


def test_entities_are_never_expanded(read, communes):
    course = formation(communes).replace("Cuisine de", "&e11; de")
    parsed = read(bomb(document(course)))
    assert parsed.rows_kept == 0
    assert "lecture interrompue" in stopped(parsed)


def test_entities_in_attributes_are_never_expanded(read, communes):
    parsed = read(bomb(document(formation(communes).replace('"F1"', '"&e11;"'))))
    assert parsed.rows_kept == 0
    assert "lecture interrompue" in stopped(parsed)


def test_no_other_file_is_read(tmp_path, read, communes):
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    outside = f'<!DOCTYPE lheo [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    parsed = read(outside + document(formation(communes).replace("Cuisine", "&x;")))
    assert "entités" in stopped(parsed)
    assert "SECRET" not in str(parsed.tables)
    included = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="secret.txt"/>'
    parsed = read(document(formation(communes).replace("Cuisine", included + "Cuisine")))
    assert "SECRET" not in str(parsed.tables)


def test_the_dtd_that_a_file_names_is_not_looked_for(read, communes):
    named = '<!DOCTYPE lheo SYSTEM "http://127.0.0.1:9/lheo.dtd">'
    assert read(named + document(formation(communes))).rows_kept == 1


def test_too_deep_a_file_is_stopped(read, communes, three):
    deep = "<a>" * 100_000
    parsed = read(three.replace("</lheo>", "").replace("</offres>", deep))
    assert parsed.rows_kept == 3
    assert "ligne" in stopped(parsed)


def test_a_deep_record_is_read_without_its_depths(read, communes):
    deep = "<a>" * 150 + "</a>" * 150
    parsed = read(document(formation(communes).replace("<certifiante>", f"{deep}<certifiante>")))
    assert parsed.rows_kept == 1


def test_what_never_ends_is_stopped(read, communes, monkeypatch):
    monkeypatch.setattr(stream, "LARGEST_RECORD", 200_000)
    course = formation(communes)
    wide = course.replace("</formation>", "<a/>" * 100_000 + "</formation>")
    parsed = read(document(course, wide))
    assert (parsed.rows_read, parsed.rows_kept) == (2, 1)
    assert "sans une formation complète" in stopped(parsed)


def test_a_file_too_big_is_stopped(read, three, monkeypatch):
    monkeypatch.setattr(stream, "LARGEST", 1_000)
    assert "dépasse" in stopped(read(three))


def test_records_are_read_in_their_place_only(read, communes):
    nested = document(f"<autre>{formation(communes)}</autre>", formation(communes))
    assert read(nested).rows_read == 1


# --- encodings and archives -----------------------------------------------------------------------


def accented(communes) -> str:
    return document(formation(communes).replace("collectivité", "collectivité « œuvre »"))


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-8", "UTF-8"),
        ("cp1252", "windows-1252"),
        ("iso-8859-15", "ISO-8859-15"),
        ("utf-16", "UTF-16"),
        ("cp1252", ""),  # said to be nothing, hence UTF-8, and is not
        ("cp1252", "UTF-8"),
        ("utf-8", "ISO-8859-1"),  # wrongly declared: the letters are those of UTF-8
        ("utf-8", "windows-1252"),
        ("utf-8", "UTF-16"),
        ("utf-8", "us-ascii"),
        ("utf-16", "UTF-8"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", ""),
        ("cp1252", "ANSI"),  # a name that nobody knows
    ],
)
def test_encodings(read, communes, encoding, declared):
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    xml = accented(communes)
    if "8859" in encoding:
        xml = xml.replace(" « œuvre »", " œuvre")
    [title] = read((head + xml).encode(encoding)).tables["offers"]["title"]
    assert title.startswith("Cuisine de collectivité")
    assert "œuvre" in title


def test_iso_8859_1(read, communes):
    head = '<?xml version="1.0" encoding="ISO-8859-1"?>'
    parsed = read((head + document(formation(communes))).encode("iso-8859-1"))
    assert parsed.tables["offers"]["title"].tolist() == ["Cuisine de collectivité"]


def test_one_wrong_byte_does_not_change_the_other_letters(read, communes):
    xml = accented(communes).encode().replace(b"Greta", "Gréta".encode("cp1252"))
    offers = read(xml).tables["offers"]
    assert offers["title"].tolist() == ["Cuisine de collectivité « œuvre »"]
    assert offers["provider"].tolist() == ["Gréta des Essais"]


def test_forbidden_signs_are_dropped(read, communes):
    xml = document(formation(communes)).replace("Cuisine", "Cui\x0bsi\x00ne")
    assert read(xml).tables["offers"]["title"].tolist() == ["Cuisine de collectivité"]


def test_an_encoding_that_is_not_of_a_text_is_not_recognised(tmp_path, communes):
    path = tmp_path / "offre.xml"
    path.write_text('<?xml version="1.0" encoding="zip"?>' + document(formation(communes)))
    assert not recognises(path)


def test_a_mark_written_twice(read, communes):
    marks = b"\xef\xbb\xbf\xef\xbb\xbf"
    parsed = read(marks + document(formation(communes)).encode())
    assert parsed.tables["offers"]["title"].tolist() == ["Cuisine de collectivité"]


@pytest.mark.parametrize("namespace", ["", "http://www.lheo.org/2.2", "http://lheo.gouv.fr/2.3"])
def test_namespaces(read, communes, namespace):
    parsed = read(document(formation(communes), namespace=namespace))
    assert parsed.rows_kept == 1
    assert namespace[-3:] in parsed.perimeter


@pytest.mark.parametrize(
    "namespace", ["https://www.of.moncompteformation.gouv.fr", "urn:autre:2024.7", "x"]
)
def test_the_namespace_of_a_platform_does_not_matter(tmp_path, read, communes, namespace):
    xml = document(formation(communes), namespace=namespace)
    assert read(xml).rows_kept == 1
    assert "(LHEO)" in read(xml).perimeter
    path = tmp_path / "prefixe.xml"
    path.write_text(xml.replace("<", "<l:").replace("<l:/", "</l:").replace("xmlns=", "xmlns:l="))
    assert recognises(path)


def test_prefixed_names(read, communes):
    xml = document(formation(communes)).replace("<", "<l:").replace("<l:/", "</l:")
    assert read(xml.replace("xmlns=", "xmlns:l=")).rows_kept == 1


def test_comments_and_instructions_do_not_matter(read, communes):
    xml = document(formation(communes)).replace(
        "<certifiante>", "<!-- note --><?papier a4?><certifiante>"
    )
    assert read("<?xml version='1.0'?><!-- export -->" + xml).rows_kept == 1


def test_every_document_of_an_archive_is_read(read, communes, three):
    parsed = read(
        zipped(
            {
                "a.xml": document(formation(communes, number=7)),
                "b.xml": "<note>pas une formation</note>",
                "c.xml": three[:-300],
                "d.xml": document(formation(communes, number=8)),
                "lisezmoi.txt": "rien",
            }
        )
    )
    assert (parsed.rows_read, parsed.rows_kept) == (5, 4)
    assert "tronqué" in stopped(parsed)
    assert parsed.rejects["content"].tolist() == ["c.xml"]


def test_a_damaged_member_does_not_hide_the_others(read, communes):
    packed = bytearray(
        zipped(
            {
                "a.xml": document(formation(communes, number=1)),
                "b.xml": document(formation(communes, number=2)),
                "c.xml": document(formation(communes, number=3)),
            }
        )
    )
    second = packed.index(b"PK\x03\x04", 4)
    packed[second : second + 2] = b"XX"
    parsed = read(bytes(packed))
    assert (parsed.rows_read, parsed.rows_kept) == (3, 2)
    assert parsed.rejects["content"].tolist() == ["b.xml"]


def test_gzip(read, three):
    packed = gzip.compress(three.encode())
    assert read(packed).rows_kept == 3


def test_a_cut_gzip_keeps_what_came_before(tmp_path, read, communes):
    noise = "".join(f"<!-- {n * 7919 % 10007} -->" for n in range(30_000))
    many = document(*(formation(communes, number=n) + noise for n in range(4)))
    packed = gzip.compress(many.encode())
    parsed = read(packed[: len(packed) * 3 // 4])
    assert 1 <= parsed.rows_kept < 4
    assert "ne peut pas être lue" in stopped(parsed)


def test_a_damaged_archive_is_not_recognised(tmp_path, three):
    path = tmp_path / "offre.zip"
    path.write_bytes(zipped({"a.xml": three})[:-200])
    assert not recognises(path)
    path.write_bytes(zipped({"a.csv": "a;b"}))
    assert not recognises(path)
    with pytest.raises(SourceError):
        read_lheo(path, None, TODAY)


def test_a_zip_bomb_is_stopped_early(tmp_path, communes):
    path = tmp_path / "bombe.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bombe.xml", "<lheo><offres>" + " " * (100 << 20))
    parsed = read_lheo(path, context_of(communes), TODAY)
    assert parsed.rows_kept == 0
    assert "ligne 1" in stopped(parsed)
