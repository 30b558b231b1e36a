"""« Intégrer une page »: a page of ours in a frame of a partner's site, and its code."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from dash import dcc, html
from dash.development.base_component import Component

from layouts.head import TITLE
from layouts.kit.attributes import attributes
from layouts.kit.parts import copy_text, notice

PATH = "/integrer"
ASKED = "page"
"""The parameter that names the page to put in a frame."""

HEIGHT = 720  # pixels


@dataclass(frozen=True)
class Framed:
    """A page that a partner may show.

    Attributes
    ----------
    title : what the page is
    address : its whole address, with what asks for it without its header
    here : the same, without the name of the host
    """

    title: str
    address: str
    here: str


def framing_page(
    framed: Framed, examples: Sequence[tuple[str, str]], sites: Sequence[str], problem: str
) -> Component:
    """Return the page that makes a frame.

    Parameters
    ----------
    examples : what other pages show, and their paths
    sites : which sites may show a page of ours, `*` for all
    problem : why the page asked for is not the one that is shown, "" if it is
    """
    code = frame_code(framed)
    name = framed.title.removesuffix(f" – {TITLE}")
    links = [
        html.Li([dcc.Link(words, href=f"{PATH}?{ASKED}={quote(path, safe='/')}"), " : ",
                 html.Code(path)])
        for words, path in examples
    ]  # fmt: skip
    return html.Div(
        [
            html.H1("Intégrer une page dans un autre site"),
            *([notice(problem, "warning")] if problem else []),
            html.P(
                f"La page « {name} », sans son en-tête, dans une page de votre site : elle reste "
                "à jour d'elle-même et garde ses sources. Copiez ce code :"
            ),
            html.Pre(html.Code(code, id="frame-code"), className="frame-code", tabIndex=0,
                     **attributes(aria_label="Code à copier")),
            html.P(copy_text("Copier le code", "frame-code")),
            html.P(_who(sites)),
            html.H2("Ce que vos lecteurs verront"),
            html.Iframe(src=framed.here, title=framed.title, height=HEIGHT,
                        className="frame-preview"),
            html.H2("Une autre page"),
            html.P(
                [
                    "L'adresse d'une page dit ce qu'elle montre : ouvrez la page, réglez-la, "
                    "copiez son lien et ajoutez-y ",
                    html.Code("embed=1"),
                    " à la place de celle du code. Les adresses se composent aussi :",
                ]
            ),
            html.Ul(links),
        ],
        className="prose framing",
        **attributes(data_title=f"Intégrer une page – {TITLE}"),
    )  # fmt: skip


def frame_code(framed: Framed) -> str:
    """Return the HTML that a partner copies."""
    return (
        f'<iframe src="{escape(framed.address)}"\n        title="{escape(framed.title)}"'
        f'\n        width="100%" height="{HEIGHT}" loading="lazy" style="border: 0"></iframe>'
    )


def _who(sites: Sequence[str]) -> str:
    if "*" in sites:
        return "Tout site peut le faire."
    if not sites:
        return (
            "Aucun autre site n'y est autorisé pour l'instant : l'exploitant de l'atlas les nomme "
            "dans son réglage ATLAS_FRAMES."
        )
    return f"Sites autorisés : {', '.join(sites)}. L'exploitant de l'atlas peut en ajouter."
