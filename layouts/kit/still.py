"""A page as it stands before its scripts: what they draw, drawn as HTML that needs none.

Controls are those of a form, named as the address names them, so that a search works without a
script; of tabs, the open one is there and the others are links; the map is a picture.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from layouts.controls.control import Page
from layouts.kit.attributes import attributes
from layouts.kit.markup import Written, markup
from layouts.kit.tree import Node, nodes

MARK = "first-"
"""What the ids of the page before its scripts begin with: no script takes it for its own."""

_ANCHORS = ("Section", "Article", "H1", "H2", "H3", "H4", "H5", "H6")
"""Elements whose id is where a link leads to: it stays as it is."""

_REFERENCES = ("htmlFor", "aria-labelledby", "aria-describedby", "aria-controls")
_FORM = "search"
_NO_SCRIPT = '<noscript><button class="button-main" type="submit">Voir</button></noscript>'


@dataclass
class Still:
    """Draws a page once.

    Attributes
    ----------
    page : the declared page, whose controls name the fields; None for a page without controls
    filled : HTML of what an answer puts in each place, by id
    linked : where each link leads that an answer gives an address, by id
    picture : what stands for the map
    path, args : the address, and its parameters
    pictured : whether the map was drawn
    """

    page: Page | None = None
    filled: Mapping[str, str] = field(default_factory=dict)
    linked: dict[str, str] = field(default_factory=dict)
    picture: Written = field(default_factory=lambda: Written(""))
    path: str = ""
    args: Mapping[str, str] = field(default_factory=dict)
    pictured: bool = False

    def write(self, content: object) -> str:
        """Write the plain data of components (`layouts.kit.tree.plain`) as HTML."""
        stores = {
            str(node["props"].get("id", "")): node["props"].get("data")
            for node in nodes(content)
            if node["type"] == "Store"
        }
        placed = {id_[:-5]: text for id_, text in stores.items() if id_.endswith("-html") and text}
        self.filled = {**placed, **self.filled}
        return markup(content, self.draw)

    def draw(self, node: Node) -> object:
        """Return what is written in a component's place, the component itself to write it so."""
        props = node["props"]
        if node["namespace"] == "dash_html_components":
            return self._html(node)
        if own := _DRAWN.get(node["type"]):
            return own(self, props)
        return None

    def _html(self, node: Node) -> object:
        props = {k: v for k, v in node["props"].items() if k not in ("data-map", "data-title")}
        if node["type"] == "Button":
            props["disabled"] = True
            if str(props.get("id", "")).endswith("-submit"):
                props |= {"disabled": False, "type": "submit"}
        if text := self.filled.get(str(props.get("id", ""))):
            props["children"] = Written(text)
        if href := self.linked.get(str(props.get("id", ""))):
            props["href"] = href
        if props.get("role") == "search" and self.page:
            props |= {"action": self.page.path, "method": "get"}
            own = any(
                str(one["props"].get("id", "")).endswith("-submit")
                for one in nodes(_listed(props.get("children")))
            )
            send = [] if own else [Written(_NO_SCRIPT)]
            props |= {"id": _FORM, "children": [*_listed(props.get("children")), *send]}
            node = {**node, "type": "Form"}
        if "id" in props and node["type"] not in _ANCHORS:
            props["id"] = MARK + props["id"]
        for name in _REFERENCES:
            if name in props:
                props[name] = MARK + props[name]
        return {**node, "props": props}

    def _name(self, id_: str) -> str | None:
        """Return the parameter that a control writes, None where it writes several or none."""
        controls = self.page.controls if self.page else ()
        for control in controls:
            if self.page and self.page.id(control) == id_ and control.kind != "territory":
                return control.parameters[0] if len(control.parameters) == 1 else None
        return None

    def _link(self, props: Node) -> object:
        facts = {k: v for k, v in props.items() if k in ("href", "className", "title")}
        if props.get("className") == "nav-link" and (here := self._here(props["href"])):
            facts["aria-current"] = here
        return _element("A", props.get("children"), **facts)

    def _here(self, href: str) -> str:
        """Say how a link of the menu stands to the page, as `mark` of assets/base/shell.js does."""
        if self.path.rstrip("/") == href.rstrip("/"):
            return "page"
        return "true" if href != "/" and self.path.startswith(f"{href}/") else ""

    def _upload(self, props: Node) -> object:
        return _element("Div", props.get("children"), className=props.get("className"))

    def _field(self, props: Node) -> object:
        """Return a field of text or of a number."""
        value = props.get("value")
        number = "suffix" in props
        text = f"{value}{props['suffix']}" if number and value is not None else value
        name = self._name(str(props.get("id", "")))
        facts = {
            "type": "text",
            "value": text or "",
            "placeholder": props.get("placeholder"),
            "className": "mantine-Input-input",
            "disabled": name is None,
            "name": None if number else name,
            "maxLength": (props.get("inputProps") or {}).get("maxLength"),
        }
        hidden = (
            [_element("Input", None, type="hidden", name=name, value=value, form=MARK + _FORM)]
            if number and name
            else []
        )
        return self._wrapped(
            props, "TextInput", _element("Input", None, **self._labelled(props, facts)), hidden
        )

    def _plain_field(self, props: Node) -> object:
        """Return a field of a form that any browser sends, named by itself."""
        told = ("id", "type", "name", "value", "placeholder", "maxLength", "autoComplete")
        facts = {name: props[name] for name in told if props.get(name) is not None}
        field = _element("Input", None, **facts)
        return (
            field
            if facts.get("type") == "hidden"
            else _element("Div", field, className="dash-input-container")
        )

    def _select(self, props: Node) -> object:
        value = props.get("value")
        chosen = value if isinstance(value, list) else [value]
        empty = [] if value else [{"value": "", "label": props.get("placeholder") or ""}]
        # Thousands of choices wait for the scripts: the chosen one alone is shown.
        shown = [one for one in _choices(props.get("data") or []) if one["value"] in chosen]
        every = _choices(props.get("data") or [])
        options = every if len(every) <= _MOST_CHOICES else shown
        name = self._name(str(props.get("id", "")))
        facts = {
            "className": "mantine-Input-input",
            "name": name,
            "disabled": name is None,
        }
        written = [
            _element("Option", one["label"], value=one["value"], selected=one["value"] in chosen)
            for one in [*empty, *options]
        ]
        return self._wrapped(
            props, "Select", _element("Select", written, **self._labelled(props, facts))
        )

    def _labelled(self, props: Node, facts: Mapping[str, Any]) -> dict[str, Any]:
        known = {name: value for name, value in facts.items() if value not in (None, False)}
        if "id" in props:
            known["id"] = str(props["id"])
        if known.get("name"):
            known["form"] = MARK + _FORM
        if "aria-label" in props:
            known |= attributes(aria_label=props["aria-label"])
        return known

    def _wrapped(
        self, props: Node, kind: str, control: object, more: Sequence[object] = ()
    ) -> object:
        label = props.get("label")
        parts: list[Any] = [control, *more]
        css = f"mantine-InputWrapper-root mantine-{kind}-root"
        if label:
            named = _element(
                "Label", label, className="mantine-InputWrapper-label",
                htmlFor=str(props.get("id", "")),
            )  # fmt: skip
            parts.insert(0, named)
        return _element("Div", parts, className=f"{css} {props.get('className', '')}")

    def _boxes(self, props: Node) -> object:
        name = self._name(str(props.get("id", "")))
        chosen = props.get("value") or []
        boxes = [self._box(one, name, chosen) for one in nodes(props.get("children"))]
        css, label = props.get("className"), props.get("label")
        if not label:
            return _element("Div", boxes, className=css, role="group")
        own = f"{props.get('id', '')}-label"
        title = _element("Span", label, className="mantine-InputWrapper-label", id=own)
        named = attributes(aria_labelledby=own)
        return _element("Div", [title, *boxes], className=css, role="group", **named)

    def _box(self, node: Node, name: str | None, chosen: Sequence[str]) -> object:
        props = node["props"]
        box = _element(
            "Input",
            None,
            type="checkbox",
            value=props.get("value"),
            **{
                key: fact
                for key, fact in {
                    "name": name,
                    "checked": props.get("checked") or props.get("value") in chosen,
                    "form": name and MARK + _FORM,
                    "disabled": name is None,
                }.items()
                if fact
            },
        )
        told = props.get("description")
        small = [_element("Small", told)] if told else []
        return _element(
            "Label", [box, props.get("label"), *small], className="mantine-Checkbox-root"
        )

    def _one_box(self, props: Node) -> object:
        name = self._name(str(props.get("id", "")))
        return self._box({"props": props}, name, ())

    def _segments(self, props: Node) -> object:
        shown = [
            _element(
                "Span", one["label"], className="on" if one["value"] == props.get("value") else None
            )
            for one in _choices(props.get("data") or [])
        ]
        css = f"first-segments {props.get('className', '')}"
        return _element("Div", shown, className=css, **attributes(aria_hidden="true"))

    def _tabs(self, props: Node) -> object:
        chosen = props.get("value")
        links = []
        for node in nodes(props.get("children")):
            if node["type"] == "TabsTab":
                here = node["props"].get("value") == chosen
                links.append(self._tab(node["props"], here))
        panels = [
            node["props"].get("children")
            for node in _listed(props.get("children"))
            if node["type"] == "TabsPanel" and node["props"].get("value") == chosen
        ]
        named = attributes(aria_label="Onglets")
        tabs = _element("Nav", links, className="first-tabs mantine-Tabs-list", **named)
        return _element("Div", [tabs, *panels], className=props.get("className"))

    def _tab(self, props: Node, here: bool) -> object:
        path = self.page.path if self.page else ""
        href = f"{path}?{urlencode({**self.args, 'onglet': props.get('value')})}"
        current = attributes(aria_current="page") if here else {}
        return _element(
            "A", props.get("children"), href=href, className="mantine-Tabs-tab", **current
        )

    def _map(self, _props: Node) -> object:
        self.pictured = True
        return self.picture

    def _inside(self, props: Node) -> object:
        return props.get("children")


