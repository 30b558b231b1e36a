"""« Où ouvrir ? »: the question of the best places."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from geodata.asking.coverage import POPULATIONS
from geodata.asking.scenario import MOST_PLACES
from geodata.asking.siting import CANDIDATES, CHOSEN, MOST_CHOSEN, MOST_SITES
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, boxes, button, select, whole_number

Options = Sequence[Mapping[str, Any]]


def best_section(
    kinds: Mapping[str, str],
    priorities: Mapping[str, str],
    values: Mapping[str, Any],
    territories: Options = (),
    chosen: Options = (),
) -> Component:
    """Return the question.

    Parameters
    ----------
    kinds : the candidates that this region's data allow, some of `CANDIDATES`
    priorities : likewise, some of `geodata.asking.siting.PRIORITIES`
    values : what each control holds, by its name in `layouts.controls.coverage`
    territories : options of the territories that openings may be kept to, by group
    chosen : options of the communes already chosen by hand
    """
    kind = values["best-candidates"]
    asked = [
        _number("p", "Ouvertures", values, 1, MOST_SITES),
        _select("candidates", "Parmi", {kind: CANDIDATES[kind], **kinds}, values),
        _number("least", "Habitants, au moins", values, 0, 999_999, hidden=kind == CHOSEN),
        dmc.Select(
            id="cover-best-inside",
            label="Dans",
            data=list(territories),
            value=values["best-inside"],
            placeholder="toute la région",
            searchable=True,
            clearable=True,
            nothingFoundMessage="Aucun territoire de ce nom",
            clearButtonProps={"aria-label": "Ouvrir dans toute la région"},
            comboboxProps=INSIDE,
            className="simulate-what",
        ),
        _select("demand", "Mettre à portée", {"": "selon la question"} | POPULATIONS, values),
        _number("places", "Places de chacune", values, 1, MOST_PLACES),
    ]
    weights = boxes(
        "cover-best-priorities", priorities, values["best-priorities"], label="Compter davantage"
    )
    return html.Section(
        [
            html.H2("Où ouvrir ?", id="cover-best-title"),
            *([_no_grid()] if "centre" not in kinds else []),
            html.Div(asked, className="simulate-row best-row"),
            _by_hand(chosen, values),
            weights,
            html.Div(
                [
                    button("Chercher", "button-main", id="cover-best-go"),
                    button("Arrêter", id="cover-best-stop", hidden=True),
                ],
                className="simulate-row",
            ),
            html.P(id="cover-best-status", role="status", className="source"),
            html.Div(id="cover-best-found"),
        ],
        className="siting",
        **attributes(aria_labelledby="cover-best-title"),
    )


def _number(
    name: str,
    label: str,
    values: Mapping[str, Any],
    least: int,
    most: int,
    *,
    hidden: bool = False,
) -> Component:
    field = whole_number(
        f"cover-best-{name}",
        values[f"best-{name}"],
        least,
        most,
        label=label,
        hideControls=name != "p",
        thousandSeparator="\u202f",
        className="simulate-places",
    )
    return html.Div(field, id=f"cover-best-{name}-box", hidden=hidden)


def _select(
    name: str, label: str, options: Mapping[str, str], values: Mapping[str, Any]
) -> Component:
    return select(
        f"cover-best-{name}",
        options,
        values[f"best-{name}"],
        label=label,
        comboboxProps=INSIDE,
        className="simulate-what",
    )


def _by_hand(options: Options, values: Mapping[str, Any]) -> Component:
    field = dmc.MultiSelect(
        id="cover-best-chosen",
        label="Communes où ouvrir",
        description="Écrivez leur nom ou leur code postal.",
        placeholder="Commune",
        data=list(options),
        value=values["best-chosen"],
        searchable=True,
        clearable=True,
        maxValues=MOST_CHOSEN,
        filter={"function": "keepAll"},
        nothingFoundMessage="Aucune commune de ce nom",
        comboboxProps=INSIDE,
        clearButtonProps={"aria-label": "Effacer les communes choisies"},
        className="wide-control",
    )
    hidden = values["best-candidates"] != CHOSEN
    return html.Div(field, id="cover-best-chosen-box", hidden=hidden)


def _no_grid() -> Component:
    return html.P(
        "La grille des communes centres n'est pas chargée : la recherche porte sur les communes "
        "qui ont un lieu de formation.",
        className="source",
    )
