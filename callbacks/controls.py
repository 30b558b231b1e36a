"""The declared controls of a page as Dash takes them, by their names, and its address read."""

from __future__ import annotations

from urllib.parse import parse_qsl

from dash import Input, Output

from layouts.controls.control import Page


def arguments(search: str) -> dict[str, str]:
    """Return the parameters of an address; `search` is what follows its path.

    Several of one name are joined by commas: so a form writes boxes, without a script.
    """
    found: dict[str, str] = {}
    for name, text in parse_qsl(search.lstrip("?")):
        found[name] = f"{found[name]},{text}" if name in found else text
    return found


def control_inputs(page: Page) -> list[Input]:
    """Return what the address of a page is written from (`assets/base/controls.js` names them)."""
    return [Input(page.id(one), one.property) for one in page.controls if one.parameters]


def control_outputs(page: Page) -> dict[str, Output]:
    """Return the controls that are set together when another address of a page is opened."""
    return {
        one.name: Output(page.id(one), one.property, allow_duplicate=True) for one in page.controls
    }
