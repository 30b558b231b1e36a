"""« Intégrer une page »: which page of ours, and who may show it."""

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from dash.development.base_component import Component

from callbacks.controls import arguments
from callbacks.serving.framing import EMBEDDED, sites
from callbacks.serving.origin import origin
from geodata.atlas import Atlas
from geodata.needs.metiers import metiers
from geodata.portrait.names import portrayed
from layouts.framing.page import ASKED, PATH, Framed, framing_page
from layouts.head import TITLE
from layouts.kit.tree import plain, told
from layouts.kit.typography import french
from layouts.tensions.head import metier_path

_FIRST = "/"


def page(atlas: Atlas, search: str, open_page: Callable[[Atlas, str, str], Component]) -> Component:
    """Return the page that makes a frame of the one that is asked for.

    Parameters
    ----------
    search : what follows the path of the address
    open_page : opens the page of an address (`callbacks.routes`)
    """
    asked = arguments(search).get(ASKED, _FIRST)
    path, question = _parts(asked)
    shown = plain(open_page(atlas, path, question)) if path else None
    found = shown is not None and told(shown, "data-status") != "404"
    if not found:
        path, question, shown = _FIRST, "", plain(open_page(atlas, _FIRST, ""))
    title = told(shown, "data-title") or TITLE
    here = f"{path}?{urlencode({**arguments(question), **EMBEDDED})}"
    framed = Framed(title, origin() + here, here)
    problem = (
        "" if found else f"« {asked[:200]} » n'est pas une page de l'atlas : voici la première."
    )
    return french(framing_page(framed, _examples(atlas), sites(), problem))


def _parts(address: str) -> tuple[str, str]:
    """Return the path and the question of an address, without a position; "" if it is not ours."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    if not parts.path.startswith("/") or parts.path.startswith(("//", PATH)):
        return "", ""
    if parts.netloc and f"{parts.scheme}://{parts.netloc}" != origin():
        return "", ""
    kept = {k: text for k, text in arguments(parts.query).items() if k not in ("near", *EMBEDDED)}
    return parts.path, urlencode(kept)


def _examples(atlas: Atlas) -> list[tuple[str, str]]:
    """Return an address of each kind, with words on what it shows."""
    found = [
        (
            "Les formations d'un mot, près d'une commune",
            "/?q=cuisine&lieu=" + atlas.communes["code"].iat[0],
        )
    ]
    certified = atlas.offers["rncp"][atlas.offers["rncp"] != ""]
    if len(certified):
        found.append(("Une certification", f"/?q={certified.iat[0]}"))
    if rows := metiers(atlas).rows:
        found.append(("Un métier", metier_path(rows[0].key)))
    for level, names in portrayed(atlas).items():
        if level == "spel" and names:
            found.append(("Un territoire", f"/territoire/{level}/{next(iter(names))}"))
    return [*found, ("La couverture d'une filière", "/couverture?level=3&threshold=30")]
