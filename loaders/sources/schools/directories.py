"""Directories of establishments: where each UAI is, its telephone, its site, its boarding.

Four files, told apart by their columns; none gives a course:

- *Annuaire de l'éducation* (every school, collège, lycée and service; the layouts of 2023 and of
  2026, which renames a few columns): flags are 1, 0 or empty (unknown), a UAI has several rows when
  it has annexes, a row has its own date and says how precise its position is; its CIO are places
  that guide too;
- *Idéo structures* of Onisep (secondary and higher education): dates of open days;
- *lycées d'Île-de-France*: `INTERNAT` is Oui, Non or, nine times in ten, empty;
- *principaux établissements d'enseignement supérieur*, each at its seat, several UAI in a cell.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.folding import fold
from loaders.reading.columns import Names, by_role, find_roles, known
from loaders.reading.tables import header_of, read_table
from loaders.reading.values import day_of, flag
from loaders.reading.vintages import year_of
from loaders.source import Context, Parsed, Source
from loaders.sources.guidance.places import GIVES as GUIDING
from loaders.sources.guidance.places import place_all, said_in, table_of
from loaders.sources.schools.establishments import GIVES, listed

UNDATED = "date non précisée"
_CIO = "information et orientation"

ANNUAIRE_COLUMNS: Names = {
    "uai": ("Identifiant_de_l_etablissement", "Identifiant de l'établissement"),
    "name": ("Nom_etablissement",),
    "kind": ("Type_etablissement",),
    "street": ("Adresse_1",),
    "street2": ("Adresse_2",),
    "postcode": ("Code_postal",),
    "insee": ("Code_commune",),
    "city": ("Nom_commune",),
    "siret": ("SIREN_SIRET",),
    "telephone": ("Telephone",),
    "website": ("Web",),
    "page": ("Fiche_onisep",),
    "boarding": ("Hebergement",),
    "apprenticeship": ("Apprentissage",),
    "greta": ("GRETA",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "position": ("position",),
    "precision": ("precision_localisation",),
    "state": ("etat",),
    "updated": ("date_maj_ligne",),
}
CLASSES = {
    "Voie_generale": "voie générale",
    "Voie_technologique": "voie technologique",
    "Voie_professionnelle": "voie professionnelle",
    "Post_BAC": "enseignement supérieur",
    "ULIS": "ULIS",
    "Segpa": "Segpa",
    "Section_sport": "section sportive",
    "Section_internationale": "section internationale",
    "Section_europeenne": "section européenne",
    "Lycee_Agricole": "lycée agricole",
    "Lycee_militaire": "lycée militaire",
    "Lycee_des_metiers": "lycée des métiers",
}
"""Kinds of classes that the Annuaire flags, as they are shown."""

STRUCTURE_COLUMNS: Names = {
    "uai": ("code UAI",),
    "siret": ("n° SIRET", "n_siret"),
    "kind": ("type d'établissement", "type_detablissement"),
    "name": ("nom",),
    "street": ("adresse",),
    "street2": ("boîte postale",),
    "postcode": ("CP",),
    "city": ("commune",),
    "insee": ("commune (COG)",),
    "telephone": ("téléphone",),
    "lon": ("longitude (X)",),
    "lat": ("latitude (Y)",),
    "open_days": ("journées portes ouvertes",),
    "page": ("URL et ID Onisep",),
}
PARIS_COLUMNS: Names = {
    "uai": ("CODE_UAI",),
    "siret": ("NUM_SIRET",),
    "kind": ("NATURE_UAI",),
    "name": ("NOM_ETABLISSEMENT",),
    "street": ("ADRESSE_POSTALE",),
    "postcode": ("CODE_POSTAL",),
    "insee": ("CODE_INSEE",),
    "city": ("COMMUNE",),
    "telephone": ("TELEPHONE",),
    "website": ("SITE_WEB",),
    "boarding": ("INTERNAT",),
    "updated": ("DATE_MAJ",),
    "position": ("GEO",),
}
HIGHER_COLUMNS: Names = {
    "uai": ("uai - identifiant",),
    "siret": ("siret",),
    "kind": ("type d'établissement",),
    "name": ("libellé",),
    "street": ("Adresse",),
    "postcode": ("Code postal",),
    "insee": ("Code commune",),
    "city": ("Commune",),
    "telephone": ("Numéro de téléphone",),
    "website": ("site internet",),
    "position": ("géolocalisation",),
    "typology": ("typologie d'universités et assimilés",),
}


@dataclass(frozen=True)
class _Layout:
    """The columns of a directory; `marks` are those that tell it, all but one of them there."""

    key: str
    columns: Names
    marks: tuple[str, ...]
    perimeter: str
    guides: bool = False

    def recognises(self, path: Path) -> bool:
        found = known(header_of(path), self.columns)
        return len(found & set(self.marks)) >= len(self.marks) - 1

    def read(self, path: Path, context: Context) -> Parsed:
        sheet = read_table(path)
        found = find_roles(sheet.rows.columns, self.columns, ("uai",))
        rows = by_role(sheet.rows, found).assign(classes=_classes(sheet.rows))
        vintage = _vintage(rows, path)
        told = listed(rows, sheet, context, self.key, vintage=vintage, perimeter=self.perimeter)
        if not self.guides:
            return told
        return replace(told, tables={**told.tables, "guidance": _cios(rows, context, vintage)})


def _cios(rows: pd.DataFrame, context: Context, vintage: str) -> pd.DataFrame:
    """Return the CIO among establishments that are open, as places that guide."""
    cios = rows[(rows["kind"].map(fold) == _CIO) & (rows["state"].map(fold) != "ferme")]
    records: list[Any] = cios.to_dict("records")
    told = [said_in(row, "cio") for row in records]
    placed, *_ = place_all(list(cios.index), told, context)
    return table_of([(one, spot) for _, one, spot in placed], vintage).drop_duplicates("place")


def _classes(rows: pd.DataFrame) -> list[str]:
    found = find_roles(rows.columns, {name: (name,) for name in CLASSES})
    flags = by_role(rows, found).map(lambda text: flag(text) is True)
    names = list(CLASSES.values())
    return [
        ", ".join(name for name, on in zip(names, row, strict=True) if on)
        for row in flags.itertuples(index=False, name=None)
    ]


def _vintage(rows: pd.DataFrame, path: Path) -> str:
    """Return the month of the newest row, else the year of the file's name."""
    days = [day for text in rows.get("updated", ()) if (day := day_of(text))]
    return f"{max(days):%Y-%m}" if days else year_of(path) or UNDATED


