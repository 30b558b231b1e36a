"""The distinct descriptions of courses that text search looks into."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.search.lexicon.words import FUNCTION_WORDS, diploma_at, split, stem, terms

_AFTER = re.compile(r"[:(]|\b(?:option|parcours|mention|spécialité)\b", re.IGNORECASE)
_LONGEST_INITIALS = 6


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


def initials(title: str) -> tuple[str, ...]:
    """The abbreviations people make of a diploma's name: « CAP ATMFC », « bac pro ICCER ».

    Those of `lettered`; two letters are known after the kind alone, « capjp » for « CAP JP ».
    """
    kind, found = lettered(title)
    return tuple(letters if len(letters) > 2 else f"{kind}{letters}" for letters in found)


def before_option(title: str) -> str:
    """What a title says before an option, a colon or a parenthesis."""
    return _AFTER.split(title, maxsplit=1)[0].rstrip(" ,-–")


def lettered(title: str) -> tuple[str, tuple[str, ...]]:
    """The kind of a diploma (its token) and the initials of its name: « cap », (« jp »,).

    The kind and what follows an option, a colon or a parenthesis have none; nothing for a title
    that names no kind of diploma, or too few or too many words. Small words have no letter, but
    « aux » may: « services aux personnes et vente » begins « SAPV ».
    """
    spoken = split(before_option(title))
    told = [word for word in spoken if word not in FUNCTION_WORDS]
    length, tokens = diploma_at([stem(word) for word in told], 0)
    if not tokens or tokens[-1] == "titrepro":
        return "", ()
    kind = set(told[:length])
    wordings = (told[length:], [w for w in spoken if w not in FUNCTION_WORDS - {"aux"} | kind])
    found = []
    for words in wordings:
        letters = "".join(word[0] for word in words)
        if tokens[-1] == "diplomeetat" and len(letters) > 1:
            letters = f"de{letters}"  # « DEES », « DEEJE »
        if letters.isalpha() and 2 <= len(letters) <= _LONGEST_INITIALS:
            found.append(letters)
    return tokens[-1], tuple(dict.fromkeys(found))


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


def abbreviations(
    documents: Sequence[Document], words: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """The initials of the titles by title.

    Those that are one of `words` already are known after the kind of diploma alone: « CAP CIP ».
    """
    taken = FUNCTION_WORDS.union(words)
    found: dict[str, tuple[str, ...]] = {}
    for title in {d.title for d in documents}:
        kind = diploma_at([stem(w) for w in split(title) if w not in FUNCTION_WORDS], 0)[1]
        letters = (one if one not in taken else f"{kind[-1]}{one}" for one in initials(title))
        found[title] = tuple(one for one in letters if one not in taken)
    return found
