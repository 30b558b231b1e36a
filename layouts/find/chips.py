"""The filters in force as chips, each with the cross that takes it away."""

from collections.abc import Mapping

from dash import html
from dash.development.base_component import Component

from geodata.asking.query import Query
from geodata.domains import DOMAINS
from geodata.vocabulary import LEVELS, MODALITIES, PUBLICS, VOIES
from layouts.find.constraints import constraint_words
from layouts.kit.attributes import attributes
from layouts.kit.fields import button

Row = tuple[str, str, str]
"""A control, the value to take away from it ("" for all that it holds), the words."""


def filter_rows(query: Query) -> list[Row]:
    """Return the filters of courses in force, but the text and the territories."""
    rows: list[Row] = []
    rows += [("voie", value, VOIES[value]) for value in query.voie]
    rows += [("domain", value, DOMAINS[value]) for value in query.domain]
    rows += [("level", str(value), LEVELS[value]) for value in query.level]
    rows += [("modality", value, MODALITIES[value]) for value in query.modality]
    rows += [("public", value, PUBLICS[value]) for value in query.public]
    rows += constraint_words(query)
    if query.rev3 is not None:
        rows.append(("rev3", "", "Rev3" if query.rev3 else "Non rev3"))
    return rows


def chips(query: Query, zone_names: Mapping[str, str]) -> list[Component]:
    """Return one removable chip a filter in force; `zone_names` names `level:code` values."""
    rows = filter_rows(query)
    for level, codes in query.zones.items():
        values = [f"{level}:{code}" for code in codes]
        rows += [("zone", value, zone_names.get(value, value)) for value in values]
    return [chip(*row) for row in rows]


def chip(control: str, value: str, label: str) -> Component:
    """Return the chip of a filter."""
    return button(
        [label, html.Span("×", className="chip-cross", **attributes(aria_hidden="true"))],
        "chip",
        title=f"Retirer le filtre « {label} »",
        **attributes(data_control=control, data_value=value),
    )
