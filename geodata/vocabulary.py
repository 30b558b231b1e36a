"""The closed lists of the field, with their names in plain French."""

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

MODES: dict[str, str] = {
    "voiture": "Voiture",
    "velo": "Vélo",
    "marche": "Marche",
}

PRECISIONS: dict[str, str] = {
    "address": "adresse",
    "commune": "centre de la commune",
}

ZONE_LEVELS: dict[str, str] = {
    "region": "Région",
    "departement": "Départements",
    "spel": "Bassins emploi-formation (SPEL)",
    "zone_emploi": "Zones d'emploi",
    "epci": "Intercommunalités (EPCI)",
    "bmo_basin": "Bassins BMO",
    "qpv": "Quartiers prioritaires (QPV)",
}
