"""The records of an LHEO file, one at a time: whatever its size, encoding, archive or faults.

The XML is read by lxml with no entity expanded, no DTD loaded and no network; libxml2 refuses by
itself what is too deep (256 levels) or too long (a text of 10 million characters).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from loaders.errors import SourceError
from loaders.sources.lheo.documents import BROKEN, Document, opened

RECORDS = ("formation", "offre-formation", "resume-offre")
"""Elements that hold courses: LHEO 2.x, LHEO 1.x, and the short form of both."""

ROOTS = ("lheo", "lheo-index", "lheo-leger", "lheo-plus")
CONTAINERS = ("offres", "resumes-offres")
LARGEST_RECORD = 16 << 20
"""Bytes without the end of a record: beyond, the file is stopped rather than fill the memory."""

LARGEST = 8 << 30
"""Bytes of a file once unpacked."""

_CHUNK = 1 << 16
_HEAD = 1 << 16
_PLACE = re.compile(r",? line \d+, column \d+$")
# What word processors leave in texts, and XML 1.0 forbids.
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})


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
    parser, repair = _parser_for(beginning, events=("start",), tags=None)
    # Cut or faulty further on, but its root may already be known.
    _feed(parser, repair(beginning))
    for _, element in parser.read_events():
        return _version(element.tag, beginning)
    return None


def _version(tag: str, beginning: bytes) -> Head | None:
    namespace, root = _split(tag)
    if root not in ROOTS or (namespace and "lheo" not in namespace.lower()):
        return None
    written = re.search(r"(\d+\.\d+)", namespace)
    if written:
        return Head(root, written[1])
    marks = (b"<offre-formation", b"<intitule-action", b"<lheo-leger")
    old = any(mark in beginning for mark in marks)
    return Head(root, "1.3" if old else "")


def _looks_like_xml(beginning: bytes) -> bool:
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "<" in beginning[:200].decode("utf-16", errors="replace")
    return beginning.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<"


def records(document: Document) -> Iterator[Any]:
    """Yield the records of a document as lxml elements, each emptied once the next is asked for.

    Raises
    ------
    Interrupted
        The document is cut, malformed, too big or hostile: the message says where.
    """
    beginning = _read(document, 1)
    if document.name and _head(beginning) is None:
        return  # an archive may hold a schema or a note beside its courses
    parser, repair = _parser_for(beginning, events=("start", "end"), tags=(*ROOTS, *RECORDS))
    lines, size, since = 1, 0, 0
    chunk = beginning
    while chunk:
        lines, size, since = lines + chunk.count(b"\n"), size + len(chunk), since + len(chunk)
        fault = _feed(parser, repair(chunk))
        for event, element in parser.read_events():
            if event == "start" and element.getparent() is None:
                _refuse_entities(element)
            elif event == "end" and _is_record(element):
                since = 0
                yield element
                _forget(element)
        if fault is not None:
            raise Interrupted(_malformed(fault)) from fault
        if since > LARGEST_RECORD:
            raise Interrupted(
                f"ligne {lines} : plus de {LARGEST_RECORD >> 20} Mo sans une formation complète"
            )
        if size > LARGEST:
            raise Interrupted(f"ligne {lines} : le fichier dépasse {LARGEST >> 30} Go")
        chunk = _read(document, lines)
    try:
        parser.feed(repair(b"", True))
        parser.close()
    except etree.XMLSyntaxError as error:
        raise Interrupted(f"le fichier est tronqué : il s'arrête ligne {lines}") from error


def _read(document: Document, lines: int) -> bytes:
    try:
        return document.stream.read(_CHUNK)
    except BROKEN as error:
        raise Interrupted(f"ligne {lines} : la suite ne peut pas être lue ({error})") from error


def _feed(parser: Any, chunk: bytes) -> Exception | None:
    """Feed a parser; return its error, so that what it read before the error is not lost."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _malformed(error: Any) -> str:
    line = error.lineno or 1
    detail = _PLACE.sub("", error.msg or "")
    return f"le XML est mal formé ligne {line} ({detail})"


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


def _parser_for(
    beginning: bytes, events: tuple[str, ...], tags: tuple[str, ...] | None
) -> tuple[Any, Any]:
    """Return a safe parser for a document, and what puts its bytes right before it reads them."""
    declared = _declared_encoding(beginning)
    utf8 = declared in ("", "utf-8")
    parser = etree.XMLPullParser(
        events=events,
        tag=[f"{{*}}{name}" for name in tags] if tags else None,
        encoding="utf-8" if utf8 else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    if utf8:
        return parser, _repair_utf8()
    if declared.startswith(("utf-16", "utf-32")):
        return parser, lambda chunk, _last=False: chunk
    return parser, lambda chunk, _last=False: chunk.translate(None, _FORBIDDEN)


def _declared_encoding(beginning: bytes) -> str:
    """Return the encoding that a document declares, in lower case; "" when it declares none."""
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    found = re.match(rb"[^<]{0,8}<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", beginning[:400])
    name = found[1].decode("ascii").lower() if found else ""
    return "utf-8" if name == "utf8" else name


def _repair_utf8() -> Any:
    """Return what rewrites bytes that are not UTF-8, though said to be, as the Windows letters."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="lheo-windows")

    def repair(chunk: bytes, last: bool = False) -> bytes:
        return decoder.decode(chunk, last).encode("utf-8").translate(None, _FORBIDDEN)

    return repair


def _windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("lheo-windows", _windows)
