"""The way of a person to a course and back on an ordinary Tuesday: which bus, and when."""

from dash import html
from dash.development.base_component import Component

from geodata.transit.journey import Day, Journey, Ride
from geodata.travel.margin import OUT_OF_REACH
from layouts.kit.format import NO_BREAK_SPACE, duration
from layouts.transit.words import BEYOND

_KINDS = {"bus": "Bus", "car": "Car", "train": "Train", "tram": "Tram", "métro": "Métro"}


def clock(minutes: int) -> str:
    """Write a moment of the day: « 7 h 05 », past midnight too."""
    hours, rest = divmod(minutes % 1440, 60)
    return f"{hours}{NO_BREAK_SPACE}h{NO_BREAK_SPACE}{rest:02d}"


def changes_words(changes: int) -> str:
    """Write a number of changes."""
    return (
        ("sans changement", "un changement")[changes] if changes < 2 else f"{changes} changements"
    )


def transit_time(minutes: int) -> str:
    """Write the time of the way there, where one can come back; else that nothing is known."""
    return BEYOND if minutes >= OUT_OF_REACH else duration(minutes)


def day_words(day: Day) -> str:
    """Write a day in one line: minutes, changes, last return."""
    if day.on_foot == 0:
        return "Même commune"
    if day.on_foot is not None:
        return f"{duration(day.on_foot)} à pied, sans bus ni train"
    if day.go is None:
        return BEYOND
    there = f"{duration(day.go.arrives - day.go.leaves)}, {changes_words(day.go.changes)}"
    return f"{there} ; {_home(day)}"


def _home(day: Day) -> str:
    if day.last is None:
        return "aucun retour connu"
    if day.back is None:
        return f"pas de retour après 17 h : le dernier départ est à {clock(day.last.leaves)}"
    return f"dernier retour à {clock(day.last.leaves)}"


def day_section(day: Day, source: str) -> Component:
    """Return the ways there and back in full.

    Parameters
    ----------
    source : which timetables, of which day
    """
    parts: list[Component] = []
    if day.go is not None:
        parts += _way("Aller", day.go)
        if day.back is not None:
            parts += _way("Retour", day.back)
        parts.append(html.P(f"{_home(day)[0].upper()}{_home(day)[1:]}.", className="transit-last"))
    return html.Div([*parts, html.P(source, className="source")], className="transit-day")


def _way(title: str, journey: Journey) -> list[Component]:
    first, last = journey.walks
    steps = [html.Li(f"{clock(journey.leaves)} : départ{_on_foot(first)}")]
    steps += [html.Li(_ride(ride)) for ride in journey.rides]
    steps.append(html.Li(f"{clock(journey.arrives)} : arrivée{_on_foot(last)}"))
    words = f"{title} : {clock(journey.leaves)} → {clock(journey.arrives)}"
    return [
        html.H4(f"{words}, {changes_words(journey.changes)}"),
        html.Ol(steps, className="transit-steps"),
    ]


def _on_foot(minutes: int) -> str:
    return f", {duration(minutes)} à pied" if minutes else ""


def _ride(ride: Ride) -> list[Component | str]:
    return [
        f"{clock(ride.leaves)} : ",
        html.Strong(_vehicle(ride)),
        f", {ride.start} → {ride.end} ({clock(ride.arrives)})",
    ]


def _vehicle(ride: Ride) -> str:
    name = _KINDS.get(ride.kind, ride.kind.capitalize())
    if ride.towards.isdigit():  # trains are known by their number
        return f"{name} n° {ride.towards}"
    named = f"{name} {ride.line}" if ride.line else name
    return f"{named} vers {ride.towards}" if ride.towards else named
