"""« Sans voiture »: what each way of travelling reaches, and what depends on a car."""

from collections.abc import Mapping

import pandas as pd
from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.coverage.without_car import LONGEST_KILOMETRES, WithoutCar
from geodata.travel.margin import Uncertainty
from geodata.vocabulary import MODES
from layouts.coverage.answer import BAND_WORDS, BANDS, banded, estimated_between
from layouts.find.answer import MODE_WORDS
from layouts.kit.fields import select, whole_number
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number, share
from layouts.kit.markup import placed
from layouts.kit.parts import definition, notice, zone_link
from layouts.kit.tables import table
from layouts.transit.words import counted, timetables

SHOWN_COMMUNES = 20
SHOWN_ZONES = 30
SHOWN_LOST = 10


def mobility_panel(levels: Mapping[str, str], level: str, kilometres: int) -> Component:
    """Return the panel before its first answer."""
    return html.Div(
        [
            html.Div(
                [
                    whole_number(
                        "cover-bicycle",
                        kilometres,
                        0,
                        LONGEST_KILOMETRES,
                        label="À vélo, au plus",
                        step=1,
                        suffix=" km",
                        debounce=250,
                        className="short-control",
                    ),
                    select("cover-mobility-by", levels, level, label="Compter par"),
                ],
                className="panel-controls",
            ),
            *placed("cover-mobility"),
        ]
    )


def mobility_answer(
    shown: WithoutCar,
    unsure: Uncertainty,
    band: str,
    files: Mapping[str, str],
    source: str,
    feeds: pd.DataFrame,
    most: int = SHOWN_ZONES,
) -> list[Component]:
    """Return the figures of each mode, the communes and the courses that depend on a car.

    Parameters
    ----------
    unsure : the threshold, and what the error of the times by car leaves unsure of it
    files : addresses of the files of "territoires" and "communes"
    feeds : timetables that are loaded, a table of `geodata.transit.schema`
    most : territories listed
    """
    threshold = int(unsure.threshold)
    return [
        _headline(shown, threshold, band, feeds),
        estimated_between(*_band(shown.whole, "car_only"), unsure),
        _modes(shown, threshold, band, f"{source} {counted(feeds)}"),
        *_lost_returns(shown, band),
        html.H2("Ce qui dispense du trajet quotidien"),
        _round(shown),
        html.H2("Les territoires"),
        _zones(shown, files["territoires"], most),
        html.Div(
            [
                html.H2("Les communes où la voiture est le seul moyen"),
                _communes(shown, band, files["communes"]),
            ],
            className="screen-only",
        ),
    ]


def _headline(shown: WithoutCar, threshold: int, band: str, feeds: pd.DataFrame) -> Component:
    whole = shown.whole
    people, population = int(whole["car_only"]), int(whole["population"])
    return html.P(
        [
            html.Strong(f"{number(people)} {BAND_WORDS[band]}", id="cover-car-only"),
            f" ({share(people, population)}) atteignent une formation en {duration(threshold)} "
            f"seulement s'ils ont une voiture ; {_transit(feeds)}.",
        ],
        className="answer-main",
    )


def _transit(feeds: pd.DataFrame) -> str:
    """Say in the headline itself whether buses and trains are counted."""
    if feeds.empty:
        return "les transports en commun ne sont pas comptés"
    return f"sont comptés les transports en commun de {timetables(feeds)}, et eux seuls"


def _lost_returns(shown: WithoutCar, band: str) -> list[Component]:
    """Say where one can go by public transport, but not come back."""
    lost = shown.lost_returns
    if lost.empty:
        return []
    people = f"{number(lost['population'].sum())} {BAND_WORDS[band]}"
    names = ", ".join(lost["name"].head(SHOWN_LOST))
    more = len(lost) - SHOWN_LOST
    rest = f" et {count(more, 'autre')}" if more > 0 else ""
    return [
        html.P(
            f"{people} peuvent aller à une formation en transports en commun, mais pas en revenir "
            f"après 17 h : {names}{rest}. Ils ne sont pas comptés à portée par ce moyen.",
            id="cover-lost-returns",
        )
    ]


