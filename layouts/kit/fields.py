"""Fields of forms that several pages share: menus of one choice, boxes, numbers, buttons."""

from collections.abc import Iterable, Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.asking.query import MAX_MINUTES

INSIDE = {"withinPortal": False}
"""A menu that unfolds where its field is, for what holds the field may scroll or be closed."""


def options(names: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the options of a menu; `names` are values to their names."""
    return [{"value": key, "label": name} for key, name in names.items()]


def select(id_: str, names: Mapping[str, str], value: str | None, **more: object) -> Component:
    """Return a menu in which something is always chosen."""
    return dmc.Select(id=id_, data=options(names), value=value, allowDeselect=False, **more)


def indifferent(
    id_: str, label: str, names: Mapping[str, str], value: str | None, **more: object
) -> Component:
    """Return a menu in which nothing need be chosen."""
    return dmc.Select(
        id=id_,
        label=label,
        placeholder="Indifférent",
        data=options(names),
        value=value,
        clearable=True,
        comboboxProps=INSIDE,
        clearButtonProps={"aria-label": f"Effacer « {label} »"},
        **more,
    )


def boxes(id_: str, names: Mapping[str, str], value: Iterable[str], **more: object) -> Component:
    """Return a group of boxes."""
    made = [dmc.Checkbox(label=name, value=key) for key, name in names.items()]
    return dmc.CheckboxGroup(made, id=id_, value=list(value), **{"className": "boxes", **more})


def whole_number(id_: str, value: object, least: int, most: int, **more: object) -> Component:
    """Return a field for a whole number within bounds; `value` is "" where nothing is said."""
    return dmc.NumberInput(
        id=id_, value=value, min=least, max=most, allowDecimal=False, allowNegative=False, **more
    )


def minutes(id_: str, value: object, most: int = MAX_MINUTES, **more: object) -> Component:
    """Return a field for a number of minutes; the page answers once the person has stopped."""
    return whole_number(
        id_, value, 0, most, **{"step": 5, "suffix": " min", "debounce": 250, **more}
    )


def button(words: ComponentType, css: str | None = "button-quiet", **more: Any) -> Component:
    """Return a button that sends no form: what it does is in a script, or in a callback."""
    return html.Button(words, type="button", className=css, **more)
