"""The glossary: each acronym in plain words, read from its page of words."""

import re

from dash import html
from dash.development.base_component import Component

from layouts.head import TITLE
from layouts.kit.attributes import attributes
from layouts.kit.prose import prose
from layouts.kit.signs import PATH, Sign

_ENTRY = re.compile(r"^### (\S+) : (.+) \{#([\w-]+)\}$", re.MULTILINE)

__all__ = ["PATH", "glossary_page", "signs_of"]


def signs_of(text: str) -> dict[str, Sign]:
    """Return the acronyms that a glossary explains."""
    return {sign: Sign(words, anchor) for sign, words, anchor in _ENTRY.findall(text)}


def glossary_page(text: str) -> Component:
    """Return the page; `text` is its Markdown, an acronym and its meaning a title."""
    known = sorted(signs_of(text).items())
    links = [html.Li(html.A(sign, href=f"#{one.anchor}", title=one.words)) for sign, one in known]
    return html.Div(
        [
            html.H1("Glossaire"),
            html.P("Les sigles de l'atlas, en mots courants.", className="lead"),
            html.Nav(html.Ul(links), className="glossary-index",
                     **attributes(aria_label="Sigles, de A à Z")),
            *prose(text),
        ],
        className="prose glossary",
        **attributes(data_title=f"Glossaire – {TITLE}"),
    )  # fmt: skip
