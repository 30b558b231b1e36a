"""A file of the region's own: campus des métiers et des qualifications, and innovations declared.

A CSV (« ; », « , » or tabs) or a workbook, one row a campus or an innovation, with the columns, in
any order:

- `type`: « campus » or « innovation »;
- `nom`, `domaine` (the field), `tete` (the head establishment, or who carries the innovation);
- `membres`: names, between « | »;
- `commune` (its name) with `code_insee` or `code_postal`, `adresse`; or `latitude`, `longitude`;
- may be left out: `telephone`, `site`, `description`, `annee` (of the label, of the beginning),
  `date_maj`.

A row is refused with its reason and its number. The file is documented for users on `/donnees`.
"""

from collections.abc import Mapping
from typing import Any

from geodata.folding import fold
from loaders.reading.values import text_of
from loaders.sources.guidance.places import Listing, Said, said_in, source_of

KINDS = {"campus": "campus", "innovation": "innovation"}
NO_KIND = "type inconnu : « campus » ou « innovation »"
NO_HEAD = "établissement tête, ou porteur, absent"

COLUMNS = {
    "kind": ("type",),
    "name": ("nom",),
    "field": ("domaine", "filiere"),
    "head": ("tete", "etablissement_tete", "porteur"),
    "members": ("membres", "partenaires"),
    "street": ("adresse",),
    "postcode": ("code_postal",),
    "city": ("commune",),
    "insee": ("code_insee", "code_commune"),
    "lat": ("latitude", "lat"),
    "lon": ("longitude", "lon"),
    "telephone": ("telephone",),
    "website": ("site", "site_web"),
    "about": ("description",),
    "year": ("annee",),
    "updated": ("date_maj",),
}


def fiche(row: Mapping[str, Any]) -> str:
    """Write what a row says of a campus or an innovation, in sentences; what it leaves out is not.

    `row` has `field`, `head`, `members` (between « | »), `year` and `about`.
    """
    members = ", ".join(filter(None, (one.strip() for one in text_of(row["members"]).split("|"))))
    told = {
        "Domaine": row["field"],
        "Tête": row["head"],
        "Membres": members,
        "Année": row["year"],
    }
    parts = [f"{name} : {text}." for name, value in told.items() if (text := _end(value))]
    about = _end(row["about"])
    return " ".join([*parts, *([f"{about}."] if about else [])])


def _end(value: object) -> str:
    return text_of(value).rstrip(". ")


def _row(row: Mapping[str, Any]) -> Said | str | None:
    kind = KINDS.get(fold(text_of(row["kind"])))
    if kind is None:
        return NO_KIND
    if not text_of(row["head"]):
        return NO_HEAD
    return said_in(row, kind, note=fiche(row))


DECLARED = source_of(
    Listing(
        "campus-innovations",
        COLUMNS,
        ("kind", "name", "field", "head", "members"),
        _row,
        "campus des métiers et innovations déclarés par la région",
    ),
    "Campus des métiers et innovations",
    producer="Région et Région académique",
    licence="à dire par qui donne le fichier",
    page="",
    rhythm="quand il change",
)
