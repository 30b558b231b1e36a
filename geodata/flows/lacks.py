"""What no loaded source says of flows, and the producer that has it."""

from collections.abc import Collection

OBSERVED: dict[str, str] = {
    "home_training": "Insee (recensement, mobilités scolaires MOBSCO), ou un fichier de la région "
    "d'après les apprentis (SIFA), les étudiants (SISE), les élèves (DEPP) et les stagiaires "
    "(Région, France Travail)",
    "training_work": "la Région et le C2RP (enquêtes d'insertion), la DEPP et la Dares "
    "(InserJeunes, qui ne publie pas le lieu de l'emploi), le Céreq (enquête Génération) ; un "
    "fichier de la région peut être chargé",
    "home_work": "Insee (recensement, mobilités professionnelles MOBPRO)",
}
"""Who has the flows of a kind."""

PLACE_OF_JOB = (
    "Le lieu d'insertion des diplômés (département, zone d'emploi ou hors de la région) n'est dans "
    "aucune source chargée"
)

FIRST_YEAR = (
    "Personnes en première année par zone d'emploi : DEPP (élèves, par année de formation), "
    "SIES (étudiants, SISE), DEPP (apprentis, SIFA), Région et France Travail (stagiaires)"
)


def missing(kinds: Collection[str]) -> tuple[str, ...]:
    """Return the kinds of flows that nothing tells."""
    return tuple(kind for kind in OBSERVED if kind not in kinds)
