"""Which session of an action gives its dates.

An action has one row in the store, and often several sessions. The dates shown are those of the
first that applies:

1. the next session to begin, among those whose recruitment is neither closed nor suspended;
2. when entries are permanent, the session under way, not closed either, that ends last;
3. the next session to begin, even closed;
4. the last session that began.

An action is over when each of its sessions is: its last day is past, or its producer says it out of
date, or it began more than three years ago without a last day nor permanent entries. One that has
no date at all is not over: nothing tells.

A session that its producer says out of date is passed over. An unknown day is the first of its
month for a beginning, the last for an end; an unknown month likewise in its year. Dates are
AAAAMMJJ; those that producers write the other way, JJ/MM/AAAA, are read too.
"""

import calendar
import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.reading.days import day_said
from loaders.sources.lheo.branch import Branch

UNREADABLE = "date de session illisible, laissée vide"
BACKWARDS = "session qui finirait avant de commencer : sa fin est laissée vide"

_YEARS = range(1950, 2101)
_CLOSED = ("2", "3")  # fermé, suspendu
_LONGEST = dt.timedelta(days=3 * 366)
"""The longest course: a session that began before, and says no end, is over."""
_DATE = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?:[T ].*)?", re.ASCII)
_DAY_FIRST = re.compile(r"(\d\d)[-/.]?(\d\d)[-/.]?(\d{4})(?:[T ].*)?", re.ASCII)


@dataclass(frozen=True)
class Session:
    """One session: its dates (None where unknown), the last day it may begin, and its element."""

    start: dt.date | None
    end: dt.date | None
    latest_start: dt.date | None
    closed: bool
    branch: Branch


def first_day(text: str) -> dt.date | None:
    """Return the first day that a date of LHEO (AAAAMMJJ, 00 for unknown) may be, None if none."""
    return _day(text, last=False)


def last_day(text: str) -> dt.date | None:
    """Return the last day that a date of LHEO may be, None when it is unknown."""
    return _day(text, last=True)


def _day(text: str, *, last: bool) -> dt.date | None:
    for form in (_DATE, _DAY_FIRST):
        if found := form.fullmatch(text):
            numbers = [int(number) for number in found.groups()]
            year, month, day = numbers if form is _DATE else reversed(numbers)
            if moment := _within(year, month, day, last=last):
                return moment
    said = day_said(text)  # in words, or as a spreadsheet keeps it
    return said if said and said.year in _YEARS else None


def _within(year: int, month: int, day: int, *, last: bool) -> dt.date | None:
    if year not in _YEARS or month > 12:
        return None
    month = month or (12 if last else 1)
    length = calendar.monthrange(year, month)[1]
    if day > length:
        return None
    return dt.date(year, month, day or (length if last else 1))


def sessions_of(action: Branch) -> list[Session]:
    """Return the sessions of an action that have a date and are not out of date."""
    sessions = [
        _session(branch)
        for branch in action.all("session")
        if branch.extras.get("session-perimee") != "1"
    ]
    return [session for session in sessions if session.start or session.end]


def faults_of(action: Branch) -> list[str]:
    """Return what is wrong with the dates of an action's sessions, which are left empty."""
    found: dict[str, None] = {}
    for branch in action.all("session"):
        start, end = branch.value("periode", "debut"), branch.value("periode", "fin")
        if any(not _is_filling(text) and first_day(text) is None for text in (start, end)):
            found[UNREADABLE] = None
        begins, ends = first_day(start), last_day(end)
        if begins and ends and ends < begins:
            found[BACKWARDS] = None
    return list(found)


def _is_filling(text: str) -> bool:
    """Tell whether a date is one that stands for none: « 00000000 », « 99999999 »."""
    return len(set(text) - set("-/. ")) < 2


def _session(branch: Branch) -> Session:
    start, end = branch.value("periode", "debut"), branch.value("periode", "fin")
    begins, ends = first_day(start), last_day(end)
    if begins and ends and ends < begins:
        ends = None
    closed = branch.value("etat-recrutement") in _CLOSED
    return Session(begins, ends, last_day(start), closed, branch)


def chosen(sessions: Sequence[Session], permanent: bool, today: dt.date) -> Session | None:
    """Return the session whose dates are shown, None when there is none.

    Parameters
    ----------
    permanent : whether one may enter a session under way
    today : day from which a session is to come
    """
    coming = [s for s in sessions if s.start and s.latest_start and s.latest_start >= today]
    coming.sort(key=lambda session: (session.start, session.end or dt.date.max))
    open_ones = [session for session in coming if not session.closed]
    if open_ones:
        return open_ones[0]
    under_way = [
        s
        for s in sessions
        if not s.closed and (s.start or dt.date.min) <= today <= (s.end or dt.date.max)
    ]
    if permanent and under_way:
        return max(under_way, key=_last_end)
    if coming:
        return coming[0]
    return max(sessions, key=lambda s: (s.start or dt.date.min, _last_end(s)), default=None)


def all_over(action: Branch, permanent: bool, today: dt.date) -> bool:
    """Tell whether an action has sessions, all of them over (parameters of `chosen`)."""
    branches = list(action.all("session"))
    return bool(branches) and all(_over(branch, permanent, today) for branch in branches)


def _over(branch: Branch, permanent: bool, today: dt.date) -> bool:
    session = _session(branch)
    if branch.extras.get("session-perimee") == "1":
        return True
    if session.end:
        return session.end < today
    return bool(session.start and not permanent and session.start + _LONGEST < today)


def _last_end(session: Session) -> dt.date:
    return session.end or dt.date.max
