"""A record of LHEO as plain Python: what is used of it, the same for every version."""

import re
from collections.abc import Iterator
from typing import Any

from loaders.reading.cells import without_entities, without_unseen
from loaders.reading.encoded_twice import encoded_once
from loaders.sources.lheo.fields import EXTRAS, IGNORED, RENAMED, TRANSPARENT

_DEEPEST = 40  # the schema's own deepest element is at 12
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_INLINE = frozenset(("b", "br", "em", "font", "i", "p", "span", "strong", "u"))
_VALUES = ("val", "value", "valeur")
_WINDOWS = {
    code: bytes([code]).decode("cp1252", errors="ignore") or " " for code in range(0x80, 0xA0)
}
"""Signs of Windows that a text said to be ISO 8859-1 has: no other text has these codes."""


class Branch:
    """An element: its text, its attributes and its children by their name of LHEO 2.

    Elements that are ignored are left out with all they hold. `extras` holds the known extensions
    of the element, whatever the depth of their containers.
    """

    __slots__ = ("attributes", "children", "extras", "text")

    def __init__(self, text: str = "", attributes: dict[str, str] | None = None) -> None:
        self.text = text
        self.attributes = attributes or {}
        self.children: dict[str, list[Branch]] = {}
        self.extras: dict[str, str] = {}

    def all(self, *path: str) -> Iterator["Branch"]:
        """Yield the elements under a path of names."""
        if not path:
            yield self
            return
        for child in self.children.get(path[0], ()):
            yield from child.all(*path[1:])

    def first(self, *path: str) -> "Branch":
        """Return the first element under a path of names, or one that is empty."""
        return next(self.all(*path), _EMPTY)

    def value(self, *path: str) -> str:
        """Return the first text that is not empty under a path of names, "" if there is none."""
        return next(self.values(*path), "")

    def values(self, *path: str) -> Iterator[str]:
        """Yield the texts that are not empty under a path of names."""
        return (branch.text for branch in self.all(*path) if branch.text)


_EMPTY = Branch()


def branch_of(element: Any) -> Branch:
    """Return what is used of an lxml element."""
    branch = Branch(_said(element), dict(element.attrib))
    _fill(branch, element, 1)
    return branch


def _fill(branch: Branch, element: Any, depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in element:
        if not isinstance(child.tag, str):
            continue  # an entity that was not expanded
        written = child.tag.rpartition("}")[2]
        name = RENAMED.get(written, written)
        if name in IGNORED:
            continue
        if name == "extras":
            _extend(branch, child, depth)
        elif name in TRANSPARENT:
            _fill(branch, child, depth + 1)
        else:
            grown = Branch(_said(child), dict(child.attrib))
            _fill(grown, child, depth + 1)
            branch.children.setdefault(name, []).append(grown)


def _extend(branch: Branch, extras: Any, depth: int) -> None:
    if depth > _DEEPEST:
        return
    for child in extras:
        if not isinstance(child.tag, str):
            continue
        info = child.get("info", "")
        if child.tag.rpartition("}")[2] == "extras":
            _extend(branch, child, depth + 1)
        elif info in EXTRAS:
            branch.extras.setdefault(info, _plain(child.text))


def _said(element: Any) -> str:
    """Return the text of an element, its own or that of the words that it sets in bold, else the
    value that some producers put in an attribute.
    """
    if any(
        isinstance(part.tag, str) and part.tag.rpartition("}")[2] in _INLINE for part in element
    ):
        return _plain(" ".join(element.itertext()))
    told = _plain(element.text)
    if told or len(element):
        return told
    return next((_plain(element.get(name)) for name in _VALUES if element.get(name)), "")


def _plain(text: str | None) -> str:
    """Return a text on one line, "" for the dash that stands for nothing in a required element."""
    text = without_unseen(encoded_once(text or "").translate(_WINDOWS))
    text = without_entities(text)
    words = " ".join(_TAG.sub(" ", text).split())
    return "" if words in ("-", "--", ".") else words
