"""The picture of each page for those who share its address."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Flask, Response, abort, request

from callbacks.api.replies import cached
from callbacks.opening.first_sight import first_sight
from callbacks.opening.pictures import land_of
from callbacks.routes import head_of
from callbacks.serving.paper import ROOT
from geodata.atlas import Atlas
from geodata.portrait.outline import drawn_at
from geodata.provenance.values import offer_words
from layouts.card import PATH, Card, drawn_card
from layouts.head import TITLE

FONT = ROOT / "assets" / "fonts" / "source-sans-3-latin-wght-normal.woff2"

_SITE = f" – {TITLE}"
"""The end of the titles of documents."""

_ASKED = ("onglet", "metier")
"""What the address of a page with a card of its own may ask."""

_FIRST = "Trouver une formation près de chez soi"


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Add the cards: `/apercu.png`, and `/apercu/couverture.png` for `/couverture`."""

    @server.get(f"{PATH}.png")
    @server.get(f"{PATH}/<path:page>.png")
    def card(page: str = "") -> Response:
        atlas = current()
        path = f"/{page}"
        sight = first_sight(atlas, path, "")
        if sight.status != 200:
            abort(404)

        args = {name: request.args[name] for name in _ASKED if name in request.args}

        def make() -> Response:
            content = card_of(atlas, path, sight.title, urlencode(args))
            return Response(content, mimetype="image/png")

        return cached(atlas, args, make, costly=True)


def card_of(atlas: Atlas, path: str, title: str, search: str = "") -> bytes:
    """Return the card of a page, as PNG.

    Parameters
    ----------
    title : the document's, for a page that has no other
    search : what the page's own address asks: a métier is one of the pages of a path
    """
    head = head_of(atlas, path, search)
    title = title if head.title == TITLE else head.title
    name = _FIRST if title in ("", TITLE) else title.removesuffix(_SITE)
    told = Card(
        name, head.description, atlas.region_name, offer_words(atlas.demonstration).sentence
    )
    places = drawn_at(atlas, atlas.own_sites[["x", "y"]].to_numpy(float))
    return drawn_card(told, land_of(atlas), places, FONT)
