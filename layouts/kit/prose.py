"""Components of a page of words: its Markdown, with each named figure in its place.

A block may end with its id or its class in braces: `## Titre {#ancre}`, `a = b {.formula}`.
What is between stars is in English: the title of a work.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from dash import html
from dash.development.base_component import Component
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from geodata.pages import NAMED

Figures = Mapping[str, object]

_MARK = re.compile(r" \{([#.])([\w-]+)\}$")
_FACT = {"#": "id", ".": "className"}
_TAGS = {
    "bullet_list": html.Ul, "ordered_list": html.Ol, "list_item": html.Li, "strong": html.Strong,
    "paragraph": html.P,
}  # fmt: skip


def section(text: str, **figures: object) -> Component:
    """Return a page as a section of another."""
    return html.Section(prose(text, **figures))


def prose(text: str, **figures: object) -> list[Any]:
    """Return the blocks of a page.

    Parameters
    ----------
    figures : the text, the component or the components that stand for each name. Their text is
        never read as Markdown. Alone in its paragraph, a figure that is no text is a block.

    Raises
    ------
    KeyError
        The text names a figure that is not given.
    """
    return _merged(_parts(_tree(text), figures))


@cache
def _tree(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).parse(text))


def _parts(node: SyntaxTreeNode, figures: Figures) -> list[Any]:
    return [part for child in node.children for part in _part(child, figures)]


def _part(node: SyntaxTreeNode, figures: Figures) -> list[Any]:
    match node.type:
        case "text":
            before = node.previous_sibling
            content = node.content.removeprefix(" ") if before and _label(before) else node.content
            pieces = NAMED.split(content)
            return [figures[piece] if at % 2 else piece for at, piece in enumerate(pieces)]
        case "softbreak":
            return [" "]
        case "code_inline":
            return [html.Code(node.content)]
        case "fence":
            return [html.Pre(html.Code(node.content.rstrip("\n")), tabIndex=0)]
        case "link":
            return [html.A(_children(_parts(node, figures)), href=str(node.attrs["href"]))]
        case "em":
            return [html.Cite(_children(_parts(node, figures)), lang="en")]
        case "inline":
            return _parts(node, figures)
    return _block(node, figures)


def _block(node: SyntaxTreeNode, figures: Figures) -> list[Any]:
    parts = _merged(_parts(node, figures))
    if node.type == "paragraph":
        alone = NAMED.fullmatch(_source(node))
        if node.hidden or (alone and not isinstance(figures[alone[1]], str)):
            return parts
    if _label(node):
        parts[-1] += " "
    facts = {}
    if parts and isinstance(parts[-1], str) and (mark := _MARK.search(parts[-1])):
        parts[-1] = parts[-1][: mark.start()]
        facts[_FACT[mark[1]]] = mark[2]
    make = getattr(html, node.tag.upper()) if node.type == "heading" else _TAGS[node.type]
    return [make(_children(parts), **facts)]


def _label(node: SyntaxTreeNode) -> bool:
    """Whether a node is a label, « Source : », whose space is as bold as its words."""
    return node.type == "strong" and _source(node).endswith(" :")


def _source(node: SyntaxTreeNode) -> str:
    return "".join(child.content for child in node.children)


def _merged(parts: list[Any]) -> list[Any]:
    """Join the texts that follow one another, and spread the figures of several components."""
    merged: list[Any] = []
    for part in parts:
        if isinstance(part, list | tuple):
            merged += part
        elif isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        elif part != "":
            merged.append(part)
    return merged


def _children(parts: list[Any]) -> Any:
    return parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts
