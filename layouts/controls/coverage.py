"""The controls of « Couverture et mobilité » that its address holds."""

from __future__ import annotations

from geodata.asking.coverage import CoverageQuery
from geodata.asking.scenario import SCENARIO_PARAMETERS
from geodata.overlays import OVERLAY_KEYS
from layouts.controls.control import Control, Page
from layouts.controls.filters import FILTERS

PANELS: dict[str, str] = {
    "territoires": "Territoires",
    "courbe": "Répartition",
    "mobilite": "Sans voiture",
    "zones-blanches": "Zones blanches",
    "simuler": "Simuler",
    "complementarite": "Complémentarité",
    "flux": "Habiter, se former, travailler",
    "mes-donnees": "Mes données",
}
"""The panels beside the map, one question each."""

VIEWS: dict[str, str] = {"apres": "Après", "difference": "Différence"}
"""What the map shows of a scenario: the times after it, or what it changes."""

_USUAL = CoverageQuery()

COVERAGE = Page(
    path="/couverture",
    root="cover",
    prefix="cover",
    controls=(
        *FILTERS,
        Control("target", "choice", ("target",), _USUAL.target),
        Control("mode", "choice", ("mode",), _USUAL.mode, kept=True),
        Control("threshold", "number", ("threshold",), _USUAL.threshold, kept=True),
        Control("population", "choice", ("population",), _USUAL.population),
        Control("by", "choice", ("by",), _USUAL.by),
        Control("measure", "choice", ("measure",), _USUAL.measure),
        Control("classes", "choice", ("classes",), _USUAL.classes),
        Control("scenario", "changes", SCENARIO_PARAMETERS, {}),
        Control("panel", "choice", ("onglet",), "territoires", asked=False, choices=PANELS),
        Control(
            "overlays", "many", ("couches",), ["departement"], asked=False, emptied="aucune",
            choices=OVERLAY_KEYS,
        ),
        Control("view", "choice", ("vue",), "apres", asked=False, choices=VIEWS),
    ),
)  # fmt: skip
