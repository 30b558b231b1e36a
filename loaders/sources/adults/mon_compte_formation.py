"""Mon Compte Formation: the catalogue of the courses that the CPF pays, of all France.

One row a course of an organism (`numero_formation`) in a département: certification (RNCP, RS, or
Certif Info), hours, price and sessions, over its actions. The place is no more than a département;
a course without any is followed at a distance. Editions differ: `date_extract`, `code_inventaire`
and `siret` became `date_chargement`, `code_rs` and `siret_of`. Codes are numbers of a spreadsheet
(« 69.0 » is the Rhône), and -1 stands for none.

The rows of one organism, certification and département are one course, with the range of their
hours and prices. The file has several hundred megabytes: it is read a row at a time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.completeness.covers import Covers
from geodata.folding import fold
from geodata.vocabulary import LEVELS
from loaders.locating.courses import digest
from loaders.offer_table import offer_table
from loaders.reading.columns import find_roles, known
from loaders.reading.quotes import CutRow
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, TOO_LONG, header_of, number
from loaders.reading.values import (
    count_of,
    day_of,
    nsf_group,
    plain_code,
    rncp_code,
    romes_of,
    siret_code,
    text_of,
)
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source
from loaders.titles.courses import TitleReader
from loaders.titles.establishments import NameReader

KEY = "mon-compte-formation"
NO_TITLE = "ni certification ni intitulé"
NO_PROVIDER = "organisme absent"
CLOSED = "aucune session ouverte"
NOWHERE = "ni département, ni session à distance"
ANYWHERE = "sans département : formation à distance, listée sans lieu pour toute la région"
UNDATED = "date non précisée"
FUNDER = "Compte personnel de formation (CPF)"

_CODES = range(1, 6)
COLUMNS: dict[str, tuple[str, ...]] = {
    "date": ("date_chargement", "date_extract"),
    "provider": ("nom_of",),
    "siret": ("siret_of", "siret"),
    "departement": ("code_departement",),
    "frame": ("type_referentiel",),
    "rncp": ("code_rncp",),
    "rs": ("code_rs", "code_inventaire"),
    "certif_info": ("code_certifinfo",),
    "certification": ("intitule_certification",),
    "title": ("intitule_formation",),
    "level": ("libelle_niveau_sortie_formation",),
    "nsf": ("code_nsf_1",),
    "sessions": ("nb_session_active",),
    "far": ("nb_session_a_distance",),
    "least_hours": ("nombre_heures_total_min",),
    "most_hours": ("nombre_heures_total_max",),
    "least_cost": ("frais_ttc_tot_min",),
    "most_cost": ("frais_ttc_tot_max",),
    **{f"formacode_{n}": (f"code_formacode_{n}",) for n in _CODES},
    **{f"rome_{n}": (f"code_rome_{n}",) for n in _CODES},
}
_MARKS = {"provider", "departement", "frame", "certification", "least_hours", "least_cost"}
_NEEDED = ("provider", "departement", "certification")
_THOUSANDS = "\u202f"


def recognises(path: Path) -> bool:
    """Tell whether a file is a catalogue of Mon Compte Formation, even with one column renamed."""
    return len(known(header_of(path), COLUMNS) & _MARKS) >= len(_MARKS) - 1


@dataclass
class _Range:
    """The least and the most of some numbers; zero says that none is known."""

    least: float = 0
    most: float = 0

    def add(self, *texts: str) -> None:
        values = [value for text in texts if (value := number(text)) and value > 0]
        if values:
            self.least = min([self.least or values[0], *values])
            self.most = max(self.most, *values)

    def text(self, unit: str) -> str:
        least, most = _written(self.least), _written(self.most)
        if not self.most:
            return ""
        return f"{most} {unit}" if least == most else f"de {least} à {most} {unit}"


@dataclass
class _Course:
    """What the rows of one course say: the first that says a thing keeps it."""

    row: dict[str, Any]
    hours: _Range = field(default_factory=_Range)
    cost: _Range = field(default_factory=_Range)
    codes: dict[str, list[str]] = field(default_factory=lambda: {"formacode": [], "rome": []})
    far: bool = False

    def add(self, said: Mapping[str, str]) -> None:
        self.hours.add(said["least_hours"], said["most_hours"])
        self.cost.add(said["least_cost"], said["most_cost"])
        for kind, codes in self.codes.items():
            codes += [code for n in _CODES if (code := plain_code(said[f"{kind}_{n}"]))]

    @property
    def modality(self) -> str:
        if not self.row["departement"]:
            return "distance"
        return "mixte" if self.far else "presentiel"


def read(path: Path, context: Context) -> Parsed:
    """Read a catalogue (raises SourceError)."""
    return _Reader(context).read(path)


class _Reader:
    def __init__(self, context: Context) -> None:
        self._here = frozenset(context.profile.departements)
        self._titled = lru_cache(maxsize=20_000)(TitleReader(context.certifications).read)
        self._named = NameReader(context).read
        self._courses: dict[str, _Course] = {}
        self._rejects: list[tuple[int, str, str]] = []
        self._corrections: list[tuple[int, str, str]] = []
        self._days: set[str] = set()
        self._elsewhere = 0

    def read(self, path: Path) -> Parsed:
        table = stream_table(path)
        header = next(table, [])
        found = find_roles(header, COLUMNS, _NEEDED)
        at = {role: header.index(column) for role, column in found.items() if column}
        count = 0
        for count, cells in enumerate(table, start=1):
            self._take(count, cells, at, len(header))
        days = [day for text in self._days if (day := day_of(text))]
        vintage = f"{max(days):%Y-%m}" if days else UNDATED
        return Parsed(
            tables={"offers": self._offers(vintage)},
            rows_read=count,
            rejects=pd.DataFrame(self._rejects, columns=REPORT_COLUMNS),
            corrections=pd.DataFrame(self._corrections, columns=REPORT_COLUMNS),
            vintage=vintage,
            perimeter="France, formations finançables par le CPF",
            elsewhere=self._elsewhere,
        )

    def _take(self, row: int, cells: Sequence[str], at: Mapping[str, int], width: int) -> None:
        if isinstance(cells, CutRow) or any(cells[width:]):
            fault = CUT if isinstance(cells, CutRow) else TOO_LONG
            self._rejects.append((row, fault, " | ".join(filter(None, cells))[:200]))
            return
        cells = [*cells, *[""] * (width - len(cells))] if len(cells) < width else cells
        departement = departement_of(cells[at["departement"]])
        if departement and departement not in self._here:
            self._elsewhere += 1
            return
        said = {role: text_of(cells[at[role]]) if role in at else "" for role in COLUMNS}
        self._days.add(said["date"])
        content = " | ".join(filter(None, (said["provider"], said["certification"])))[:200]
        if fault := _fault(said, departement):
            self._rejects.append((row, fault, content))
            return
        if not departement:
            self._corrections.append((row, ANYWHERE, content))
        self._keep(said, departement)

    def _keep(self, said: Mapping[str, str], departement: str) -> None:
        far, sessions = count_of(said["far"]) or 0, count_of(said["sessions"])
        departement = "" if far and far == sessions else departement
        sheet = certification_code(said)
        siret = siret_code(said["siret"])
        key = digest(
            siret or fold(said["provider"]),
            sheet or plain_code(said["certif_info"]) or fold(_title(said)),
            departement,
        )
        if key not in self._courses:
            self._courses[key] = _Course(self._row(said, key, sheet, siret, departement))
        course = self._courses[key]
        course.far = course.far or far > 0
        course.add(said)

    def _row(
        self, said: Mapping[str, str], key: str, sheet: str, siret: str, departement: str
    ) -> dict[str, Any]:
        reading = self._titled(_title(said))
        level = re.search(r"\bniveau\s*([3-8])\b", said["level"], re.IGNORECASE)
        own = int(level[1]) if level else reading.level
        return {
            "offer": f"mcf-{key}",
            "site": "",
            "departement": departement,
            "title": reading.title if reading.certification else _title(said),
            "certification": reading.certification or said["certification"],
            "rncp": sheet,
            "level": own if own in LEVELS else None,
            "voie": "continue",
            "nsf": nsf_group(plain_code(said["nsf"])),
            "entry_level": None,
            "publics": "salaries demandeurs_emploi",
            "url": "",
            "provider": self._named(said["provider"]),
            "uai": "",
            "siret": siret,
            "cfd": "",
        }

    def _offers(self, vintage: str) -> pd.DataFrame:
        rows = [
            {
                **course.row,
                "romes": romes_of(course.codes["rome"]),
                "formacodes": _formacodes(course.codes["formacode"]),
                "modality": course.modality,
                "duration": course.hours.text("heures"),
                "cost": course.cost.text("€ TTC"),
                "vintage": vintage,
            }
            for course in self._courses.values()
        ]
        free = {name: [row[name] for row in rows] for name in ("duration", "cost", "departement")}
        return offer_table(rows, KEY).assign(funder=FUNDER, **free)


def _fault(said: Mapping[str, str], departement: str) -> str:
    if not said["provider"]:
        return NO_PROVIDER
    if not _title(said):
        return NO_TITLE
    if count_of(said["sessions"]) == 0:
        return CLOSED
    return "" if departement or count_of(said["far"]) else NOWHERE


def _title(said: Mapping[str, str]) -> str:
    return said["certification"] or said["title"]


def certification_code(said: Mapping[str, str]) -> str:
    """Return « RNCP37674 » or « RS6203 », "" when the row names neither."""
    if rncp := rncp_code(said["rncp"]):
        return rncp
    found = re.fullmatch(r"(?:RS)?0*([1-9]\d{0,5})", plain_code(said["rs"]), re.IGNORECASE)
    return f"RS{found[1]}" if found else ""


def departement_of(text: str) -> str:
    """Return the code of a département as its communes write it: « 1.0 » and « 001 » are « 01 »."""
    code = plain_code(text).upper()
    if re.fullmatch(r"0?\d{1,2}", code):
        return code[-2:].zfill(2)
    return code if re.fullmatch(r"2[AB]|9[78]\d", code) else code.removeprefix("0")


def _formacodes(codes: Sequence[str]) -> str:
    return " ".join(dict.fromkeys(code for code in codes if re.fullmatch(r"\d{5}", code)))


def _written(value: float) -> str:
    return f"{round(value):,}".replace(",", _THOUSANDS)


MON_COMPTE_FORMATION = Source(
    key=KEY,
    name="Catalogue de Mon Compte Formation",
    producer="Caisse des dépôts",
    licence="Licence Ouverte",
    page="https://opendata.caissedesdepots.fr/explore/dataset/moncompteformation_catalogueformation/",
    rhythm="chaque mois",
    recognises=recognises,
    read=read,
    gives=("offers",),
    covers=(
        Covers(
            ("continue",),
            (3, 4, 5, 6, 7),
            lacks=("hors-cpf",),
            least=10,
            publics=("demandeurs_emploi", "salaries"),
            period="sessions ouvertes à la date du fichier",
        ),
    ),
)
