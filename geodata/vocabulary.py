"""The closed lists of the field, with their names in plain French."""

from typing import NamedTuple

VOIES: dict[str, str] = {
    "scolaire": "Voie scolaire",
    "apprentissage": "Apprentissage",
    "superieur": "Enseignement supérieur",
    "continue": "Formation continue",
}

LEVELS: dict[int, str] = {
    3: "Niveau 3 (CAP)",
    4: "Niveau 4 (bac)",
    5: "Niveau 5 (bac + 2)",
    6: "Niveau 6 (licence, bac + 3)",
    7: "Niveau 7 (master, bac + 5)",
    8: "Niveau 8 (doctorat)",
}

# The nomenclature of 1969, still met in files: V is today's level 3, I is today's 7 and 8.
OLD_LEVELS: dict[str, int] = {"V": 3, "IV": 4, "III": 5, "II": 6, "I": 7}

MODALITIES: dict[str, str] = {
    "presentiel": "Sur place",
    "mixte": "Sur place et à distance",
    "distance": "À distance",
}

PUBLICS: dict[str, str] = {
    "jeunes": "Élèves et étudiants",
    "apprentis": "Apprentis",
    "demandeurs_emploi": "Demandeurs d'emploi",
    "salaries": "Salariés",
    "handicap": "Personnes en situation de handicap",
    "rsa": "Bénéficiaires du RSA",
}

ENTRIES: dict[str, str] = {
    "sans_bac": "Sans le bac",
    "bac": "Avec le bac",
    "bac2": "Avec un bac + 2",
    "bac3": "Avec un bac + 3",
}
"""What a person has when entering a course."""

ENTRY_LEVELS: dict[str, int] = {"sans_bac": 3, "bac": 4, "bac2": 5, "bac3": 6}
"""The highest level that a course may ask of each."""

PACES: dict[str, str] = {
    "soir": "Le soir",
    "week_end": "Le week-end",
    "temps_partiel": "À temps partiel",
}

UNSAID: dict[str, str] = {
    "entry": "le niveau d'entrée",
    "boarding": "l'internat",
    "pace": "le rythme",
    "start": "la date de début",
    "conventionnee": "le financement",
}
"""What a source may leave unsaid of a course, and a filter asks."""

TRANSIT = "transports"
"""The mode that timetables give: it is only where some are loaded."""

MODES: dict[str, str] = {
    "voiture": "Voiture",
    "velo": "Vélo",
    "marche": "Marche",
    TRANSIT: "Bus et train",
}

PRECISIONS: dict[str, str] = {
    "address": "adresse",
    "commune": "centre de la commune",
}

DEPARTEMENT_ONLY = "departement"
PRECISIONS_OF_COURSES: dict[str, str] = {
    **PRECISIONS,
    DEPARTEMENT_ONLY: "dans le département, lieu à demander",
}
"""How well the place of a course is known: as its site's, or no more than its département."""


class LevelNames(NamedTuple):
    """What a level of territories is called: one of them, several, and beside a name."""

    one: str
    many: str
    short: str


TERRITORY_LEVELS: dict[str, LevelNames] = {
    "region": LevelNames("Région", "Région", "région"),
    "departement": LevelNames("Département", "Départements", "département"),
    "spel": LevelNames("Bassin emploi-formation (SPEL)", "Bassins emploi-formation (SPEL)", "SPEL"),
    "zone_emploi": LevelNames("Zone d'emploi", "Zones d'emploi", "zone d'emploi"),
    "epci": LevelNames("Intercommunalité (EPCI)", "Intercommunalités (EPCI)", "EPCI"),
    "bmo_basin": LevelNames("Bassin BMO", "Bassins BMO", "bassin BMO"),
    "qpv": LevelNames("Quartier prioritaire (QPV)", "Quartiers prioritaires (QPV)", "QPV"),
    "commune": LevelNames("Commune", "Communes", "commune"),
}
"""Levels of territories, the widest first: the one place where they are named and ordered."""

ZONE_LEVELS = tuple(level for level in TERRITORY_LEVELS if level != "commune")
"""Levels that have a table of their own in the store."""


def level_name(level: str) -> str:
    """Return what a territory of a level is, the level itself where it has no name."""
    if level == "france":
        return "France"
    return TERRITORY_LEVELS[level].one if level in TERRITORY_LEVELS else level
