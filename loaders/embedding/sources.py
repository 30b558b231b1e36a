"""What each file of the embedded base is: producer, licence, vintage, package, treatment."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated

import pandas as pd
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from geodata.tables.schema import SOURCES
from loaders.embedding.packages import PACKAGES, Package
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked

FILE = DATA / "origins.toml"

_PACKAGES = {package.name: package for package in PACKAGES}


def _of_a_package(name: str) -> str:
    if name not in _PACKAGES:
        raise ValueError(name)
    return name


class Origin(BaseModel):
    """One file of one package: where the figures come from and what was done to them."""

    model_config = ConfigDict(extra="forbid")

    key: str
    name: str
    producer: str
    licence: str
    vintage: str
    url: str
    package_name: Annotated[str, AfterValidator(_of_a_package)] = Field(alias="package")
    path: str
    treatment: str
    whole_country: bool = False

    @property
    def package(self) -> Package:
        """The package that the file is taken from."""
        return _PACKAGES[self.package_name]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    origins: list[Origin]


@cache
def origins() -> tuple[Origin, ...]:
    """Return the files that the embedded base is made of, as `data/origins.toml` declares them."""
    return tuple(read_checked(FILE, _File, "des données embarquées").origins)


def source_rows(counts: Mapping[str, tuple[int, int]], region: str) -> pd.DataFrame:
    """Rows of the table of sources, one an origin that the region rests on.

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
        for origin in origins()
        if origin.key in counts
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
    for origin in origins():
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
