"""What every list of places that help has in common: its rows placed, the old ones refused.

A source says of each row what place it is (`Said`), why it is refused (a text), or that it is about
something else (None). A list whose newest row is more than `OLDEST` years old sends nobody
anywhere: agencies move. All of its rows are refused, so that none reaches the store.
"""

import datetime as dt
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.folding import fold
from geodata.guidance.table import GUIDANCE
from geodata.places.departements import departement_of
from loaders.locating.communes import commune_code
from loaders.locating.courses import Locator, Where, digest, position_of
from loaders.locating.gazetteer import OUTSIDE, Spot
from loaders.locating.place import Place
from loaders.reading.columns import Names, by_role, find_roles, known
from loaders.reading.json_records import first_keys, records
from loaders.reading.rejected_rows import malformed
from loaders.reading.tables import header_of, pair, read_table
from loaders.reading.values import day_of, postal_code, telephone, text_of, web_address
from loaders.reading.vintages import day_of_name
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source
from loaders.titles.establishments import NameReader
from loaders.titles.streets import readable_street

GIVES = ("guidance",)
OLDEST = 5
"""Years after which a list of places is no longer shown to anyone."""
TOO_OLD = f"liste de plus de {OLDEST} ans : trop ancienne pour orienter quelqu'un"
NO_NAME = "nom absent"
TWICE = "lieu déjà donné par une autre ligne"
UNDATED = "date non précisée"

_Report = tuple[int, str, str]
_COLUMNS = [name for name in GUIDANCE.columns if name != "source"]
_MOBILE = ("06", "07")


@dataclass(frozen=True)
class Said:
    """What a row says of a place; `lacks` is what its source does not have of this kind."""

    kind: str
    name: str
    place: Place
    telephone: str = ""
    website: str = ""
    hours: str = ""
    note: str = ""
    updated: str = ""
    lacks: str = ""


Reading = Callable[[Mapping[str, str]], Said | str | None]


