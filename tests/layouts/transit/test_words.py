"""What is said of the timetables that are loaded, and hours as they are read."""

import pandas as pd

from geodata.transit.journey import Day
from layouts.transit.day import changes_words, clock, day_words, transit_time
from layouts.transit.words import BEYOND, NOT_COUNTED, counted, timetables

COLUMNS = ["network", "day", "note"]


def feeds(*rows):
    return pd.DataFrame(rows, columns=COLUMNS)


def test_networks_are_named_with_their_day_and_what_is_wrong_with_them():
    one = ("Tadao", "2026-12-01", "")
    old = ("SNCF", "2025-03-25", "périmés depuis le 30 mars 2025")
    assert timetables(feeds(one, old)) == (
        "SNCF (mardi 25 mars 2025, périmés depuis le 30 mars 2025) ; "
        "Tadao (mardi 1er décembre 2026)"
    )
    assert timetables(feeds(*[one] * 4)).endswith(" ; un autre réseau")
    assert timetables(feeds(*[one] * 5)).endswith(" ; 2 autres réseaux")


def test_no_timetable_is_said():
    assert counted(feeds()) == NOT_COUNTED
    assert "bus scolaires et transport à la demande : inconnus" in counted(
        feeds(("Tadao", "2026-12-01", ""))
    )


def test_hours_and_changes():
    assert clock(425) == "7\u00a0h\u00a005"
    assert clock(1450) == "0\u00a0h\u00a010"
    assert [changes_words(n) for n in range(3)] == [
        "sans changement", "un changement", "2 changements",
    ]  # fmt: skip
    assert transit_time(255) == BEYOND
    assert transit_time(71) == "1\u00a0h\u00a011"
    assert day_words(Day(None, None, None)) == BEYOND
    assert day_words(Day(None, None, None, 0)) == "Même commune"
