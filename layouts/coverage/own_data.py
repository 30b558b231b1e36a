"""« Mes données »: one's own figures by commune, beside ours, for this browser only."""

import math
from collections.abc import Mapping, Sequence

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.classes import LegendClass
from geodata.coverage.own_data.reading import AMOUNT, RATE, OwnData
from geodata.tables.dropped import LIMIT_WORDS
from layouts.kit.fields import button, select
from layouts.kit.file_drop import file_drop
from layouts.kit.format import count, duration, number, share
from layouts.kit.maps.legend import class_legend, class_row
from layouts.kit.parts import notice, zone_link
from layouts.kit.tables import table

KINDS = {AMOUNT: "Un effectif (s'additionne)", RATE: "Un taux ou une moyenne"}
SHOWN_COMMUNES = 20
SHOWN_UNMATCHED = 20


def own_data_panel() -> Component:
    """Return the panel before a file is given."""
    return html.Div(
        [
            html.P(
                "Vos chiffres par commune, sur la carte et à côté des nôtres. Le fichier est lu "
                "puis oublié : il reste dans cette page, et disparaît quand vous la fermez.",
                className="panel-words",
            ),
            file_drop(
                "cover-own-file",
                "Choisir un fichier",
                f"CSV ou XLSX, {LIMIT_WORDS} : une colonne de codes INSEE de communes, de l'année "
                "que vous voulez, et une ou plusieurs colonnes de nombres.",
            ),
            html.Div(id="cover-own-problem", role="status"),
            html.Div(
                [
                    select("cover-own-column", {}, None, label="Colonne"),
                    select("cover-own-kind", KINDS, AMOUNT, label="Ce que c'est"),
                ],
                id="cover-own-controls",
                className="panel-controls",
                hidden=True,
            ),
            html.Div(id="cover-own"),
            html.Div(
                [
                    button("Exporter (CSV)", id="cover-own-csv"),
                    button("Retirer mes données", id="cover-own-clear"),
                ],
                id="cover-own-tools",
                className="panel-tools",
                hidden=True,
            ),
            dcc.Store(id="cover-own-kept"),
            dcc.Store(id="cover-own-layer"),
            dcc.Store(id="cover-own-viewed"),
            dcc.Download(id="cover-own-download"),
        ]
    )  # fmt: skip


def own_answer(
    name: str,
    own: OwnData,
    column: str,
    zones: pd.DataFrame,
    communes: pd.DataFrame,
    grouping: str,
    source: str,
) -> list[Component]:
    """Return what was read, then the person's figures beside ours.

    Parameters
    ----------
    zones : a row a territory: `name`, `own`, `beyond_population`, `population`
    communes : a row a commune with a value, the greatest first: `code`, `name`, `own`, `minutes`
        (null out of reach), `population`
    """
    return [
        html.P(_read(name, own, column, len(communes)), className="answer-offer"),
        *_unmatched(own),
        html.H2("Par territoire"),
        table(
            f"« {column} » et habitants hors d'atteinte, par {grouping}",
            ["Territoire", column, "Hors d'atteinte", "Part"],
            [
                (
                    row["name"],
                    figure_text(row["own"]),
                    number(row["beyond_population"]),
                    share(row["beyond_population"], row["population"]),
                )
                for _, row in zones.iterrows()
            ],
            (1, 2, 3),
            f"« {column} » : votre fichier « {name} ». Hors d'atteinte : {source}",
        ),
        html.Div(
            [
                html.H2("Par commune"),
                table(
                    f"Les plus grandes valeurs de « {column} »",
                    ["Commune", column, "Temps", "Habitants"],
                    [
                        (
                            zone_link(row["name"], f"commune:{row['code']}"),
                            figure_text(row["own"]),
                            "—" if pd.isna(row["minutes"]) else duration(row["minutes"]),
                            number(row["population"]),
                        )
                        for _, row in communes.head(SHOWN_COMMUNES).iterrows()
                    ],
                    (1, 2, 3),
                    "Temps : jusqu'à la formation la plus proche. " + _first(len(communes)),
                ),
            ],
            className="screen-only",
        ),
    ]


def _read(name: str, own: OwnData, column: str, communes: int) -> str:
    parts = [f"« {name} » : {count(communes, 'commune')} avec une valeur de « {column} »"]
    if own.moved:
        lines = count(own.moved, "ligne")
        parts.append(f"{lines} d'une commune d'une autre année, ramenées à celle d'aujourd'hui")
    several = int((own.lines[column] > 1).sum())
    if several:
        parts.append(f"{count(several, 'commune')} de plusieurs lignes, réunies")
    return " · ".join(parts) + "."


def _unmatched(own: OwnData) -> list[Component]:
    if not own.n_unmatched:
        return []
    rows = [
        (f"ligne {number(line)}", code or "—", why)
        for line, code, why in own.unmatched[:SHOWN_UNMATCHED]
    ]
    more = own.n_unmatched - len(rows)
    note = f"Et {count(more, 'autre ligne', 'autres lignes')}." if more > 0 else None
    told = f"{count(own.n_unmatched, 'ligne')} sans commune de la région"
    return [
        notice(
            html.Details(
                [
                    html.Summary(told),
                    table("Lignes laissées de côté", ["Ligne", "Code", "Pourquoi"], rows, (), note),
                ]
            ),
            "warning",
        )
    ]


def own_legend(
    column: str, lines: Sequence[LegendClass], styles: Sequence[Mapping[str, str]]
) -> list[Component]:
    """Return the legend of the person's own layer."""
    rows = [
        class_row(style, _range(line), line.communes, line.people)
        for line, style in zip(lines, styles, strict=True)
        if line.communes
    ]
    return [class_legend(f"{column} (vos données)", rows)]


def _range(line: LegendClass) -> str:
    if math.isnan(line.low):
        return "sans valeur"
    if math.isinf(line.low):
        return f"jusqu'à {figure_text(line.high)}" if math.isfinite(line.high) else "une valeur"
    if math.isinf(line.high):
        return f"plus de {figure_text(line.low)}"
    return f"{figure_text(line.low)} à {figure_text(line.high)}"


def figure_text(value: float) -> str:
    """Write a figure whose unit is not ours with three significant digits at least."""
    if pd.isna(value):
        return "—"
    size = abs(float(value))
    if size == 0 or size >= 100 or float(value).is_integer():
        return number(value)
    decimals = min(6, max(0, 2 - math.floor(math.log10(size))))
    return number(value, decimals)


def _first(total: int) -> str:
    if total <= SHOWN_COMMUNES:
        return ""
    return f"Les {SHOWN_COMMUNES} premières sur {number(total)} ; le fichier les a toutes."
