"""Two to four territories side by side: the same indicators, a column each."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.places.articles import of_place
from geodata.portrait.choice import Row
from geodata.portrait.composition import Portrait
from geodata.portrait.figure import THEMES, Figure
from geodata.territory import Territory
from geodata.vocabulary import level_name
from layouts.kit.attributes import attributes
from layouts.kit.format import NO_BREAK_SPACE, count, number
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.territory.figures import Notes, figure_details
from layouts.territory.page import BODY, SIMULATED, Shown, address, simulated, top
from layouts.territory.words import (
    NOT_HERE,
    beyond_words,
    bounds_words,
    other_words,
    place_words,
    signed,
    value_words,
)


def compare_page(
    shown: Shown, places: Sequence[Territory], kinds: Sequence[str], rows: Sequence[Row]
) -> Component:
    """Return the page of several territories side by side.

    Parameters
    ----------
    kinds : what each of them is, short: two may bear the same name
    """
    names = _names(places, kinds)
    title = f"{', '.join(names[:-1])} et {names[-1]}"
    told = [
        html.Header([html.H1(title), html.P(_kinds(places), className="territory-line")]),
        *[notice(problem, "warning") for problem in shown.problems],
        *[notice(words) for words in beyond_words(places)],
        *([notice(SIMULATED, "warning")] if shown.portrait.simulated else []),
        common_words(places, rows, ("est là aussi", "sont là aussi")),
    ]
    parts = [
        *themes(shown.portrait, places, kinds, rows),
        html.P(
            dcc.Link(f"Le portrait {of_place(names[0])}", href=address(shown.portrait)),
            className="screen-only",
        ),
    ]
    return html.Div(
        [top(shown, told), html.Div(parts, id=BODY)],
        className="territory territory-compare",
        **attributes(data_title=f"{title} – Territoires – Atlas Formation"),
    )


def common_words(
    places: Sequence[Territory], rows: Sequence[Row], where: tuple[str, str]
) -> Component:
    """Say how many indicators several territories have; `where` another is, and others are."""
    common = [row for row in rows if known(row) > 1]
    whole = sum(known(row) == len(row.figures) for row in common)
    among = "les deux" if len(places) == 2 else "tous"
    words = f" se comparent (deux territoires au moins les ont), dont {whole} pour {among}"
    if others := len(rows) - len(common):
        left = f"les {others} autres" if others > 1 else "un autre"
        words += f" ; {left}, d'un seul territoire, {where[others > 1]}"
    return html.P(
        [html.Strong(count(len(common), "indicateur")), f"{words}."], className="answer-main"
    )


def known(row: Row) -> int:
    """Return how many territories have a value of an indicator."""
    return sum(figure is not None and figure.known for figure in row.figures)


def themes(
    portrait: Portrait,
    places: Sequence[Territory],
    kinds: Sequence[str],
    rows: Sequence[Row],
    notes: Notes | None = None,
) -> list[Component]:
    """Return the indicators of several territories, theme by theme.

    Parameters
    ----------
    notes : on paper, what numbers the sources; on screen each unfolds where it is
    """
    return [
        _theme(theme, simulated(theme, portrait), places, kinds, rows, notes) for theme in THEMES
    ]


def _names(places: Sequence[Territory], kinds: Sequence[str]) -> list[str]:
    """Names, with their kinds when two of them are alike."""
    alike = len({place.name for place in places}) < len(places)
    pairs = zip(places, kinds, strict=True)
    return [f"{place.name} ({kind})" if alike else place.name for place, kind in pairs]


def _kinds(places: Sequence[Territory]) -> str:
    kinds = list(dict.fromkeys(level_name(place.level) for place in places))
    if len(kinds) == 1:
        return f"Même échelle : {_low(kinds[0])}"
    return f"Échelles différentes : {', '.join(map(_low, kinds))}"


def _low(kind: str) -> str:
    return kind[0].lower() + kind[1:]


def _theme(
    theme: str,
    said: list[Component],
    places: Sequence[Territory],
    kinds: Sequence[str],
    rows: Sequence[Row],
    notes: Notes | None,
) -> Component:
    shown = [row for row in rows if row.theme == theme]
    title = THEMES[theme]
    if not shown:
        body: Component = html.P(f"{NOT_HERE}.", className="figure-none")
    else:
        heads: list[ComponentType] = [
            [place.name, html.Span(kind, className="line source")]
            for place, kind in zip(places, kinds, strict=True)
        ]
        headers = ["Indicateur", *heads, "Source"]
        body = table(title, headers, [_cells(row, places, notes) for row in shown])
    return html.Section(
        [html.H2(title, id=f"theme-{theme}"), *said, body],
        className="band",
    )


def _cells(row: Row, places: Sequence[Territory], notes: Notes | None) -> list[ComponentType]:
    known = next(figure for figure in row.figures if figure is not None and figure.known)
    values = [figure.value for figure in row.figures if figure is not None]
    longest = max((abs(value) for value in values if value is not None), default=0.0)
    whole = 100.0 if known.unit == "%" else longest
    cells: list[ComponentType] = []
    for rank, (figure, place) in enumerate(zip(row.figures, places, strict=True)):
        shown = [_cell(figure, place, known.period)]
        if figure is not None:
            shown += _bar(figure, whole, rank)
            shown += _difference(figure, row.figures[0], (place, places[0])) if rank else []
        cells.append(shown)
    source = figure_details(known) if notes is None else f"note {notes.mark(known)}"
    return [row.label, *cells, source]


def _bar(figure: Figure, whole: float, rank: int) -> list[Component]:
    """Draw a value beside those of its row, from zero; a share beside a hundred."""
    if figure.value is None or figure.value < 0 or not whole:
        return []
    width = {"width": f"{min(100.0, 100 * figure.value / whole):.1f}%"}
    bar = html.Span(style=width, className=f"compare-bar compare-{'own' if not rank else 'other'}")
    return [html.Span(bar, className="compare-track", **attributes(aria_hidden="true"))]


def _difference(
    figure: Figure, own: Figure | None, places: tuple[Territory, Territory]
) -> list[Component]:
    """Say how far a value is from that of the first territory, where both are of the same kind.

    Shares differ by points; what is added up (people, places) differs by a multiple, since the
    territories are not of the same size. Nothing is said of figures that are about a wider place.
    """
    if own is None or figure.value is None or own.value is None or figure.unit != own.unit:
        return []
    pairs = zip((figure, own), places, strict=True)
    if any(one.place not in ("", place.name) for one, place in pairs):
        return []
    if figure.period != own.period:
        return [html.Span("autre année : pas d'écart", className="line source")]
    if figure.unit in RATES:
        gap = figure.value - own.value
        words = f"écart : {signed(gap, figure.unit)}" if round(gap, 1) else "même valeur"
    elif own.value > 0 and figure.value > 0:
        words = f"{multiple(figure.value / own.value)} {places[1].name}"
    else:
        return []
    return [html.Span(words, className="line compare-gap")]


def multiple(ratio: float) -> str:
    """Write how many times a value is another: « 2,4 fois », « 35 % de »."""
    if ratio >= 1:
        return f"{number(ratio, 1)} fois"
    return f"{number(100 * ratio, 0 if ratio >= 0.1 else 1)}{NO_BREAK_SPACE}% de"


RATES = ("%", "‰", "min", "€")
"""Units of what does not grow with a territory: two of them are subtracted."""


def _cell(figure: Figure | None, place: Territory, period: str) -> Component:
    """A value, with its place and its year where they are not those of the column and the row."""
    if figure is None:
        return html.Span(NOT_HERE, className="figure-none")
    about = [] if figure.place in ("", place.name) else [
        html.Span(place_words(figure), className="line source")
    ]  # fmt: skip
    if figure.known and figure.period != period:
        about.append(html.Span(figure.period, className="line source"))
    other = [
        html.Span(other_words(one), className="line source")
        for one in figure.others
    ]  # fmt: skip
    if figure.value is not None and (bounds := bounds_words(figure)):
        about.insert(0, html.Span(f"{bounds} avec les secrets", className="line source"))
    return html.Span([html.Strong(value_words(figure)), *about, *other])
