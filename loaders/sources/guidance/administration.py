"""The directory of the administration (Service-Public.fr, DILA): who receives people, by function.

Three layouts of one data set:

- the local data of 2016, a row a service: `type`, `nom`, `codeinsee`, `streetAddress`… ;
- today's export and API (`api-lannuaire-administration`), a table or JSON: `nom`, `pivot`,
  `adresse`, `telephone`, `plage_ouverture`…, whose composed fields are JSON, in texts or not.

A row is kept when its type is one of `TYPES`; the others (town halls, courts…) are about other
things. E-mails are never read.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from loaders.locating.place import Place
from loaders.reading.values import day_of, postal_code, text_of, web_address
from loaders.sources.guidance.places import Listing, Said, said_in, source_of, switchboard

TYPES: dict[str, str] = {
    "mission_locale": "mission_locale",
    "cio": "cio",
    "pole_emploi": "france_travail",
    "france_travail": "france_travail",
    "cij": "information_jeunesse",
    "cap_emploi": "cap_emploi",
    "maison_handicapees": "mdph",
    "mdph": "mdph",
    "apec": "apec",
    "maison_emploi": "maison_emploi",
    "plie": "plie",
    "epide": "epide",
    "e2c": "e2c",
    "msap": "france_services",
    "france_services": "france_services",
    "espace_france_services": "france_services",
}
"""Types of local services, as the directory writes them, by our kinds."""

COLUMNS_2016 = {
    "id": ("id",),
    "type": ("type",),
    "name": ("nom",),
    "insee": ("codeinsee",),
    "street": ("streetAddress",),
    "postcode": ("postalCode",),
    "city": ("addressLocality",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "precision": ("geocode_pr",),
    "telephone": ("contact_phone",),
    "website": ("website",),
    "publisher": ("editeursource",),
    "updated": ("update",),
}
COLUMNS = {
    "name": ("nom",),
    "pivot": ("pivot",),
    "type": ("type_service_local",),
    "address": ("adresse",),
    "telephone": ("telephone",),
    "website": ("site_internet",),
    "hours": ("plage_ouverture",),
    "insee": ("code_insee_commune",),
    "page": ("url_service_public",),
    "updated": ("date_modification",),
    "partner": ("partenaire",),
}
_COMMUNE_ALONE = "4"
"""What `geocode_pr` says of a point that is the middle of its commune."""


def _row_2016(row: Mapping[str, Any]) -> Said | str | None:
    kind = TYPES.get(text_of(row["type"]))
    if kind is None:
        return None
    coarse = text_of(row["precision"]) == _COMMUNE_ALONE
    return said_in({**row, **({"lat": "", "lon": ""} if coarse else {})}, kind)


def _row(row: Mapping[str, Any]) -> Said | str | None:
    pivots = _several(row["pivot"])
    types = [text_of(one.get("type_service_local")) for one in pivots] or [text_of(row["type"])]
    kind = next((TYPES[one] for one in types if one in TYPES), None)
    if kind is None:
        return None
    day = day_of(text_of(row["updated"])[:10])
    return Said(
        kind=kind,
        name=text_of(row["name"]),
        place=_place(_several(row["address"]), pivots, text_of(row["insee"])),
        telephone=switchboard(_first(row["telephone"])),
        website=web_address(_first(row["website"])),
        hours=hours_of(_several(row["hours"])),
        updated=day.isoformat() if day else "",
    )


def _place(
    addresses: Sequence[Mapping[str, Any]], pivots: Sequence[Mapping[str, Any]], insee: str
) -> Place:
    """Return the address where people are received, else the first, else the commune."""
    open_to_all = [
        one for one in addresses if text_of(one.get("type_adresse")).lower() != "adresse postale"
    ]
    one = next(iter([*open_to_all, *addresses]), {})
    served = pivots[0].get("code_insee_commune") if len(pivots) == 1 else None
    # The communes that a service serves, when they are one, are where it is.
    own = served[0] if isinstance(served, list) and len(served) == 1 else ""
    street = ", ".join(
        text for name in ("complement1", "complement2", "numero_voie")
        if (text := text_of(one.get(name)))
    )  # fmt: skip
    return Place(
        lat=text_of(one.get("latitude")),
        lon=text_of(one.get("longitude")),
        insee=insee or text_of(own),
        postcode=postal_code(one.get("code_postal", "")),
        city=text_of(one.get("nom_commune")),
        street=street,
    )


def hours_of(slots: Sequence[Mapping[str, Any]]) -> str:
    """Write opening hours: « lundi au vendredi : 09:00-12:00, 14:00-17:00 »."""
    lines = []
    for slot in slots:
        first, last = (text_of(slot.get(f"nom_jour_{end}")) for end in ("debut", "fin"))
        days = first if not last or first == last else f"{first} au {last}"
        times = [
            f"{begin[:5]}-{end[:5]}"
            for rank in (1, 2)
            if (begin := text_of(slot.get(f"valeur_heure_debut_{rank}")))
            and (end := text_of(slot.get(f"valeur_heure_fin_{rank}")))
        ]
        comment = text_of(slot.get("commentaire"))
        told = ", ".join([*times, *([comment] if comment else [])])
        if days and told:
            lines.append(f"{days.lower()} : {told}")
    return " ; ".join(lines)


def _several(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a composed field, be it JSON in a text or not; [] when it is none."""
    if isinstance(value, str):
        try:
            value = json.loads(value) if value.strip() else []
        except ValueError:
            return []
    listed = value if isinstance(value, list) else [value]
    return [one for one in listed if isinstance(one, dict)]


def _first(value: object) -> str:
    """Return the first value of a composed field, or the text that it is."""
    found = [text_of(one.get("valeur")) for one in _several(value)]
    if found:
        return found[0]
    return "" if not isinstance(value, str) or value.strip()[:1] in ("[", "{") else value


_ABOUT = {
    "producer": "Direction de l'information légale et administrative (DILA)",
    "licence": "Licence Ouverte 2.0",
    "page": "https://www.data.gouv.fr/datasets/"
    "service-public-fr-annuaire-de-l-administration-base-de-donnees-locales",
}

ADMINISTRATION = source_of(
    Listing(
        "annuaire-administration",
        COLUMNS,
        ("name", "pivot", "address", "hours", "page"),
        _row,
        "services publics locaux qui reçoivent du public",
    ),
    "Annuaire de l'administration",
    rhythm="chaque jour",
    **_ABOUT,
)
ADMINISTRATION_2016 = source_of(
    Listing(
        "annuaire-administration-2016",
        COLUMNS_2016,
        ("type", "name", "insee", "precision", "publisher", "updated"),
        _row_2016,
        "services publics locaux, ancien format",
    ),
    "Annuaire de l'administration, ancien format",
    rhythm="n'est plus publié",
    **_ABOUT,
)
