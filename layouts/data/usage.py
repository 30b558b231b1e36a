"""How often the atlas serves, for who runs it, beside the indicators that the contract names."""

from collections.abc import Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from layouts.head import TITLE
from layouts.kit.attributes import attributes
from layouts.kit.format import count, number
from layouts.kit.parts import notice
from layouts.kit.tables import table

PATH = "/donnees/usage"
DAYS = 30


@dataclass(frozen=True)
class Used:
    """How often something served: these last days, as many days before, since the beginning.

    `before` is None while the counts do not go as far back.
    """

    name: str
    last: int
    before: int | None
    ever: int


@dataclass(frozen=True)
class UsagePage:
    """What the page shows.

    Attributes
    ----------
    kept : whether counts are kept
    since : the first day that was counted, in words, "" for none
    pages, filters, exports : what served, the most first
    sources, producers : how many are loaded
    placed, offers : courses whose place is known, and all of them
    """

    kept: bool
    since: str
    pages: Sequence[Used] = ()
    filters: Sequence[Used] = ()
    exports: Sequence[Used] = ()
    sources: int = 0
    producers: int = 0
    placed: int = 0
    offers: int = 0


def usage_page(told: UsagePage) -> Component:
    """Return the page."""
    if not told.kept:
        counts: list[Component] = [
            notice("Le comptage est arrêté : réglage ATLAS_USAGE de l'exploitant.")
        ]
    elif not told.since:
        counts = [notice("Rien n'a encore été compté.")]
    else:
        counts = [
            html.P(f"Compté depuis le {told.since}."),
            _table("Pages ouvertes", "Page", told.pages),
            _table("Recherches et cartes où un filtre était mis", "Filtre", told.filters),
            _table("Fichiers et données remis", "Sorte", told.exports),
        ]
    return html.Div(
        [
            html.H1("Fréquentation de l'atlas"),
            html.P(
                "Combien de fois chaque page, chaque filtre et chaque export a servi, jour par "
                "jour. Sans cookie, sans adresse, sans rien de ce qui est tapé : on y compte des "
                "usages, jamais des personnes.",
                className="lead",
            ),
            html.H2("Les comptes"),
            *counts,
            html.H2("Les indicateurs du contrat"),
            table(
                "Indicateurs de réussite de l'outil cartographique (CPRDFOP, fiche P1.c)",
                ["Indicateur", "Ce que l'atlas en sait"],
                _indicators(told),
            ),
            html.P(dcc.Link("Confidentialité", href="/donnees#confidentialite")),
        ],
        className="prose data",
        **attributes(data_title=f"Fréquentation – {TITLE}"),
    )


def _table(title: str, what: str, rows: Sequence[Used]) -> Component:
    if not rows:
        return html.P(f"{title} : rien n'a encore été compté.")
    shown = [
        (one.name, number(one.last), "—" if one.before is None else number(one.before),
         number(one.ever))
        for one in rows
    ]  # fmt: skip
    heads = [what, f"{DAYS} derniers jours", f"{DAYS} jours d'avant", "Depuis le début"]
    return table(title, heads, shown)


def _indicators(told: UsagePage) -> list[tuple[str, str]]:
    unknown = "Non compté : le comptage est arrêté."
    pages = sum(one.last for one in told.pages)
    opened = f"{count(pages, 'page ouverte', 'pages ouvertes')} en {DAYS} jours, "
    before = [one.before for one in told.pages if one.before is not None]
    opened += (
        f"{number(sum(before))} les {DAYS} jours d'avant. "
        if before
        else (f"pas encore comptées les {DAYS} jours d'avant. ")
    )
    opened += "Les personnes ne sont pas comptées."
    exports = sum(one.last for one in told.exports)
    given = f"{count(exports, 'fichier ou réponse', 'fichiers et réponses')} en {DAYS} jours."
    return [
        ("Évolution du nombre d'utilisateurs", opened if told.kept else unknown),
        ("Livrables dédiés à l'offre de formation", given if told.kept else unknown),
        ("Données d'observation sur l'offre géolocalisée",
         f"{count(told.sources, 'source chargée', 'sources chargées')} ; "
         f"{number(told.placed)} formations sur {number(told.offers)} ont un lieu connu."),
        ("Partenaires fournissant des données",
         f"{count(told.producers, 'producteur', 'producteurs')} des sources chargées."),
        ("Partenaires participant aux améliorations",
         "Non mesuré par l'atlas : à tenir par l'exploitant."),
        ("Retour des publics sur l'ergonomie et les informations",
         "Non mesuré par l'atlas : « Signaler une erreur » écrit à l'exploitant, qui tient le "
         "compte."),
        ("Nouvelle ergonomie de la base « Offre de formation »",
         "Se juge, ne se compte pas : voir le retour des publics."),
    ]  # fmt: skip
