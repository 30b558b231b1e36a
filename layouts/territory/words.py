"""The words of a portrait: values with their unit, places, and the sentences to be remembered."""

import re
from collections.abc import Sequence
from dataclasses import replace

from geodata.portrait.essentials import Statement
from geodata.portrait.figure import Bar, Chart, Figure, gap
from geodata.portrait.names import PORTRAIT_LEVELS
from geodata.tables.observation import STATUSES
from geodata.territory import Territory
from geodata.vocabulary import level_name
from layouts.kit.format import NO_BREAK_SPACE, count, lower_first, number, sign_of

NOT_HERE = "Non disponible à cette échelle"
NOT_PUBLISHED = "Non publié"


def value_words(figure: Figure) -> str:
    """Write a value with its unit, or why there is none."""
    if figure.missing:
        return NOT_HERE
    if figure.value is None:
        return figure.text or bounds_words(figure) or _status(figure)
    words = amount(figure.value, figure.unit, figure.decimals)
    return f"au moins {words}" if figure.status == "partiel" and figure.unit != "%" else words


def beyond_words(places: Sequence[Territory]) -> list[str]:
    """Say of each territory that the limit of the region cuts how much of it is outside."""
    return [
        f"{place.name} dépasse la région : {number(place.outside)} de ses "
        f"{number(place.outside + int(place.inside.sum()))} communes sont dans une autre. Ses "
        "chiffres sont ceux de sa seule partie dans la région."
        for place in places
        if place.outside
    ]


def other_words(figure: Figure) -> str:
    """Write another value that a source publishes, with its date."""
    return f"autre valeur publiée : {value_words(figure)} ({figure.period or 'sans date'})"


