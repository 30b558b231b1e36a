"""« Où ouvrir ? »: the question of the best places, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import dash_mantine_components as dmc
import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.siting.best_places import CANDIDATES, PRIORITIES, PRIORITY_FACTOR
from geodata.siting.search import MOST_SITES, Siting
from layouts.coverage.answer import BAND_WORDS
from layouts.coverage.effect import wide_table
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number, share
from layouts.kit.parts import notice


def best_section(
    kinds: Mapping[str, str], priorities: Mapping[str, str], values: Mapping[str, Any]
) -> Component:
    """Return the question.

    Parameters
    ----------
    kinds : the candidates that this region's data allow, some of `CANDIDATES`
    priorities : likewise, some of `PRIORITIES`
    values : what each control holds, by its name in `layouts.controls.coverage`
    """
    kind = values["best-candidates"]
    controls = [
        dmc.NumberInput(
            id="cover-best-p",
            label="Ouvertures",
            value=values["best-p"],
            min=1,
            max=MOST_SITES,
            allowDecimal=False,
            allowNegative=False,
            className="simulate-places",
        ),
        dmc.Select(
            id="cover-best-candidates",
            label="Parmi",
            data=[
                {"value": key, "label": name}
                for key, name in {kind: CANDIDATES[kind], **kinds}.items()
            ],
            value=kind,
            allowDeselect=False,
            comboboxProps={"withinPortal": False},
            className="simulate-what",
        ),
        html.Button("Chercher", id="cover-best-go", type="button", className="button-main"),
        html.Button(
            "Arrêter", id="cover-best-stop", type="button", className="button-quiet", hidden=True
        ),
    ]
    boxes = [dmc.Checkbox(label=name, value=key) for key, name in priorities.items()]
    weights = dmc.CheckboxGroup(
        boxes,
        id="cover-best-priorities",
        label="Compter double",
        value=values["best-priorities"],
        className="boxes",
    )
    return html.Section(
        [
            html.H2("Où ouvrir ?", id="cover-best-title"),
            *([_no_grid()] if "centre" not in kinds else []),
            html.Div(controls, className="simulate-row"),
            weights,
            html.P(id="cover-best-status", role="status", className="source"),
            html.Div(id="cover-best-found"),
        ],
        className="best",
        **attributes(aria_labelledby="cover-best-title"),
    )


def _no_grid() -> Component:
    return html.P(
        "La grille des communes centres n'est pas chargée : la recherche porte sur les communes "
        "qui ont un lieu de formation.",
        className="source",
    )


def best_answer(
    table: pd.DataFrame,
    found: Siting,
    *,
    wanted: int,
    kind: str,
    priorities: tuple[str, ...],
    threshold: int,
    mode: str,
    band: str,
    beyond: int,
    csv: bytes,
) -> list[Component]:
    """Return the communes proposed, what they gain and how sure that is.

    Parameters
    ----------
    table : from `geodata.siting.best_places.best_table`
    wanted : how many were asked for
    kind : the candidates used, a key of `CANDIDATES`
    beyond : people beyond the threshold now
    csv : the same communes as a file
    """
    if table.empty:
        return [notice(_nothing(beyond, kind, threshold))]
    together = int(table["together"].iloc[-1])
    codes = ",".join(table["code"])
    reach = f"à moins de {duration(threshold)} {MODE_WORDS[mode]}"
    people = f"{number(together)} {BAND_WORDS[band]}"
    return [
        html.P(
            [
                html.Strong(people, id="cover-best-people"),
                f" de plus {reach}, soit {share(together, beyond)} de ceux qui sont hors "
                f"d'atteinte, avec {count(len(table), 'ouverture')}.",
            ]
        ),
        *([_fewer(wanted, len(table))] if len(table) < wanted else []),
        wide_table(_table(table, band), "Communes proposées"),
        html.P(_proof(found, kind, priorities), className="source"),
        html.Div(
            [
                html.Button(
                    "Simuler ces ouvertures",
                    type="button",
                    className="button-quiet",
                    **attributes(data_open_communes=codes),
                ),
                html.A(
                    "Exporter (CSV)",
                    href="data:text/csv;charset=utf-8," + quote(csv),
                    download="ou-ouvrir.csv",
                    className="button-quiet",
                    id="cover-best-csv",
                ),
            ],
            className="panel-tools",
        ),
    ]


def _nothing(beyond: int, kind: str, threshold: int) -> str:
    if not beyond:
        return "Personne n'est hors d'atteinte : il n'y a rien à ouvrir."
    return (
        f"Aucune ouverture parmi {CANDIDATES[kind]} ne mettrait quelqu'un de plus à moins de "
        f"{duration(threshold)}."
    )


def _fewer(wanted: int, n: int) -> Component:
    words = "Une ouverture suffit" if n == 1 else f"{n} ouvertures suffisent"
    return notice(f"{words} : les {wanted - n} autres n'ajouteraient personne.")


def _table(table: pd.DataFrame, band: str) -> Component:
    rows = [
        html.Tr(
            [
                html.Td(str(rank), className="num"),
                html.Th(_commune(row["code"], row["name"]), scope="row"),
                html.Td(row["spel"]),
                html.Td(number(row["people"]), className="num"),
            ],
            **attributes(data_best=row["code"]),
        )
        for rank, (_, row) in enumerate(table.iterrows(), start=1)
    ]
    titles = ("Rang", "Commune", "SPEL", f"{BAND_WORDS[band].capitalize()} gagnés")
    head = html.Tr([html.Th(title, scope="col") for title in titles])
    return html.Table([html.Thead(head), html.Tbody(rows)], className="ranked best-table")


def _commune(code: str, name: str) -> Component:
    title = f"Voir {name} sur la carte"
    return html.Button(
        name,
        type="button",
        className="zone-link",
        title=title,
        **attributes(data_show_zone=f"commune:{code}"),
    )


def _proof(found: Siting, kind: str, priorities: tuple[str, ...]) -> str:
    if found.gap:
        gap = f"{number(100 * found.gap, 1)}{NO_BREAK_SPACE}%"
        sure = f"à {gap} au plus du meilleur choix possible"
    else:
        sure = "meilleur choix possible, prouvé (écart de 0 %)"
    weights = ""
    if priorities:
        names = " et ".join(PRIORITIES[key] for key in priorities)
        weights = f" {names[0].upper()}{names[1:]} comptent {number(PRIORITY_FACTOR)} fois."
    return (
        f"Méthode : couverture maximale (Church et ReVelle, 1974), parmi {CANDIDATES[kind]} ; "
        f"{sure}.{weights}"
    )
