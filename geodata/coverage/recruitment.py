"""Projects of recruitment of a domain by employment basin, from the BMO survey of employers.

The survey publishes them by métier (FAP 2021) and basin (« Besoins en main-d'œuvre », France
Travail), and keeps small figures secret: a sum over métiers is what is published of it, at least.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geodata.secrecy import paired, shares

BASIN = "bmo_basin"
TOTAL = "total"
"""The métier of the rows that sum the others."""

FAMILIES: dict[str, tuple[str, ...]] = {
    "agriculture-nature": ("A",),
    "batiment-travaux-publics": ("B", "F1X"),
    "mecanique-automobile": ("D", "G"),
    "industrie-energie": ("C", "E", "H"),
    "informatique-numerique": ("M",),
    "transport-logistique": ("J0X", "J1X", "J3X", "J5X", "J6X"),
    "commerce-vente": ("R",),
    "gestion-banque": ("L", "Q"),
    "hotellerie-alimentation": ("S",),
    "sante": ("V0X", "V1X", "V2X", "V3X"),
    "social-petite-enfance": ("T1X", "T2A", "T2B", "V4X"),
    "enseignement-sport-animation": ("W", "V5X"),
    "mode-beaute": ("F0X", "T0X"),
    "communication-arts": ("U", "F2X"),
    "securite-proprete": ("P4X", "T3X", "T4X"),
    "droit-lettres-langues": ("P3X",),
    "sciences": ("N",),
    "general-insertion": (),
}
"""Families of métiers (first signs of a FAP 2021 code) that a domain of training leads to: the
project's own rule, published on `/donnees`, since no official table joins the two."""


@dataclass(frozen=True)
class Recruitment:
    """What employers said that they planned.

    Attributes
    ----------
    year : of the survey
    table : a row a basin, indexed by its code: `projects`, `difficult` (Int64, at least; null where
        all are secret), `published`, `secret` (int, métiers whose projects are, or are kept
        secret)
    shares : of the difficult projects, with the same index; see `geodata.secrecy.shares`
    """

    year: int
    table: pd.DataFrame
    shares: pd.DataFrame


def families(domains: Sequence[str]) -> tuple[str, ...]:
    """Return the families of métiers of some domains, all of them when none is given."""
    chosen = domains or tuple(FAMILIES)
    return tuple(prefix for domain in chosen for prefix in FAMILIES.get(domain, ()))


def family_names(crosswalks: pd.DataFrame) -> dict[str, list[str]]:
    """Name the families of each domain, from the nomenclature (kinds fap2021_22 and fap2021_86).

    Parameters
    ----------
    crosswalks : schema `geodata.tables.observation.CROSSWALKS`; may be empty, no name is then known
    """
    if crosswalks.empty:
        return {}
    kinds = crosswalks[crosswalks["to_kind"].isin(["fap2021_22", "fap2021_86"])]
    names = dict(zip(kinds["to_code"], kinds["label"], strict=True))
    return {
        domain: [names[prefix] for prefix in prefixes if prefix in names]
        for domain, prefixes in FAMILIES.items()
    }


def recruitment(tension: pd.DataFrame, domains: Sequence[str]) -> Recruitment | None:
    """Sum the projects of the newest survey by basin.

    Parameters
    ----------
    tension : schema `geodata.tables.observation.TENSION`; may be empty
    domains : slugs; none for every métier

    Returns
    -------
    None when no source gives projects by basin.
    """
    if tension.empty:
        return None
    rows = tension[
        (tension["nomenclature"] == "fap")
        & (tension["level"] == BASIN)
        & (tension["metier"] != TOTAL)
        & (tension["projects"].notna() | (tension["status"] == "secret"))
    ]
    if rows.empty:
        return None
    year = int(rows["year"].max())
    rows = rows[rows["year"] == year]
    if domains:
        rows = rows[rows["metier"].str.startswith(families(domains))]
    rows = rows.assign(said=rows["projects"].notna(), difficult_of=paired(rows, "difficult"))
    groups = rows.groupby("code")
    summed = ["projects", "difficult", "difficult_of"]
    table = groups[summed].sum(min_count=1).astype("Int64")
    told = groups["said"].agg(["sum", "size"]).astype("int64")
    counted = table.drop(columns="difficult_of").assign(
        published=told["sum"], secret=told["size"] - told["sum"]
    )
    return Recruitment(year, counted, shares(table, "difficult"))
