"""What a browser sends to a callback is checked, before its body, against what it declares.

A callback says by its annotations (`callbacks/sent.py`) what each of its values may be. A request
that does not fit is answered 400 with one sentence, one that is too large 413: no body of a
callback runs, nothing is written in the log.
"""

import inspect
import json
from collections.abc import Callable, Mapping
from typing import Any, NotRequired, get_type_hints

from dash import Dash
from dash.exceptions import DependencyException
from flask import Flask, Response, request
from flask.json.provider import DefaultJSONProvider
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from typing_extensions import TypedDict
from werkzeug.exceptions import RequestEntityTooLarge

from callbacks.serving.kinds import note_callback

LARGEST = 8_000_000
"""Bytes of a request: a file of 2 MB as a browser sends it, and what a page keeps of another."""

ADDRESS = "/_dash-update-component"

TOO_LARGE = "La demande est trop grande."
UNREADABLE = "La demande n'est pas un JSON en UTF-8."
UNKNOWN = "Cette page ne demande rien de tel : rechargez-la."
UNFIT = "La demande n'a pas la forme que la page lui donne : rechargez-la."


class _Place(TypedDict):
    id: str
    property: str


class _Sent(_Place):
    value: NotRequired[Any]


class _Body(TypedDict):
    """A request of Dash's browser side, whatever the callback."""

    output: str
    outputs: list[_Place] | _Place
    inputs: list[_Sent]
    state: NotRequired[list[_Sent]]
    changedPropIds: NotRequired[list[str]]


_BODY = TypeAdapter(_Body)


class Undeclared(TypeError):
    """A callback that does not say what it may be sent."""


class StrictJson(DefaultJSONProvider):
    """Reads JSON as its standard says: UTF-8, no NaN, 200 levels at most; raises ValueError."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a content."""
        return from_json(s, allow_inf_nan=False)


class Contract:
    """What a callback may be sent.

    Raises
    ------
    Undeclared
        One of its values has no type, or any.
    """

    def __init__(self, key: str, callback: Mapping[str, Any]) -> None:
        self._outputs = [_place(name) for name in key.strip(".").split("...")]
        self._several = key.startswith("..")
        self._inputs = [(one["id"], one["property"]) for one in callback["inputs"]]
        self._places = self._inputs + [(one["id"], one["property"]) for one in callback["state"]]
        self._triggers = {f"{place}.{prop}" for place, prop in self._inputs}
        function = inspect.unwrap(callback["callback"])
        self.name = f"{function.__module__}.{function.__name__}".removeprefix("callbacks.")
        self._values = _values(function)
        if len(self._values) != len(self._places):
            raise Undeclared(f"{key} has {len(self._places)} values, {len(self._values)} types")

    def fits(self, body: _Body) -> bool:
        """Whether a request is one that the page sends."""
        outputs, sent = body["outputs"], [*body["inputs"], *body.get("state", [])]
        if isinstance(outputs, list) != self._several:
            return False
        listed = outputs if isinstance(outputs, list) else [outputs]
        if [(one["id"], _bare(one["property"])) for one in listed] != self._outputs:
            return False
        if len(body["inputs"]) != len(self._inputs):
            return False
        if [(one["id"], one["property"]) for one in sent] != self._places:
            return False
        if not self._triggers.issuperset(body.get("changedPropIds", ())):
            return False
        pairs = zip(self._values, sent, strict=True)
        return all(_fits(value, one.get("value")) for value, one in pairs)


def register(app: Dash) -> None:
    """Check what every callback of an application is sent; to be called after they are added."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = LARGEST
    server.json = StrictJson(server)
    contracts = {
        key: Contract(key, callback)
        for key, callback in app.callback_map.items()
        if "callback" in callback  # the others run in the browser
    }

    server.register_error_handler(DependencyException, _no_such_file)

    @server.before_request
    def check() -> Response | None:
        if request.path != ADDRESS or request.method != "POST":
            return None
        return refusal(contracts)


def refusal(contracts: Mapping[str, Contract]) -> Response | None:
    """Return the answer to a request that no page sends, None for one that a callback may read.

    What was read is what Dash then reads: Flask keeps it.
    """
    try:
        if not request.is_json:
            return _answer(UNREADABLE)
        body = request.get_json()
    except RequestEntityTooLarge:
        return _answer(TOO_LARGE, 413)
    except Exception:  # cut short, or not JSON: whatever a stream may raise
        return _answer(UNREADABLE)
    if not _fits(_BODY, body):
        return _answer(UNFIT)
    contract = contracts.get(body["output"])
    if contract is None:
        return _answer(UNKNOWN)
    note_callback(contract.name)
    return None if contract.fits(body) else _answer(UNFIT)


def _no_such_file(_: DependencyException) -> tuple[str, int]:
    return "Ce fichier n'existe pas.", 404


def _fits(type_: TypeAdapter[Any], value: object) -> bool:
    try:
        type_.validate_python(value, strict=True)
    except ValidationError:
        return False
    return True


def _values(function: Callable[..., object]) -> list[TypeAdapter[Any]]:
    """Return the types of a function's parameters, in their order."""
    hints = get_type_hints(function, include_extras=True)
    types = [hints.get(name, Any) for name in inspect.signature(function).parameters]
    if Any in types or object in types:
        raise Undeclared(f"{function.__module__}.{function.__qualname__}")
    return [TypeAdapter(type_) for type_ in types]


def _place(name: str) -> tuple[str, str]:
    place, _, prop = name.rpartition(".")
    return place, _bare(prop)


def _bare(prop: str) -> str:
    """Return a property's name; Dash adds what tells apart callbacks that share an output."""
    return prop.split("@")[0]


def _answer(message: str, status: int = 400) -> Response:
    body = json.dumps({"error": message}, ensure_ascii=False)
    headers = {"Cache-Control": "no-store"}
    return Response(body, status, headers=headers, content_type="application/json")
