"""« Répartition »: how travel time is spread over people, and how unequally."""

import math
from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
import plotly.graph_objects as go
from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.coverage.distribution import LONGEST, MOST_CURVES, WHOLE, Distribution
from layouts.coverage.answer import margin_words
from layouts.kit.charts import COLOURS, DASHES, chart, figure, line_mark
from layouts.kit.fields import select
from layouts.kit.format import NO_BREAK_SPACE, duration, number
from layouts.kit.parts import definition, notice

METHOD = "/donnees#indicateurs"


def distribution_panel(
    levels: Mapping[str, str],
    level: str,
    zones: Sequence[Mapping[str, str]],
    chosen: Sequence[str],
) -> Component:
    """Return the panel before its first answer.

    Parameters
    ----------
    levels, level : the levels that can be compared, and the one that is
    zones, chosen : the territories that can be chosen, as options, and the codes of those that are
    """
    return html.Div(
        [
            html.Div(
                [
                    select("cover-curve-level", levels, level, label="Comparer"),
                    dmc.MultiSelect(
                        id="cover-curve-zones",
                        label=f"Territoires, {MOST_CURVES} au plus",
                        placeholder="Choisir…",
                        data=list(zones),
                        value=list(chosen),
                        maxValues=MOST_CURVES,
                        searchable=True,
                        clearable=True,
                        nothingFoundMessage="Aucun territoire de ce nom",
                        clearButtonProps={"aria-label": "Effacer les territoires"},
                        className="wide-control",
                    ),
                ],
                className="panel-controls",
            ),
            html.Div(id="cover-curve"),
        ]
    )


def distribution_answer(
    shown: Distribution,
    threshold: int,
    mode_words: str,
    file: str,
    source: str,
    places: bool = False,
) -> list[Component]:
    """Return the curves, then the figures of inequality, with their definitions.

    `places` says that they are about places that help, and not about courses.
    """
    drawn = figure(_traces(shown), "minutes", "")
    drawn.update_xaxes(range=[0, _end(shown)], hoverformat=".0f")
    drawn.update_yaxes(range=[0, 101], ticksuffix=f"{NO_BREAK_SPACE}%")
    drawn.add_vline(
        x=threshold,
        line={"color": "#556366", "width": 1.5, "dash": "dot"},
        annotation={"text": f"seuil : {duration(threshold)}", "font_size": 13},
    )
    steps = sorted({0, 5, 10, 15, 20, 30, 45, 60, 90, LONGEST, min(threshold, LONGEST)})
    rows = [
        (duration(step), *(_percent(float(shown.curves[code].loc[step])) for code in shown.names))
        for step in steps
    ]
    caption = f"Part des habitants à moins de… {mode_words}"
    data = (caption, ["Temps", *shown.names.values()], rows)
    return [
        html.H2("À combien de minutes habite-t-on ?"),
        chart("cover-curve-graph", drawn, _summary(shown, threshold), data, file, source),
        html.H2("Rural et urbain"),
        _gap(shown, threshold),
        html.H2("Inégalité"),
        _inequality(shown, places),
    ]


def _traces(shown: Distribution) -> list[go.Scatter]:
    end = _end(shown)
    return [
        go.Scatter(
            x=list(range(end + 1)),
            y=100 * shown.curves[code].to_numpy()[: end + 1],
            name=name,
            mode="lines",
            line={
                "color": COLOURS[rank],
                "dash": DASHES[rank],
                "width": 3 if code == WHOLE else 2,
            },
            hovertemplate=f"%{{y:.1f}}{NO_BREAK_SPACE}%",
        )
        for rank, (code, name) in enumerate(shown.names.items())
    ]


def _end(shown: Distribution) -> int:
    """End the axis where nearly everybody is served, so that the curves are not flat lines."""
    full = [shown.minutes_of(code, 0.995) for code in shown.names]
    last = max((LONGEST if minutes is None else minutes for minutes in full), default=LONGEST)
    return min(LONGEST, max(30, 10 * math.ceil((last + 5) / 10)))


