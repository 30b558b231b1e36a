"""The kinds of places that help: what each is called, what it does, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass

GUIDED: dict[str, str] = {
    "eleves": "Élèves et étudiants",
    "jeunes": "Jeunes de 16 à 25 ans",
    "demandeurs_emploi": "Demandeurs d'emploi",
    "salaries": "Salariés",
    "handicap": "Personnes en situation de handicap",
    "rsa": "Bénéficiaires du RSA",
}
"""Whom places receive, by their key in addresses."""


GUIDED_AS = {"jeunes": "eleves", "apprentis": "jeunes"}
"""Publics of courses (`vocabulary.PUBLICS`) that places call otherwise."""


@dataclass(frozen=True)
class Kind:
    """A kind of place.

    Attributes
    ----------
    one, many : its name in a sentence, without an article
    a : its name with its article: « une mission locale »
    does : what one goes there for
    publics : keys of `GUIDED`; none for a place that guides nobody
    around : kilometres, as the crow flies, within which it helps someone who studies there; 0 for
        a place that only guides
    """

    one: str
    many: str
    a: str
    does: str
    publics: tuple[str, ...] = ()
    around: float = 0.0

    @property
    def guides(self) -> bool:
        """Whether one finds there someone who guides."""
        return bool(self.publics)

    @property
    def none(self) -> str:
        """Return how one says that there is none: « aucune mission locale »."""
        return f"aucun{'e' if self.a.startswith('une ') else ''} {self.one}"


_ALL = tuple(GUIDED)

KINDS: dict[str, Kind] = {
    "mission_locale": Kind(
        "mission locale", "missions locales", "une mission locale",
        "Projet, formation, emploi, logement, santé : un conseiller pour les 16-25 ans.",
        ("jeunes",),
    ),
    "cio": Kind(
        "centre d'information et d'orientation (CIO)",
        "centres d'information et d'orientation (CIO)",
        "un centre d'information et d'orientation (CIO)",
        "Choisir ses études ou sa voie, avec un psychologue de l'Éducation nationale.",
        ("eleves", "jeunes"),
    ),
    "france_travail": Kind(
        "agence France Travail", "agences France Travail", "une agence France Travail",
        "S'inscrire comme demandeur d'emploi, faire financer une formation.",
        ("demandeurs_emploi", "rsa"),
    ),
    "proch_orientation": Kind(
        "point Proch'Orientation", "points Proch'Orientation", "un point Proch'Orientation",
        "Parler de son orientation, à tout âge, près de chez soi.",
        _ALL,
    ),
    "cap_emploi": Kind(
        "agence Cap emploi", "agences Cap emploi", "une agence Cap emploi",
        "Emploi et formation avec un handicap.",
        ("handicap",),
    ),
    "mdph": Kind(
        "maison du handicap (MDPH)", "maisons du handicap (MDPH)",
        "une maison du handicap (MDPH)",
        "Faire reconnaître un handicap, demander une orientation ou une aide.",
        ("handicap",),
    ),
    "apec": Kind(
        "centre Apec", "centres Apec", "un centre Apec",
        "Conseil aux cadres et aux jeunes diplômés.",
        ("salaries", "demandeurs_emploi"),
    ),
    "maison_emploi": Kind(
        "maison de l'emploi", "maisons de l'emploi", "une maison de l'emploi",
        "Emploi et formation du bassin, en un lieu.",
        ("demandeurs_emploi", "salaries", "jeunes", "rsa"),
    ),
    "plie": Kind(
        "plan local pour l'insertion et l'emploi (PLIE)",
        "plans locaux pour l'insertion et l'emploi (PLIE)",
        "un plan local pour l'insertion et l'emploi (PLIE)",
        "Accompagnement long vers l'emploi.",
        ("demandeurs_emploi", "rsa"),
    ),
    "epide": Kind(
        "centre Épide", "centres Épide", "un centre Épide",
        "Insertion avec hébergement, pour les 17-25 ans sans diplôme.",
        ("jeunes",),
    ),
    "e2c": Kind(
        "école de la deuxième chance (E2C)", "écoles de la deuxième chance (E2C)",
        "une école de la deuxième chance (E2C)",
        "Se remettre à niveau en alternance, sans diplôme.",
        ("jeunes",),
    ),
    "information_jeunesse": Kind(
        "point d'information jeunesse", "points d'information jeunesse",
        "un point d'information jeunesse",
        "S'informer sur les études, les métiers, les droits, le logement.",
        ("jeunes", "eleves"),
    ),
    "france_services": Kind(
        "espace France services", "espaces France services", "un espace France services",
        "Faire ses démarches avec quelqu'un : emploi, santé, logement, allocations.",
        _ALL, 10.0,
    ),
    "internat": Kind(
        "internat", "internats", "un internat",
        "Dormir sur place en semaine.", (), 5.0,
    ),
    "foyer": Kind(
        "foyer de jeunes travailleurs", "foyers de jeunes travailleurs",
        "un foyer de jeunes travailleurs",
        "Se loger de 16 à 30 ans, en formation ou au travail.", (), 15.0,
    ),
    "crous": Kind(
        "résidence du Crous", "résidences du Crous", "une résidence du Crous",
        "Se loger comme étudiant.", (), 10.0,
    ),
    "creche": Kind(
        "crèche", "crèches", "une crèche",
        "Faire garder un jeune enfant.", (), 5.0,
    ),
    "numerique": Kind(
        "lieu d'aide au numérique", "lieux d'aide au numérique", "un lieu d'aide au numérique",
        "Un ordinateur, une connexion, quelqu'un pour aider.", (), 10.0,
    ),
    "covoiturage": Kind(
        "aire de covoiturage", "aires de covoiturage", "une aire de covoiturage",
        "Laisser sa voiture et partager le trajet.", (), 5.0,
    ),
    "gare": Kind(
        "gare", "gares", "une gare", "Venir en train.", (), 5.0,
    ),
    "campus": Kind(
        "campus des métiers et des qualifications", "campus des métiers et des qualifications",
        "un campus des métiers et des qualifications",
        "Lycées, CFA, universités et entreprises d'un même domaine, en réseau.",
    ),
    "innovation": Kind(
        "innovation déclarée", "innovations déclarées", "une innovation déclarée",
        "Une façon nouvelle de former ou d'accompagner, déclarée par qui la porte.",
    ),
}  # fmt: skip
"""Every kind, by its key; those that guide first."""

GUIDES: tuple[str, ...] = tuple(key for key, kind in KINDS.items() if kind.guides)
HELPS: tuple[str, ...] = tuple(key for key, kind in KINDS.items() if kind.around)
SHOWN: tuple[str, ...] = ("campus", "innovation")
"""Kinds that neither guide nor help a person: a planner sees where they are."""


def guides_of(publics: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that receive one of some publics, every guide when none is given."""
    wanted = set(publics) or set(GUIDED)
    return tuple(key for key in GUIDES if wanted.intersection(KINDS[key].publics))


def publics_words(kind: str) -> str:
    """Write whom a kind receives: « tous publics »."""
    publics = KINDS[kind].publics
    if set(publics) == set(GUIDED):
        return "Tous publics"
    return ", ".join(GUIDED[key] for key in publics)
