"""How a travel time is estimated, and how wrong it may be: the words around published figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dash import html
from dash.development.base_component import Component

from geodata.travel.margin import HELD, SUPPOSED, Margin, half_width
from geodata.travel.measured import ClassError, Measured
from geodata.travel.model import (
    OUT_OF_REACH,
    SPEED_LAWS,
    SpeedLaw,
)
from geodata.travel.roads import RoadTimes
from geodata.vocabulary import MODES
from layouts.data.differences import Differences, differences_shown
from layouts.data.homes import HomesShown, homes_shown
from layouts.kit.format import NO_BREAK_SPACE, duration, number, signed_minutes
from layouts.kit.prose import section
from layouts.kit.tables import table

_CONSTANTS_SOURCE = {
    "voiture": "Ajustées sur des temps publiés, en plaine",
    "velo": "Vitesse par défaut du profil vélo d'OSRM",
    "marche": "Vitesse par défaut du profil piéton d'OSRM",
}


@dataclass(frozen=True)
class InForce:
    """What gives the times that every page shows.

    Attributes
    ----------
    line : what gives the times of every mode, in words
    roads : the table of roads, None where all times are estimates
    margins : how wrong the times of each mode may be
    router : what answers for exact times, by mode
    streets : name of the extract whose streets lie under the maps, "" without any
    addresses : whether one may start from a street
    differences : where roads and the estimate differ, None where nothing can be compared
    homes : what counting people where they live changes, None where nobody's home is known
    """

    line: str
    roads: RoadTimes | None = None
    margins: Mapping[str, Margin] = field(default_factory=dict)
    router: Mapping[str, str] = field(default_factory=dict)
    streets: str = ""
    addresses: bool = False
    differences: Differences | None = None
    homes: HomesShown | None = None


def travel_time(
    text: str,
    model: str,
    measured: Measured | None,
    times: Sequence[tuple[int, Mapping[str, int]]],
    in_force: InForce,
) -> Component:
    """Return the definition of travel time; `times` are examples by distance in kilometres.

    `model` and `measured` are those of the estimate.
    """
    return section(
        text,
        in_force=_in_force(in_force),
        model=model,
        constants=_constants(),
        longest=duration(OUT_OF_REACH - 1),
        examples=_examples(times),
        errors=_errors(measured) if measured else "Aucune mesure n'est publiée pour ce modèle.",
        wrong=_wrong(measured),
        held=number(100 * HELD),
        margins=_margins(in_force.margins),
        example=_example(in_force.margins),
    )


def _in_force(shown: InForce) -> Component:
    """Say what gives the times, and what it does not know."""
    roads = shown.roads
    free = (
        "Ce sont des temps à vitesse libre : ni heure de pointe, ni embouteillage, ni temps pour "
        "se garer."
    )
    parts: list[Component] = [html.P([html.Strong("En service : "), f"{shown.line}. {free}"])]
    if roads is None:
        parts.append(
            html.P("Aucun réseau routier n'est chargé : tous les temps sont des estimations.")
        )
    else:
        parts += [
            html.P(
                f"Les temps routiers suivent les routes de « {roads.extract} » (© les "
                "contributeurs d'OpenStreetMap, ODbL), calculés d'avance entre mairies et lieux "
                "de formation. Un lieu que le réseau ne couvre pas, et votre position, gardent "
                "l'estimation décrite plus bas."
            ),
            *_road_error(roads),
        ]
        if roads.notes:
            parts.append(html.Ul([html.Li(note) for note in roads.notes]))
    if shown.streets:
        parts.append(
            html.P(
                f"Les rues sous les cartes viennent de « {shown.streets} » (© les contributeurs "
                "d'OpenStreetMap, ODbL), et d'aucun autre serveur que celui-ci."
            )
        )
    if shown.addresses:
        parts.append(
            html.P(
                "Les adresses d'où l'on peut partir viennent de la Base Adresse Nationale (Licence "
                "Ouverte). Celle d'une personne sert à sa recherche et n'est ni gardée ni écrite "
                "dans un lien : il ne dit que la commune."
            )
        )
    if shown.differences is not None:
        parts += differences_shown(shown.differences)
    if shown.homes is not None:
        parts += homes_shown(shown.homes)
    if shown.router:
        names = ", ".join(MODES[mode].lower() for mode in shown.router)
        parts.append(
            html.P(
                f"Un serveur d'itinéraires répond aussi, en {names}, pour les lieux les plus "
                "proches et pour le chemin à suivre ; s'il est lent ou absent, les temps "
                "ci-dessus le remplacent, et l'écran le dit."
            )
        )
    return html.Div(parts)


def _road_error(roads: RoadTimes) -> list[Component]:
    if roads.measured is not None:
        return [_errors(roads.measured, "des temps routiers"), html.P(_wrong(roads.measured))]
    return [
        html.P(
            [
                "L'erreur de ces temps n'a pas encore été mesurée, leur marge est supposée. Pour "
                "la mesurer sur des trajets connus : ",
                html.Code("python -m loaders travel --check FICHIER --keep"),
                ".",
            ]
        )
    ]


def plain(value: float) -> str:
    """Write a constant with the digits it has and no more: 70,2 or 15."""
    return f"{value:g}".replace(".", ",")


def speed(law: SpeedLaw) -> str:
    """Write the speed of a mode in km/h."""
    if not law.gain:
        return f"{plain(law.slow)}{NO_BREAK_SPACE}km/h"
    return (
        f"{plain(law.slow)} + {plain(law.gain)} × (1 − e^(−km ÷ {plain(law.rise)}))"
        f"{NO_BREAK_SPACE}km/h"
    )


def _constants() -> Component:
    rows = [
        (
            MODES[mode],
            f"{plain(law.start)}{NO_BREAK_SPACE}min",
            plain(law.detour),
            speed(law),
            _CONSTANTS_SOURCE[mode],
        )
        for mode, law in SPEED_LAWS.items()
    ]
    return table(
        "Constantes du calcul, par mode",
        ["Mode", "Départ", "Allongement", "Vitesse", "D'où elles viennent"],
        rows,
        (1, 2),
    )


def _examples(times: Sequence[tuple[int, Mapping[str, int]]]) -> Component:
    modes = list(SPEED_LAWS)
    rows = [
        (f"{number(km)}{NO_BREAK_SPACE}km", *(_minutes(by_mode[mode]) for mode in modes))
        for km, by_mode in times
    ]
    return table(
        "Temps estimés selon la distance à vol d'oiseau",
        ["Distance", *(MODES[mode] for mode in modes)],
        rows,
        tuple(range(1, len(modes) + 1)),
        "Calcul du modèle ci-dessus.",
    )


def _minutes(minutes: int) -> str:
    return "Hors d'atteinte" if minutes >= OUT_OF_REACH else duration(minutes)


def _errors(measured: Measured, of: str = "de l'estimation") -> Component:
    rows = [
        (
            _interval(row.low, row.high),
            number(row.pairs),
            f"{number(row.mean_absolute_error, 1)}{NO_BREAK_SPACE}min",
            signed_minutes(row.bias),
            _percent(row.within_band),
        )
        for row in (*measured.classes, _whole(measured))
        if row.pairs
    ]
    return table(
        f"Erreur {of} en {MODES[measured.mode].lower()}, par durée du trajet",
        ["Trajet de référence", "Trajets comparés", "Écart moyen", "Biais", "Dans la marge"],
        rows,
        (1, 2, 3, 4),
        f"Unité : minutes. {measured.source}. Périmètre : {measured.perimeter}. Temps de "
        f"{measured.date}.",
    )


def _whole(measured: Measured) -> ClassError:
    return ClassError(
        0, float("inf"), measured.pairs, measured.mean_absolute_error, measured.bias,
        measured.within_band,
    )  # fmt: skip


def _wrong(measured: Measured | None) -> str:
    if measured is None:
        return ""
    return (
        f"Parmi les trajets dits à {duration(int(measured.threshold))} ou moins, "
        f"{_percent(measured.wrongly_within)} durent davantage."
    )


_SHOWN = (10, 20, 30, 45, 60, 90)  # estimated minutes whose margin is shown


def _margins(margins: Mapping[str, Margin]) -> Component:
    rows = [
        (MODES[mode], *(_side(margin, time) for time in _SHOWN), _known(margin))
        for mode, margin in _by_mode(margins).items()
    ]
    return table(
        "Marge de part et d'autre d'un temps estimé",
        ["Mode", *(duration(time) for time in _SHOWN), "D'où elle vient"],
        rows,
        tuple(range(1, len(_SHOWN) + 1)),
    )


def _by_mode(margins: Mapping[str, Margin]) -> dict[str, Margin]:
    return {mode: margins.get(mode, SUPPOSED) for mode in SPEED_LAWS}


def _side(margin: Margin, minutes: float) -> str:
    return f"± {number(float(half_width(minutes, margin)), 0)}{NO_BREAK_SPACE}min"


def _known(margin: Margin) -> str:
    return "Mesurée" if margin.measured else "Supposée : un cinquième du temps"


def _example(margins: Mapping[str, Margin]) -> str:
    side = round(float(half_width(30, _by_mode(margins)["voiture"])))
    return f"de {30 - side} à {30 + side}"


def _interval(low: float, high: float) -> str:
    if high == float("inf"):
        return f"{duration(int(low))} et plus" if low else "Ensemble"
    if not low:
        return f"Moins de {duration(int(high))}"
    return f"De {duration(int(low))} à {duration(int(high))}"


def _percent(share: float) -> str:
    return f"{number(100 * share)}{NO_BREAK_SPACE}%"
