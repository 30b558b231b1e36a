"""The offer of continuing training in LHEO, the exchange standard of the Carif-Oref.

LHEO (langage harmonisé d'échange d'informations sur l'offre de formation) is XML: a formation has
actions, an action has places and sessions. Versions 2.2 and 2.3 are read, 1.3 too, and the short
forms (`lheo-index`, `lheo-leger`), with or without their namespace, zipped or not, in any encoding.
Everything is recognised by its content.

- `documents` opens a file or the documents of its archive;
- `stream` reads one of any size record by record, and stops cleanly where it is cut;
- `fields` lists each element of the standard, used or ignored, with the reason;
- `actions` gives one row an action; `sessions` says which session gives the dates;
- `codes` brings coded values to our vocabulary; `loaders.locating.gazetteer`
  finds and checks the place;
- `validation` compares a file to the XSD: a report, never a gate.

A row is an action: rows kept + rows rejected = actions of the file (a record that could not be
read to its end counts for one).
"""

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import Path

from geodata.completeness.covers import Covers
from loaders.errors import SourceError
from loaders.reading.vintages import day_of_name
from loaders.source import Context, Parsed, Source
from loaders.sources.lheo.actions import Action, actions_of
from loaders.sources.lheo.documents import Document, opened
from loaders.sources.lheo.stream import Interrupted, Lost, head_of, records
from loaders.sources.lheo.tables import KEY, Builder

UNDATED = "date non précisée"
BATCH = 2_000
"""Actions turned into columns at once."""


def recognises(path: Path) -> bool:
    """Tell whether a file, or a document of its archive, is LHEO."""
    return head_of(path) is not None


def read(path: Path, context: Context) -> Parsed:
    """Read an LHEO file; sessions are over or to come from the day of the context.

    Raises SourceError: the file is not LHEO, or its archive cannot be opened. A record that cannot
    be read is a row rejected; a file that is cut gives what comes before, and a row that says
    where.
    """
    return read_lheo(path, context, context.today)


def read_lheo(path: Path, context: Context, today: dt.date) -> Parsed:
    """Read an LHEO file as `read` does, with sessions to come counted from a given day."""
    head = head_of(path)
    if head is None:
        raise SourceError("ce n'est pas un fichier LHEO")
    builder = Builder(context)
    count = 0
    with opened(path) as documents:
        actions = _actions(documents, today)
        while batch := list(itertools.islice(actions, BATCH)):
            builder.add(batch)
            count += len(batch)
    version = f"LHEO {head.version}" if head.version else "LHEO"
    return Parsed(
        tables={"sites": builder.sites(), "offers": builder.offers()},
        rows_read=count,
        rejects=builder.rejects(),
        corrections=builder.corrections(),
        vintage=_vintage(builder.updated, path),
        perimeter=f"offre déclarée par les organismes de formation ({version})",
    )


def _vintage(updated: str, path: Path) -> str:
    """Return the day of an export: that of its name, unless its courses were changed since.

    Of two exports, the newer may have lost the course that was changed last.
    """
    named = day_of_name(path)
    day = named if len(named) == len("2026-11-01") else ""
    return max(day, updated) or UNDATED


def _actions(documents: Iterator[Document], today: dt.date) -> Iterator[Action]:
    """Yield the actions of all documents; where one cannot be read further, a row that says so."""
    numbers = itertools.count(1)
    for document in documents:
        try:
            for element in records(document):
                if isinstance(element, Lost):
                    fields = {"title": element.title, "formation_number": element.number}
                    yield Action(
                        next(numbers), fields, fault=f"formation illisible : {element.why}"
                    )
                else:
                    yield from actions_of(element, numbers, today)
        except Interrupted as stop:
            fields = {"title": document.name}
            yield Action(next(numbers), fields, fault=f"lecture interrompue : {stop}")


LHEO = Source(
    key=KEY,
    name="Offre de formation continue (LHEO)",
    producer="Réseau des Carif-Oref",
    licence="selon le producteur du fichier",
    page="https://www.lheo.gouv.fr/",
    rhythm="chaque mois",
    recognises=recognises,
    read=read,
    complementary=True,
    reissued=True,
    covers=(
        Covers(
            ("continue",),
            (3, 4, 5, 6, 7),
            least=30,
            publics=("demandeurs_emploi", "salaries"),
            territory="région du producteur",
            period="sessions à venir",
        ),
    ),
)
