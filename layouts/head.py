"""What a document says of its page to a search engine, before anything is drawn."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from layouts.card import HEIGHT, WIDTH, card_path

TITLE = "Atlas Formation"

DESCRIPTION = (
    "La carte des formations de la région : trouvez une formation près de chez vous, "
    "avec le temps de trajet."
)

DESCRIPTIONS = {
    "/selection": (
        "Les formations gardées pour une personne, comparées côte à côte, à imprimer et à "
        "emporter ; elles restent dans le navigateur."
    ),
    "/couverture": (
        "Où habite-t-on trop loin d'une formation : habitants hors d'atteinte, territoire par "
        "territoire, et ce que changerait une ouverture."
    ),
    "/tensions": (
        "Les métiers en tension de la région, et les formations proches qui y mènent, par bassin "
        "d'emploi."
    ),
    "/territoire": (
        "Le portrait de chaque territoire de la région : population, entreprises, marché du "
        "travail et formations."
    ),
    "/territoire/contrat": (
        "Le suivi des engagements du contrat régional sur l'orientation et la formation."
    ),
    "/accueils": (
        "Qui conseille et accompagne près de chez vous, et en combien de temps : missions locales, "
        "CIO, France Travail, handicap, France services."
    ),
    "/competences": (
        "Partir d'un savoir-faire (souder, conduire, soigner) vers les métiers qui le demandent, "
        "les métiers voisins et les formations proches."
    ),
    "/donnees": (
        "D'où viennent les formations et les territoires de l'atlas, ce qui en a été écarté, et "
        "comment les temps de trajet sont faits."
    ),
    "/aide": (
        "Comment chercher une formation, garder celles qui conviennent, se faire aider et "
        "comprendre ce que montre l'atlas."
    ),
    "/glossaire": (
        "Les sigles de la formation, des métiers et des territoires (CAP, BUT, RNCP, ROME, SPEL, "
        "QPV…) en mots courants."
    ),
    "/donnees/validation": (
        "Les chiffres de l'atlas à côté de ceux que d'autres publient : l'écart, l'année, le "
        "périmètre, et pourquoi ils diffèrent."
    ),
    "/donnees/usage": (
        "Combien de fois chaque page, filtre et export de l'atlas a servi, et les indicateurs de "
        "réussite du contrat."
    ),
    "/integrer": (
        "Le code qui met une page de l'atlas, carte ou portrait, dans une page d'un autre site."
    ),
    "/api": (
        "Les réponses de l'atlas en données, pour un programme : les adresses, leurs paramètres, "
        "leurs formats et leurs limites."
    ),
}
"""What each page is for, by its path; a page without one is described as the site is."""


@dataclass(frozen=True)
class Head:
    """What a page is, in a few words.

    Attributes
    ----------
    path : str
        Its own address, whatever was added to the one that opened it.
    title, description : str
    about : mapping
        The same as schema.org says it (JSON-LD), without its context; its address is added.
    shared, named : str
        The address and the title that it has where a link to it is shown, when they are not those
        of the page: a search is one of the pages of the site, and no page of its own.
    """

    path: str
    title: str = TITLE
    description: str = DESCRIPTION
    about: Mapping[str, Any] | None = None
    shared: str = ""
    named: str = ""


def site_about(region: str) -> dict[str, Any]:
    """Return what schema.org calls the site, and how it is searched."""
    return {
        "@type": "WebSite",
        "name": TITLE,
        "inLanguage": "fr",
        "about": f"Formations, {region}",
        "potentialAction": {
            "@type": "SearchAction",
            "target": "/?q={search_term_string}",
            "query-input": "required name=search_term_string",
        },
    }


def head_tags(head: Head, site: str) -> str:
    """Return the tags of a document's head, its title apart; `site` is where the site is."""
    address = site + head.path
    tags = [
        f'<meta name="description" content="{escape(head.description)}">',
        f'<link rel="canonical" href="{escape(address)}">',
        f'<meta property="og:title" content="{escape(head.named or head.title)}">',
        f'<meta property="og:description" content="{escape(head.description)}">',
        f'<meta property="og:url" content="{escape(site + (head.shared or head.path))}">',
        '<meta property="og:type" content="website">',
        '<meta property="og:locale" content="fr_FR">',
        f'<meta property="og:image" content="{escape(site + card_path(head.path))}">',
        f'<meta property="og:image:width" content="{WIDTH}">',
        f'<meta property="og:image:height" content="{HEIGHT}">',
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    if head.about:
        told = {"@context": "https://schema.org", **head.about, "url": address}
        tags.append(f'<script type="application/ld+json">{_json(told)}</script>')
    return "\n".join(tags)


def stated(**facts: Any) -> dict[str, Any]:
    """Return what is known of these facts: what is empty is not said."""
    return {name: value for name, value in facts.items() if value not in (None, "", [], {}, ())}


def _json(told: Mapping[str, Any]) -> str:
    """Write JSON that no text can end: a title may hold « </script> »."""
    text = json.dumps(told, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
