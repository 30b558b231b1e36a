"""Flows of Insee's census between communes: from home to study (MOBSCO), to work (MOBPRO).

Each comes in two forms, national, a CSV with « ; »:

- the base of flows, one row a pair of communes: `CODGEO` (home), `DCLT` (work) or `DCETU` (study),
  and `NBFLUX_C22_ACTOCC15P` or `NBFLUX_C22_SCOL02P`, whose name bears the year of the census;
- the detail file, one row a person: `COMMUNE`, `DCLT` or `DCETUF`, `IPONDI` (how many people the
  row stands for) and, of study, `AGEREV10`. Its name alone bears its year (FD_MOBSCO_2021.csv).

People who study are two years old or more in the base, which has no age: its primary schools are
there, and the perimeter says so. Of the detail file, those under fifteen are left out.

A flow is kept when one of its ends is in the region; the other is then a département, or abroad.
The files have millions of rows: they are read a row at a time.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import pandas as pd

from geodata.flows.table import ABROAD, FLOWS
from loaders.errors import SourceError
from loaders.locating.communes import cog_of, commune_code
from loaders.reading.columns import find_roles, known
from loaders.reading.figures import UNREADABLE
from loaders.reading.quotes import CutRow
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, TOO_LONG, header_of, number
from loaders.reading.vintages import year_of
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source

NO_END = "commune de départ ou d'arrivée illisible"
LEAST_AGE = 15
WORKERS = "actifs de 15 ans ou plus ayant un emploi, recensement"
PUPILS = "élèves et étudiants de 2 ans ou plus, écoles et collèges compris, recensement"
STUDENTS = "élèves et étudiants de 15 ans ou plus, recensement"

_COUNT = re.compile(r"NBFLUX_C(\d\d)_(?:ACTOCC15P|SCOL02P)", re.IGNORECASE)
_DEPARTEMENT = re.compile(r"(97\d|\d\d|2[AB])", re.ASCII)


@dataclass(frozen=True)
class _Form:
    """A form of file: the columns that name it, what it counts."""

    key: str
    kind: str
    perimeter: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    people: tuple[str, ...] = ()
    age: tuple[str, ...] = ()

    def names(self, header: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the names of each role; that of the base's count bears a year."""
        counts = tuple(name for name in header if _COUNT.fullmatch(name.strip()))
        people = self.people or counts or ("NBFLUX_C22_ACTOCC15P",)
        names = {"origin": self.origin, "destination": self.destination, "people": people}
        return {**names, "age": self.age} if self.age else names


_FORMS = (
    _Form("flux-travail", "home_work", WORKERS, ("CODGEO",), ("DCLT",)),
    _Form("flux-etudes", "home_training", PUPILS, ("CODGEO",), ("DCETU",)),
    _Form("mobpro", "home_work", WORKERS, ("COMMUNE",), ("DCLT",), ("IPONDI",)),
    _Form(
        "mobsco", "home_training", STUDENTS, ("COMMUNE",), ("DCETUF",), ("IPONDI",), ("AGEREV10",)
    ),
)  # fmt: skip


def _recognises(form: _Form) -> Callable[[Path], bool]:
    def recognises(path: Path) -> bool:
        """Tell whether a file has this form, with its origin or its count renamed at most."""
        header = header_of(path)
        roles = known(header, form.names(header))
        least = {"destination"} | ({"age"} if form.age else set())
        return least <= roles and bool(roles & {"origin", "people"})

    return recognises


def _read(form: _Form) -> Callable[[Path, Context], Parsed]:
    def read(path: Path, context: Context) -> Parsed:
        """Read a file of this form (raises MissingColumnError, SourceError)."""
        return _Reader(form, context).read(path)

    return read


