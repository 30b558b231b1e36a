"""Filters of what a source may leave unsaid, which the search and the coverage page share.

One that no loaded source can answer is disabled, and says why.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash.development.base_component import Component

from geodata.asking.query import Query
from geodata.vocabulary import ENTRIES, PACES, UNSAID
from layouts.kit.fields import indifferent
from layouts.kit.format import lower_first, month, upper_first

STARTS = {
    "1": "Dans le mois",
    "3": "Dans les 3 mois",
    "6": "Dans les 6 mois",
    "12": "Dans l'année",
}
YES_NO = {"oui": "Oui", "non": "Non"}

_MONTHS = 12


def constraints(
    prefix: str, values: Mapping[str, Any], unanswered: Mapping[str, str], today: date
) -> list[Component]:
    """Return the controls of a page.

    Parameters
    ----------
    prefix : what the ids of the page's controls begin with
    values : what each control holds, by its name
    unanswered : why a filter cannot be answered, by the name of its control
    """

    def choice(name: str, label: str, options: Mapping[str, str]) -> Component:
        return indifferent(
            f"{prefix}-{name}",
            label,
            options,
            values[name],
            disabled=name in unanswered,
            description=unanswered.get(name),
        )

    def boxes(name: str, label: str, options: Mapping[str, str]) -> Component:
        off = name in unanswered
        return dmc.CheckboxGroup(
            [dmc.Checkbox(label=text, value=key, disabled=off) for key, text in options.items()],
            id=f"{prefix}-{name}",
            label=label,
            description=unanswered.get(name),
            value=values[name],
            className="boxes",
        )

    known = {name: text for name, text in UNSAID.items() if name not in unanswered}
    return [
        choice("entry", "Accessible", ENTRIES),
        choice("boarding", "Internat", YES_NO),
        boxes("pace", "Rythme", PACES),
        choice("start", "Début de la session", STARTS),
        choice("since", "À partir de", months(today, values["since"])),
        choice("conventionnee", "Conventionnée (financée)", YES_NO),
        boxes("unknown", "Montrer aussi, quand la source ne le dit pas", {
            name: upper_first(text) for name, text in known.items()
        }),
    ]  # fmt: skip


def months(today: date, asked: str | None = None) -> dict[str, str]:
    """Return the months to come, « 2027-01 » to « janvier 2027 », the one asked for among them."""
    first = today.year * 12 + today.month - 1
    coming = [f"{n // 12}-{n % 12 + 1:02d}" for n in range(first, first + _MONTHS)]
    return {key: month(key) for key in sorted({*coming, *([asked] if asked else [])})}


def constraint_words(query: Query) -> list[tuple[str, str, str]]:
    """Return the filters in force: the control, the value to take away ("" for all), the words."""
    rows: list[tuple[str, str, str]] = []
    if query.entry:
        rows.append(("entry", "", ENTRIES[query.entry]))
    if query.boarding is not None:
        rows.append(("boarding", "", "Internat" if query.boarding else "Sans internat"))
    rows += [("pace", pace, PACES[pace]) for pace in query.pace]
    if query.start is not None:
        rows.append(("start", "", f"Débute {lower_first(STARTS[str(query.start)])}"))
    if query.since:
        rows.append(("since", "", f"À partir de {month(query.since)}"))
    if query.conventionnee is not None:
        words = "Conventionnée" if query.conventionnee else "Non conventionnée"
        rows.append(("conventionnee", "", words))
    rows += [
        ("unknown", name, f"{upper_first(UNSAID[name])} : même inconnu") for name in query.unknown
    ]
    return rows
