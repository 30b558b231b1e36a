"""The place that a search starts from: what is typed, or « autour de moi »."""

from typing import Any

from dash import no_update
from dash.exceptions import PreventUpdate

from callbacks.sent import ChosenPlace, Position
from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.places.communes import AmbiguousPlace, UnknownPlace
from geodata.places.streets import Address
from layouts.find.answer import place_problem

_CHOICES = 5
_SUGGESTED = 8
_SEVERAL_STREETS = "Plusieurs rues correspondent. Laquelle\u00a0?"
_WIDER = (
    "C'est un territoire, plus grand qu'une commune\u00a0: y chercher les formations, ou partir de…"
)

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


def place_of_text(
    atlas: Atlas, text: str, chosen: ChosenPlace, finished: bool, streets: bool = False
) -> Answer:
    """Answer what is typed as a place: suggestions, then the commune or what is wrong with it.

    Where `streets` says so, it may be an address: its commune stands for it in the address of the
    page, and its position is for the browser alone to ask with.
    """
    if not text.strip():
        return [], no_update, None, {}
    if chosen and chosen.get("label") == text:
        return no_update, no_update, None, no_update
    suggestions = [place.label for place in atlas.places.suggest(text, limit=_SUGGESTED)]
    book = atlas.street_book if streets else None
    doors = {one.label: one for one in book.suggest(text, _SUGGESTED)} if book else {}
    if text in doors:
        return _door(doors[text])
    suggestions = [*suggestions, *doors][:_SUGGESTED]
    if text not in suggestions and not finished:
        return suggestions, no_update, None, no_update
    try:
        place = atlas.places.resolve(text)
    except (UnknownPlace, AmbiguousPlace) as problem:
        if len(doors) == 1:
            return _door(next(iter(doors.values())))
        if doors:
            return [], no_update, place_problem(_SEVERAL_STREETS, list(doors)[:_CHOICES], []), {}
        labels = [place.label for place in problem.candidates[:_CHOICES]]
        begun = any(fold(label).startswith(fold(text)) for label in labels)
        whole, zones = _territories(atlas, text, begun)
        # The choices are buttons: a list of suggestions would hide them.
        shown = [] if labels or zones else suggestions
        question = _WIDER if whole else problem.question if labels or zones else str(problem)
        return shown, no_update, place_problem(question, labels, zones), {}
    return [place.label], place.label, None, {"code": place.code, "label": place.label}


def _door(one: Address) -> Answer:
    place = {"code": one.commune.code, "label": one.label, "here": True}
    return [one.label], one.label, None, {**place, "lon": one.lon, "lat": one.lat}


def _territories(atlas: Atlas, text: str, begun: bool) -> tuple[bool, list[tuple[str, str]]]:
    """Return whether a text is a territory's whole name, and the territories that it names.

    They are what a button says, and `level:code` values; those that it only is a part of the name
    of are left out when it is one's whole name, or the beginning of a commune's.
    """
    named = atlas.territories.named(text)
    whole = [one for one in named if one.whole]
    kept = whole or ([] if begun else named)
    return bool(whole), [(one.words, ",".join(one.values)) for one in kept[:_CHOICES]]
