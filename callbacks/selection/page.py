"""« Ma sélection »: reads its address, compares what the browser keeps."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from dash import ClientsideFunction, Dash, Input, Output, State, ctx
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate
from pydantic import Field
from typing_extensions import TypedDict

from callbacks.controls import control_inputs, reopen
from callbacks.find.place import Answer as PlaceAnswer
from callbacks.find.place import place_of_text
from callbacks.selection import files
from callbacks.selection.link import place_of, selection_link
from callbacks.selection.state import place_values, read_state
from callbacks.sent import ChosenPlace, Count, Text
from callbacks.serving.origin import origin
from geodata.asking.selection import MOST, parse_selection
from geodata.atlas import Atlas
from geodata.selection.comparison import select
from geodata.selection.gone import Hint
from layouts.controls.selection import SELECTION
from layouts.kit.markup import written
from layouts.kit.parts import problem_notices
from layouts.kit.typography import french
from layouts.selection import comparison
from layouts.selection.page import selection_page

PATH = SELECTION.path

Id = Annotated[str, Field(max_length=80)]
Words = Annotated[str, Field(max_length=500)]


class Remembered(TypedDict):
    """What the browser remembers of a course, for the day it is gone."""

    title: Words
    town: Words


class Request(TypedDict):
    """What the browser asks: ids in order, what it remembers of them, a commune's code."""

    offers: Annotated[list[Id], Field(max_length=MOST)]
    hints: dict[Id, Remembered]
    lieu: Annotated[str, Field(max_length=12)]
    own: bool


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it; the browser adds what it keeps."""
    state = read_state(atlas, search)
    return french(selection_page(state.values, state.problems))


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the page's callbacks to an application."""
    _register_browser_side(app)
    files.register(app.server, current)

    @app.callback(
        Output("selection-results", "data"),
        Input("selection-request", "data"),
        prevent_initial_call=True,
    )
    def answer(request: Request | None) -> dict[str, object]:
        if request is None:
            raise PreventUpdate
        return answered(current(), request, date.today())

    reopen(app, SELECTION, lambda search: read_state(current(), search).values)

    @app.callback(
        Output("selection-place", "data"),
        Output("selection-place", "value"),
        Output("selection-place", "error"),
        Output("selection-place-code", "data"),
        Input("selection-place", "value"),
        Input("selection-place-left", "data"),
        State("selection-place-code", "data"),
        prevent_initial_call=True,
    )
    def choose_place(
        text: Text | None, _left: Count | None, chosen: ChosenPlace | None
    ) -> PlaceAnswer:
        finished = set(ctx.triggered_prop_ids) != {"selection-place.value"}
        return place_of_text(current(), text or "", chosen or {}, finished)


def answered(atlas: Atlas, request: Request, today: date) -> dict[str, object]:
    """Return what the page shows for what the browser keeps: words of each place, and the place."""
    args = {"formations": ",".join(request["offers"]), "lieu": request["lieu"]}
    asked, problems = parse_selection(args)
    hints = {offer: Hint(one["title"], one["town"]) for offer, one in request["hints"].items()}
    found = select(atlas, asked, hints, today)
    own = request["own"]
    place = place_values(found.origin)
    search = place_of(found.origin)
    written_search = selection_link(asked.offers, found.origin)
    head = [comparison.summary(found)]
    if not own:
        head.insert(0, comparison.received(len(found.items)))
    address = origin() + PATH + written_search
    words: dict[str, Any] = {
        "selection-problems": problem_notices([*problems, *found.problems]),
        "selection-summary": head,
        "selection-table": comparison.comparison(
            found,
            {mode: atlas.margin(mode) for mode in atlas.model.modes},
            search,
            today,
            own,
            atlas.times_line,
        ),
        "selection-waiting": comparison.waiting(found, search, own),
        "selection-share": comparison.handing_over(address, f"{PATH}.pdf{written_search}", today)
        if found.items
        else "",
    }
    facts = {
        item.course.offer: _remembered(item.course.title, item.course.site) for item in found.known
    } | {
        offer: _remembered(course.title, course.site) for offer, course in found.substitutes.items()
    }
    return {
        "words": written(words),
        "facts": facts,
        **place,
    }


def _remembered(title: str, site: Any) -> dict[str, str]:
    return {"title": title, "town": site.commune if site else ""}


def _register_browser_side(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("selection", "request"),
        Output("selection-request", "data"),
        control_inputs(SELECTION),
    )
    app.clientside_callback(
        ClientsideFunction("selection", "draw"),
        Output("selection-drawn", "data"),
        Input("selection-results", "data"),
        prevent_initial_call=True,
    )
