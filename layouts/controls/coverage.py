"""The controls of « Couverture et mobilité » that its address holds."""

from geodata.asking.coverage import POPULATIONS, CoverageQuery
from geodata.asking.scenario import SCENARIO_PARAMETERS
from geodata.asking.siting import CANDIDATES, INSIDE, LEAST_PEOPLE, PRIORITIES
from geodata.coverage.order import ORDERS, USUAL
from geodata.coverage.same_certification import DEFAULT_MINUTES
from geodata.coverage.without_car import DEFAULT_KILOMETRES
from geodata.maps.overlays import OVERLAY_KEYS
from geodata.places.zoning import GROUPINGS
from layouts.controls.control import COLUMN_ORDER, Control, Page
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

CERTIFICATIONS: dict[str, str] = {
    "proches": "Proposées à proximité",
    "seules": "Dans un seul lieu",
}
"""Which certifications « Complémentarité » lists."""

FLOWS: dict[str, str] = {
    "habitants": "Habitants",
    "formations": "Formations",
    "trajets": "Trajets vers la formation la plus proche",
    "projets": "Projets de recrutement",
}
"""The marks of « Habiter, se former, travailler »."""

_USUAL = CoverageQuery()
_CODE = "[0-9A-Za-z]{1,12}"
_BOX = r"-?\d{1,2}\.\d{1,4}(,-?\d{1,2}\.\d{1,4}){3}"

ZOOM = f"[a-z_]{{2,12}}(,[a-z_]{{2,12}})?:{_CODE}(,{_CODE})?|{_BOX}"
"""A territory that the map is brought to, or the corners of a zone."""

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
        Control("cross", "choice", ("croise",)),
        Control("measure", "choice", ("measure",), _USUAL.measure),
        Control("classes", "choice", ("classes",), _USUAL.classes),
        Control("scenario", "changes", SCENARIO_PARAMETERS, {}),
        Control("sort", "stored", ("tri",), USUAL, choices=ORDERS),
        Control("order", "stored", ("ordre",), "", asked=False, pattern=COLUMN_ORDER),
        Control("panel", "choice", ("onglet",), "territoires", asked=False, choices=PANELS),
        Control(
            "overlays", "many", ("couches",), ["departement"], asked=False, emptied="aucune",
            choices=OVERLAY_KEYS,
        ),
        Control("view", "choice", ("vue",), "apres", asked=False, choices=VIEWS),
        Control("zoom", "stored", ("zoom",), "", asked=False, pattern=ZOOM),
        Control(
            "curve-level", "choice", ("niveau_compare",), "spel", asked=False, choices=GROUPINGS
        ),
        Control("curve-zones", "many", ("territoires",), [], asked=False, pattern=_CODE),
        Control(
            "bicycle", "number", ("velo_km",), DEFAULT_KILOMETRES, asked=False, pattern=r"\d{1,3}"
        ),
        Control(
            "gaps-by-spel", "switch", ("par_spel",), True, asked=False, emptied="non",
            choices=("oui", "non"),
        ),
        Control(
            "pairs-view", "choice", ("vue_certifications",), "proches", asked=False,
            choices=CERTIFICATIONS,
        ),
        Control(
            "pairs-minutes", "number", ("proches_min",), DEFAULT_MINUTES, asked=False,
            pattern=r"\d{1,3}",
        ),
        Control(
            "flow-layers", "many", ("marques",), ["formations", "trajets", "projets"], asked=False,
            emptied="aucune", choices=FLOWS,
        ),
        Control("best", "stored", ("ou_ouvrir",), "", asked=False, choices=("oui",)),
        Control("best-p", "number", ("p",), 3, asked=False, pattern="[1-9][0-9]?"),
        Control(
            "best-candidates", "choice", ("candidates",), "centre", asked=False, choices=CANDIDATES
        ),
        Control(
            "best-least", "number", ("habitants_min",), LEAST_PEOPLE, asked=False,
            pattern=r"\d{1,6}",
        ),
        Control("best-chosen", "many", ("choisies",), [], asked=False, pattern=_CODE),
        Control("best-inside", "choice", ("dans",), asked=False, pattern=INSIDE.pattern),
        Control("best-demand", "choice", ("demande",), "", asked=False, choices=POPULATIONS),
        Control("best-places", "number", ("places",), None, asked=False, pattern=r"[1-9]\d{0,3}"),
        Control(
            "best-priorities", "many", ("priorities",), [], asked=False, choices=PRIORITIES
        ),
    ),
)  # fmt: skip
