"""The place that a search starts from: what is typed, or « autour de moi »."""

from __future__ import annotations

from typing import Any

from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks.sent import ChosenPlace, Position
from geodata.atlas import Atlas
from geodata.places.communes import AmbiguousPlace, UnknownPlace
from layouts.find.answer import place_problem

_CHOICES = 5

Answer = tuple[Any, Any, Any, Any]
"""Suggestions, what is written, what is wrong with it, the commune; or `no_update`."""


def place_of_position(atlas: Atlas, position: Position | None) -> Answer:
    """Answer « autour de moi »: the commune that stands for the position in the address."""
    if not position:
        raise PreventUpdate
    place = atlas.places.at(position["lon"], position["lat"])
    if place is None:
        message = (
            f"Votre position n'est pas dans la région {atlas.region_name}. Choisissez une commune."
        )
        return [], "", message, {}
    return (
        [place.label],
        place.label,
        None,
        {"code": place.code, "label": place.label, "here": True},
    )


def place_of_text(atlas: Atlas, text: str, chosen: ChosenPlace, finished: bool) -> Answer:
    """Answer what is typed as a place: suggestions, then the commune or what is wrong with it."""
    if not text.strip():
        return [], no_update, None, {}
    if chosen and chosen.get("label") == text:
        return no_update, no_update, None, no_update
    suggestions = [place.label for place in atlas.places.suggest(text, limit=8)]
    if text not in suggestions and not finished:
        return suggestions, no_update, None, no_update
    try:
        place = atlas.places.resolve(text)
    except (UnknownPlace, AmbiguousPlace) as problem:
        labels = [place.label for place in problem.candidates[:_CHOICES]]
        # The choices are buttons: a list of suggestions would hide them.
        shown = [] if labels else suggestions
        return shown, no_update, place_problem(str(problem), labels), {}
    return [place.label], place.label, None, {"code": place.code, "label": place.label}
