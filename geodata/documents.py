"""The distinct descriptions of courses that text search looks into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Document:
    """A distinct description of a course.

    Attributes
    ----------
    title, certification : official names, with or without accents.
    metiers : labels of the métiers it leads to.
    romes : ROME codes.
    words : everyday words for it.
    provider : who teaches it.
    rncp : number of its certification, with or without « RNCP ».
    count : number of courses so described.
    """

    title: str
    certification: str = ""
    metiers: tuple[str, ...] = ()
    romes: tuple[str, ...] = ()
    words: str = ""
    provider: str = ""
    rncp: str = ""
    count: int = 1


def rncp_terms(document: Document) -> list[str]:
    """The number of the certification as it is looked up: « rncp35830 », « rs5454 »."""
    digits = "".join(c for c in document.rncp if c in "0123456789")
    if not digits:
        return []
    return [f"rs{digits}" if document.rncp.strip().upper().startswith("RS") else f"rncp{digits}"]


def metiers_of(document: Document, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The métiers of a document as (folded code or "", label)."""
    known = [(code.lower(), labels.get(code.lower(), "")) for code in document.romes]
    others = set(document.metiers) - {label for _, label in known} - {""}
    return [*known, *(("", label) for label in sorted(others))]


def courses_of(
    metiers: Sequence[tuple[str, str]], documents: Sequence[Document], labels: Mapping[str, str]
) -> list[list[int]]:
    """The rows of the documents that lead to each métier."""
    position = {metier: i for i, metier in enumerate(metiers)}
    courses: list[list[int]] = [[] for _ in metiers]
    for row, document in enumerate(documents):
        for metier in metiers_of(document, labels):
            if metier in position:
                courses[position[metier]].append(row)
    return courses
