"""Which session gives its dates to an action."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sources.lheo.branch import Branch
from loaders.sources.lheo.sessions import (
    Session,
    all_over,
    chosen,
    first_day,
    last_day,
    sessions_of,
)

TODAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("20270301", dt.date(2027, 3, 1), dt.date(2027, 3, 1)),
        ("2027-03-01", dt.date(2027, 3, 1), dt.date(2027, 3, 1)),
        ("2027-03-01T08:00:00+01:00", dt.date(2027, 3, 1), dt.date(2027, 3, 1)),
        ("20280200", dt.date(2028, 2, 1), dt.date(2028, 2, 29)),
        ("20270000", dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
        ("00000000", None, None),
        ("99999999", None, None),
        ("20270230", None, None),
        ("20271301", None, None),
        ("", None, None),
        ("bientôt", None, None),
    ],
)
def test_dates(text, first, last):
    assert (first_day(text), last_day(text)) == (first, last)


@given(st.text(max_size=12) | st.from_regex(r"\d{8}", fullmatch=True))
def test_any_date_is_read_or_unknown(text):
    first, last = first_day(text), last_day(text)
    assert (first is None) == (last is None)
    if first and last:
        assert first <= last


def session(start="", end="", closed=False) -> Session:
    return Session(first_day(start), last_day(end), last_day(start), closed, Branch())


def dates(found: Session | None):
    assert found is not None
    return found.start, found.end


NEXT = session("20270104", "20270530")
LATER = session("20270901", "20280630")
RUNNING = session("20260901", "20270630")
PAST = session("20250901", "20260630")
OLD = session("20200901", "20210630")


@pytest.mark.parametrize("permanent", [True, False])
def test_the_next_session_comes_first(permanent):
    sessions = [LATER, PAST, NEXT, RUNNING]
    assert chosen(sessions, permanent, TODAY) is NEXT


def test_a_closed_session_gives_way_to_one_that_is_open():
    closed = session("20270104", "20270530", closed=True)
    assert chosen([closed, LATER], False, TODAY) is LATER
    assert chosen([closed, RUNNING], True, TODAY) is RUNNING
    assert chosen([closed, RUNNING], False, TODAY) is closed


def test_one_may_enter_a_session_under_way_when_entries_are_permanent():
    longer = session("20260101", "20281231")
    assert chosen([PAST, RUNNING, longer], True, TODAY) is longer


def test_without_a_session_to_come_the_last_one_is_shown():
    assert chosen([OLD, PAST], False, TODAY) is PAST
    assert chosen([], True, TODAY) is None


def test_a_session_of_this_month_whose_day_is_unknown_is_to_come():
    assert chosen([session("20261100"), LATER], False, TODAY).start == dt.date(2026, 11, 1)


def test_an_end_before_its_beginning_is_unknown():
    action = Branch()
    written = Branch()
    period = Branch()
    period.children = {"debut": [Branch("20270301")], "fin": [Branch("20260301")]}
    written.children = {"periode": [period]}
    action.children = {"session": [written]}
    assert dates(sessions_of(action)[0]) == (dt.date(2027, 3, 1), None)


def test_sessions_out_of_date_or_without_dates_are_passed_over():
    old, empty = Branch(), Branch()
    old.extras = {"session-perimee": "1"}
    old.children = {"periode": [Branch()]}
    action = Branch()
    action.children = {"session": [old, empty]}
    assert sessions_of(action) == []


@pytest.mark.parametrize("closed", [False, True])
def test_of_two_sessions_that_begin_together_the_first_to_end_is_shown(closed):
    short, long = (session("20270104", end, closed) for end in ("20270228", "20270530"))
    endless = session("20270104", "", closed)
    for sessions in ([short, long, endless], [endless, long, short]):
        assert chosen(sessions, False, TODAY) is short


def test_of_two_past_sessions_that_began_together_the_last_to_end_is_shown():
    short, long = session("20250901", "20260130"), session("20250901", "20260630")
    assert chosen([short, long], False, TODAY) is long
    assert chosen([long, short], False, TODAY) is long


def test_a_session_that_begins_today_is_to_come_and_one_that_ends_today_is_under_way():
    today, ending = session("20261122", "20270530"), session("20260901", "20261122")
    assert chosen([LATER, today], False, TODAY) is today
    assert chosen([PAST, ending], True, TODAY) is ending


def action_with(*periods: tuple[str, str], outdated: bool = False) -> Branch:
    """An action whose sessions have these first and last days."""
    action = Branch()
    for start, end in periods:
        session, period = Branch(), Branch()
        period.children = {"debut": [Branch(start)], "fin": [Branch(end)]}
        session.children = {"periode": [period]}
        session.extras = {"session-perimee": "1"} if outdated else {}
        action.children.setdefault("session", []).append(session)
    return action


@pytest.mark.parametrize(
    ("periods", "permanent", "over"),
    [
        ([("20040621", "20040622")], False, True),
        ([("20040621", "20040622")], True, True),  # permanent, until a day that is past
        ([("20260901", "20261121")], False, True),
        ([("20260901", "20261122")], False, False),  # its last day is today
        ([("20040621", "20040622"), ("20270104", "20270530")], False, False),
        ([("20040621", "20040622"), ("20050101", "20051231")], False, True),
        ([("20040621", "")], False, True),
        ([("20040621", "")], True, False),
        ([("20250901", "")], False, False),  # it may be a course of several years
        ([("20250901", "99999999")], False, False),
        ([("", "20261100")], False, False),  # some day of this month
        ([("", "")], False, False),
        ([], False, False),
    ],
)
def test_an_action_is_over_when_all_its_sessions_are(periods, permanent, over):
    assert all_over(action_with(*periods), permanent, TODAY) is over


def test_a_session_that_its_producer_says_out_of_date_is_over():
    assert all_over(action_with(("20270104", "20270530"), outdated=True), False, TODAY)
