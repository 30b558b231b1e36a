"""How the page of tensions writes a degree, a published figure and a rate: never a bare zero."""

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from geodata.needs.answer import BOUNDS
from geodata.secrecy import Share, share
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import NO_BREAK_SPACE, duration, number

DEGREES = ("Très faible", "Faible", "Moyenne", "Élevée", "Très élevée")
"""The words of the classes 1 to 5, as the contract prints them."""

Row = Mapping[Any, Any]
"""A row of a table of métiers or of basins, by column."""

NOT_PUBLISHED = "n. d."
SECRET = "secret"


def degree(value: float | None) -> Component:
    """Return a class from 1 to 5 over its shade, with its word for who hovers or listens."""
    if value is None or math.isnan(value):
        return html.Span(NOT_PUBLISHED, className="unknown", title="Non disponible")
    rank = int(value)
    word = DEGREES[rank - 1]
    return html.Span(str(rank), className=f"degree degree-{rank}", title=word)


def published(value: float, state: str) -> Component | str:
    """Return a number of projects: what is secret says so, and a sum without secrets is a least."""
    if state == "secret" or (math.isnan(value) and state != "absent"):
        return html.Span(SECRET, className="unknown", title="Secret statistique")
    if math.isnan(value):
        return html.Span("—", className="unknown", title="Non publié pour ce territoire")
    if state == "partiel":
        title = "Au moins : des valeurs secrètes ne sont pas dans la somme"
        return html.Span(f"≥{NO_BREAK_SPACE}{number(value)}", title=title)
    return number(value)


def part(row: Row, name: str) -> Component | str:
    """Return difficult or seasonal projects with their share of the projects, where it is known."""
    shown = published(float(row[name]), str(row[f"{name}_state"]))
    found = _share(row, name)
    if found is None or found.known is None:
        return shown
    small = html.Small(f"{number(found.known)}{NO_BREAK_SPACE}%")
    if found.exact and not row["projects_state"]:
        title = f"{number(found.part)} sur {number(found.paired)} projets"
        return html.Span([number(found.part), small], title=title)
    return html.Span([shown, small], title=_resting(found).capitalize())


def part_words(row: Row, name: str) -> list[Component | str]:
    """Return difficult or seasonal projects with the share and the projects behind it."""
    shown: list[Component | str] = [published(float(row[name]), str(row[f"{name}_state"]))]
    found = _share(row, name)
    if found is None or found.known is None:
        return shown
    share_words = f"{number(found.known)}{NO_BREAK_SPACE}%"
    if found.exact and not row["projects_state"]:
        return [*shown, f" sur {number(found.paired)} ({share_words})"]
    return [*shown, f" ({share_words} {_resting(found)})"]


def _share(row: Row, name: str) -> Share | None:
    return share(float(row[name]), float(row["projects"]), float(row[f"{name}_of"]))


def _resting(found: Share) -> str:
    """Say what a share rests on where a part of it is secret, and what it is between."""
    return (
        f"des {number(found.paired)} projets dont la réponse est publiée ; entre "
        f"{number(found.low)} et {number(found.high)}{NO_BREAK_SPACE}% avec les secrets"
    )


def places(row: Row) -> Component | str:
    """Return places, saying how many courses give no capacity."""
    known, without = float(row["places"]), float(row["without_places"])
    if math.isnan(known):
        return unlinked(row) or html.Span(
            "inconnues", className="unknown", title="Aucune formation ne donne sa capacité"
        )
    if not without:
        return number(known)
    title = f"{number(without)} formation(s) sans capacité connue n'y sont pas"
    return html.Span(f"≥{NO_BREAK_SPACE}{number(known)}", title=title)


def rate(row: Row) -> Component | str:
    """Return places per 100 projects, with the two numbers behind it."""
    value = float(row["ratio"])
    if math.isnan(value):
        return html.Span("—", className="unknown", title="Places ou projets inconnus")
    bound = BOUNDS[str(row["bound"])]
    shown = number(value) if value >= 10 or not value else number(value, 1)
    sign = {"au moins": "≥", "au plus": "≤", "environ": "≈"}.get(bound, "")
    if not value and sign == "≤":
        sign = ""  # nothing is below zero
    title = f"{bound} {rate_words(row)}".strip().capitalize()
    return html.Span(f"{sign}{NO_BREAK_SPACE}{shown}" if sign else shown, title=title)


def rate_words(row: Row) -> str:
    """Return a rate as its numerator and its denominator."""
    near = float(row["near_places"])
    return f"{number(near)} places pour {number(float(row['projects']))} projets"


def minutes(row: Row) -> Component | str:
    """Return the minutes that half of the people do not exceed."""
    value = float(row["minutes"])
    if not math.isnan(value):
        return f"≈{NO_BREAK_SPACE}{duration(int(value))}"
    return unlinked(row) or html.Span("hors d'atteinte", className="unknown")


def courses(row: Row) -> Component | str:
    """Return the number of courses, or that it cannot be told."""
    value = float(row["courses"])
    return number(value) if not math.isnan(value) else unlinked(row) or ""


def unlinked(row: Row) -> Component | None:
    """Return what stands for the offer of a métier that no table links to courses."""
    if row.get("linked", True):
        return None
    title = "Aucune table chargée ne relie ce métier aux formations"
    return html.Span("non relié", className="unknown", title=title)


def employment(row: Row) -> Component | str:
    """Return the share of leavers who work six months later, with the people it counts."""
    left, working = float(row["leavers"]), float(row["employed"])
    if math.isnan(left):
        return html.Span(NOT_PUBLISHED, className="unknown", title="Non disponible")
    title = f"environ {number(working)} sur {number(left)} sortants, dans la région"
    return html.Span(f"{number(100 * working / left)}{NO_BREAK_SPACE}%", title=title)


def place_name(name: str) -> str:
    """Write a basin's name, that its producer writes in capitals, as other names are."""
    return name.title() if name.isupper() else name


def basin_button(name: str, code: str) -> Component:
    """Return the button that opens a basin with its own tension."""
    return button(place_name(name), "zone-link", **attributes(data_open_place=f"bmo_basin:{code}"))


def listed(names: Sequence[str]) -> str:
    """Join names as a sentence does: a, b et c."""
    return " et ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
