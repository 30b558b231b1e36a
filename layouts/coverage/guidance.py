"""The answer of coverage about a kind of places, and not about courses."""

from dash import html
from dash.development.base_component import Component

from geodata.asking.coverage import CoverageQuery
from geodata.coverage.offering import Offering
from geodata.guidance.known import Known
from geodata.guides import KINDS, publics_words
from layouts.coverage.answer import BAND_WORDS, Answer, estimated_between
from layouts.find.answer import MODE_WORDS
from layouts.guidance.words import absent_words, partial_words, places_words
from layouts.kit.format import duration, number, share
from layouts.kit.parts import notice

OTHER_PANEL = "Cet onglet porte sur les formations : il ne dit rien des lieux d'accueil."


def kind_answer(
    answer: Answer, asked: CoverageQuery, offer: Offering, known: Known, source: Component
) -> list[Component]:
    """Return how many people are far from a kind of places; no figure when none is loaded."""
    kind = KINDS[asked.kind]
    if known.silent or not offer.placed:
        why = html.P(
            html.Strong(f"{kind.many[:1].upper()}{kind.many[1:]} : aucun chiffre possible.")
        )
        return [notice(html.Div([why, *absent_words([known])]), "warning"),
                source]  # fmt: skip
    people = f"{number(answer.beyond)} {BAND_WORDS[asked.population]}"
    where = f"à plus de {duration(asked.threshold)} {MODE_WORDS[asked.mode]} d'{kind.a}"
    partial = partial_words(known)
    zrr = ""
    if answer.beyond and answer.beyond_zoned is not None:
        zrr = f", dont {share(answer.beyond_zoned, answer.beyond)} en {answer.zoned}"
    of_them = ", compté sur les seuls lieux connus" if partial else ""
    first = html.P(
        [
            html.Strong(people, id="cover-beyond"),
            f" {where} ({share(answer.beyond, answer.population)}){zrr}{of_them}.",
        ],
        className="answer-known" if partial else "answer-main",
    )
    lead = html.P(html.Strong(partial), className="answer-partial")
    public = publics_words(asked.kind) if kind.guides else ""
    return [
        *([lead] if partial else []),
        first,
        estimated_between(answer.beyond_least, answer.beyond_most, answer.unsure),
        html.P(
            " ".join(filter(None, (f"{kind.does}", f"Public : {public}." if public else ""))),
            className="answer-offer",
        ),
        html.P(places_words(known), className="answer-offer"),
        source,
    ]
