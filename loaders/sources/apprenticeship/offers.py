"""From the entries of an apprenticeship catalogue to the tables of sites and offers.

One row a course at one place. Two entries are the same course when the trainer, the diploma (CFD,
else RNCP, else title) and the place are the same: their sessions are put together, and the largest
capacity that one of them states is kept, since nothing says whether they share their places.

- A diploma that is closed today is followed to the one that replaces it (nomenclature of the BCN);
  without a successor the course is refused.
- An RNCP sheet whose title has no word in common with the course's is a mistake of the catalogue:
  the sheet and the métiers drawn from it are left out, and reported.
- The start is that of the next session, else of the last one known; a session known by its month
  only starts on the first.
- A course is at its training place. The trainer's UAI and SIRET are the place's when the catalogue
  gives none for it and the trainer is in the same commune.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

import pandas as pd

from geodata.folding import fold
from geodata.vocabulary import LEVELS
from loaders.locating.courses import Locator, Where, digest, position_of, site_row, site_table
from loaders.locating.gazetteer import Placed, Spot
from loaders.offer_table import offer_table
from loaders.source import REPORT_COLUMNS, Context, Parsed
from loaders.sources.apprenticeship.entry import Entry, Session
from loaders.sources.apprenticeship.known_names import KnownNames
from loaders.sources.apprenticeship.titles import Titled, agree, titler_of
from loaders.titles.establishments import NameReader

UNDATED = "date non précisée"
DUPLICATE = "même formation au même endroit, dans le même fichier"
NO_TITLE = "intitulé absent"
CLOSED = "diplôme fermé, sans successeur connu"
SUCCESSOR = "diplôme fermé, remplacé par celui qui lui succède"
OTHER_SHEET = "fiche RNCP sans rapport avec l'intitulé, non reprise"

BATCH = 2_000
_DECIMALS = 4  # about ten metres: the same place written by two interfaces


def assemble(
    entries: Iterable[Entry], context: Context, key: str, today: dt.date, perimeter: str
) -> Parsed:
    """Return what a catalogue gives, its entries taken a batch at a time.

    Parameters
    ----------
    entries : in the order of the file
    key : the source's key, written in every row
    today : day from which sessions are to come, and diplomas closed
    """
    builder = _Builder(context, key, today)
    left: Iterator[Entry] = iter(entries)
    while batch := list(islice(left, BATCH)):
        builder.add(batch)
    return builder.parsed(perimeter)


class _Builder:
    def __init__(self, context: Context, key: str, today: dt.date) -> None:
        self._locator = Locator(context)
        self._titler = titler_of(context, today)
        self._named = NameReader(context).read
        self._known = KnownNames(context)
        self._key, self._today = key, today
        self._offers: dict[str, dict[str, Any]] = {}
        self._sessions: dict[str, list[Session]] = {}
        self._sites: dict[str, dict[str, Any]] = {}
        self._rejects: list[tuple[int, str, str]] = []
        self._corrections: list[tuple[int, str, str]] = []
        self._count = 0
        self._updated: dt.date | None = None

    def add(self, entries: Sequence[Entry]) -> None:
        """Add a batch of entries, placed together."""
        self._count += len(entries)
        entries = [self._readable(entry) for entry in entries]
        wheres = [_where(entry) for entry in entries]
        placed = self._locator.place(wheres)
        for entry, where, result in zip(entries, wheres, placed, strict=True):
            if entry.updated:
                self._updated = max(self._updated or entry.updated, entry.updated)
            reason = self._add(entry, where, result)
            if reason:
                self._rejects.append((entry.number, reason, _content(entry)))

    def _readable(self, entry: Entry) -> Entry:
        name = entry.trainer.name or self._known.get(entry.trainer)
        trainer = replace(entry.trainer, name=self._named(name))
        return replace(entry, trainer=trainer)

    def _add(self, entry: Entry, where: Where, result: Placed) -> str:
        """Add an entry; return why it is refused, "" when it is not."""
        if result.spot is None:
            return result.reason if _says_place(entry) or not entry.fault else entry.fault
        if entry.fault:
            return entry.fault
        entry, notes = _checked(entry)
        titled = self._titler.read(entry)
        if not titled.title:
            return NO_TITLE
        if titled.closed or (entry.outdated and titled.cfd == entry.cfd):
            return CLOSED
        if titled.cfd != entry.cfd:
            notes.append(SUCCESSOR)
        offer = _offer(entry, titled, where, result.spot)
        site = None if entry.remote else site_row(where, result.spot)
        offer["site"] = site["site"] if site else ""
        repeated = self._repeats(offer, entry)
        if site:
            self._sites.setdefault(site["site"], site)
        if repeated:
            return DUPLICATE
        notes = [*notes, *result.corrections]
        self._corrections += [(entry.number, note, _content(entry)) for note in notes]
        return ""

    def _repeats(self, offer: dict[str, Any], entry: Entry) -> bool:
        code = offer["offer"]
        self._sessions.setdefault(code, []).extend(entry.sessions)
        first = self._offers.setdefault(code, offer)
        if first is offer:
            return False
        for name, value in offer.items():
            if first[name] in (None, ""):
                first[name] = value
        if offer["capacity"] is not None:
            first["capacity"] = max(first["capacity"], offer["capacity"])
        return True

    def parsed(self, perimeter: str) -> Parsed:
        """Return the tables and the account of the rows."""
        vintage = f"{self._updated:%Y-%m}" if self._updated else UNDATED
        rows = []
        for code, offer in self._offers.items():
            start, end = next_session(self._sessions[code], self._today)
            rows.append({**offer, "start": start, "end": end, "vintage": vintage})
        return Parsed(
            tables={
                "sites": site_table(list(self._sites.values()), self._key),
                "offers": offer_table(rows, self._key),
            },
            rows_read=self._count,
            rejects=pd.DataFrame(self._rejects, columns=REPORT_COLUMNS),
            corrections=pd.DataFrame(self._corrections, columns=REPORT_COLUMNS),
            vintage=vintage,
            perimeter=perimeter,
        )


def next_session(
    sessions: Sequence[Session], today: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day of the next session, else of the last one that began."""
    known = sorted(set(sessions), key=lambda one: (one[0], one[1] or dt.date.max))
    coming = [session for session in known if session[0] >= today]
    return coming[0] if coming else known[-1] if known else (None, None)