def _source(layout: _Layout, name: str, **options: Any) -> Source:
    gives = (*GIVES, *(GUIDING if layout.guides else ()))
    options |= {"recognises": layout.recognises, "read": layout.read, "gives": gives}
    return Source(key=layout.key, name=name, **options)


_OPEN = "Licence Ouverte 2.0"

ANNUAIRE = _source(
    _Layout(
        "annuaire-education",
        ANNUAIRE_COLUMNS,
        ("uai", "name", "boarding", "greta", "precision", "state"),
        "établissements scolaires et services, publics et privés",
        guides=True,
    ),
    "Annuaire de l'éducation",
    producer="Ministère de l'Éducation nationale (DEPP)",
    licence=_OPEN,
    page="https://data.education.gouv.fr/explore/dataset/fr-en-annuaire-education/",
    rhythm="chaque mois",
)
STRUCTURES = _source(
    _Layout(
        "onisep-structures",
        STRUCTURE_COLUMNS,
        ("uai", "kind", "open_days", "page", "insee"),
        "établissements d'enseignement secondaire et supérieur",
    ),
    "Idéo : structures d'enseignement",
    producer="Onisep",
    licence="ODbL",
    page="https://opendata.onisep.fr/",
    rhythm="dix fois par an",
)
LYCEES_PARIS = _source(
    _Layout(
        "lycees-ile-de-france",
        PARIS_COLUMNS,
        ("uai", "kind", "boarding", "website", "position"),
        "lycées d'Île-de-France",
    ),
    "Lycées d'Île-de-France",
    producer="Région Île-de-France",
    licence="à vérifier auprès du producteur",
    page="https://data.iledefrance.fr/",
    rhythm="chaque année",
)
HIGHER_EDUCATION = _source(
    _Layout(
        "etablissements-superieur",
        HIGHER_COLUMNS,
        ("uai", "kind", "typology", "website", "position"),
        "principaux établissements d'enseignement supérieur, à leur siège",
    ),
    "Principaux établissements d'enseignement supérieur",
    producer="Ministère de l'Enseignement supérieur et de la Recherche",
    licence=_OPEN,
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/"
    "fr-esr-principaux-etablissements-enseignement-superieur/",
    rhythm="chaque année",
)
DIRECTORIES = (ANNUAIRE, STRUCTURES, LYCEES_PARIS, HIGHER_EDUCATION)
