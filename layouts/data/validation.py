"""« Nos chiffres à côté d'autres »: our figures, the published ones, their gap and its reason."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.figure import Figure
from geodata.region.yardsticks import Silent
from geodata.travel.measured import Measured
from geodata.validation.pairs import CLOSE_POINTS, CLOSE_SHARE, Comparison, Pair
from geodata.vocabulary import MODES
from layouts.head import TITLE
from layouts.kit.attributes import attributes
from layouts.kit.format import NO_BREAK_SPACE, count, lower_first, number
from layouts.kit.prose import prose
from layouts.kit.tables import table
from layouts.territory.words import signed, sure_words

PATH = "/donnees/validation"
NAME = "Nos chiffres à côté d'autres"
HEADERS = ("Chiffre", "Le nôtre", "Celui qui est publié", "Écart", "Pourquoi")


def validation_page(
    text: str, found: Comparison, region: str, measured: Measured | None
) -> Component:
    """Return the page; `text` is its prose, `measured` the error of the travel times."""
    return html.Div(
        [
            html.P(dcc.Link("← Données et méthode", href="/donnees"), className="back-link"),
            html.H1(NAME),
            html.P(_lead(found, region), className="lead"),
            *prose(
                text,
                pairs=_pairs(found.pairs, region),
                times=_times(measured),
                silent=_silent(found.silent),
            ),
        ],
        className="prose data validation",
        **attributes(data_title=f"{NAME} – {TITLE}"),
    )


def _lead(found: Comparison, region: str) -> str:
    pairs = found.pairs
    if not pairs:
        return f"Aucun chiffre publié n'est encore mis à côté des nôtres pour la région {region}."
    close = sum(pair.close for pair in pairs)
    are = "est" if close == 1 else "sont"
    return (
        f"Sur {count(len(pairs), 'chiffre comparé', 'chiffres comparés')}, {close} {are} à moins "
        f"de {CLOSE_SHARE:.0f}{NO_BREAK_SPACE}% (ou {CLOSE_POINTS:.0f} point) de celui qui est "
        "publié ; les autres s'en écartent pour une raison qui est dite."
    )


def _pairs(pairs: Sequence[Pair], region: str) -> Component:
    if not pairs:
        return html.P("Aucun chiffre ne peut être comparé avec ce qui est chargé.")
    rows = [_row(pair) for pair in pairs]
    return table(f"Nos chiffres et ceux que d'autres publient ({region})", HEADERS, rows)


def _row(pair: Pair) -> list[ComponentType]:
    return [
        pair.ours.label,
        _told(pair.ours, ""),
        _told(pair.published, pair.address),
        _gap(pair),
        html.Span(pair.why, className="why"),
    ]


def _told(figure: Figure, address: str) -> Component:
    about = [figure.period or "sans date", figure.perimeter, figure.reference]
    source: ComponentType = figure.source or "Atlas Formation"
    if address:
        source = html.A([figure.source, html.Span(" (autre site)", className="leaves")],
                        href=address, rel="noopener noreferrer")  # fmt: skip
    return html.Span(
        [
            html.Strong(sure_words(figure)),
            html.Span(" · ".join(part for part in about if part), className="line source"),
            html.Span(source, className="line source"),
        ]
    )


def _gap(pair: Pair) -> ComponentType:
    difference, relative = pair.difference, pair.relative
    if difference is None:
        return "Non calculé : publié en toutes lettres"
    if not difference:
        return "Aucun"
    words = signed(difference, pair.ours.unit)
    if relative is None:
        return words
    share = f"{signed(relative, '')}{NO_BREAK_SPACE}%"
    return html.Span([words, html.Span(share, className="line source")])


def _times(measured: Measured | None) -> Component:
    link = dcc.Link("l'erreur, tranche par tranche", href="/donnees#temps-de-trajet")
    if measured is None:
        return html.P("Aucun temps publié n'est comparé au modèle en service.")
    side = "plus longs" if measured.bias > 0 else "plus courts"
    mode = lower_first(MODES[measured.mode])
    return html.P(
        [
            f"Les temps en {mode} que l'atlas estime sont mis à côté de "
            f"{number(measured.pairs)} temps publiés ({measured.source} ; {measured.perimeter}, "
            f"{measured.date}) : ils s'en écartent de "
            f"{number(measured.mean_absolute_error, 1)}{NO_BREAK_SPACE}min en moyenne, {side} de "
            f"{number(abs(measured.bias), 1)}{NO_BREAK_SPACE}min. "
            f"{number(100 * measured.within_band)}{NO_BREAK_SPACE}% sont dans la marge annoncée. "
            "Une estimation ne connaît ni chaque route ni les bouchons : voir ",
            link,
            ".",
        ]
    )


def _silent(silent: Sequence[Silent]) -> Component:
    if not silent:
        return html.P("Rien n'est déclaré incomparable.")
    rows = [html.Li([html.Strong(one.label), f" : {lower_first(one.why)}"]) for one in silent]
    return html.Ul(rows)
