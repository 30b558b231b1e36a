"""data.inclusion and the places of digital mediation: structures that receive people.

- *structures of data.inclusion*, schema v1 (`reseaux_porteurs`, as `mission-locale`) or v0
  (`typologie`, as `ML`): it is kept for the first of its networks that is one of `NETWORKS`;
- *places of digital mediation* (before v1 of data.inclusion, and the present national schema): each
  is a place with a computer and somebody who helps.

Lists are JSON or texts separated by « ; » or « , ». Names of contacts and e-mails are never read.
"""

import re
from collections.abc import Mapping
from typing import Any

from loaders.reading.values import text_of
from loaders.sources.guidance.places import Listing, Said, said_in, source_of

NETWORKS: dict[str, str] = {
    "mission-locale": "mission_locale", "ML": "mission_locale",
    "france-travail": "france_travail", "pole-emploi": "france_travail", "FT": "france_travail",
    "PE": "france_travail",
    "cap-emploi-reseau-cheops": "cap_emploi", "CAP_EMPLOI": "cap_emploi",
    "mdph": "mdph", "MDPH": "mdph",
    "maisons-de-l-emploi": "maison_emploi", "MDE": "maison_emploi", "MDEF": "maison_emploi",
    "plie": "plie", "PLIE": "plie",
    "epide": "epide", "EPIDE": "epide",
    "ecoles-de-la-deuxieme-chance": "e2c", "E2C": "e2c",
    "reseau-information-jeunesse": "information_jeunesse", "PIJ_BIJ": "information_jeunesse",
    "france-service": "france_services", "RFS": "france_services",
    "residences-fjt": "foyer", "RS_FJT": "foyer",
    "espaces-publics-numeriques": "numerique", "EPN": "numerique",
}  # fmt: skip
"""Networks (v1) and typologies (v0) by our kinds; the others are about other things."""

LACKS = "les structures que leur réseau a inscrites dans data.inclusion"

_PLACE = {
    "id": ("id",),
    "name": ("nom",),
    "street": ("adresse",),
    "street2": ("complement_adresse",),
    "insee": ("code_insee",),
    "postcode": ("code_postal",),
    "city": ("commune",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "telephone": ("telephone",),
    "website": ("site_web",),
    "updated": ("date_maj",),
}
COLUMNS = {
    **_PLACE,
    "source": ("source",),
    "hours": ("horaires_accueil", "horaires_ouverture"),
    "networks": ("reseaux_porteurs", "typologie"),
    "access": ("accessibilite_lieu", "accessibilite"),
    "link": ("lien_source",),
}
DIGITAL_COLUMNS = {
    **_PLACE,
    "services": ("services",),
    "pivot": ("pivot",),
    "conditions": ("conditions_acces", "frais_a_charge"),
    "publics": ("publics_accueillis", "publics_specifiquement_adresses"),
    "ways": ("modalites_accompagnement", "modalites_acces"),
    "appointment": ("prise_rdv",),
}
_SEPARATORS = re.compile(r"[;,|\[\]\"']+")


def words_of(value: object) -> list[str]:
    """Return the codes of a list, be it one or a text."""
    parts = value if isinstance(value, list) else _SEPARATORS.split(text_of(value))
    return [text for part in parts if (text := text_of(part))]


def _row(row: Mapping[str, Any]) -> Said | str | None:
    kind = next((NETWORKS[one] for one in words_of(row["networks"]) if one in NETWORKS), None)
    return said_in(row, kind, lacks=LACKS) if kind else None


def _digital(row: Mapping[str, Any]) -> Said | str | None:
    return said_in(row, "numerique", lacks=LACKS)


_ABOUT = {"licence": "Licence Ouverte 2.0", "rhythm": "chaque semaine"}

DATA_INCLUSION = source_of(
    Listing(
        "data-inclusion",
        COLUMNS,
        ("id", "name", "source", "networks", "access", "link"),
        _row,
        "structures d'insertion inscrites dans data.inclusion",
    ),
    "Structures de data.inclusion",
    producer="GIP Plateforme de l'inclusion",
    page="https://www.data.gouv.fr/datasets/"
    "referentiel-de-loffre-dinsertion-liste-des-structures-et-services-dinsertion",
    **_ABOUT,
)
DIGITAL_PLACES = source_of(
    Listing(
        "mediation-numerique",
        DIGITAL_COLUMNS,
        ("id", "name", "services", "pivot", "conditions", "ways"),
        _digital,
        "lieux de médiation numérique connus de data.inclusion",
    ),
    "Lieux de médiation numérique",
    producer="Agence nationale de la cohésion des territoires (ANCT)",
    page="https://www.data.gouv.fr/datasets/lieux-de-mediation-numerique-sur-le-territoire-national",
    **_ABOUT,
)
