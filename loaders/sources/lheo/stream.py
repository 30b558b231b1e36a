"""The records of an LHEO file, one at a time: whatever its size, encoding, archive or faults.

The text is cut at the end of each record, so that a fault loses the record that has it and no
other: the next one is read as if it were the first. The XML is read by lxml with no entity
expanded, no DTD loaded and no network; libxml2 refuses by itself what is too deep (256 levels) or
too long (a text of 10 million characters).
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from loaders.errors import SourceError
from loaders.reading.archives.faults import why
from loaders.sources.lheo.documents import BROKEN, Document, opened

RECORDS = ("formation", "offre-formation", "resume-offre")
"""Elements that hold courses: LHEO 2.x, LHEO 1.x, and the short form of both."""

ROOTS = ("lheo", "lheo-index", "lheo-leger", "lheo-plus")
CONTAINERS = ("offres", "resumes-offres", "formations")
"""Elements of records; some exports begin with one, or wrap the root in an element of their own."""
LARGEST_RECORD = 16 << 20
"""Bytes without the end of a record: beyond, the file is stopped rather than fill the memory."""

LARGEST = 8 << 30
"""Bytes of a file once unpacked."""

_CHUNK = 1 << 16
_HEAD = 1 << 16
_WHY = {
    etree.ErrorTypes.ERR_TAG_NAME_MISMATCH: "la balise fermée n'est pas celle qui est ouverte",
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: "une balise n'est pas fermée",
    etree.ErrorTypes.ERR_GT_REQUIRED: "il manque « > »",
    etree.ErrorTypes.ERR_INVALID_CHAR: "un signe que le XML interdit",
    etree.ErrorTypes.ERR_LT_IN_ATTRIBUTE: "« < » dans un attribut, à écrire « &lt; »",
    etree.ErrorTypes.ERR_NAME_REQUIRED: "« < » qui n'ouvre pas de balise, à écrire « &lt; »",
    etree.ErrorTypes.ERR_ATTRIBUTE_REDEFINED: "un attribut est donné deux fois",
    etree.ErrorTypes.ERR_ATTRIBUTE_NOT_STARTED: "la valeur d'un attribut est sans guillemets",
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: "entité inconnue du XML",
    etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE: "préfixe d'espace de noms inconnu",
}
"""What the errors of libxml2 mean, which it says in English."""
# What word processors leave in texts, and XML 1.0 forbids.
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_NAMES = "|".join(RECORDS).encode()
_BEGINS = re.compile(rb"<(?:[\w.-]+:)?(?:%b)(?=[\s/>])" % _NAMES)
_ENDS = re.compile(rb"</(?:[\w.-]+:)?(?:%b)\s*>" % _NAMES)
_LONGEST_TAG = 256
_CLOSED = re.compile(
    rb"</(?:[\w.-]+:)?(?:%b)\s*>\s*(?:</[\w.:-]+\s*>\s*)*$"
    % "|".join((*ROOTS, *CONTAINERS)).encode()
)
_DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)*\s*(?:<\?xml[^>]*\?>)?")
_APART = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL)
_LOOSE = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)(?:[A-Za-z]\w{0,30};)?")
_MARKS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_TEXT_ENCODINGS = ("iso8859", "cp", "utf", "ascii", "mac", "koi8")


@dataclass(frozen=True)
class Lost:
    """A record that cannot be read, the only one that its fault costs.

    `number` and `title` are what its text tells; `why` is in French, without a full stop, with the
    line and the sign.
    """

    number: str
    title: str
    why: str


class Interrupted(Exception):
    """A document cannot be read any further; what was read before it is good.

    Parameters
    ----------
    why : in French, without a full stop, with the line
    """


@dataclass(frozen=True)
class Head:
    """What the beginning of a document says: its root (without namespace) and its version."""

    root: str
    version: str


def head_of(path: Path) -> Head | None:
    """Return what the beginning of a file says, or None when it is not LHEO.

    Of an archive, the first document that is LHEO is looked at, among the first twenty.
    """
    try:
        with opened(path) as documents:
            for _, document in zip(range(20), documents, strict=False):
                head = _head(document.stream.read(_HEAD))
                if head is not None:
                    return head
    except (SourceError, *BROKEN):
        return None
    return None


def _head(beginning: bytes) -> Head | None:
    if not _looks_like_xml(beginning):
        return None
    try:
        beginning = _utf8(_decoder(beginning)(beginning), _declared_encoding(beginning))
    except LookupError:
        return None
    parser = _parser(("start",), None)
    # Cut or faulty further on, but its root may already be known.
    _feed(parser, _DECLARATION.sub(b"", beginning, count=1))
    for _, element in parser.read_events():
        name = _split(element.tag)[1]
        if name in RECORDS:
            return None  # nothing holds the records
        if name in ROOTS or (name in CONTAINERS and _BEGINS.search(beginning)):
            return _version(element.tag, beginning)
    return None


def _version(tag: str, beginning: bytes) -> Head | None:
    # Each platform has a namespace of its own: a record then tells what the root is.
    namespace, root = _split(tag)
    known = not namespace or "lheo" in namespace.lower() or _BEGINS.search(beginning)
    if not known:
        return None
    written = re.search(r"(?<!\d)([12]\.\d)(?!\d)", namespace)
    if written:
        return Head(root, written[1])
    marks = (b"<offre-formation", b"<intitule-action", b"<lheo-leger")
    old = any(mark in beginning for mark in marks)
    return Head(root, "1.3" if old else "")


def _looks_like_xml(beginning: bytes) -> bool:
    return _decoder(beginning)(beginning).lstrip(codecs.BOM_UTF8).lstrip()[:1] == b"<"


def records(document: Document) -> Iterator[Any]:
    """Yield the records of a document as lxml elements, each emptied once the next is asked for.

    A record that cannot be read is a `Lost` in its place.

    Raises Interrupted: the document is cut, too big or hostile: the message says where.
    """
    beginning = _read(document, 1)
    if document.name and _head(beginning) is None:
        return  # an archive may hold a schema or a note beside its courses
    parts = _parts(document, beginning)
    line, text = next(parts)
    opening, parser = _opened_by(_DECLARATION.sub(b"", text, count=1))
    for line, text in parts:
        element, fault = _fed(parser, text)
        if element is not None:
            yield element
            _forget(element)
        elif fault is not None or len(_BEGINS.findall(text)) > 1:
            if not (_ENDS.search(text) or _CLOSED.search(text)):
                raise Interrupted(_told(line, text, fault))
            for found in _each_alone(opening, line, text):
                yield found
                if not isinstance(found, Lost):
                    _forget(found)
            if _CLOSED.search(text):
                return
            _, parser = _opened_by(opening)
    try:
        parser.close()
    except etree.XMLSyntaxError as error:
        line += text.count(b"\n")
        raise Interrupted(f"le fichier est tronqué : il s'arrête ligne {line}") from error


def _parts(document: Document, chunk: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield a document in UTF-8, each part with its first line: what stands before the first
    record, then up to the end of each record, then the rest.
    """
    declared = _declared_encoding(chunk)
    decode = _decoder(chunk)
    line, size, pending, looked = 1, 0, b"", 0
    border = _BEGINS
    while chunk:
        size += len(chunk)
        pending += decode(chunk)
        begin = 0
        while found := border.search(pending, max(begin, looked)):
            cut = found.start() if border is _BEGINS else found.end()
            yield line, _utf8(pending[begin:cut], declared)
            line += pending.count(b"\n", begin, cut)
            begin, border = cut, _ENDS
        pending = pending[begin:]
        looked = max(0, len(pending) - _LONGEST_TAG)
        if len(pending) > LARGEST_RECORD:
            line += pending.count(b"\n")
            raise Interrupted(
                f"ligne {line} : plus de {LARGEST_RECORD >> 20} Mo sans une formation complète"
            )
        if size > LARGEST:
            raise Interrupted(f"ligne {line} : le fichier dépasse {LARGEST >> 30} Go")
        chunk = _read(document, line)
    yield line, _utf8(pending, declared)


