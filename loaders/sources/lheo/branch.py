"""A record of LHEO as plain Python: what is used of it, the same for every version."""

import html
import re
from collections.abc import Iterator
from typing import Any

from loaders.sources.lheo.fields import EXTRAS, IGNORED, RENAMED, TRANSPARENT

_DEEPEST = 40  # the schema's own deepest element is at 12
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
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
    branch = Branch(_plain(element.text), dict(element.attrib))
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
            grown = Branch(_plain(child.text), dict(child.attrib))
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


def _plain(text: str | None) -> str:
    """Return a text on one line, "" for the dash that stands for nothing in a required element."""
    text = (text or "").translate(_WINDOWS).translate(_UNSEEN)
    for _ in range(2):  # an editor of web pages writes « &amp;eacute; »
        text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    words = " ".join(_TAG.sub(" ", text).split())
    return "" if words in ("-", "--", ".") else words
