"""The words of a monthly board: periods, places, the sentences to be remembered."""

from collections.abc import Iterator
from datetime import date
from itertools import islice

from geodata.month.board import Board, Line
from geodata.month.curves import Point
from geodata.month.lacks import Lack
from geodata.portrait.figure import Figure
from geodata.vocabulary import level_name
from layouts.kit.format import count, lower_first, month, share
from layouts.territory.words import signed, value_words

SENTENCES = 3


def period_words(period: str) -> str:
    """Write a period: « mars 2024 », « 4e trimestre 2024 », « 2024 »."""
    if "T" in period:
        rank = period[-1:]
        return f"{rank}{'er' if rank == '1' else 'e'} trimestre {period[:4]}"
    return month(period) if "-" in period else period


def value_of(point: Point, unit: str) -> str:
    """Write the value of a point, or why there is none; large sums of money in millions."""
    if point.value is not None and unit == "€" and point.value >= 1e6:
        point, unit = Point(point.period, round(point.value / 1e6, 1), point.status), "M€"
    decimals = 1 if unit == "M€" else 0
    return value_words(
        Figure("", "", value=point.value if decimals or point.value is None else round(point.value),
               unit=unit, status=point.status, decimals=decimals)
    )  # fmt: skip


def percent(change: float | None) -> str:
    """Write a change in %, « — » without one."""
    if change is None:
        return "—"
    return f"{signed(change, '')} %"


def points(gap: float | None) -> str:
    """Write a difference of changes, « — » without one."""
    return "—" if gap is None else signed(gap, "%")


def place_title(line: Line) -> str:
    """Name what the figures of a level are about, and how much of the SPEL lives there."""
    if line.level == "spel":
        return f"SPEL {line.place} : somme de ses communes"
    kind = level_name(line.level)
    if line.level == "region":
        return f"{kind} {line.place}"
    who = f"{share(line.share, 1)} des habitants du SPEL y vivent"
    return f"{kind} {line.place}, pas le SPEL ({who})"


def place_words(line: Line) -> str:
    """Name the place of a line in a sentence."""
    if line.level == "spel":
        return f"SPEL {line.place}"
    return f"{lower_first(level_name(line.level))} {line.place}"


def essentials(board: Board) -> list[str]:
    """Return three sentences: what the series say since T0, over a year, then what is missing."""
    return [*islice(_sentences(board), SENTENCES)]


def _sentences(board: Board) -> Iterator[str]:
    for line in board.essentials:
        yield _marked(_since(line), line)
    for line in board.essentials:
        if said := _year(line):
            yield _marked(said, line)
    if board.tension:
        yield f"{tension_words(board.tension)}."
    for lack in board.lacks:
        yield f"{lack_words(lack)}."


def _marked(text: str, line: Line) -> str:
    return f"{text}{' (chiffre simulé)' if line.simulated else ''}."


def _told(line: Line) -> str:
    when = period_words(line.last.period)
    return f"{line.label}, {place_words(line)} : {value_of(line.last, line.unit)} ({when})"


def _since(line: Line) -> str:
    start = line.curve.start
    if line.change is None or start is None:
        return f"{_told(line)}, sans valeur comparable auparavant"
    text = f"{_told(line)}, {percent(line.change)} depuis {_at(start.period)}"
    if line.gap is None:
        return text
    return f"{text}, contre {percent(line.region_change)} dans la région"


def _at(period: str) -> str:
    return f"le {period_words(period)}" if "T" in period else period_words(period)


def _year(line: Line) -> str:
    before = f"{int(line.last.period[:4]) - 1}{line.last.period[4:]}"
    change = line.curve.between(before, line.last.period)
    start = line.curve.start
    if change is None or (start is not None and start.period == before):
        return ""
    return f"{line.label}, {place_words(line)} : {percent(change)} sur un an"


def tension_words(figure: Figure) -> str:
    """Say the tension of the year, which no source gives by month."""
    place = f", {figure.place}" if figure.place else ""
    return f"{figure.label}{place} : {value_words(figure)} ({figure.period}, chiffre annuel)"


def lack_words(lack: Lack) -> str:
    """Say what is missing and who has it."""
    return f"{lack.label} : {lack.holder}"


def not_come(board: Board, today: date) -> list[str]:
    """Return what did not come: holes in a series, and how far its last period is.

    A series is late when more than a season and a half has gone by: four months for a month, seven
    for a quarter, fourteen for a year.
    """
    found: dict[str, None] = {}
    for line in board.lines:
        name = f"{line.source}, {place_words(line)}"
        if absent := line.curve.absent:
            many = len(absent) > 3
            told = ", ".join(map(period_words, absent[:3]))
            found[f"{name} : absents de la série, {told}{' et d’autres' if many else ''}"] = None
        if (gone := _months_since(line.last.period, today)) > _patience(line):
            last = period_words(line.last.period)
            found[f"{name} : rien depuis {last}, il y a {count(gone, 'mois', 'mois')}"] = None
    return list(found)


def _months_since(period: str, today: date) -> int:
    end = int(period[-1:]) * 3 if "T" in period else int(period[5:] or 12)
    return (today.year - int(period[:4])) * 12 + today.month - end


def _patience(line: Line) -> int:
    seasons = {point.period[4:] for point in line.curve.points}
    if len(seasons) == 1 and len(line.curve.points) > 1:
        return 14
    return 7 if "T" in line.last.period else 4
