"""What a first visit says, and the tour that it proposes; `assets/help/tour.js` shows them."""

from dash import html
from dash.development.base_component import Component

from layouts.kit.attributes import attributes
from layouts.kit.fields import button

WHAT = (
    "Les formations de la région sur une carte : écrivez un métier et votre commune, et voyez "
    "lesquelles sont à votre portée, en combien de temps."
)

_STEPS: tuple[tuple[str, str, str, str], ...] = (
    (".control-q", "Ce que vous cherchez",
     "Un métier, un diplôme, un mot courant ou un établissement : « aide-soignant », « CAP "
     "cuisine », « travailler avec les animaux ». Les fautes de frappe sont comprises.", ""),
    (".control-place", "D'où vous partez",
     "Votre commune ou votre code postal. À côté, comment vous vous déplacez et le trajet le plus "
     "long que vous acceptez : ce qui est plus loin est laissé de côté.", ""),
    ("#find-filters, #find-filters-open", "Préciser, ou se laisser guider",
     "Les filtres disent la voie, le domaine, le niveau, l'internat, le rythme… « Me guider en 4 "
     "questions » les choisit avec vous.", ""),
    (".list-head", "La liste",
     "Les formations qui conviennent, les plus proches en premier quand une commune est choisie. "
     "Un titre ouvre la fiche : où, quand, comment y aller, qui appeler.", "liste"),
    (".map-area, .view-toggle", "La carte",
     "Les mêmes formations, où elles ont lieu. Un cercle en réunit plusieurs : un clic "
     "s'en approche.", "carte"),
    ("#find-list [data-keep]", "Garder ce qui plaît",
     "« Garder » met une formation dans « Ma sélection » : on y compare, on y note, on imprime. "
     "Elle reste dans votre navigateur.", "liste"),
    (".header nav", "Et ensuite",
     "Les autres pages disent où l'on habite trop loin d'une formation, quels métiers recrutent, "
     "et ce qu'est chaque territoire. « Aide » reprend cette visite et explique les sigles.", ""),
)  # fmt: skip
"""Where each step of the tour points (the first in sight), its title, its words, and which of the
list and the map a telephone shows meanwhile, "" for either."""


def tour_button(css: str) -> Component:
    """Return what starts the tour, from any page."""
    return button("Visite guidée (2 minutes)", css, **attributes(data_tour="oui"))


def welcome() -> Component:
    """Return what says what the atlas is, seen where a script knows a first visit."""
    return html.Aside(
        [
            html.P(WHAT),
            html.Div(
                [
                    tour_button("button-quiet"),
                    button("Fermer", "button-link", **attributes(data_welcome="fermer")),
                ],
                className="welcome-actions",
            ),
        ],
        id="find-welcome",
        className="welcome",
        **attributes(aria_label="Bienvenue"),
    )  # fmt: skip


def tour() -> Component:
    """Return the tour, closed."""
    steps = [
        html.Section(
            [
                html.P(f"{n} sur {len(_STEPS)}", className="source"),
                html.H2(title),
                html.P(words),
            ],
            hidden=n > 1,
            **attributes(data_points=place, data_shown=shown),
        )
        for n, (place, title, words, shown) in enumerate(_STEPS, 1)
    ]
    return html.Dialog(
        [
            html.Div(className="tour-spot", **attributes(aria_hidden="true")),
            html.Div(
                [
                    html.Div(steps, className="tour-steps", **attributes(aria_live="polite")),
                    html.Div(
                        [
                            button("Quitter", "button-link", id="tour-leave"),
                            button("Précédent", id="tour-back"),
                            button("Suivant", "button-main", id="tour-next"),
                        ],
                        className="tour-foot",
                    ),
                ],
                className="tour-card",
            ),
        ],
        id="tour",
        className="tour",
        **attributes(aria_label="Visite guidée"),
    )  # fmt: skip