_MOST_CHOICES = 60

_DRAWN: dict[str, Callable[[Still, Node], object]] = {
    "Input": Still._plain_field,
    "Autocomplete": Still._field,
    "TextInput": Still._field,
    "NumberInput": Still._field,
    "Select": Still._select,
    "MultiSelect": Still._select,
    "CheckboxGroup": Still._boxes,
    "Checkbox": Still._one_box,
    "SegmentedControl": Still._segments,
    "Tabs": Still._tabs,
    "MantineProvider": Still._inside,
    "Link": Still._link,
    "Upload": Still._upload,
    "MapContainer": Still._map,
    "Map": Still._map,
}
"""What each component drawn by a script is written as; the others are not written."""


def _element(kind: str, children: object, **props: object) -> dict[str, Any]:
    """Return an element of HTML as plain data, a field too: Dash has no such component."""
    known = {name: value for name, value in props.items() if value is not None}
    known["children"] = children
    return {"namespace": "dash_html_components", "type": kind, "props": known}


def _listed(children: object) -> list[Any]:
    if children is None:
        return []
    return list(children) if isinstance(children, list | tuple) else [children]


def _choices(data: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return list(_flat(data))


def _flat(data: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for one in data:
        if "items" in one:
            yield from _flat(one["items"])
        else:
            yield one
