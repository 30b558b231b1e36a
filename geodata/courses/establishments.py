"""What sources say of an establishment by its UAI: address, telephone, site, boarding, dates.

Two sources that disagree are both kept, the one whose row is newest first. A flag that a source
leaves empty is unknown: it is never taken for a no.
"""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pandera.pandas as pa

from geodata.tables.columns import table

TEXTS = (
    "uai", "siret", "name", "kind", "address", "postcode", "city", "commune", "telephone",
    "website", "page", "boarding_words", "classes", "state", "open_days", "updated", "source",
    "vintage",
)  # fmt: skip
FLAGS = ("boarding", "apprenticeship", "greta")

ESTABLISHMENTS = table(
    "establishments",
    {name: pa.Column(str, nullable=False) for name in TEXTS}
    | {name: pa.Column("boolean", nullable=True) for name in FLAGS},
)
"""A row an establishment and source; `uai` is its UAI, else the id of its place of training, else
that of a course of no known place; `commune` is an INSEE code, `city` the name of the town;
`updated` the day of the row (2026-03-12) or "", `boarding_words` what the source writes of it."""

FACTS = ("address", "telephone", "website", "page", "boarding", "open_days", "classes", "state")
"""What a sheet says of an establishment."""


_YEAR = re.compile(r"(20\d\d(?:-\d\d)*)")


@dataclass(frozen=True)
class Fact:
    """What a source says; `source` is its key, `vintage` the day of its row, else of its file."""

    value: str
    source: str
    vintage: str


def facts_of(rows: Sequence[dict[str, Any]], commune: str = "") -> dict[str, tuple[Fact, ...]]:
    """Return what each source says of an establishment, by fact, the newest first.

    Parameters
    ----------
    rows : those of the establishment in ESTABLISHMENTS
    commune : code of the commune of the course: an establishment has several rows in a source
        when it has annexes, and the one that is there is the right one
    """
    records = _newest_of_each_source(rows, commune)
    found: dict[str, tuple[Fact, ...]] = {}
    for name in FACTS:
        said: dict[str, Fact] = {}
        for row in records:
            if name == "address" and commune and row["commune"] not in ("", commune):
                continue  # that of its seat, or of an annexe elsewhere
            if value := _said(row, name):
                fact = Fact(value, row["source"], row["updated"] or row["vintage"])
                said.setdefault(_alike(value), fact)
        if said:
            found[name] = tuple(said.values())
    return found


def _newest_of_each_source(rows: Sequence[dict[str, Any]], commune: str) -> list[dict[str, Any]]:
    """Return the row of each source, the one that is in the commune first, else the newest."""
    records = sorted(rows, key=lambda row: (row["commune"] == commune, _date(row)), reverse=True)
    of_each: dict[str, dict[str, Any]] = {}
    for row in records:
        of_each.setdefault(row["source"], row)
    return sorted(of_each.values(), key=_date, reverse=True)


def best_of(table: pd.DataFrame) -> pd.DataFrame:
    """Return the newest value of each fact, by UAI and commune, and by UAI alone (commune "").

    Columns address, postcode, telephone, website, boarding (null when unknown). The rows by UAI
    alone have no address: that of a seat is not where the course is.
    """
    names = ["address", "postcode", "telephone", "website"]
    rows = table.assign(date=_dates(table)).sort_values("date", ascending=False, kind="stable")
    rows.loc[rows["address"] == "", "postcode"] = ""
    texts = rows[names].astype(object).where(rows[names] != "", None)
    facts = texts.assign(boarding=rows["boarding"].astype(object))
    keys = rows[["uai", "commune"]]
    anywhere = facts.assign(address=None, postcode=None)
    both = pd.concat([facts, anywhere])
    both.index = pd.MultiIndex.from_frame(pd.concat([keys, keys.assign(commune="")]))
    best = both.groupby(level=[0, 1]).first()
    filled = {name: best[name].fillna("").astype(str) for name in names}
    return best.assign(**filled, boarding=best["boarding"].astype("boolean"))


def boarding_of(table: pd.DataFrame, uai: pd.Series, commune: pd.Series) -> pd.Series:
    """Return whether places have boarding, null where no source says, by their UAI and commune.

    What is said of the commune's own site comes before what is said of the establishment.
    """
    if table.empty:
        return pd.Series(pd.NA, index=uai.index, dtype="boolean")
    best = best_of(table)["boarding"]
    there = best.reindex(pd.MultiIndex.from_arrays([uai, commune])).set_axis(uai.index)
    anywhere = best.reindex(pd.MultiIndex.from_arrays([uai, [""] * len(uai)])).set_axis(uai.index)
    return there.fillna(anywhere).where(uai != "", pd.NA).astype("boolean")


def boarding_in_words(boarding: object, words: str) -> str:
    """Return what is known of boarding: internat, pas d'internat, what the source writes, or ""."""
    if boarding is None or pd.isna(boarding):  # type: ignore[call-overload]
        return words
    if boarding:
        return words or "internat"
    return f"pas d'internat ({words})" if words else "pas d'internat"


def open_days_to_come(text: str, today: dt.date) -> str:
    """Return the open days that are not over: « le 31/01/2026 de 9h à 13h | le 28/03/2026… »."""
    kept = [day for day in text.split("|") if not _is_over(day, today)]
    return " | ".join(day.strip() for day in kept)


def _is_over(text: str, today: dt.date) -> bool:
    days = re.findall(r"(\d\d)/(\d\d)/(20\d\d)", text)
    # Written as years first, days compare as texts do; a day that is not told may be to come.
    return bool(days) and max(f"{y}-{m}-{d}" for d, m, y in days) < today.isoformat()


def full_address(address: str, postcode: str, city: str) -> str:
    """Return an address on one line."""
    return ", ".join(filter(None, (address, f"{postcode} {city}".strip())))


def _said(row: dict[str, Any], name: str) -> str:
    if name == "address":
        if not row["address"]:
            return ""
        return full_address(row["address"], row["postcode"], row["city"])
    if name == "boarding":
        return boarding_in_words(row["boarding"], row["boarding_words"])
    return str(row[name])


def _alike(value: str) -> str:
    """Return what two sources must share to say the same: letters and figures, whatever the case.

    One boarding is another when only one of them gives details.
    """
    plain = "".join(sign for sign in value.lower() if sign.isalnum())
    for start in ("internat", "pasdinternat"):
        if plain.startswith(start):
            return start
    return plain.removeprefix("https").removeprefix("http").removeprefix("www")


def _date(row: dict[str, Any]) -> str:
    """Return what sorts a row: its day, else the year of its file, else nothing."""
    if row["updated"]:
        return str(row["updated"])
    year = _YEAR.search(row["vintage"])
    return year[1] if year else ""


def _dates(rows: pd.DataFrame) -> pd.Series:
    """Return what sorts each of the rows."""
    years = rows["vintage"].str.extract(_YEAR, expand=False).fillna("")
    return rows["updated"].where(rows["updated"] != "", years)