def bounds_words(figure: Figure) -> str:
    """Write what a share is between where a part of it is secret, "" where it is exact."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (number(bound, figure.decimals) for bound in (figure.low, figure.high))
    return f"entre {low} et {high}{NO_BREAK_SPACE}{figure.unit}"


def sure_words(figure: Figure) -> str:
    """Write a value with its unit and, where a part of it is secret, what it is between."""
    bounds = bounds_words(figure) if figure.value is not None else ""
    return f"{value_words(figure)} ({bounds} avec les secrets)" if bounds else value_words(figure)


def value_parts(figure: Figure) -> tuple[str, str]:
    """Write a value and its unit apart, for where the unit is smaller; % stays with its number."""
    words = value_words(figure)
    if figure.value is None or figure.unit in ("", "%", "‰", "€"):
        return words, ""
    number_words = value_words(replace(figure, unit=""))
    return number_words, words.removeprefix(number_words).strip()


def amount(value: float, unit: str, decimals: int = 0) -> str:
    """Write a number and its unit; a whole number never has decimals."""
    if not decimals and not float(value).is_integer():
        decimals = 1
    text = number(value, 0 if float(value).is_integer() else decimals).replace("-", "−")
    if abs(value) < 2:
        counted, rate, of = unit.partition("pour ")  # « pour 10 000 habitants » stays as it is
        unit = re.sub(r"s\b", "", counted) + rate + of
    return f"{text}{NO_BREAK_SPACE}{unit}" if unit else text


def signed(value: float, unit: str) -> str:
    """Write a difference with its sign; percentages differ by points."""
    text = amount(abs(round(value, 1)), "" if unit == "%" else unit, 1)
    points = f"{NO_BREAK_SPACE}point{'s' if abs(round(value, 1)) >= 2 else ''}"
    sign = sign_of(value, 1)
    return f"{sign}{NO_BREAK_SPACE if sign else ''}{text}{points if unit == '%' else ''}"


def place_words(figure: Figure) -> str:
    """Name the place of a figure and what it is."""
    if not figure.place or figure.level not in PORTRAIT_LEVELS:
        return figure.place
    kind = level_name(figure.level)
    kind = kind[0].lower() + kind[1:]
    return f"{figure.place}, {kind}" if "(" in kind else f"{figure.place} ({kind})"


def beside_words(figure: Figure) -> str:
    """Write the same figure elsewhere: « Hauts-de-France : 8,9 % (T2 2023) »."""
    where = figure.perimeter if figure.level == "france" and "France" in figure.perimeter else ""
    name = where.split(" ; ")[0] or figure.place
    if figure.level == "similar":
        name = "Territoires semblables"
    return f"{name} : {sure_words(figure)}"


def sentence(statement: Statement, place: str) -> str:
    """Write a statement as a sentence."""
    return _WRITERS[statement.kind](statement, place)


def chart_words(chart: Chart) -> str:
    """Say in words what a chart shows: who does not see it loses nothing of it."""
    known = [bar for bar in chart.rows if bar.value is not None]
    if not known:
        return "Aucune valeur n'est publiée."
    if not any(bar.value for bar in known):
        return "Rien de connu ici."
    if chart.kind == "parts":
        return "; ".join(_share(bar, chart) for bar in known).replace("; ", " ; ") + "."
    ranked = sorted(known, key=lambda bar: -(bar.value or 0))
    first = f"{ranked[0].label} vient en tête ({_bar(ranked[0], chart)})"
    if len(ranked) == 1:
        return f"{first}."
    then = f"devant {ranked[1].label} ({_bar(ranked[1], chart)})"
    hidden = len(chart.rows) - len(known)
    words = ("valeur n'est pas publiée", "valeurs ne sont pas publiées")
    more = f" ; {count(hidden, *words)}" if hidden else ""
    return f"{first}, {then}{more}."


def _status(figure: Figure) -> str:
    words = STATUSES.get(figure.status, "") if figure.status else NOT_PUBLISHED
    return words[0].upper() + words[1:]


def _share(bar: Bar, chart: Chart) -> str:
    text = f"{bar.label} : {_bar(bar, chart)}"
    if bar.beside is None:
        return text
    return f"{text} (contre {amount(bar.beside, chart.unit, chart.decimals)})"


def _bar(bar: Bar, chart: Chart) -> str:
    return amount(bar.value or 0, chart.unit, chart.decimals)


def _people(statement: Statement, place: str) -> str:
    people, young = statement.figures
    text = f"{place} compte {value_words(people)}{_census(people)}"
    if not young.known:
        return f"{text}."
    when = _census(young)
    verb = "avaient" if when else "ont"
    return f"{text} ; {value_words(young)} {verb} moins de 20 ans{when}{_against(young)}."


def _census(figure: Figure) -> str:
    """Write the year of a census: the two figures of a sentence may be of two."""
    found = re.match(r"recensement (\d{4})", figure.period)
    return f" en {found[1]}" if found else ""


def _living(statement: Statement, place: str) -> str:
    (figure,) = statement.figures
    where = {
        "part-rural": "habitent une commune rurale",
        "part-zrr": "habitent une ancienne zone de revitalisation rurale",
        "part-frr": "habitent une zone France ruralités revitalisation",
        "part-qpv": "habitent un quartier prioritaire de la politique de la ville",
    }[figure.key]
    return f"{value_words(figure)} de ses habitants {where}{_against(figure)}."


def _unemployment(statement: Statement, place: str) -> str:
    (figure,) = statement.figures
    where = "" if figure.place == place else f" à l'échelle du département ({figure.place})"
    when = f" en {figure.period}" if figure.period.isdigit() else f" au {figure.period}"
    when = when if figure.period else ""
    return f"Le taux de chômage est de {value_words(figure)}{where}{when}{_against(figure, True)}."


def _recruitment(statement: Statement, place: str) -> str:
    projects, difficult = statement.figures
    text = f"Les employeurs prévoyaient {value_words(projects)} de recrutement en {projects.period}"
    if projects.place != place:
        text += f" ({projects.place})"
    if difficult.known:
        text += f", dont {_of_published(difficult)} jugés difficiles"
    first = f" ; premier métier recherché : {lower_first(statement.name)}" if statement.name else ""
    return f"{text}{first}."


def _of_published(figure: Figure) -> str:
    """Write a share, of what it is one, and what it is between where a part of it is secret."""
    if figure.value is None or not bounds_words(figure):
        return value_words(figure)
    return (
        f"{value_words(figure)} de ceux dont la réponse est publiée "
        f"({bounds_words(figure)} de tous)"
    )


def _courses(statement: Statement, place: str) -> str:
    courses, far = statement.figures
    if not courses.value:
        text = "Aucune formation n'est connue sur place"
    else:
        text = f"{value_words(courses)} sont connues sur place"
    if not far.known:
        return f"{text}."
    course = far.label.partition(" d'une ")[2]  # its label says whether all are known
    return (
        f"{text} ; {value_words(far)} des habitants sont à plus de 30{NO_BREAK_SPACE}min en "
        f"voiture d'une {course}{_against(far)}."
    )


def _against(figure: Figure, with_period: bool = False) -> str:
    """Write the region's figure after the territory's, with its period where they may differ."""
    if gap(figure) is None:
        return ""
    other = next(other for other in figure.beside if other.level == "region")
    when = f", {other.period}" if with_period and other.period != figure.period else ""
    return f" (région : {value_words(other)}{when})"


_WRITERS = {
    "people": _people,
    "living": _living,
    "unemployment": _unemployment,
    "recruitment": _recruitment,
    "courses": _courses,
}
