"""« Le mois du SPEL »: the board of a SPEL, for a screen and for one A4 page."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.month.board import Board, Line
from geodata.portrait.figure import Figure
from layouts.kit.attributes import attributes
from layouts.kit.format import day
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.month import words
from layouts.territory.beside import document_beside, page_beside, tools
from layouts.territory.charts import trend
from layouts.territory.page import PATH

SIMULATED = "Chiffres simulés, pour la démonstration : aucun n'est celui d'un producteur."

HEADERS = ("Indicateur", "Dernière valeur", "Période", "Depuis T0", "Région", "Écart", "Courbe")


def month_path(code: str, ending: str = "") -> str:
    """Return the address of a board, or of its file (« .pdf », « .csv »)."""
    return f"{PATH}/spel/{code}/mois{ending}"


def month_page(board: Board, region: str, built: date) -> Component:
    """Return the page of a board."""
    return page_beside(board.place, "le mois", "month", _body(board, region, built))


def month_document(board: Board, region: str, built: date, printed: date, link: str) -> str:
    """Return the HTML of a board on one page; `link` is where it opens again."""
    titles = f"Le mois du SPEL {board.place.name}", "Tableau de bord mensuel d'un SPEL"
    dated, body = (region, built, printed), _body(board, region, built)
    return document_beside(board.place, titles, "month", body, dated, link)


def _body(board: Board, region: str, built: date) -> list[Component]:
    place = board.place
    return [
        html.H1(f"Le mois du SPEL {place.name}"),
        html.P(f"Tableau de bord mensuel · {region} · base du {day(built)}"),
        *([notice(SIMULATED, "warning")] if board.simulated else []),
        html.Section(
            [
                html.H2("L'essentiel à retenir", id="essentiel"),
                html.Ol([html.Li(text) for text in words.essentials(board)]),
            ],
            className="essentials",
            **attributes(aria_labelledby="essentiel"),
        ),
        _tools(place.code),
        *_tables(board.lines),
        *([html.P(_tension(board.tension))] if board.tension else []),
        html.P(_method(board.start), className="source"),
        *_list("Ce qui n'est pas venu", words.not_come(board, built)),
        *_list("Ce que ces séries ne disent pas, et qui l'a", map(words.lack_words, board.lacks)),
        *_list("Sources", _sources(board)),
    ]


def _method(start: str) -> str:
    since = f" depuis {start}, début du contrat" if start else ""
    return (
        f"T0 : première valeur publiée{since}, de la même saison que la dernière (séries brutes). "
        "Région : évolution entre les mêmes dates ; écart en points. "
        "Aucun producteur ne publie ces séries chaque mois pour un SPEL : celles d'un territoire "
        "plus large restent à leur échelle et à leur période."
    )


def _tension(figure: Figure) -> str:
    return f"{words.tension_words(figure)} ; personne ne publie la tension du mois."


def _tools(code: str) -> Component:
    files = {"Une page (PDF)": ".pdf", "Données (CSV)": ".csv"}
    return tools([(name, month_path(code, ending)) for name, ending in files.items()])


def _tables(lines: Sequence[Line]) -> list[Component]:
    if not lines:
        return [notice("Aucune série mensuelle ou trimestrielle n'est chargée.", "info")]
    return [
        table(title, HEADERS, [_row(line) for line in mine], (1, 3, 4, 5))
        for title, mine in groupby(lines, words.place_title)
    ]


def _row(line: Line) -> list[ComponentType]:
    start, drawn = line.curve.start, trend(_figure(line))
    since: list[Any] = [words.percent(line.change)]
    if start is not None and line.change is not None:
        since.append(html.Span(f" ({words.period_words(start.period)})", className="line source"))
    mark = [html.Span(" (simulé)", className="line source")] if line.simulated else []
    name = html.Span(line.label, className="month-part" if line.axis else None)
    return [
        html.Span([name, *mark]) if mark else name,
        words.value_of(line.last, line.unit),
        words.period_words(line.last.period),
        html.Span(since),
        words.percent(line.region_change),
        words.points(line.gap),
        "—" if drawn is None else drawn,
    ]


def _figure(line: Line) -> Figure:
    points = [
        Figure(line.key, line.label, value=point.value, unit=line.unit, status=point.status,
               period=words.period_words(point.period))
        for point in line.curve.points
    ]  # fmt: skip
    first = points[-1]
    return Figure(
        first.key, first.label, value=first.value, unit=first.unit, status=first.status,
        period=first.period, before=tuple(points[:-1]),
    )  # fmt: skip


def _list(title: str, rows: Iterable[str]) -> list[Component]:
    items = [html.Li(f"{row}.") for row in rows]
    return [html.H2(title), html.Ul(items, className="missing-list")] if items else []


def _sources(board: Board) -> list[str]:
    told = {
        f"{line.source} : {line.perimeter}, {line.curve.adjusted or 'brut'}": None
        for line in board.lines
    }
    if board.tension:
        told[f"{board.tension.source} : tension, {board.tension.period}"] = None
    return list(told)
