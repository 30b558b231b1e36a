"""What a diploma's code (CFD) stands for: its title, level, NSF, métiers and RNCP sheet.

The facts come from the nomenclatures of the context, each from the first that has it:

- title: the catalogue of certifications when it knows it, else Certif Info, else the BCN;
- level and NSF: BCN, Certif Info, the RNCP sheet, the catalogue, then the diploma's predecessors;
- métiers: Certif Info, the RNCP sheet, the catalogue, then the diploma's predecessors, because a
  renewed diploma leads to the same métiers until its own are published;
- RNCP sheet: the first that is active, of Certif Info's and of the kit apprentissage's.

A year common to several diplomas has the facts of the diploma that it begins.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from geodata.domains import domain_of_nsf
from loaders.certifications.diplomas import Diplomas, facts_of
from loaders.source import Context
from loaders.titles.accents import Accents
from loaders.titles.courses import Reading, TitleReader
from loaders.titles.diplomas import from_capitals, spelled, without_common_year

NEEDS = ("mef", "diplomas", "certif_info", "rncp_cfd", "rncp_rome", "rncp_nsf")


@dataclass(frozen=True)
class Certified:
    """A diploma as the store says it. Lists of codes are separated by spaces."""

    cfd: str
    title: str
    certification: str
    level: int | None
    nsf: str
    romes: str
    rncp: str
    formacodes: str


class Codes:
    """The certifications of the nomenclatures that a context holds.

    Parameters
    ----------
    context : with the nomenclatures of `NEEDS`, any of which may be missing
    today : the day on which a diploma is open or closed
    """

    def __init__(self, context: Context, today: dt.date | None = None) -> None:
        self.diplomas = Diplomas(context, today)
        self._context = context
        self._infos = facts_of(context, "certif_info", "cfd")
        self._sheets = lists_of(context, "rncp_cfd", "cfd", "rncp")
        self._sheet_romes = lists_of(context, "rncp_rome", "rncp", "rome")
        self._sheet_nsf = lists_of(context, "rncp_nsf", "rncp", "nsf")
        kit = facts_of(context, "rncp_cfd", "rncp")
        self._active = {sheet for sheet, facts in kit.items() if facts["active"]}
        self._romes = set(context.romes.get("rome", ()))
        self._certified: dict[str, Certified] = {}

    def certified(self, cfd: str) -> Certified:
        """Return what the store says of a diploma."""
        if cfd not in self._certified:
            self._certified[cfd] = self._gathered(cfd)
        return self._certified[cfd]

    def names(self, cfd: str) -> bool:
        """Tell whether a nomenclature gives the title of a diploma."""
        return self.certified(cfd).title != ""

    def _gathered(self, cfd: str) -> Certified:
        title, reading = self._titled(cfd)
        line = list(self.diplomas.lineage(cfd))
        return Certified(
            cfd=cfd,
            title=title,
            certification=reading.certification or title,
            level=self._level(cfd) or reading.level,
            nsf=self._nsf(line, reading),
            romes=self._metiers(line, reading),
            rncp=self._sheet(cfd) or reading.rncp,
            formacodes=self._said(cfd, "formacode"),
        )

    def _said(self, cfd: str, name: str) -> str:
        """Return what Certif Info says of a diploma."""
        return str(self._infos[cfd][name]) if cfd in self._infos else ""

    def _titled(self, cfd: str) -> tuple[str, Reading]:
        facts = self.diplomas.facts
        written = str(facts[cfd]["title"]) if cfd in facts else ""
        if self.diplomas.is_common(cfd):
            text = from_capitals(without_common_year(written), self._accents.restore)
        elif official := self._said(cfd, "title"):
            text = spelled(official)
        else:
            text = from_capitals(written, self._accents.restore)
        reading = self._reader.read(text)
        return (reading.title if reading.certification else text), reading

    def _level(self, cfd: str) -> int | None:
        for table in (self.diplomas.facts, self._infos):
            level = str(table[cfd]["level"]) if cfd in table else ""
            if level.isdigit():
                return int(level)
        return None

    def _sheets_of(self, cfd: str) -> list[str]:
        sheets = dict.fromkeys([self._said(cfd, "rncp"), *self._sheets.get(cfd, ())])
        return [sheet for sheet in sheets if sheet]

    def _sheet(self, cfd: str) -> str:
        sheets = self._sheets_of(cfd)
        return next((sheet for sheet in sheets if sheet in self._active), "".join(sheets[:1]))

    def _nsf(self, line: Sequence[str], reading: Reading) -> str:
        facts = self.diplomas.facts
        for rank, cfd in enumerate(line):
            codes = [str(facts[cfd]["nsf"]) if cfd in facts else "", self._said(cfd, "nsf")]
            codes += [code[:3] for code in _all(self._sheets_of(cfd), self._sheet_nsf)]
            codes += [reading.nsf] if rank == 0 and reading.certification else []
            if nsf := next((code for code in codes if domain_of_nsf(code)), ""):
                return nsf
        return reading.nsf

    def _metiers(self, line: Sequence[str], reading: Reading) -> str:
        for rank, cfd in enumerate(line):
            ways = [
                self._said(cfd, "romes").split(),
                _all(self._sheets_of(cfd), self._sheet_romes),
                reading.romes.split() if rank == 0 else [],
            ]
            for codes in ways:
                if kept := [code for code in dict.fromkeys(codes) if self.is_rome(code)]:
                    return " ".join(kept)
        return ""

    def is_rome(self, code: str) -> bool:
        """Tell whether the ROME has a code; any, where the ROME is not known."""
        return not self._romes or code in self._romes

    @cached_property
    def _reader(self) -> TitleReader:
        return TitleReader(self._context.certifications)

    @cached_property
    def _accents(self) -> Accents:
        known = self._context.certifications
        official = [str(info["title"]) for info in self._infos.values()]
        labels = self._context.romes.get("label", ())
        return Accents([*known["title"], *known["short"], *labels, *official])


def lists_of(context: Context, name: str, key: str, value: str) -> dict[str, list[str]]:
    """Return the values of a nomenclature by their key, {} when the context lacks it."""
    table = context.nomenclatures.get(name)
    if table is None:
        return {}
    found: dict[str, list[str]] = {}
    for code, one in table[[key, value]].dropna(subset=[key]).itertuples(index=False):
        found.setdefault(str(code), []).append(one)
    return found


def _all(keys: Sequence[str], table: dict[str, list[str]]) -> list[str]:
    return [code for key in keys for code in table.get(key, ())]
