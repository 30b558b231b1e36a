"""The controls of « Métiers en tension »."""

from geodata.asking.needs import NeedsQuery
from geodata.needs.order import ORDERS
from layouts.controls.control import COLUMN_ORDER, Control, Page

PANELS: dict[str, str] = {
    "metiers": "Métiers",
    "quadrant": "Tension et places",
    "eloignes": "Sans formation proche",
    "metier": "Un métier sur la carte",
    "dix": "Les dix plus tendus",
    "avenir": "D'ici 2030",
}
"""The tabs, one question each."""

_USUAL = NeedsQuery()

TENSIONS = Page(
    path="/tensions",
    root="tensions",
    prefix="tension",
    controls=(
        Control("place", "territory", ("level", "code"), f"{_USUAL.level}:"),
        Control("mode", "choice", ("mode",), _USUAL.mode),
        Control("threshold", "number", ("threshold",), _USUAL.threshold, kept=True),
        Control("measure", "choice", ("measure",), "auto"),
        Control("family", "choice", ("family",)),
        Control("sort", "choice", ("tri",), next(iter(ORDERS)), choices=ORDERS),
        Control("every", "switch", ("tous",), False, choices=("oui",)),
        Control("columns", "switch", ("colonnes",), False, choices=("oui",)),
        Control("order", "stored", ("ordre",), "", asked=False, pattern=COLUMN_ORDER),
        Control("panel", "choice", ("onglet",), "metiers", asked=False, choices=PANELS),
        Control("metier", "choice", ("metier",)),
        Control("shown", "choice", ("shown",), _USUAL.shown),
    ),
)
