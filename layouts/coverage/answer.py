"""What the coverage page answers: the sentence, the legend, the ranked territories."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.classes import LegendClass
from geodata.completeness.matrix import PARTIAL
from geodata.completeness.verdict import Verdict
from geodata.coverage.map import UNKNOWN_PLACES
from geodata.coverage.offering import Offering
from geodata.coverage.order import BOTH_WAYS, ORDERS, USUAL
from geodata.travel.margin import Uncertainty
from geodata.vocabulary import TRANSIT
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.completeness import known_words, missing, silence
from layouts.kit.fields import button
from layouts.kit.format import NO_BREAK_SPACE, between, count, duration, number, share
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.maps.patterns import NO_COURSE, RAMP, UNTOLD, hatched
from layouts.kit.parts import notice, zone_link

BAND_WORDS = {
    "total": "habitants",
    "0_19": "habitants de moins de 20 ans",
    "20_64": "habitants de 20 à 64 ans",
    "65_plus": "habitants de 65 ans et plus",
}

BANDS = (
    "En petit, sous un nombre : ce qu'il serait si tous les temps estimés étaient trop longs, ou "
    "trop courts, de leur marge d'erreur."
)
"""What the small numbers of a table are."""


@dataclass(frozen=True)
class Answer:
    """The figures of the answer, in people.

    Attributes
    ----------
    beyond_least, beyond_most : int
        People surely beyond the threshold, whatever the error of the times, and people who may be.
    beyond_zoned : int or None
        Those who live in a FRR, else in a former ZRR; None where neither zoning is known.
    zoned : str
        The zoning that they live in, as a sentence goes on.
    unsure : Uncertainty
        What the error of the times leaves unsure.
    only_across : int
        People within the threshold of a course of a neighbouring region, and of none of the region.
    """

    population: int
    beyond: int
    beyond_least: int
    beyond_most: int
    beyond_zoned: int | None
    unsure: Uncertainty
    only_across: int = 0
    zoned: str = ""


def answer_sentence(
    answer: Answer,
    mode: str,
    band: str,
    offer: Offering,
    verdict: Verdict,
    source: Component,
) -> list[Component]:
    """Return the answer in one sentence, what it leaves out, and where it comes from.

    An answer on a partial offer begins by what it rests on; there is none on an absent one, or on
    one of which hardly any course is known.
    """
    if verdict.silent(offer.placed):
        return [silence(verdict, offer.placed, offer.unplaced), source]
    if not offer.placed and not offer.around.any():
        return [_nothing_placed(offer), source]
    people = f"{number(answer.beyond)} {BAND_WORDS[band]}"
    where = f"à plus de {duration(int(answer.unsure.threshold))} {MODE_WORDS[mode]}"
    zoned = ""
    if answer.beyond and answer.beyond_zoned is not None:
        zoned = f", dont {share(answer.beyond_zoned, answer.beyond)} en {answer.zoned}"
    partial = verdict.state == PARTIAL
    of_them = ", compté sur elles seules" if partial else ""
    first = html.P(
        [
            html.Strong(people, id="cover-beyond"),
            f" {where} ({share(answer.beyond, answer.population)})",
            f"{zoned}{of_them}{_networks(mode)}.",
        ],
        className="answer-known" if partial else "answer-main",
    )
    lead = html.P(html.Strong(known_words(offer.placed, verdict)), className="answer-partial")
    return [
        *([lead] if partial else []),
        first,
        estimated_between(answer.beyond_least, answer.beyond_most, answer.unsure),
        *_across(answer, offer, band, mode),
        html.P(_counted(offer), className="answer-offer"),
        *missing(verdict),
        source,
    ]


def _networks(mode: str) -> str:
    """Say that being out of reach is so by what is known: nobody is out of reach of all buses."""
    return ", par les réseaux chargés" if mode == TRANSIT else ""


def _across(answer: Answer, offer: Offering, band: str, mode: str) -> list[Component]:
    """Say who is reached by a neighbouring region alone; nothing when no course of one is known."""
    courses = int(offer.around.sum())
    if not courses:
        return []
    known = count(courses, "formation de régions voisines", "formations de régions voisines")
    if answer.only_across:
        people = f"{number(answer.only_across)} {BAND_WORDS[band]} n'ont à moins de "
        limit = f"{duration(int(answer.unsure.threshold))} {MODE_WORDS[mode]}"
        text = f"{people}{limit} que des formations d'une région voisine ({known} à une "
        text += "heure environ)."
    else:
        text = f"{known} à une heure environ : elles n'ajoutent personne à ce temps de trajet."
    return [html.P(f"{text} La Belgique n'est pas comptée.", className="answer-across")]


def estimated_between(least: int, most: int, unsure: Uncertainty) -> Component:
    """Return the sentence that gives the band of a number of people."""
    low, high = sorted((least, most))
    return html.P(
        f"Entre {number(low)} et {number(high)} : {margin_words(unsure)}.", className="answer-band"
    )


def margin_words(unsure: Uncertainty) -> str:
    """Write by how much a time of just the threshold may be wrong, and why."""
    whole = max(1, round(unsure.half_width))
    words = (
        f"un temps de {duration(int(unsure.threshold))} est estimé à {duration(whole)} près"
        f"{'' if unsure.margin.measured else ', marge supposée faute de temps publiés'}"
    )
    placing = round(unsure.of_placing)
    if not placing:
        return words
    centre = f"{number(100 * unsure.placed)}{NO_BREAK_SPACE}% des formations sont placées"
    return f"{words}, dont {duration(placing)} parce que {centre} au centre de leur commune"


def _counted(offer: Offering) -> str:
    known = count(offer.placed, "formation sur place connue", "formations sur place connues")
    parts = [f"D'après {known} des sources chargées"]
    if offer.distance:
        parts.append(f"{number(offer.distance)} à distance, qui ne couvrent aucun lieu")
    if offer.unplaced:
        parts.append(f"{number(offer.unplaced)} dont le lieu n'est pas connu")
    return " · ".join(parts) + "."


def _nothing_placed(offer: Offering) -> Component:
    if offer.distance:
        text = f"Aucune formation sur place : {count(offer.distance, 'formation')} à distance."
    elif offer.unplaced:
        text = f"Aucune formation placée : {number(offer.unplaced)} dont le lieu n'est pas connu."
    else:
        text = "Aucune formation des sources chargées ne correspond : aucun temps à calculer."
    return notice(text, "warning")


def class_styles(
    upper: Sequence[float], threshold: float | None, partial: bool = False
) -> list[dict[str, str]]:
    """Return the filling of each class, the last for the communes without a value.

    Classes beyond the threshold keep the colour of their time, and are hatched. On a partial offer
    they have no colour: that nothing is known there is not that nothing is there.
    """
    lows = (-math.inf, *upper)
    colours = _colours(len(lows))
    styles = []
    for low, colour in zip(lows, colours, strict=True):
        beyond = threshold is not None and low >= threshold
        styles.append((UNTOLD if partial else hatched(colour)) if beyond else {"color": colour})
    return [*styles, UNTOLD if partial else NO_COURSE]


def _colours(n: int) -> list[str]:
    if n == 1:
        return [RAMP[2]]
    return [RAMP[round(i * (len(RAMP) - 1) / (n - 1))] for i in range(n)]


def legend(
    title: str,
    lines: Sequence[LegendClass],
    styles: Sequence[Mapping[str, str]],
    unit: str,
    partial: bool = False,
    places: bool = False,
) -> list[Component]:
    """Return the legend: each class with its communes and its people.

    `partial` says that what it is about is known in part; `places`, that it is no courses.
    """
    if partial:
        of = "liste partielle, lieux connus" if places else "offre partielle, formations connues"
        title += f" : {of} seulement"
    rows = [
        class_row(style, _range(line, unit, partial), line.communes, line.people)
        for line, style in zip(lines, styles, strict=True)
        if line.communes or not math.isnan(line.low)
    ]
    return [class_legend(title, rows)]


def legend_of_silence(style: Mapping[str, str]) -> list[Component]:
    """Return the legend of a map that says nothing, because the offer is not loaded."""
    rows = [class_row(style, "rien à dire ici")]
    return [class_legend("Offre non chargée : aucun temps", rows, ())]


def far_words(verdict: Verdict, silent: bool) -> str:
    """Return what the map says of a commune without a time."""
    if silent:
        return "offre non chargée"
    return "loin des formations connues" if verdict.state == PARTIAL else "hors d'atteinte"


def _range(line: LegendClass, unit: str, partial: bool) -> str:
    if line.kind == UNKNOWN_PLACES:
        return "places inconnues"
    if math.isnan(line.low):
        return "loin de celles connues" if partial else "hors d'atteinte"
    if math.isinf(line.low):
        return f"jusqu'à {_figure(line.high)} {unit}" if math.isfinite(line.high) else "partout"
    if math.isinf(line.high):
        return f"plus de {_figure(line.low)} {unit}"
    return f"{_figure(line.low)} à {_figure(line.high)} {unit}"


def _figure(value: float) -> str:
    """Write a bound with the decimals that it has."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return number(value, max(0, -int(exponent)))


