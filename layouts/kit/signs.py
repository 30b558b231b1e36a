"""Acronyms on a page that lead to their meaning: the first of each, in running text alone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

PATH = "/glossaire"

_TEXTS = ("P", "Li", "Dd", "Dt", "Small", "Td")
_CLOSED = (
    "A", "Abbr", "Button", "Code", "Label", "Link", "Pre", "Summary",
    "H1", "H2", "H3", "H4", "H5", "H6",
)  # fmt: skip
"""What says its own name, or leads somewhere already: no link is put in it."""


@dataclass(frozen=True)
class Sign:
    """An acronym: what it stands for, and where the glossary explains it."""

    words: str
    anchor: str


def explained(content: Any, signs: Mapping[str, Sign]) -> Any:
    """Return components, changed in place, whose acronyms lead to the glossary."""
    left = dict(signs)
    if left:
        _explain(content, left, False)
    return content


def _explain(node: Any, left: dict[str, Sign], running: bool) -> None:
    name = type(node).__name__
    if not isinstance(node, Component) or name in _CLOSED:
        return
    running = running or name in _TEXTS
    children = getattr(node, "children", None)
    parts = list(children) if isinstance(children, list | tuple) else [children]
    shown: list[Any] = []
    for part in parts:
        if isinstance(part, str) and running:
            shown += _linked(part, left)
        else:
            _explain(part, left, running)
            shown.append(part)
    if any(isinstance(part, dcc.Link) and part not in parts for part in shown):
        node.children = shown


@lru_cache(maxsize=256)
def _any_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, signs))})\b")


def _linked(text: str, left: dict[str, Sign]) -> list[Any]:
    """Cut a text at the acronyms that are not explained yet."""
    if not left:
        return [text]
    found = _any_of(tuple(left)).search(text)
    if not found:
        return [text]
    sign = found[0]
    meaning = left.pop(sign)
    link = dcc.Link(
        html.Abbr(sign, title=meaning.words), href=f"{PATH}#{meaning.anchor}", className="sign"
    )
    before, after = text[: found.start()], text[found.end() :]
    return [*([before] if before else []), link, *(_linked(after, left) if after else [])]
