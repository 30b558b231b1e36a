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
    if signs:
        _explain(content, _Left(signs), False)
    return content


class _Left:
    """The acronyms that are not explained yet, and what finds one of them."""

    def __init__(self, signs: Mapping[str, Sign]) -> None:
        self._signs = dict(signs)
        self.any_of: re.Pattern[str] | None = _any_of(tuple(self._signs))

    def take(self, sign: str) -> Sign:
        """Return what an acronym stands for, which is then explained."""
        meaning = self._signs.pop(sign)
        self.any_of = _any_of(tuple(self._signs)) if self._signs else None
        return meaning


def _explain(node: Any, left: _Left, running: bool) -> None:
    name = type(node).__name__
    if name in _CLOSED or not isinstance(node, Component):
        return
    running = running or name in _TEXTS
    children = getattr(node, "children", None)
    parts = children if isinstance(children, list | tuple) else [children]
    shown: list[Any] = []
    for part in parts:
        if isinstance(part, str):
            shown += _linked(part, left) if running else [part]
        else:
            if part is not None:
                _explain(part, left, running)
            shown.append(part)
    if len(shown) != len(parts) or any(a is not b for a, b in zip(shown, parts, strict=True)):
        node.children = shown


@lru_cache(maxsize=256)
def _any_of(signs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, signs))})\b")


def _linked(text: str, left: _Left) -> list[Any]:
    """Cut a text at the acronyms that are not explained yet."""
    found = left.any_of.search(text) if left.any_of else None
    if not found:
        return [text]
    sign = found[0]
    meaning = left.take(sign)
    link = dcc.Link(
        html.Abbr(sign, title=meaning.words), href=f"{PATH}#{meaning.anchor}", className="sign"
    )
    before, after = text[: found.start()], text[found.end() :]
    return [*([before] if before else []), link, *(_linked(after, left) if after else [])]
