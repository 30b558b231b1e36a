"""What the page of tensions answers in words: the sentence, its caution, its sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import dcc, html
from dash.development.base_component import Component

from geodata.asking.needs import TENSE
from geodata.travel.margin import Uncertainty
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number
from layouts.kit.parts import notice
from layouts.tensions.words import listed, place_name

CAUTION = (
    "Une tension ne prouve pas un manque de formation : des conditions de travail difficiles, des "
    "salaires ou des emplois loin des personnes suffisent à la créer."
)

SOURCES: dict[str, str] = {
    "bmo": "les projets de recrutement : enquête Besoins en main-d'œuvre (BMO), France Travail",
    "dares": "les tensions par métier (FAP) de la Dares",
    "rome": "les tensions par métier (ROME) et bassin de France Travail",
    "links": "la table de passage FAP – ROME de la Dares, qui relie métiers et formations",
}
"""What the page reads, by the key of `geodata.needs.answer.loaded_years`, and the crosswalk."""


@dataclass(frozen=True)
class Summary:
    """The figures of the sentence: numbers of métiers.

    Attributes
    ----------
    place : name of the territory
    measured, tense : métiers whose tension is published, and those where it is high
    far : tense métiers with no course within the threshold for most of the people
    unlinked : tense métiers whose courses cannot be told
    hard, mismatched : tense métiers whose working conditions, or geographic mismatch, are high
    source : name, year and place of the tension, « Dares 2019, Nord »
    """

    place: str
    measured: int
    tense: int
    far: int
    unlinked: int
    hard: int
    mismatched: int
    source: str


def answer(summary: Summary, threshold: int, mode_words: str, notes: Sequence[str]) -> Component:
    """Return the answer in one sentence, its caution beside, and what was counted how."""
    within = f"{duration(threshold)} {mode_words}"
    far: list[Component | str] = (
        [
            " Pour ",
            html.Strong(number(summary.far), id="tension-far-count"),
            f" d'entre eux, plus de la moitié des habitants sont à plus de {within} de toute "
            "formation connue.",
        ]
        if summary.tense
        else []
    )
    beside = (
        f" Parmi ces métiers, {number(summary.hard)} ont des conditions de travail contraignantes "
        f"et {number(summary.mismatched)} une inadéquation géographique (classe {TENSE} ou plus)."
    )
    unlinked = (
        f"{count(summary.unlinked, 'métier')} en tension ne sont reliés à aucune formation par les "
        "tables chargées : leur offre n'est pas connue."
    )
    return html.Div(
        [
            html.P(
                [
                    html.Strong(count(summary.tense, "métier"), id="tension-count"),
                    f" en tension sur {number(summary.measured)} mesurés : {summary.place} "
                    f"({summary.source}).",
                    *far,
                ],
                className="answer-main",
            ),
            html.P([html.Strong(CAUTION), beside], className="tension-caution"),
            *([html.P(unlinked, className="source")] if summary.unlinked else []),
            *(html.P(note, className="source") for note in notes),
        ]
    )


def source_line(
    years: Mapping[str, int | None],
    offer: str,
    people: str,
    times: str,
    unsure: Uncertainty,
    region: str,
) -> Component:
    """Return where every figure of the page comes from, one click from the account of sources."""
    parts = [
        f"Projets : BMO {years['bmo']} (France Travail), déclarés par les employeurs"
        if years["bmo"]
        else "",
        f"Tension : Dares {years['dares']} (région et départements)" if years["dares"] else "",
        f"France Travail {years['rome']} (bassins)" if years["rome"] else "",
        f"Formations : {offer}",
        f"Temps : {times}, {unsure.words}",
        f"Habitants : {people}",
        f"Périmètre : {region}",
    ]
    return html.P(
        [
            ". ".join(filter(None, parts)) + ". ",
            dcc.Link("Sources et méthode", href="/donnees#sources", className="screen-only"),
        ],
        className="source",
    )


def missing_notice(missing: Sequence[str]) -> Component | None:
    """Return what is not loaded and how to load it; None when nothing lacks."""
    if not missing:
        return None
    nothing = len(missing) == len(SOURCES)
    head = (
        "Les tensions et les besoins de recrutement ne sont pas chargés."
        if nothing
        else "Une partie des sources n'est pas chargée : ce qui en dépend est dit non disponible."
    )
    return notice(
        [
            html.P(html.Strong(head)),
            html.P("Il manque :"),
            html.Ul([html.Li(SOURCES[key]) for key in missing]),
            html.P(
                [
                    "Déposez ces fichiers dans ",
                    html.Code("data/sources"),
                    ", quel que soit leur nom, puis lancez ",
                    html.Code("python -m loaders build"),
                    ". ",
                    dcc.Link("Charger les données officielles", href="/donnees#charger"),
                    ".",
                    *(
                        [" En attendant, voici les dix métiers les plus tendus selon le contrat."]
                        if nothing
                        else []
                    ),
                ]
            ),
        ],
        "warning",
    )


def basins_note(name: str, basins: Mapping[str, float]) -> str:
    """Say which employment basins stand for a SPEL, which the survey does not know.

    Parameters
    ----------
    basins : share of the SPEL's people by name of basin, 0 to 1
    """
    parts = [
        f"{place_name(basin)} ({number(100 * share)}{NO_BREAK_SPACE}% des habitants du SPEL)"
        for basin, share in basins.items()
    ]
    which = "du bassin" if len(parts) == 1 else "des bassins"
    return (
        f"Les besoins ne sont pas publiés par SPEL : les projets, la tension et les places pour "
        f"100 projets sont ceux {which} {listed(parts)}. Formations et temps : {name}."
    )
