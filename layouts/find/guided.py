"""The guided mode: four questions that can be skipped, whose answers set ordinary filters."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.vocabulary import ENTRIES, PACES
from layouts.find.constraints import months
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE, button, indifferent
from layouts.kit.format import duration
from layouts.kit.parts import place_field

PREFIX = "guide"

_YOUNG = ["jeunes", "apprentis"]
_WHO: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("Élève de 3e", {"public": _YOUNG, "entry": "sans_bac"}),
    ("Lycéen, lycéenne", {"public": _YOUNG, "entry": "bac"}),
    ("Étudiant, étudiante", {"public": _YOUNG, "entry": "bac"}),
    ("Demandeur, demandeuse d'emploi", {"public": ["demandeurs_emploi"]}),
    ("Salarié, salariée", {"public": ["salaries"]}),
    ("Apprenti, apprentie", {"voie": ["apprentissage"]}),
)
_MODES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("En voiture", {"mode": "voiture"}),
    ("Sans voiture : à vélo", {"mode": "velo"}),
    ("Sans voiture : à pied", {"mode": "marche"}),
)
_MINUTES = (15, 30, 45, 60, 90)
_DISTANCE = {"modality": ["distance", "mixte"]}


def guided_button(css: str) -> Component:
    """Return what opens the questions."""
    return button("Me guider en 4 questions", f"guide-open {css}")


def guided(unanswered: Mapping[str, str], today: date) -> Component:
    """Return the questions, closed.

    Parameters
    ----------
    unanswered : why a filter cannot be answered, by the name of its control
    today : the day from which months to come are offered
    """
    steps = (_who(unanswered), _want(), _from(), _can(unanswered, today))
    return html.Dialog(
        [
            html.Div(
                [
                    html.P("", id="guide-step", className="guide-step", role="status"),
                    button("Fermer", "button-link", id="guide-close"),
                ],
                className="guide-head",
            ),
            *(
                html.Div(
                    step,
                    className="guide-question",
                    hidden=bool(rank),
                    role="group",
                    **attributes(aria_labelledby=f"guide-title-{rank}"),
                )
                for rank, step in enumerate(steps)
            ),
            html.Div(
                [
                    button("Précédent", None, id="guide-back"),
                    button("Passer", "button-link", id="guide-skip"),
                    button("Suivant", "button-main", id="guide-next"),
                ],
                className="guide-foot",
            ),
            dcc.Store(id="guide-place-code"),
            dcc.Store(id="guide-place-left"),
        ],
        id=PREFIX,
        className="guide",
        **attributes(aria_label="Quatre questions pour chercher"),
    )


def _who(unanswered: Mapping[str, str]) -> list[Component]:
    return [
        _title(0, "Je suis…"),
        _choices("who", [(label, sets, "") for label, sets in _WHO]),
        html.P("Mon diplôme le plus élevé", className="guide-label"),
        _choices(
            "entry",
            [
                (label, {"entry": key}, unanswered.get("entry", ""))
                for key, label in ENTRIES.items()
            ],
        ),
    ]


def _want() -> list[Component]:
    return [
        _title(1, "Je veux…"),
        dmc.Autocomplete(
            id="guide-q",
            label="Un métier, un diplôme, un domaine",
            description="Deux souhaits peuvent se suivre : « cuisine ou boulangerie ».",
            value="",
            data=[],
            debounce=False,
            limit=8,
            filter={"function": "keepAll"},
            comboboxProps=INSIDE,
            inputProps={"maxLength": 200, "autoComplete": "off"},
        ),
    ]


def _from() -> list[Component]:
    return [
        _title(2, "Je pars de…"),
        place_field("guide-place", ""),
        html.P("Je me déplace", className="guide-label"),
        _choices("mode", [(label, sets, "") for label, sets in _MODES]),
        html.P(
            "Les temps en bus et en train ne sont pas connus : demandez-les à l'établissement.",
            className="source",
        ),
        html.P("Pas plus de", className="guide-label"),
        _choices("minutes", [(duration(n), {"minutes": n}, "") for n in _MINUTES]),
    ]


def _can(unanswered: Mapping[str, str], today: date) -> list[Component]:
    no_pace, no_date = unanswered.get("pace", ""), unanswered.get("since", "")
    no_boarding = unanswered.get("boarding", "")
    several: list[tuple[str, Mapping[str, Any], str]] = [
        (label, {"pace": [key]}, no_pace) for key, label in PACES.items()
    ]
    several += [
        ("À distance, en tout ou en partie", _DISTANCE, ""),
        ("En internat", {"boarding": "oui"}, no_boarding),
    ]
    reasons = dict.fromkeys(filter(None, (no_pace, no_boarding)))
    return [
        _title(3, "Je peux…"),
        _choices("can", several, many=True),
        *(html.P(reason, className="source") for reason in reasons),
        indifferent(
            "guide-since",
            "Commencer à partir de",
            months(today),
            None,
            disabled=bool(no_date),
            description=no_date or None,
        ),
    ]


def _title(rank: int, text: str) -> Component:
    return html.H2(text, id=f"guide-title-{rank}", tabIndex=-1)


def _choices(
    group: str, choices: Sequence[tuple[str, Mapping[str, Any], str]], many: bool = False
) -> Component:
    """Return buttons that are pressed, one or several: label, what it sets, why it is off."""

    def answer(label: ComponentType, sets: Mapping[str, Any], off: str) -> Component:
        return button(
            label,
            "guide-choice",
            disabled=bool(off),
            title=off or None,
            **attributes(
                aria_pressed="false",
                data_sets=json.dumps(sets),
                data_group=group,
                data_many="oui" if many else "",
            ),
        )

    return html.Div([answer(*choice) for choice in choices], className="guide-choices")