def _summary(shown: Distribution, threshold: int) -> list[Component]:
    lines = [
        html.Li([line_mark(rank), html.Strong(name), " : ", _sentence(shown, code, threshold)])
        for rank, (code, name) in enumerate(shown.names.items())
    ]
    why = (
        html.P("Comparés d'office : le territoire le mieux couvert et le moins couvert.")
        if shown.by_default and len(shown.names) > 1
        else None
    )
    return [part for part in (why, html.Ul(lines)) if part is not None]


def _sentence(shown: Distribution, code: str, threshold: int) -> str:
    share = float(shown.curves[code].loc[min(threshold, LONGEST)])
    if math.isnan(share):
        return "personne de cette population n'y habite."
    half, most = shown.minutes_of(code, 0.5), shown.minutes_of(code, 0.9)
    band = _between(share, shown.band(code))
    within = f"{_percent(share)} à {duration(min(threshold, LONGEST))} ou moins{band}"
    if half is None:
        return f"{within} ; moins de la moitié à {duration(LONGEST)}."
    ninth = f"9 sur 10 à {duration(most)}" if most is not None else "moins de 9 sur 10 à 2 h"
    return f"{within} ; la moitié à {duration(half)}, {ninth}."


def _gap(shown: Distribution, threshold: int) -> Component:
    gap = shown.gap
    if gap is None:
        return notice("Non disponible : grille de densité non chargée.")
    rows: list[tuple[str, ComponentType]] = [
        ("Communes rurales", _side(gap.rural_share, gap.rural_band, gap.rural_median, threshold)),
        ("Communes urbaines", _side(gap.urban_share, gap.urban_band, gap.urban_median, threshold)),
    ]
    if not math.isnan(gap.points):
        behind = "de moins" if gap.points >= 0 else "de plus"
        points = number(abs(gap.points), 1)
        rows.append(("Écart", f"{points} points {behind} dans le rural"))
    if gap.unknown:
        rows.append(("Densité inconnue", f"{number(gap.unknown)} habitants, dans aucun des deux"))
    note = html.P(
        "Rural : bourgs, rural dispersé et très dispersé de la grille de densité (Insee). Entre "
        f"parenthèses, la marge d'erreur : {margin_words(shown.unsure)}.",
        className="source",
    )
    return html.Div([definition(rows), note])


def _between(share: float, band: tuple[float, float]) -> str:
    """Write the band that the times' error gives a share; nothing where it changes nothing."""
    least, most = (_percent(end) for end in sorted(band))
    return "" if least == most == _percent(share) else f" (entre {least} et {most})"


def _side(share: float, band: tuple[float, float], median: float, threshold: int) -> str:
    if math.isnan(share):
        return "aucun habitant"
    half = "la moitié n'en atteint aucune" if math.isnan(median) else (
        f"la moitié à {duration(int(median))} ou moins"
    )  # fmt: skip
    return f"{_percent(share)} à {duration(threshold)} ou moins{_between(share, band)} ; {half}"


def _inequality(shown: Distribution, places: bool) -> Component:
    left = ""
    none = "aucun lieu" if places else "aucune formation"
    if shown.without_course:
        left = (
            f" {number(shown.without_course)} habitants n'atteignent {none} : "
            "leur temps n'y est pas."
        )
    rows = [("Indice de Gini des temps de trajet", _index(shown.gini_minutes))]
    if not places:
        rows.append(("Indice de Gini des places par habitant", _index(shown.gini_places)))
    same = "" if places else ", ou avec autant de places à portée"
    return html.Div(
        [
            definition(rows),
            html.P(
                [
                    f"De 0 (tout le monde au même temps{same}) à 1 (tout à une seule personne). "
                    "Les habitants d'une commune y ont tous la valeur de leur commune."
                    f"{left} ",
                    html.A("Définition et limites", href=METHOD, className="screen-only"),
                ],
                className="source",
            ),
        ]
    )


def _index(value: float) -> str:
    return "Non disponible : rien à partager" if math.isnan(value) else number(value, 2)


def _percent(share: float) -> str:
    return "—" if math.isnan(share) else f"{number(100 * share, 1)}{NO_BREAK_SPACE}%"


def zone_options(table: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    """Return territories as a select's options, by name; codes and names in."""
    return [
        {"value": code, "label": name}
        for code, name in sorted(table, key=lambda zone: zone[1])
        if code
    ]
