"""Who has what no loaded source says of the publics."""

AT_COMMUNE: dict[str, str] = {
    "jeunes": "Insee, population par âge et commune",
    "demandeurs_emploi": "Dares et France Travail, demandeurs d'emploi par commune, à charger",
    "handicap": "MDPH (bénéficiaires de l'obligation d'emploi), Agefiph et France Travail ; aucun "
    "nombre par commune n'est publié",
    "rsa": "CNAF, foyers bénéficiaires du RSA par commune chaque décembre, à charger",
    "qpv": "ANCT et Insee, population des quartiers prioritaires, à charger",
    "frr": "DGCL et ANCT, liste des communes FRR, à charger",
}
"""Who says how many people of a public live in each commune."""

_REGION = "Région et France Travail (entrées en formation), dans un fichier de la région"

TRAINED_BY: dict[str, str] = {
    "jeunes": f"DEPP et SIES (élèves, apprentis, étudiants) ; {_REGION}",
    "demandeurs_emploi": f"Dares (base Brest) ; {_REGION}",
    "handicap": f"Agefiph, FIPHFP et France Travail ; {_REGION}",
    "rsa": f"Départements et France Travail ; {_REGION}",
    "qpv": f"Dares (base Brest, adresse des stagiaires) ; {_REGION}",
    "frr": f"Dares (base Brest, commune des stagiaires) ; {_REGION}",
}
"""Who counts the people of a public that are trained."""

ALWAYS: tuple[tuple[str, str], ...] = (
    (
        "Ruptures de parcours et moments où elles arrivent",
        "DEPP (SIEI, décrochage), Dares (contrats d'apprentissage rompus), missions locales "
        "(i-milo), Région (abandons de stage)",
    ),
    (
        "Accès à l'emploi de ces publics après une formation",
        "Dares (Force, Trajam), DEPP et Dares (InserJeunes, sans ventilation par public fragile)",
    ),
    (
        "Personnes différentes d'une année à l'autre",
        "Dares (Force) : un nombre d'entrées compte deux fois qui entre deux fois",
    ),
)
"""What no open source gives by public at these scales, and who has it."""
