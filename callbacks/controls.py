"""The declared controls of a page as Dash takes them, by their names, and its address read."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from dash import Dash, Input, Output
from dash.exceptions import PreventUpdate

from callbacks.sent import Opened
from geodata.asking.query import Query, Restricted, answer_known
from geodata.asking.reading import UnknownCode, check_mode
from geodata.atlas import Atlas
from geodata.finding.answer import unanswered
from geodata.finding.unsaid import check_answerable
from geodata.vocabulary import MODES
from layouts.controls.control import Page

Q = TypeVar("Q", bound=Restricted)


def arguments(search: str) -> dict[str, str]:
    """Return the parameters of an address; `search` is what follows its path.

    Several of one name are joined by commas: so a form writes boxes, without a script.
    """
    found: dict[str, str] = {}
    for name, text in parse_qsl(search.lstrip("?")):
        found[name] = f"{found[name]},{text}" if name in found else text
    return found


def with_loaded_mode(
    atlas: Atlas, args: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return parameters without a way of getting around that is not loaded, and what says so."""
    asked = args.get("mode", "")
    if asked not in MODES:
        return dict(args), ()
    try:
        check_mode(atlas.travel, asked)
    except UnknownCode as unknown:
        return {k: v for k, v in args.items() if k != "mode"}, (unknown.message,)
    return dict(args), ()


def with_answered_filters(
    atlas: Atlas, asked: Q, filters: Callable[[Q], Query]
) -> tuple[Q, tuple[str, ...]]:
    """Return a question without the filters that no loaded source answers, and what says so.

    Their controls are disabled: one that kept a value could not be emptied.
    """
    reasons = unanswered(atlas, date.today())

    def checked(one: Q) -> Q:
        check_answerable(filters(one), reasons)
        return one

    kept, told = answer_known(checked, asked)
    return kept, tuple(told)


def control_inputs(page: Page) -> list[Input]:
    """Return what the address of a page is written from (`assets/base/controls.js` names them)."""
    return [Input(page.id(one), one.property) for one in page.controls if one.parameters]


def control_outputs(page: Page) -> dict[str, Output]:
    """Return the controls that are set together when another address of a page is opened."""
    return {
        one.name: Output(page.id(one), one.property, allow_duplicate=True) for one in page.controls
    }


def reopen(app: Dash, page: Page, values: Callable[[str], Mapping[str, Any]]) -> None:
    """Have an address of the browser's history set all the controls of a page together.

    Parameters
    ----------
    values : what each control holds, by its name, from what follows the path of an address
    """

    @app.callback(
        output=control_outputs(page),
        inputs=Input(f"{page.prefix}-opened", "data"),
        prevent_initial_call=True,
    )
    def reopened(opened: Opened | None) -> Mapping[str, Any]:
        if opened is None:
            raise PreventUpdate
        return values(opened["search"])