def _modes(shown: WithoutCar, threshold: int, band: str, source: str) -> Component:
    population = int(shown.whole["population"])
    rows: list[tuple[ComponentType, ...]] = []
    for mode in shown.found.by_mode:
        key = f"covered_{mode}"
        people = int(shown.whole[key])
        name = MODES[mode]
        if mode == "velo":
            name += f" ({shown.kilometres}{NO_BREAK_SPACE}km au plus)"
        rows.append((name, _banded(shown.whole, key), share(people, population)))
    nobody = int(shown.whole["none"])
    rows.append(
        ("Par aucun de ces moyens", _banded(shown.whole, "none"), share(nobody, population))
    )
    note = (
        f"{BANDS} {source} Ces personnes seraient sans moyen si elles n'avaient pas de voiture : "
        "combien n'en ont vraiment pas n'est dans aucune table de l'atlas."
    )
    return table(
        f"À {duration(threshold)} ou moins d'une formation",
        ["Moyen", BAND_WORDS[band].capitalize(), "Part"],
        rows,
        (1, 2),
        note,
    )


def _band(row: pd.Series, name: str) -> tuple[int, int]:
    return int(row[f"{name}_least"]), int(row[f"{name}_most"])


def _banded(row: pd.Series, name: str) -> list[Component | str]:
    """Write a number of people over the band that the times' error gives it."""
    return banded(row[name], *_band(row, name))


def _round(shown: WithoutCar) -> Component:
    rows: list[tuple[str, ComponentType]] = [
        ("Entièrement à distance", f"{count(shown.round.distance, 'formation')}, sans trajet"),
        ("En partie à distance", f"{count(shown.round.mixed, 'formation')}, moins de trajets"),
        (
            "Avec internat",
            "Non disponible : aucune source chargée ne le dit"
            if shown.round.boarding is None
            else count(shown.round.boarding, "formation"),
        ),
    ]
    return html.Div(
        [
            definition(rows),
            html.P("Comptées à part : elles ne couvrent aucun lieu.", className="source"),
        ]
    )


def _zones(shown: WithoutCar, file: str, most: int) -> Component:
    rows = [
        (
            row["name"],
            _banded(row, "car_only"),
            share(row["car_only"], row["population"]),
            f"{number(row['car_courses'])} sur {number(row['courses'])}",
        )
        for _, row in shown.table.head(most).iterrows()
    ]
    headers = ["Territoire", "Habitants", "Part", "Formations"]
    note = (
        "Habitants : à portée en voiture seulement. Formations : parmi celles qu'une commune du "
        "territoire atteint en voiture, celles qu'aucune n'atteint autrement."
        + _first(len(shown.table), most, "territoires")
    )
    caption = "Dépendance à la voiture, par territoire"
    return html.Div(
        [
            table(caption, headers, rows, (1, 2, 3), note),
            html.A("Exporter les territoires (CSV)", href=file, className="button-quiet"),
        ]
    )


def _communes(shown: WithoutCar, band: str, file: str) -> Component:
    communes = shown.communes
    if communes.empty:
        return notice("Aucune commune : tout ce qui s'atteint en voiture s'atteint autrement.")
    modes = list(shown.found.by_mode)
    rows: list[tuple[ComponentType, ...]] = [
        (
            zone_link(row["name"], f"commune:{row['code']}"),
            number(row["population"]),
            *(_minutes(row[mode]) for mode in modes),
        )
        for _, row in communes.head(SHOWN_COMMUNES).iterrows()
    ]
    headers = [
        "Commune",
        BAND_WORDS[band].capitalize(),
        *(MODE_WORDS[mode].capitalize() for mode in modes),
    ]
    note = (
        f"{count(len(communes), 'commune')}. Temps jusqu'à la formation la plus proche ; "
        "— : hors d'atteinte." + _first(len(communes), SHOWN_COMMUNES, "plus peuplées")
    )
    return html.Div(
        [
            table(
                "Communes dont la voiture est le seul moyen",
                headers,
                rows,
                tuple(range(1, len(headers))),
                note,
            ),
            html.A("Exporter la liste (CSV)", href=file, className="button-quiet"),
        ]
    )


def _minutes(value: float) -> str:
    return "—" if pd.isna(value) else duration(int(str(value)))


def _first(total: int, shown: int, what: str) -> str:
    return f" Ici les {shown} premières lignes ({what}) ; le fichier les a toutes." * (
        total > shown
    )
