"""What the board of a SPEL cannot say, and who has it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class _Told(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def axis(self) -> str: ...


@dataclass(frozen=True)
class Lack:
    """What is missing, and who has it."""

    label: str
    holder: str


_SERIES: tuple[tuple[str, str, Lack], ...] = (
    ("demandeurs", "spel", Lack(
        "Demandeurs d'emploi du SPEL",
        "Dares et France Travail, séries trimestrielles par commune, à charger")),
    ("demandeurs", "zone_emploi", Lack(
        "Demandeurs d'emploi du mois, par catégorie, âge et ancienneté",
        "Dares et France Travail, séries mensuelles par zone d'emploi, à charger")),
    ("rsa", "spel", Lack(
        "Foyers bénéficiaires du RSA", "CNAF, bénéficiaires par commune chaque décembre, à charger"
    )),
    ("indemnisation", "departement", Lack(
        "Dépenses d'indemnisation", "Unédic, série mensuelle par département, à charger")),
    ("embauches", "departement", Lack(
        "Déclarations d'embauche", "Urssaf, DPAE par département et trimestre, à charger")),
)  # fmt: skip

_FRR = Lack(
    "Demandeurs d'emploi des communes FRR",
    "Dares par commune et liste des communes FRR ; aucune ici, ou fichiers à charger",
)

_NEVER = (
    Lack("Niveau de formation des demandeurs", "France Travail, statistiques du marché du travail"),
    Lack("Habitants des quartiers prioritaires (QPV)", "France Travail, demandeurs par quartier"),
    Lack("Demandeurs d'emploi handicapés", "France Travail et Agefiph, tableau de bord régional"),
    Lack("Bénéficiaires du RSA inscrits à France Travail", "France Travail et les départements"),
    Lack("Entrées en formation", "Région, France Travail et Dares (base Brest)"),
)
"""What no open series gives at these scales."""

_MONTH_OF_TENSION = Lack(
    "Tension du mois", "personne ne la publie par mois ; Dares et France Travail, une fois l'an"
)


def lacks(lines: Sequence[_Told], tension: bool) -> tuple[Lack, ...]:
    """Return what is missing: series that are not loaded, then what no open series gives."""
    told = {(line.key, line.level) for line in lines}
    # By département, the month of job seekers is there too: wider than the zone, and said so.
    told |= {(key, "zone_emploi") for key, level in told if level == "departement"}
    missing = [lack for key, level, lack in _SERIES if (key, level) not in told]
    if not any(line.axis == "frr" for line in lines):
        missing.append(_FRR)
    return (*missing, *_NEVER, *([] if tension else [_MONTH_OF_TENSION]))
