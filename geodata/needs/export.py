"""The tables of needs as files: French headers, states in words, source and year on each row."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geodata.asking.needs import MEASURES
from geodata.needs.answer import BOUNDS, Needs, loaded_years
from geodata.needs.published import PROJECTS
from geodata.secrecy import PARTS, shares
from geodata.tables.observation import COMPLEMENTARY

STATES = {
    "": "publié", "secret": "secret statistique", "partiel": "au moins", "absent": "non publié",
}  # fmt: skip


def share_headers(name: str, label: str) -> dict[str, str]:
    """Return the columns of a share of the projects and their headers."""
    return {
        f"{name}_share": f"{label} : part là où les deux nombres sont publiés (%)",
        f"{name}_share_low": f"{label} : part au moins (%)",
        f"{name}_share_high": f"{label} : part au plus (%)",
    }


def with_shares(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the shares of difficult and seasonal projects, in %, to rows of projects."""
    found: dict[str, pd.Series] = {}
    for name in PARTS:
        of_rows = shares(rows, name).round(1)
        titles = (f"{name}_share", f"{name}_share_low", f"{name}_share_high")
        found |= dict(zip(titles, (of_rows["known"], of_rows["low"], of_rows["high"]), strict=True))
    return rows.assign(**found)


_HEADERS = {
    "key": "Métier (code)",
    "label": "Métier",
    "older_label": "Périmètre voisin (FAP 2009)",
    "tension": "Tension (1 à 5)",
    **{name: f"{label} (1 à 5)" for name, label in COMPLEMENTARY.items()},
    "dares": "Tension Dares (1 à 5)",
    "rome": "Tension France Travail (1 à 5, médiane)",
    "rome_lowest": "Tension France Travail, la plus basse",
    "rome_highest": "Tension France Travail, la plus haute",
    "projects": "Projets",
    "projects_state": "Projets : état",
    "difficult": "Projets difficiles",
    "difficult_state": "Difficiles : état",
    **share_headers("difficult", "Difficiles"),
    "seasonal": "Projets saisonniers",
    "seasonal_state": "Saisonniers : état",
    **share_headers("seasonal", "Saisonniers"),
    "courses": "Formations",
    "places": "Places",
    "without_places": "Formations sans capacité connue",
    "near_places": "Places du périmètre des projets",
    "ratio": "Places pour 100 projets",
    "bound": "Places pour 100 projets : sens",
    "distance": "Formations à distance",
    "minutes": "Temps médian (min)",
    "beyond": "Habitants au-delà du seuil",
    "leavers": "Sortants (région)",
    "employed": "Sortants en emploi à 6 mois (environ)",
}

_BASIN_HEADERS = {
    "code": "Bassin (code)",
    "name": "Bassin",
    "tension": "Tension France Travail (1 à 5, médiane)",
    "lowest": "Tension, la plus basse",
    "highest": "Tension, la plus haute",
    **{name: _HEADERS[name] for name in PROJECTS},
    **{f"{name}_state": _HEADERS[f"{name}_state"] for name in PROJECTS},
    **share_headers("difficult", "Difficiles"),
    **share_headers("seasonal", "Saisonniers"),
    "courses": "Formations",
    "places": "Places",
    "without_places": "Formations sans capacité connue",
    "ratio": "Places pour 100 projets",
    "minutes": "Temps médian (min)",
}


def needs_rows(answer: Needs, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `Needs.table` as a file writes them.

    Parameters
    ----------
    rows : some rows of the table, with `corner` in words where the quadrant gives them
    """
    extra = {"corner": "Coin du quadrant"} if "corner" in rows else {}
    table = with_shares(rows).assign(
        bound=rows["bound"].map(BOUNDS), **{f"{n}_state": _worded(rows, n) for n in PROJECTS}
    )
    named = table[[*_HEADERS, *extra]].rename(columns={**_HEADERS, **extra})
    same: dict[str, Any] = {
        "Territoire": answer.place.name,
        "Mesure de la tension": MEASURES.get(answer.measure, "non chargée"),
        "Seuil (min)": answer.asked.threshold,
        "Déplacement": answer.asked.mode,
        **_years(loaded_years(answer.atlas)),
    }
    return named.assign(**same)


def basin_rows(answer: Needs, table: pd.DataFrame) -> pd.DataFrame:
    """Return the basins of a métier as a file writes them; `table` is from `by_basin`."""
    rows = with_shares(table.reset_index())
    worded = rows.assign(**{f"{name}_state": _worded(rows, name) for name in PROJECTS})
    named = worded[list(_BASIN_HEADERS)].rename(columns=_BASIN_HEADERS)
    label = answer.metier.label if answer.metier else ""
    return named.assign(Métier=label, **_years(loaded_years(answer.atlas)))


def _worded(rows: pd.DataFrame, name: str) -> pd.Series:
    return rows[f"{name}_state"].map(STATES)


def _years(years: Mapping[str, int | None]) -> dict[str, str]:
    names = {"bmo": "Année BMO", "dares": "Année Dares", "rome": "Année France Travail"}
    return {title: str(years[key] or "non chargé") for key, title in names.items()}