def _opened_by(opening: bytes) -> tuple[bytes, Any]:
    """Return the opening of a document on one line, and a parser that has read it."""
    opening = b" ".join(opening[: opening.rfind(b">") + 1].splitlines())
    parser = _parser(("start", "end"), (*ROOTS, *RECORDS))
    fault = _feed(parser, opening)
    for event, element in parser.read_events():
        if event == "start" and element.getparent() is None:
            _refuse_entities(element)
    if fault is not None:
        raise Interrupted(_told(1, opening, fault))
    return opening, parser


def _fed(parser: Any, text: bytes) -> tuple[Any, Exception | None]:
    """Return the record that a text ends, None if none, and the fault of the text."""
    if _LOOSE.search(text) and _LOOSE.search(_APART.sub(b"", text)):
        return None, SyntaxError()  # libxml2 tells an unknown entity at the end of the file only
    fault = _feed(parser, text)
    ended = [e for event, e in parser.read_events() if event == "end" and _is_record(e)]
    return (ended[0] if ended else None), fault


def _each_alone(opening: bytes, line: int, text: bytes) -> Iterator[Any]:
    """Yield the records of a faulty text, each read by itself, or `Lost` in its place."""
    borders = [found.start() for found in _BEGINS.finditer(text)]
    if not borders:
        return  # between two records
    whole, _ = _fed(_opened_by(opening)[1], text[borders[0] :])
    if whole is not None:
        yield whole
        return
    for begin, end in zip(borders, [*borders[1:], len(text)], strict=True):
        piece = text[begin:end]
        element, fault = _fed(_opened_by(opening)[1], piece)
        first = line + text.count(b"\n", 0, begin)
        yield element if element is not None else _lost(first, piece, fault)


