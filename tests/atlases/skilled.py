"""The small atlas with skills: a welder and a fitter share one, a cook shares none."""

from dataclasses import replace

import pandas as pd

from atlases.small import offer, small_atlas
from geodata.skills.table import SKILLS
from geodata.tables.schema import ROMES

ASKED = [
    ("H2913", "1", "Réaliser des travaux de soudure", "Principale"),
    ("H2913", "2", "Lire un plan", ""),
    ("H2914", "1", "Réaliser des travaux de soudure", ""),
    ("H2914", "3", "Ajuster des tubes", "Principale"),
    ("G1602", "4", "Cuire des aliments", "Principale"),
]


def skilled_atlas():
    """Return an atlas where welding is taught in Gamma and cooking in Alpha."""
    bare = small_atlas(
        [
            offer("weld", title="CAP Soudage", level=3, romes="H2913", site="gamma"),
            offer("weld-too", title="CAP Soudage", romes="H2913", site="delta"),
            offer("cook", title="CAP Cuisine", romes="G1602", site="alpha"),
        ]
    )
    names = [("H2913", "Soudeur"), ("H2914", "Tuyauteur"), ("G1602", "Cuisinier")]
    table = pd.DataFrame(ASKED, columns=["rome", "skill", "label", "core"]).assign(source="essai")
    return replace(
        bare,
        skills=SKILLS.validate(table),
        romes=ROMES.validate(pd.DataFrame(names, columns=["rome", "label"])),
        _kept={},
    )