@dataclass(frozen=True)
class Listing:
    """A list of places as its producer publishes it, in a table or in JSON.

    Attributes
    ----------
    columns : the names of each role, which are those of JSON too
    marks : roles that tell the list, all but one of them there
    row : what a row says, from its texts by role
    """

    key: str
    columns: Names
    marks: tuple[str, ...]
    row: Reading
    perimeter: str

    def recognises(self, path: Path) -> bool:
        """Tell whether a file is such a list, with at most one column renamed."""
        found = known(header_of(path) or first_keys(path), self.columns)
        return len(found & set(self.marks)) >= len(self.marks) - 1

    def read(self, path: Path, context: Context) -> Parsed:
        """Read the list (raises SourceError)."""
        if not header_of(path):
            return guidance(self, list(self._records(path)), context, path)
        sheet = read_table(path)
        roles = find_roles(sheet.rows.columns, self.columns, self.marks)
        table = by_role(sheet.rows, roles)
        said: list[Any] = table.to_dict("records")
        rows = list(zip(table.index, said, strict=True))
        return guidance(self, rows, context, path, malformed(sheet))

    def _records(self, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for record in records(path):
            if record.fault:
                yield record.number, {"fault": record.fault}
                continue
            folded = {fold(name): value for name, value in record.content.items()}
            yield (
                record.number,
                {
                    role: next((folded[fold(n)] for n in names if fold(n) in folded), "")
                    for role, names in self.columns.items()
                },
            )


def source_of(listing: Listing, name: str, **options: Any) -> Source:
    """Return a source of places."""
    options |= {"recognises": listing.recognises, "read": listing.read, "gives": GIVES}
    return Source(key=listing.key, name=name, **options)


def guidance(
    listing: Listing,
    rows: Iterable[tuple[Any, Mapping[str, Any]]],
    context: Context,
    path: Path,
    faults: pd.DataFrame | None = None,
) -> Parsed:
    """Return what a list of places gives of the region."""
    rejects: list[tuple[int, str, str]] = []
    numbers, told, count, elsewhere = list[int](), list[Said](), 0, 0
    for number, row in rows:
        count += 1
        said = str(row["fault"]) if row.get("fault") else listing.row(row)
        if isinstance(said, Said) and not fold(said.name):
            said = NO_NAME
        if said is None or (isinstance(said, Said) and _is_other(said, context)):
            elsewhere += 1
        elif isinstance(said, str):
            rejects.append((number, said, _in_short(row)))
        else:
            numbers.append(number)
            told.append(said)
    vintage = _vintage(told, path, context.today)
    if _is_old(vintage, context.today):
        rejects += [(n, TOO_OLD, one.name[:200]) for n, one in zip(numbers, told, strict=True)]
        numbers, told = [], []
    placed, refused, corrections, away = place_all(numbers, told, context)
    rejects += refused
    table = table_of([(one, spot) for _, one, spot in placed], vintage)
    twice = table.duplicated("place")
    rejects += [
        (number, TWICE, one.name[:200])
        for (number, one, _), again in zip(placed, twice, strict=True)
        if again
    ]
    told_faults = pd.DataFrame(columns=REPORT_COLUMNS) if faults is None else faults
    report = pd.DataFrame(rejects, columns=REPORT_COLUMNS)
    return Parsed(
        tables={"guidance": table[~twice].reset_index(drop=True)},
        rows_read=count + len(told_faults),
        rejects=pd.concat([told_faults, report]) if len(told_faults) else report,
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter=listing.perimeter,
        elsewhere=elsewhere + away,
    )


def place_all(
    numbers: Sequence[int], told: Sequence[Said], context: Context
) -> tuple[list[tuple[int, Said, Spot]], list[_Report], list[_Report], int]:
    """Place what rows say: what is placed, what is refused, what is corrected, what is away."""
    placed = list[tuple[int, Said, Spot]]()
    rejects, corrections, away = list[_Report](), list[_Report](), 0
    if not told:
        return placed, rejects, corrections, away
    names = NameReader(context)
    results = Locator(context).place([Where(one.place, name=one.name) for one in told])
    for number, one, result in zip(numbers, told, results, strict=True):
        if result.spot is not None:
            placed.append((number, replace(one, name=names.read(one.name)), result.spot))
            corrections += [(number, why, one.name[:200]) for why in result.corrections]
        elif result.reason == OUTSIDE:
            away += 1
        else:
            rejects.append((number, result.reason, one.name[:200]))
    return placed, rejects, corrections, away


def table_of(placed: Sequence[tuple[Said, Spot]], vintage: str) -> pd.DataFrame:
    """Return the table of the store, its `source` apart."""
    rows = [
        {
            "place": f"{one.kind}-{digest(one.kind, fold(one.name), position_of(spot))}",
            "kind": one.kind,
            "name": one.name,
            "address": readable_street(one.place.street),
            "telephone": one.telephone,
            "website": one.website,
            "hours": one.hours,
            "note": one.note,
            **{name: getattr(spot, name) for name in ("commune", "x", "y", "lon", "lat")},
            "precision": spot.precision,
            "updated": one.updated,
            "lacks": one.lacks,
            "vintage": vintage,
        }
        for one, spot in placed
    ]
    return pd.DataFrame.from_records(rows, columns=_COLUMNS)


def place_in(row: Mapping[str, Any]) -> Place:
    """Return the place that a row's usual roles say."""
    say = {name: text_of(value) for name, value in row.items() if not isinstance(value, list)}
    lat, lon = say.get("lat", ""), say.get("lon", "")
    if not (lat and lon) and (found := pair(say.get("position", ""))):
        lat, lon = map(str, found)
    street = ", ".join(filter(None, (say.get("street", ""), say.get("street2", ""))))
    return Place(
        lat=lat,
        lon=lon,
        insee=commune_code(say.get("insee", "")) or say.get("insee", ""),
        postcode=postal_code(say.get("postcode", "")),
        city=say.get("city", ""),
        street=street.replace(" | ", ", "),
    )


def said_in(row: Mapping[str, Any], kind: str, **more: Any) -> Said:
    """Return what a row's usual roles say of a place of a kind."""
    day = day_of(text_of(row.get("updated", "")))
    facts = Said(
        kind=kind,
        name=text_of(row.get("name", "")),
        place=place_in(row),
        telephone=switchboard(row.get("telephone", "")),
        website=web_address(row.get("website", "")),
        updated=day.isoformat() if day else "",
    )
    return replace(facts, **more)


def switchboard(value: object) -> str:
    """Return a telephone number that is no mobile's: a mobile may be a person's own."""
    number = telephone(value)
    return "" if number.startswith(_MOBILE) else number


def _is_other(said: Said, context: Context) -> bool:
    """Tell whether a row declares a département of another region."""
    departement = departement_of(said.place.insee or said.place.postcode)
    return bool(departement) and departement not in context.profile.departements


def _vintage(told: Sequence[Said], path: Path, today: dt.date) -> str:
    """Return the month of the newest rows, else the day of the file's name.

    The newest hundredth is left out: real files have dates that are slips of the pen.
    """
    days = sorted(one.updated for one in told if one.updated and one.updated <= f"{today}")
    newest = days[math.ceil(0.99 * (len(days) - 1))] if days else ""
    return newest[:7] or day_of_name(path) or UNDATED


def _is_old(vintage: str, today: dt.date) -> bool:
    year, month = vintage[:4], vintage[5:7]
    if not year.isdecimal():
        return False
    last = (int(year), int(month) if month.isdecimal() else 12)
    return (last[0] + OLDEST, last[1]) < (today.year, today.month)


def _in_short(row: Mapping[str, Any]) -> str:
    return " | ".join(text for value in row.values() if (text := text_of(value)))[:200]
