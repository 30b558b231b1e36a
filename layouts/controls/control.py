"""A control of a page as plain data: its id, what the address says of it, its default."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal[
    "text",
    "choice",
    "many",
    "ids",
    "number",
    "switch",
    "zones",
    "territory",
    "place",
    "changes",
    "stored",
]

COLUMN_ORDER = r"[a-z-]{1,20}\.\d{1,2}\.-?\d{1,2}"
"""A column that a table of a panel is sorted by: `assets/base/sorting.js` writes and reads it."""

_STORED = ("place", "changes", "ids", "stored")
_PROPERTIES = {"switch": "checked"} | dict.fromkeys(_STORED, "data")


@dataclass(frozen=True)
class Control:
    """What a person sets on a page. `assets/base/controls.js` reads the same, as JSON.

    Attributes
    ----------
    name : str
        Its id, without the prefix of its page.
    kind : str
        What it holds; `ids` are as `many`, in an order that a person gave; what is `stored` is a
        text that a script of the page sets. Those with several
        parameters: `zones` are « level:code » values, a parameter a level; a `territory` is one
        such value, its level then its code; `changes` are texts by parameter.
    parameters : tuple of str
        What the address calls it; none where the address says nothing of it.
    default : object
        What it holds when the address says nothing; a filter's is empty.
    asked : bool
        Part of the question put to the server, not only of how its answer is shown.
    kept : bool
        Written in the address even at its default.
    needs : str
        The parameter without which this control has no meaning, and is not written.
    emptied : str
        What the address says when it is empty and its default is not.
    choices : collection of str
        Values to choose from, for what `geodata.asking` does not read.
    pattern : str
        What each of its texts must match whole, where there is no such list.
    """

    name: str
    kind: Kind
    parameters: tuple[str, ...]
    default: Any = None
    asked: bool = True
    kept: bool = False
    needs: str = ""
    emptied: str = ""
    choices: Collection[str] = ()
    pattern: str = ""

    @property
    def property(self) -> str:
        """Name of the component's property that holds the value."""
        return _PROPERTIES.get(self.kind, "value")

    def value(self, texts: Mapping[str, str]) -> Any:
        """Return what the control holds when the parameters of an address are these texts."""
        match self.kind:
            case "zones":
                return [
                    f"{level}:{code}"
                    for level in self.parameters
                    for code in _split(texts.get(level, ""))
                ]
            case "territory":
                usual = zip(self.parameters, self.default.split(":"), strict=True)
                return ":".join(texts.get(name) or default for name, default in usual)
            case "changes":
                return {name: texts[name] for name in self.parameters if texts.get(name)}
        text = texts.get(self.parameters[0]) if self.parameters else None
        return self.default if text is None else self._read(text)

    def _read(self, text: str) -> Any:
        match self.kind:
            case "many" | "ids":
                return _split(text)
            case "number":
                return int(text)
            case "switch":
                return text == "oui"
            case "place":
                return {"code": text}
        return text

    def chosen(self, text: str) -> str | None:
        """Return what can be kept of a text, None if that is nothing."""
        if self.kind == "many":
            return ",".join(part for part in _split(text) if self._fits(part))
        return text if self._fits(text) else None

    def is_checked(self) -> bool:
        """Tell whether it says by itself which texts it takes."""
        return bool(self.choices or self.pattern)

    def _fits(self, text: str) -> bool:
        if self.pattern:
            return re.fullmatch(self.pattern, text) is not None
        return text in self.choices


@dataclass(frozen=True)
class Page:
    """A page whose state is in its address.

    Attributes
    ----------
    path : str
        Its address.
    root : str
        Id of the element that holds it.
    prefix : str
        What the ids of its controls begin with.
    controls : tuple of Control
        In the order in which the address writes them.
    """

    path: str
    root: str
    prefix: str
    controls: tuple[Control, ...]

    def id(self, control: Control) -> str:
        """Return the id of a control's component."""
        return f"{self.prefix}-{control.name}"

    def values(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Return what each control holds, by its name, from texts that were checked."""
        return {control.name: control.value(texts) for control in self.controls}

    def choices(self, args: Mapping[str, str]) -> dict[str, str]:
        """Return the parameters of an address that `geodata.asking` does not read, checked."""
        texts = {
            name: control.chosen(args[name])
            for control in self.controls
            if control.is_checked()
            for name in control.parameters
            if name in args
        }
        return {name: text for name, text in texts.items() if text is not None}

    def facts(self) -> dict[str, Any]:
        """Return what the browser reads."""
        told = ("name", "kind", "parameters", "default", "asked", "kept", "needs", "emptied")
        controls = [
            {key: getattr(c, key) for key in told}
            | {"id": self.id(c), "property": c.property, "filter": not c.default}
            for c in self.controls
        ]
        return {"path": self.path, "root": self.root, "prefix": self.prefix, "controls": controls}


def _split(text: str) -> list[str]:
    return [part for part in text.split(",") if part]
