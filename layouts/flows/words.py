"""The words of flows: what is to be remembered, who has what lacks."""

from collections.abc import Iterator, Sequence

from geodata.flows.lacks import FIRST_YEAR, OBSERVED, PLACE_OF_JOB, missing
from geodata.flows.needs import Needs
from geodata.flows.observed import Flow, Series
from geodata.flows.table import KINDS
from geodata.portrait.themes.recruitment import LEAST_OWN, wider_words
from layouts.kit.format import count, lower_first, number, share, upper_first

CENSUS = "Le recensement est un sondage : un flux sous 200 personnes se lit avec précaution (Insee)"


def essentials(place: str, shown: Sequence[Series]) -> list[str]:
    """Return a sentence a series, three at most: who stays, where the others go."""
    return [text for text in (_essential(place, one) for one in shown) if text][:3]


def _essential(place: str, one: Series) -> str:
    if not one.total:
        return ""
    if one.summaries:
        move = sum(row.people - row.stay for row in one.summaries)
        text = f"{one.label} : {share(move, one.total)} quittent leur SPEL"
        if one.moves:
            names = {row.code: row.name for row in one.summaries}
            first = one.moves[0]
            text += f", d'abord de {names[first.origin]} vers {names[first.destination]}"
        return f"{text} ({told_share(one)})."
    text = f"{one.label} : {share(one.stay, one.total)} restent dans le SPEL {place}"
    away = next((flow for flow in one.out if flow.people), None)
    if away is not None:
        text += f", {share(away.people or 0, one.total)} vont vers {end_words(away)}"
    return f"{text} ({told_share(one)})."


def facts(one: Series) -> str:
    """Say how many set out, stay and come."""
    least = "au moins " if one.secret else ""
    start = f"{upper_first(one.perimeter)} : {least}{number(one.total)} au départ d'ici"
    stay = f"{share(one.stay, one.total)} y restent ({number(one.stay)})"
    come = f"venues d'ailleurs : {number(one.come - one.stay)}"
    if one.summaries and one.stay == one.total == one.come:
        return f"{start}, d'un SPEL de la région à un autre ou dans le même."
    return f"{start}, {stay} ; {come}."


def end_words(flow: Flow) -> str:
    """Name an end in a sentence."""
    level = flow.end[0]
    if level == "spel":
        return f"le SPEL {flow.name}"
    return lower_first(flow.name) if level == "departement" else "l'étranger"


def caption(title: str, one: Series) -> str:
    """Name a table, which its series makes unique in the page."""
    return f"{title} : {lower_first(one.label)} ({told(one)})"


def told(one: Series) -> str:
    """Say who is counted and when."""
    return f"{one.perimeter}, {one.year}"


def told_share(one: Series) -> str:
    """Say who is counted and when, beside a share: with secrets, it is one of what is published."""
    return f"{told(one)}{', part de ce qui est publié' if one.secret else ''}"


def people_words(flow: Flow) -> str:
    """Write the people of a flow; a secret figure is never a zero."""
    if flow.people is None:
        return "secret"
    text = number(flow.people)
    return f"au moins {text}" if flow.secret else text


def secret_words(n: int) -> str:
    """Say how many figures are in no sum, "" when none is secret."""
    if not n:
        return ""
    figures = count(n, "chiffre secret n'est", "chiffres secrets ne sont")
    return f" {figures} dans aucune somme : lire « au moins »."


def source_note(one: Series) -> str:
    """Return the line under the figures of a series."""
    state = "Simulé" if one.simulated else "Observé"
    census = f" {CENSUS}." if "recensement" in one.perimeter else ""
    return f"{one.source} : {told(one)}. {state}.{secret_words(one.secret)}{census}"


def absent(shown: Sequence[Series]) -> Iterator[str]:
    """Say of each kind of flows that nothing tells who has it."""
    for kind in missing({one.kind for one in shown}):
        text = f"{KINDS[kind]} : aucun fichier chargé. Qui l'a : {OBSERVED[kind]}."
        yield f"{PLACE_OF_JOB}. {text}" if kind == "training_work" else text


def no_parts(one: Series) -> str:
    """Say why nobody is looked at apart, of rural communes and blank zones."""
    why = (
        "aucune commune d'ici n'y est, ou leur zonage n'est pas chargé"
        if one.located
        else "ces flux ne sont pas connus par commune de départ"
    )
    return f"Zones rurales (FRR, grille de densité) et zones blanches : {why}."


def needs_note(shown: Needs) -> str:
    """Say what is counted of places and of projects, and where."""
    years = f", {shown.offer_years}" if shown.offer_years else ""
    mark = " Formations simulées." if shown.simulated else ""
    text = (
        f"Places : formations tenues ici, celles qui disent leur capacité d'entrée en première "
        f"année{years} ({shown.offer_source or 'aucune formation'}).{mark} « ≥ » : toutes ne la "
        f"disent pas. {_began(shown)}"
    )
    if shown.year is None:
        return (
            f"{text}Projets : aucune enquête « Besoins en main-d'œuvre » (BMO, France Travail) "
            "n'est chargée."
        )
    if 0 < shown.own < LEAST_OWN:
        return f"{text}Projets : {wider_words(shown.where, shown.own)}."
    lived = share(shown.share, 1)
    return (
        f"{text}Projets : enquête « Besoins en main-d'œuvre » {shown.year} (France Travail), "
        f"{shown.where}, comptés entiers ({lived} des habitants y vivent). Un chiffre secret "
        "n'est pas un zéro et n'est dans aucune somme. Un projet n'est ni un emploi pourvu, ni un "
        "besoin de formation : les deux colonnes ne se divisent pas."
    )


def _began(shown: Needs) -> str:
    if shown.began is None:
        return ""
    one = shown.began
    return f"En 1re année : {one.perimeter}, {one.year} ({one.source}). "


def first_year() -> str:
    """Say who counts the people who begin, which no source here does."""
    return f"{FIRST_YEAR}. Les places ci-dessous ne sont pas des personnes."
