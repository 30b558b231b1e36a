"""The distinct descriptions of courses that text search looks into."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.search.words import FUNCTION_WORDS, diploma_at, split, stem, terms

_AFTER = re.compile(r"[:(]|\b(?:option|parcours|mention|spécialité)\b", re.IGNORECASE)


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
    level : level of its certification, 0 when it has none.
    voie : how it is followed (a key of `geodata.vocabulary.VOIES`).
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
    level: int = 0
    voie: str = ""
    count: int = 1


_DESCRIBED = ["title", "certification", "romes", "rncp", "level", "voie"]


def documents_of(
    offers: pd.DataFrame, counted: NDArray[np.bool_], rome_labels: Mapping[str, str]
) -> tuple[list[Document], NDArray[np.int64]]:
    """Return the distinct descriptions of courses, and the position of each course's own.

    Parameters
    ----------
    offers : schema OFFERS
    counted : bool (n_offers,), the courses that a description counts
    rome_labels : label of each ROME code
    """
    groups = offers[_DESCRIBED].fillna({"level": 0}).groupby(_DESCRIBED, sort=False)
    position = groups.ngroup().to_numpy().astype(np.int64)
    counts = np.bincount(position, weights=counted).astype(np.int64)
    rows = groups.head(1).to_dict("records")
    documents = [
        Document(
            title=row["title"],
            certification=row["certification"],
            metiers=tuple(rome_labels.get(code, "") for code in row["romes"].split()),
            romes=tuple(row["romes"].split()),
            rncp=row["rncp"],
            level=int(row["level"]),
            voie=row["voie"],
            count=int(n),
        )
        for row, n in zip(rows, counts, strict=True)
    ]
    return documents, position


def rncp_terms(document: Document) -> list[str]:
    """The number of the certification as it is looked up: « rncp35830 », « rs5454 »."""
    digits = "".join(c for c in document.rncp if c in "0123456789")
    if not digits:
        return []
    return [f"rs{digits}" if document.rncp.strip().upper().startswith("RS") else f"rncp{digits}"]


def facets(document: Document) -> list[str]:
    """The level and the voie of a course as terms: « niveau3 », « voieapprentissage »."""
    return terms(f"niveau{document.level or ''} voie{document.voie}")


def initials(title: str) -> str:
    """The abbreviation people make of a diploma's name: « CAP ATMFC », « bac pro ICCER ».

    The kind of diploma and what follows an option, a colon or a parenthesis are left out; "" for
    a title that names no kind of diploma, or too few or too many words. Two letters are known after
    the kind alone, « capjp » for « CAP JP ».
    """
    words = split(_AFTER.split(title, maxsplit=1)[0])
    words = [word for word in words if word not in FUNCTION_WORDS]
    roots = [stem(word) for word in words]
    length, tokens = diploma_at(roots, 0)
    letters = "".join(word[0] for word in words[length:])
    if tokens and tokens[-1] == "diplomeetat" and len(letters) > 1:
        letters = f"de{letters}"  # « DEES », « DEEJE »
    usual = tokens and tokens[-1] != "titrepro" and 2 <= len(letters) <= 6
    if not usual or not letters.isalpha():
        return ""
    return letters if len(letters) > 2 else f"{tokens[-1]}{letters}"


def metiers_of(document: Document, labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """The métiers of a document as (folded code or "", label)."""
    known = [(code.lower(), labels.get(code.lower(), "")) for code in document.romes]
    others = set(document.metiers) - {label for _, label in known} - {""}
    return [*known, *(("", label) for label in sorted(others))]


def courses_of(
    metiers: Sequence[tuple[str, str]], of_documents: Sequence[Sequence[tuple[str, str]]]
) -> list[list[int]]:
    """The rows of the documents that lead to each métier."""
    position = {metier: i for i, metier in enumerate(metiers)}
    courses: list[list[int]] = [[] for _ in metiers]
    for row, of_one in enumerate(of_documents):
        for metier in of_one:
            if metier in position:
                courses[position[metier]].append(row)
    return courses


def abbreviations(documents: Sequence[Document], words: Collection[str]) -> dict[str, str]:
    """The initials of the titles by title, without those that are one of `words` already."""
    found = {d.title: initials(d.title) for d in documents}
    return {
        title: letters
        for title, letters in found.items()
        if letters and letters not in words and letters not in FUNCTION_WORDS
    }
