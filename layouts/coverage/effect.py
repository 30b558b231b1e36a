"""What a simulation does: its changes one by one, people gained and lost, territories, legend."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.coverage.simulation import Difference, by_effect
from layouts.coverage.answer import BAND_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import NARROW_SPACE, NO_BREAK_SPACE, count, number, signed_number
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.maps.patterns import DIVERGING
from layouts.kit.parts import notice, zone_link
from layouts.kit.tables import scrolling, titles_row

CHANGE_STYLES = DIVERGING
"""The filling of each kind of `geodata.coverage.simulation.CHANGES`."""


@dataclass(frozen=True)
class Change:
    """One change of a scenario: `kind` and `key` as its address has them, and its words."""

    kind: str
    key: str
    words: str


def no_scenario() -> Component:
    """Return what stands for the figures while nothing is simulated."""
    return html.P("Aucun changement simulé pour l'instant.", className="source")


def changes_list(changes: Sequence[Change]) -> Component:
    """Return the changes, each with the button that takes it away."""
    rows = [
        html.Li(
            [
                html.Span(change.words),
                button(
                    "Retirer",
                    "button-link",
                    title=f"Retirer : {change.words}",
                    **attributes(
                        data_remove_change=f"{change.kind}:{change.key}",
                        aria_label=f"Retirer : {change.words}",
                    ),
                ),
            ]
        )
        for change in changes
    ]
    return html.Ul(rows, className="changes", **attributes(aria_label="Changements simulés"))


def effect(
    found: Difference,
    band: str,
    beyond: tuple[int, int],
    population: int,
    idle: Sequence[str],
    uncounted: int = 0,
) -> list[Component]:
    """Return what the scenario does, in sentences.

    Parameters
    ----------
    band : a key of `BAND_WORDS`
    beyond : people beyond the threshold before and after
    population : people of the band in the region
    idle : names of the sites closed or resized that have no matching course
    uncounted : courses whose number of places is not known
    """
    low, high = found.balance
    lines: list[Component] = [
        html.P(gained_and_lost(found.gained, found.lost, band), className="answer-main"),
        html.P(
            f"Hors d'atteinte : {number(beyond[0])} avant, {number(beyond[1])} après "
            f"({_percent(beyond[0], population)}, puis {_percent(beyond[1], population)})."
        ),
        html.P(
            f"Solde entre {signed_number(low)} et {signed_number(high)}, selon la marge d'erreur "
            "des temps.",
            className="answer-band",
        ),
    ]
    if found.places is not None:
        before, after = found.places
        lines.append(
            html.P(
                f"Places pour 1{NARROW_SPACE}000 {BAND_WORDS[band]} : {number(before, 2)} avant, "
                f"{number(after, 2)} après, en moyenne régionale.{_uncounted(uncounted)}"
            )
        )
    lines += [notice(f"Sans effet : {name} n'a aucune formation qui corresponde.") for name in idle]
    return lines


def _uncounted(n: int) -> str:
    if not n:
        return ""
    verb = "n'y compte pas" if n < 2 else "n'y comptent pas"
    return f" {count(n, 'formation')} au nombre de places inconnu {verb}."


def gained_and_lost(gained: int, lost: int, band: str) -> list[Component | str]:
    """Write « 12 400 habitants gagnés, 0 perdu. »."""
    first, _, rest = BAND_WORDS[band].partition(" ")
    people = f"{count(gained, first.removesuffix('s'))} {rest}".strip()
    return [
        html.Strong([people, " gagné" if gained < 2 else " gagnés"], id="cover-gained"),
        f", {count(lost, 'perdu')}.",
    ]


def _percent(part: int, whole: int) -> str:
    return f"{number(100 * part / whole, 1)}{NO_BREAK_SPACE}%" if whole else "—"


MOST = 60
"""As many territories as one reads; the file has them all."""


def difference_zones(
    table: pd.DataFrame, level: str, level_name: str, most: int = MOST
) -> list[Component]:
    """Return the territories where something changes, the most people first.

    Parameters
    ----------
    table : from `geodata.coverage.simulation.difference_table`
    level : the level, as the map's `data-show-zone` takes it
    most : rows of the list
    """
    places = "places_before" in table
    ranked = by_effect(table)
    shown = ranked[ranked["moved"]]
    if shown.empty:
        return [html.P("Aucun territoire ne change de part et d'autre du seuil.")]
    titles = ["Territoire", "Hors d'atteinte avant", "après", "Gagnés", "Perdus"]
    titles += [f"Places pour 1{NARROW_SPACE}000 avant", "après"] if places else []
    rows = [_zone_row(str(code), row, level, places) for code, row in shown.head(most).iterrows()]
    rest = len(table) - min(len(shown), most)
    return [
        scrolling(
            html.Table([titles_row(titles), html.Tbody(rows)], className="ranked"),
            f"Effets par territoire : {level_name}",
        ),
        html.P(_rest(rest, len(shown) > most), className="source"),
    ]


def _rest(n: int, cut: bool) -> str:
    if not n:
        return ""
    words = "autre territoire" if n < 2 else "autres territoires"
    return f"{number(n)} {words}{', dans le fichier exporté' if cut else ' sans changement'}."


def _zone_row(code: str, row: pd.Series, level: str, places: bool) -> Component:
    name = str(row["name"])
    button = zone_link(name, f"{level}:{code}")
    figures = [
        number(row["population"] - row["covered_before"]),
        number(row["population"] - row["covered_after"]),
        number(row["gained"]),
        number(row["lost"]),
    ]
    if places:
        figures += [_decimal(row["places_before"]), _decimal(row["places_after"])]
    return html.Tr(
        [html.Th(button, scope="row"), *(html.Td(text, className="num") for text in figures)],
        **attributes(data_zone=f"{level}:{code}"),
    )


def _decimal(value: float) -> str:
    return "—" if math.isnan(value) else number(value, 2)


def difference_legend(lines: Sequence[tuple[str, int, int]]) -> Component:
    """Return the legend of the differences: what becomes of communes, and of how many people."""
    rows = [
        class_row(style, words, communes, people)
        for style, (words, communes, people) in zip(CHANGE_STYLES, lines, strict=True)
        if communes
    ]
    return class_legend("Ce que change la simulation", rows)