@dataclass
class _Reader:
    form: _Form
    context: Context
    _people: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    _rejects: list[tuple[int, str, str]] = field(default_factory=list)
    _away: int = 0

    def __post_init__(self) -> None:
        self._cog = cog_of(self.context)

    def read(self, path: Path) -> Parsed:
        table = stream_table(path)
        header = [name.strip() for name in next(table, [])]
        names = self.form.names(header)
        found = find_roles(header, names, names)
        at = {role: header.index(column) for role, column in found.items() if column}
        year = self._year(found["people"] or "", path)
        count = self._take_all(table, at, len(header))
        return Parsed(
            tables={"flows": self._table(year)},
            rows_read=count,
            rejects=pd.DataFrame(self._rejects, columns=REPORT_COLUMNS),
            vintage=f"recensement {year}",
            perimeter=self.form.perimeter,
            elsewhere=self._away,
        )

    def _year(self, column: str, path: Path) -> str:
        told = _COUNT.fullmatch(column)
        year = f"20{told[1]}" if told else year_of(path)
        if not year:
            raise SourceError(
                "l'année du recensement n'est ni dans une colonne, ni dans le nom du fichier "
                "(FD_MOBSCO_2021.csv, par exemple)"
            )
        return year

    def _take_all(self, table: Iterator[list[str]], at: dict[str, int], width: int) -> int:
        place = lru_cache(maxsize=None)(self._place)
        row = 0
        for row, cells in enumerate(table, start=1):
            if isinstance(cells, CutRow) or len(cells) < width or any(cells[width:]):
                self._refuse(row, TOO_LONG if len(cells) > width else CUT, cells)
                continue
            origin, destination = place(cells[at["origin"]]), place(cells[at["destination"]])
            if not origin or not destination:
                self._refuse(row, NO_END, cells)
                continue
            if "commune:" not in origin[:8] + destination[:8] or self._too_young(cells, at):
                self._away += 1  # of other regions, or of no training that is looked for here
                continue
            people = number(cells[at["people"]])
            if people is None or people < 0:
                self._refuse(row, UNREADABLE, cells)
                continue
            self._people[origin, destination] += people
        return row

    def _too_young(self, cells: Sequence[str], at: dict[str, int]) -> bool:
        if "age" not in at:
            return False
        age = number(cells[at["age"]])
        return age is not None and age < LEAST_AGE

    def _refuse(self, row: int, reason: str, cells: Sequence[str]) -> None:
        self._rejects.append((row, reason, " | ".join(cells)[:200]))

    def _place(self, cell: str) -> str:
        """Return « commune:62427 », « departement:75 » or « etranger: » ; "" for none of them."""
        text = cell.strip().upper()
        code = commune_code(text)
        today = self._cog.current(code) if code else ""
        if today:
            return f"commune:{today}"
        if code.startswith("99") or re.fullmatch(r"[A-Z]{2}\w{3,}", text):
            return f"{ABROAD}:" if text != "ZZZZZ" else ""
        departement = _DEPARTEMENT.match(code)
        ours = self.context.profile.departements
        return f"departement:{departement[0]}" if departement and departement[0] not in ours else ""

    def _table(self, year: str) -> pd.DataFrame:
        rows = [
            (*origin.split(":"), *destination.split(":"), round(people, 3))
            for (origin, destination), people in self._people.items()
        ]
        ends = ["origin_level", "origin", "destination_level", "destination"]
        table = pd.DataFrame(rows, columns=[*ends, "people"])
        return FLOWS.validate(
            table.assign(
                kind=self.form.kind, status="", year=year, perimeter=self.form.perimeter,
                source=self.form.key,
            )
        )  # fmt: skip


def _source(form: _Form, name: str, page: str) -> Source:
    return Source(
        key=form.key,
        name=name,
        producer="Insee",
        licence="Licence Ouverte 2.0",
        page=page,
        rhythm="chaque année",
        recognises=_recognises(form),
        read=_read(form),
        gives=("flows",),
    )


WORK_BASE, STUDY_BASE, MOBPRO, MOBSCO = (
    _source(form, name, page)
    for form, name, page in zip(
        _FORMS,
        (
            "Déplacements domicile-travail entre communes (base de flux)",
            "Déplacements domicile-études entre communes (base de flux)",
            "Mobilités professionnelles (MOBPRO, fichier détail)",
            "Mobilités scolaires (MOBSCO, fichier détail)",
        ),
        (
            "https://www.insee.fr/fr/statistiques/8582949",
            "https://www.insee.fr/fr/information/2383297",
            "https://www.insee.fr/fr/information/2383297",
            "https://www.insee.fr/fr/information/2383297",
        ),
        strict=True,
    )
)
