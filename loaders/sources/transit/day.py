"""The day of a feed that stands for all: an ordinary Tuesday of term, and what runs on it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.days import day_in_words
from loaders.errors import SourceError

_TERM = (((9, 10), (10, 14)), ((11, 12), (12, 16)), ((1, 8), (2, 4)), ((3, 12), (4, 1)),
         ((5, 11), (6, 27)))  # fmt: skip
"""Days (month, day) that are in no school holiday of any zone, whatever the year, nor the 11th of
November: the holidays of 2024 to 2027 were checked, those of a year begin at nearly the same dates.
"""

_TUESDAY = 1
_YES = ("1", "1.0", "true", "True", "TRUE")
_LONGEST = 3 * 366
"""Days of a feed that are looked at, from its last one: a service may be said to run for ever."""


@dataclass(frozen=True)
class Running:
    """What runs on the day chosen.

    Attributes
    ----------
    day : the Tuesday
    services : identifiers of the services that run on it
    start, end : first and last day of the feed
    """

    day: dt.date
    services: frozenset[str]
    start: dt.date
    end: dt.date


def running(tables: Mapping[str, pd.DataFrame], today: dt.date) -> Running:
    """Choose the Tuesday of term when most vehicles run; of several, the nearest to today.

    Raises SourceError: the feed does not say when its services run, or has no Tuesday of term.
    """
    weekly, dated = _weekly(tables["calendar"]), _dated(tables["calendar_dates"])
    added = dated.loc[dated["exception_type"] == "1", "day"]
    days = pd.concat([weekly["start"], weekly["end"], added])
    if days.empty:
        if unread := _unread(tables):
            raise SourceError(
                f"le calendrier a des dates illisibles (« {unread} ») : la norme les écrit AAAAMMJJ"
            )
        raise SourceError(
            "aucun calendrier : ni « calendar.txt » ni « calendar_dates.txt » ne dit quels jours "
            "les courses circulent"
        )
    start, end = days.min().date(), days.max().date()
    runs = tables["trips"]["service_id"].value_counts()
    found = [
        (int(runs.reindex(sorted(services)).fillna(0).sum()), -abs((day - today).days), day)
        for day in _tuesdays(start, end)
        if (services := _services(weekly, dated, day))
    ]
    if not found or not max(found)[0]:
        raise SourceError(
            f"aucune course un mardi de période scolaire entre le {day_in_words(start)} et le "
            f"{day_in_words(end)}"
        )
    day = max(found)[2]
    return Running(day, frozenset(_services(weekly, dated, day)), start, end)


def in_term(day: dt.date) -> bool:
    """Tell whether a day is surely one of term, in every zone."""
    return any(first <= (day.month, day.day) <= last for first, last in _TERM)


def _tuesdays(start: dt.date, end: dt.date) -> list[dt.date]:
    first = max(start, end - dt.timedelta(days=_LONGEST))
    first += dt.timedelta(days=(_TUESDAY - first.weekday()) % 7)
    count = (end - first).days // 7 + 1
    days = (first + dt.timedelta(days=7 * week) for week in range(count))
    return [day for day in days if in_term(day)]


def _services(weekly: pd.DataFrame, dated: pd.DataFrame, day: dt.date) -> set[str]:
    moment = pd.Timestamp(day)
    usual = weekly[(weekly["start"] <= moment) & (weekly["end"] >= moment)]
    said = dated[dated["day"] == moment]
    services = set(usual.loc[usual["tuesday"].isin(_YES), "service_id"])
    services |= set(said.loc[said["exception_type"] == "1", "service_id"])
    return services - set(said.loc[said["exception_type"] == "2", "service_id"])


def _weekly(calendar: pd.DataFrame) -> pd.DataFrame:
    dates = {name: _days(calendar[f"{name}_date"]) for name in ("start", "end")}
    rows = calendar[["service_id", "tuesday"]].assign(**dates)
    return rows[rows["start"].notna() & rows["end"].notna() & (rows["start"] <= rows["end"])]


def _dated(calendar_dates: pd.DataFrame) -> pd.DataFrame:
    days = _days(calendar_dates["date"])
    kinds = calendar_dates["exception_type"].str.removesuffix(".0")
    return calendar_dates.assign(day=days, exception_type=kinds)[days.notna()]


def _days(texts: pd.Series) -> pd.Series:
    """Return the days that texts write, missing where none is.

    « 20260901 », « 2026-09-01 », « 2026/09/01 », « 20260901.0 » or « 01/09/2026 ».
    """
    plain = texts.str.removesuffix(".0").str.replace(
        r"^(\d\d)[-/](\d\d)[-/](\d{4})$", r"\3\2\1", regex=True
    )
    plain = plain.str.replace(r"[-/]", "", regex=True)
    return pd.to_datetime(plain, format="%Y%m%d", errors="coerce")


def _unread(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return a date of the calendars that cannot be read, "" without one."""
    texts = pd.concat([tables["calendar"]["start_date"], tables["calendar_dates"]["date"]])
    wrong = texts[(texts != "") & _days(texts).isna()]
    return str(wrong.iloc[0])[:20] if len(wrong) else ""