def _lost(line: int, text: bytes, fault: Exception | None) -> Lost:
    number = re.search(rb"<[^>]*?\bnumero\s*=\s*[\"']([^\"'<>]{1,80})", text)
    title = re.search(rb"<(?:[\w.-]+:)?intitule-formation[^>]*>([^<]{1,200})", text)
    said = [found[1].decode().strip() if found else "" for found in (number, title)]
    return Lost(said[0], said[1], _told(line, text, fault))


def _told(line: int, text: bytes, fault: Any) -> str:
    """Say where and why a text is not XML, with the sign."""
    bare = _APART.sub(lambda found: b" " * len(found[0]), text)
    if loose := _LOOSE.search(bare):
        line += text.count(b"\n", 0, loose.start())
        sign = loose[0].decode()
        cure = "entité inconnue du XML" if len(sign) > 1 else "à écrire « &amp; »"
        return f"le XML est mal formé ligne {line} (signe « {sign} », {cure})"
    if fault is None:
        return f"le XML est mal formé ligne {line} (balise de formation qui n'est pas fermée)"
    line += max((fault.lineno or 1) - 1, 0)
    meant = _WHY.get(getattr(fault, "code", None), "balise ou signe mal écrit")
    return f"le XML est mal formé ligne {line} ({meant})"


def _read(document: Document, line: int) -> bytes:
    try:
        return document.stream.read(_CHUNK)
    except BROKEN as error:
        raise Interrupted(f"ligne {line} : la suite ne peut pas être lue : {why(error)}") from error


def _feed(parser: Any, chunk: bytes) -> Exception | None:
    """Feed a parser; return its error, so that what it read before the error is not lost."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _refuse_entities(root: Any) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(declared.iterentities(), None) is not None:
        raise Interrupted("ligne 1 : le fichier déclare des entités XML, ce qui n'est pas accepté")


def _is_record(element: Any) -> bool:
    parent = element.getparent()
    if parent is None or _split(element.tag)[1] not in RECORDS:
        return False
    return _split(parent.tag)[1] in CONTAINERS


def _forget(element: Any) -> None:
    element.clear()
    parent = element.getparent()
    while element.getprevious() is not None:
        del parent[0]


def _split(tag: str) -> tuple[str, str]:
    namespace, _, name = tag.rpartition("}")
    return namespace.removeprefix("{"), name


def _parser(events: tuple[str, ...], tags: tuple[str, ...] | None) -> Any:
    """Return a safe parser of UTF-8."""
    return etree.XMLPullParser(
        events=events,
        tag=[f"{{*}}{name}" for name in tags] if tags else None,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )


def _declared_encoding(beginning: bytes) -> str:
    """Return the encoding of a document: by its first bytes, else as it declares, else UTF-8.

    Raises LookupError: it declares one that is not of a text.
    """
    for mark, name in _MARKS:
        if beginning.startswith(mark):
            return name
    found = re.match(rb"[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", beginning[:400])
    name = _known_encoding(found[1].decode("ascii")) if found else "utf-8"
    if not name.startswith(_TEXT_ENCODINGS) or name == "utf-7":
        raise LookupError(name)
    # What is said to be UTF-16 and has a declaration that can be read is not.
    return "utf-8" if name.startswith(("utf", "ascii")) else name


def _known_encoding(name: str) -> str:
    """Return the name of an encoding, that of UTF-8 where nobody knows it (« ANSI »)."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "utf-8"


def _decoder(beginning: bytes) -> Callable[[bytes], bytes]:
    """Return what brings the chunks of UTF-16 to UTF-8, and leaves others as they are."""
    wide = next((name for mark, name in _MARKS if beginning.startswith(mark)), "")
    if not wide:
        return lambda chunk: chunk
    decoder = codecs.getincrementaldecoder(wide)(errors="replace")
    return lambda chunk: decoder.decode(chunk).encode()


def _utf8(text: bytes, declared: str) -> bytes:
    """Return a text in UTF-8: it is already, whatever it is said to be, or is of Windows or the
    encoding that its document declares.
    """
    if not text.isascii():
        try:
            text.decode()
        except UnicodeDecodeError:
            if declared == "utf-8":
                text = text.decode("utf-8", errors="lheo-windows").encode()
            else:
                text = text.decode(declared, errors="replace").encode()
    return text.translate(None, _FORBIDDEN)


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("lheo-windows", _windows)
