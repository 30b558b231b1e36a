"""What a browser may send to a callback: the types, with their limits, that callbacks declare.

`callbacks/serving/guard.py` checks them before the body of a callback. A value that is not set is
None. A limit is only there to refuse what no page sends: what a person types too long is told by
`geodata.asking`, in words.
"""

from collections.abc import Iterable
from typing import Annotated, NotRequired

from pydantic import AfterValidator, Field
from typing_extensions import TypedDict

from geodata.asking.query import PARAMETERS
from geodata.asking.scenario import SCENARIO_PARAMETERS
from layouts.controls.control import Page
from layouts.controls.coverage import COVERAGE
from layouts.controls.find import FIND
from layouts.controls.tensions import TENSIONS

LONGEST_TEXT = 200_000
"""Characters of a text: those of the longest address that is served."""

Text = Annotated[str, Field(max_length=LONGEST_TEXT)]
"""What is typed, or an address."""

Choice = Annotated[str, Field(max_length=200)]
"""A value of a menu."""

Choices = Annotated[list[Choice], Field(max_length=100)]

Count = Annotated[int, Field(ge=0, le=2**53)]
"""Clicks on a button, a moment in milliseconds: what grows in the browser."""

Number = Annotated[float, Field(ge=-1e9, le=1e9)] | Annotated[str, Field(max_length=40)]
"""What a field of numbers holds; a text when it is none yet."""

File = str
"""The content of a file, in base64; the whole request has its own limit."""


def _among(known: Iterable[str]) -> AfterValidator:
    """Accept no other parameter."""
    names = frozenset(known)

    def check(texts: dict[str, str]) -> dict[str, str]:
        if not names.issuperset(texts):
            raise ValueError("a parameter that no page asks with")
        return texts

    return AfterValidator(check)


def _parameters(page: Page) -> set[str]:
    """Return the parameters that the controls of a page ask with."""
    return {name for one in page.controls if one.asked for name in one.parameters}


FindRequest = Annotated[dict[str, Text], _among({*_parameters(FIND), *PARAMETERS})]
CoverageRequest = Annotated[dict[str, Text], _among({*_parameters(COVERAGE), *PARAMETERS})]
TensionsRequest = Annotated[dict[str, Text], _among(_parameters(TENSIONS))]
ScenarioTexts = Annotated[dict[str, Text], _among(SCENARIO_PARAMETERS)]


class Opened(TypedDict):
    """An address of the browser's history: what follows its path."""

    search: Text
    n: NotRequired[Count]


class Position(TypedDict):
    """Where a person is, in degrees WGS84."""

    lon: Annotated[float, Field(ge=-180, le=180)]
    lat: Annotated[float, Field(ge=-90, le=90)]
    n: NotRequired[Count]


class ClickedPlaces(TypedDict):
    """The places of a marker that is clicked, as their positions among the sites."""

    sites: Annotated[list[Annotated[int, Field(ge=0, le=10**6)]], Field(max_length=500)]
    n: NotRequired[Count]


class ChosenPlace(TypedDict, total=False):
    """The commune that stands for what was typed; nothing when there is none."""

    code: Choice
    label: Text
    here: bool
    lon: Annotated[float, Field(ge=-180, le=180)]
    """Degrees of an address, which is in no link; so is `lat`."""
    lat: Annotated[float, Field(ge=-90, le=90)]


class DroppedFile(TypedDict):
    """A file, read by a script of the page."""

    name: Text
    content: File
    n: NotRequired[Count]