def paired(starts: Sequence[dt.date | None], ends: Sequence[dt.date | None]) -> tuple[Session, ...]:
    """Return sessions from their first days and their last, when there are as many of both."""
    lasts = list(ends) if len(ends) == len(starts) else [None] * len(starts)
    return tuple(
        (start, end if end and end >= start else None)
        for start, end in zip(starts, lasts, strict=True)
        if start
    )


def _checked(entry: Entry) -> tuple[Entry, list[str]]:
    """Return the entry without the RNCP sheet of another course."""
    told = [title for title in entry.titles if title != entry.rncp_title]
    if not entry.rncp_title or not told or any(agree(entry.rncp_title, title) for title in told):
        return entry, []
    return replace(entry, rncp="", rncp_title="", romes=""), [OTHER_SHEET]


def _where(entry: Entry) -> Where:
    trainer, place = entry.trainer, entry.place
    near = (
        (trainer.insee and trainer.insee == place.insee)
        or (trainer.postcode and trainer.postcode == place.postcode)
        or (fold(trainer.city) and fold(trainer.city) == fold(place.city))
        or not _says_place(entry)
    )
    if entry.uai or entry.siret or not near:
        # The name is the trainer's in any case: places have no name of their own in catalogues.
        return Where(place, entry.uai, entry.siret, trainer.name)
    return Where(place, trainer.uai, trainer.siret, trainer.name)


def _says_place(entry: Entry) -> bool:
    place = entry.place
    return bool(place.insee or place.postcode or place.city or place.lat)


def _offer(entry: Entry, titled: Titled, where: Where, spot: Spot) -> dict[str, Any]:
    trainer = entry.trainer
    who = trainer.siret or trainer.uai or fold(trainer.name)
    what = titled.cfd or entry.rncp or fold(titled.title)
    at = "distance" if entry.remote else position_of(spot, _DECIMALS)
    level = titled.level if titled.level in LEVELS else None
    return {
        "offer": f"app-{digest(who, what, at)}",
        "title": titled.title,
        "certification": titled.certification,
        "rncp": titled.rncp,
        "level": level,
        "voie": "apprentissage",
        "nsf": titled.nsf,
        "romes": titled.romes,
        "formacodes": titled.formacodes,
        "modality": "distance" if entry.remote else "presentiel",
        "capacity": entry.capacity,
        "entry_level": entry.entry_level if entry.entry_level in LEVELS else None,
        "publics": "apprentis",
        "url": entry.url,
        "provider": trainer.name,
        "uai": where.uai,
        "siret": where.siret,
        "cfd": titled.cfd,
    }


def _content(entry: Entry) -> str:
    town = f"{entry.place.postcode} {entry.place.city}".strip()
    title = next((title for title in entry.titles if title), "")
    codes = entry.cfd or entry.rncp
    parts = (title, codes, entry.trainer.name, town)
    return " | ".join(part for part in parts if part)[:200]
