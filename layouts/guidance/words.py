"""What is said of a kind of places: what is known of it, what is not, and who has it."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.completeness.matrix import ABSENT, PARTIAL
from geodata.guidance.known import Known
from geodata.guides import KINDS
from layouts.kit.format import count


def plural_of(kind: str) -> str:
    """Return the name of a kind in the plural, as a title."""
    return KINDS[kind].many[:1].upper() + KINDS[kind].many[1:]


def places_words(known: Known) -> str:
    """Write how many places of a kind are known, and from what."""
    kind = KINDS[known.kind]
    told = count(known.places, kind.one, kind.many)
    if known.simulated:
        return f"{told}, lieux simulés pour la démonstration."
    return f"{told}, d'après : {' ; '.join(known.sources)}."


def partial_words(known: Known) -> str:
    """Write what a list lacks; "" when it is whole."""
    return f"Liste partielle : {' ; '.join(known.lacks)}." if known.state == PARTIAL else ""


def known_words(known: Known) -> str:
    """Write what is known of a kind: « 43 missions locales, d'après … », and what it lacks."""
    return f"{places_words(known)} {partial_words(known)}".rstrip()


def absent_words(absent: Sequence[Known]) -> list[ComponentSingleType]:
    """Return what no loaded source says, with who has it; nothing when all is known."""
    unknown = [one for one in absent if one.state == ABSENT]
    if not unknown:
        return []
    names = ", ".join(KINDS[one.kind].many for one in unknown)
    links: list[ComponentSingleType] = []
    for name, page in dict.fromkeys(one.bringing for one in unknown):
        link = html.A(name, href=page, rel="noopener noreferrer") if page else name
        links += [", " if links else "", link]
    return [
        html.P(
            [
                f"Aucune source chargée ne donne : {names}. Cela ne dit pas qu'il n'y en a pas. ",
                "Qui les donne : ",
                *links,
                " (",
                dcc.Link("comment les charger", href="/donnees#charger"),
                ").",
            ],
            className="missing unsaid",
        )
    ]


def absent_paragraph(absent: Sequence[Known]) -> list[Component]:
    """Return `absent_words` on paper: names alone, without links."""
    unknown = [one for one in absent if one.state == ABSENT]
    names = ", ".join(KINDS[one.kind].many for one in unknown)
    return [html.P(f"Aucune source chargée : {names}.", className="small")] if names else []