def zones_table(
    table: pd.DataFrame,
    level: str,
    band: str,
    links: Mapping[str, str],
    partial: bool = False,
    places: bool = False,
    sort: str = USUAL,
    most: int | None = None,
) -> Component:
    """Return the territories, in an order of `geodata.coverage.order`.

    Parameters
    ----------
    table : from `Covered.table`
    links : mapping
        Address of a territory's own page or map, by code; none where it has none.
    """
    ranked = ORDERS[sort].of(table)
    rows = [
        html.Tr(
            [
                html.Th(_zone(code, row, links), scope="row"),
                html.Td(_beyond(row), className="num"),
                html.Td(share(row["beyond_population"], row["population"]), className="num"),
                html.Td(number(row["population"]), className="num"),
                html.Td(
                    "—" if pd.isna(row["minutes"]) else duration(round(row["minutes"])),
                    className="num",
                ),
            ],
            **attributes(data_zone=f"{level}:{code}"),
        )
        for code, row in ranked.head(most or len(ranked)).iterrows()
    ]
    known = "lieux connus" if places else "formations connues"
    far = f"Loin des {known}" if partial else "Hors d'atteinte"
    titles = ("Territoire", far, "Part", BAND_WORDS[band].capitalize(), "Temps moyen")
    head = html.Tr(
        [
            sorting_head(title, ways, sort)
            for title, ways in zip(titles, BOTH_WAYS.values(), strict=True)
        ]
    )
    ranked_rows = html.Table([html.Thead(head), html.Tbody(rows)], className="ranked with-bands")
    first = (
        f"Les {most} premières lignes ; le fichier de la page les a toutes. "
        if most and len(ranked) > most
        else ""
    )
    return html.Div([ranked_rows, html.P(first + BANDS, className="source")])


def sorting_head(title: str, ways: tuple[str, str], sort: str) -> Component:
    """Return the head of a column that sorts its table: by one way, then by the other."""
    rank = ways.index(sort) if sort in ways else -1
    direction = ("descending", "ascending") if ways[0] != "nom" else ("ascending", "descending")
    state = {"aria_sort": direction[rank]} if rank >= 0 else {}
    head = button(
        title,
        "sort-head",
        title=f"Trier : {ORDERS[ways[rank == 0]].label}",
        **attributes(data_sort=ways[rank == 0]),
    )
    return html.Th(head, scope="col", **attributes(**state))


def _beyond(row: pd.Series) -> list[Component | str]:
    population = row["population"]
    least, most = population - row["covered_most"], population - row["covered_least"]
    return banded(row["beyond_population"], least, most)


def banded(people: int, least: int, most: int) -> list[Component | str]:
    """Return a number of people over the band that the times' error gives it, if any."""
    return [number(people), *([html.Small(between(least, most))] if least != most else [])]


def _zone(code: object, row: pd.Series, links: Mapping[str, str]) -> Component | str:
    name = str(row["name"])
    return zone_link(name, links[str(code)]) if str(code) in links else name
