"""What an entry of an apprenticeship catalogue leads to: readable title, level, NSF, métiers.

The title is the official one of the diploma when its code is in the nomenclatures or when the
catalogue of certifications bears the title; else the best written of those that the entry gives,
its accents given back. Of level and NSF the entry speaks first, then its code, then its title (of
NSF, as its ROME codes allow); its own ROME codes are kept, and those of the diploma stand in when
it has none.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geodata.folding import fold
from loaders.certifications.codes import Codes
from loaders.certifications.domains import settled
from loaders.reading.values import level_of_cfd, nsf_of_cfd
from loaders.source import Context
from loaders.sources.apprenticeship.entry import Entry
from loaders.titles.accents import Accents
from loaders.titles.courses import Reading, TitleReader
from loaders.titles.diplomas import CATALOGUE_KINDS, from_capitals, spelled

_END = re.compile(r"\s*\(([^()]*)\)\s*$")
_ASIDE = re.compile(r"\s*\((?:apprentissage possible|en apprentissage|\d{4})\)", re.IGNORECASE)
_EMPTY = frozenset(
    ["pour", "avec", "dans", "sans", "leur", "leurs", "titre", "option", "specialite"]
)
_ROOT = 5


@dataclass(frozen=True)
class Titled:
    """What an entry leads to; `cfd` is the diploma open today, `closed` says that there is none."""

    title: str
    certification: str = ""
    level: int | None = None
    nsf: str = ""
    romes: str = ""
    rncp: str = ""
    formacodes: str = ""
    cfd: str = ""
    closed: bool = False


class Titler:
    """Reads the titles and codes of entries (`today` tells which diplomas are closed)."""

    def __init__(self, context: Context, today: dt.date) -> None:
        known = context.certifications
        self._codes = Codes(context, today)
        self._reader = TitleReader(known)
        labels = context.romes.get("label", ())
        self._accents = Accents([*known["title"], *known["short"], *labels])
        self._by_rncp: dict[str, Any] = {
            row["rncp"]: row for row in known.to_dict("records") if row["rncp"]
        }

    def read(self, entry: Entry) -> Titled:
        """Return what an entry leads to; its title is empty when nothing tells it."""
        cfd, closed = entry.cfd, False
        diplomas = self._codes.diplomas
        if diplomas.closing(cfd) is not None:
            cfd = diplomas.current(cfd)
            closed = not cfd
        diploma = self._codes.certified(cfd) if cfd in diplomas.facts else None
        sheet = self._by_rncp.get(entry.rncp, {})
        title, reading = self._titled(entry, str(sheet.get("short", "")))
        if diploma is not None and (diploma.title and not diplomas.is_common(cfd)):
            title = diploma.title
        official = diploma.certification if diploma else reading.certification
        followed = cfd != entry.cfd
        told = (entry.level, level_of_cfd(cfd), diploma.level if diploma else None, reading.level)
        level = next((one for one in told if one), None)
        return Titled(
            title=title,
            certification=official or str(sheet.get("title", "")) or (title if entry.rncp else ""),
            level=level if level is not None else _level_of(sheet),
            nsf=_first(
                diploma.nsf if diploma else "",
                entry.nsf,
                nsf_of_cfd(cfd),
                str(sheet.get("nsf", "")),
                settled(entry.romes, title, reading.nsf)[0],
            ),
            romes=_first(
                entry.romes,
                diploma.romes if diploma else "",
                str(sheet.get("romes", "")),
                reading.romes,
            ),
            # The sheet of a diploma that is closed is not that of its successor.
            rncp=_first(
                diploma.rncp if diploma and followed else "",
                entry.rncp,
                diploma.rncp if diploma else "",
                reading.rncp,
            ),
            formacodes=diploma.formacodes if diploma else "",
            cfd=cfd,
            closed=closed,
        )

    def _titled(self, entry: Entry, official: str) -> tuple[str, Reading]:
        """Return the best title that an entry gives, and what it says."""
        written = [self._written(title) for title in entry.titles if fold(title)]
        readings = [self._reader.read(title) for title in written]
        for reading in readings:
            if reading.certification:
                return reading.title, reading
        if official:
            return official, self._reader.read(official)
        if not written:
            return "", Reading("")
        return self._best(entry, written), readings[0]

    def _best(self, entry: Entry, written: list[str]) -> str:
        """Return the first title, as another one that says the same writes it with its capitals."""
        first = written[0]
        for raw, title in zip(entry.titles[1:], written[1:], strict=False):
            if raw.upper() != raw and set(fold(title).split()) == set(fold(first).split()):
                return title
        label = entry.rncp_title
        if label and label.upper() != label and (place := _suffix(first, label)) >= 0:
            return f"{first[:place]}{label}"
        return first

    def _written(self, title: str) -> str:
        text = _ASIDE.sub("", " ".join(title.split()))
        end = _END.search(text)
        capitals = text.upper() == text
        if end and (kind := CATALOGUE_KINDS.get(fold(end[1]))):
            text = f"{self._lowered(text[: end.start()]) if capitals else text[: end.start()]}"
            return f"{kind} {text}".strip()
        if end and capitals and end[1] and " " not in end[1].strip():
            # Who delivers it, an acronym; a kind of diploma is put first by `from_capitals`.
            plain = from_capitals(text, str)
            if plain.endswith(")"):
                return f"{self._lowered(text[: end.start()])} ({end[1]})"
        return spelled(from_capitals(text, self._accents.restore))

    def _lowered(self, text: str) -> str:
        words = self._accents.restore(text.lower())
        return words[:1].upper() + words[1:]


@lru_cache(maxsize=2)
def titler_of(context: Context, today: dt.date) -> Titler:
    """Return the titler of a context, made once for all the files that are read with it."""
    return Titler(context, today)


def agree(one: str, other: str) -> bool:
    """Tell whether two titles may be of the same course: a word, or its root, in common."""
    mine, theirs = _roots(one), _roots(other)
    return not mine or not theirs or bool(mine & theirs)


def _roots(title: str) -> set[str]:
    words = fold(_END.sub("", title)).split()
    return {word[:_ROOT] for word in words if len(word) > 3 and word not in _EMPTY}


def _suffix(title: str, label: str) -> int:
    """Return where a title ends with a label, whatever their accents and capitals, else -1."""
    words, wanted = title.split(" "), fold(label)
    for rank in range(len(words)):
        if fold(" ".join(words[rank:])) == wanted:
            return len(" ".join(words[:rank])) + (1 if rank else 0)
    return -1


def _first(*texts: str) -> str:
    return next((text for text in texts if text), "")


def _level_of(sheet: dict[str, Any]) -> int | None:
    level = sheet.get("level")
    return None if level is None or level != level else int(level)
