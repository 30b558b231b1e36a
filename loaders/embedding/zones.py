"""The territories of a region, dissolved from its communes: department, SPEL, EPCI, region."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from loaders.project_data.profile import Profile, ProfileError


def spel_of_communes(
    communes: pd.DataFrame, names: pd.DataFrame, profile: Profile
) -> tuple[pd.Series, dict[str, str]]:
    """SPEL code of each commune, and the name of each SPEL.

    The profile's column makes the SPEL; the communes that its file names change theirs.

    Parameters
    ----------
    communes : `code` and the profile's column
    names : `level`, `code`, `name` of the territories

    Raises
    ------
    ProfileError
        If the column does not exist, or the file is wrong.
    """
    column = profile.spel_column
    if column not in communes:
        raise ProfileError(
            f"Le profil de {profile.name} nomme une colonne inconnue pour les SPEL : « {column} »."
        )
    spel = communes[column].astype(str)
    labels = names[names["level"] == column].set_index("code")["name"].to_dict()
    if profile.spel_file is not None:
        changes = _read_changes(profile.spel_file, set(communes["code"]))
        spel = communes["code"].map(changes.set_index("commune")["spel"]).fillna(spel)
        labels |= changes[changes["name"] != ""].set_index("spel")["name"].to_dict()
    return spel, {code: labels.get(code, code) for code in sorted(set(spel) - {""})}


def zones_of_communes(
    communes: gpd.GeoDataFrame, names: pd.DataFrame, spel_names: dict[str, str]
) -> gpd.GeoDataFrame:
    """Region, departments, SPEL and EPCI: name, population (of the region's communes), shape."""
    region = names[names["level"] == "region"].iloc[0]
    parts = [dissolved(communes, pd.Series(region["code"], communes.index), "region", names)]
    parts.append(dissolved(communes, communes["departement"], "departement", names))
    spel = pd.DataFrame(
        {"level": "spel", "code": spel_names.keys(), "name": spel_names.values()}
    ).assign(communes_outside=0)
    parts.append(dissolved(communes, communes["spel"], "spel", spel))
    parts.append(dissolved(communes, communes["epci"], "epci", names))
    return gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), crs=communes.crs)


def dissolved(
    communes: gpd.GeoDataFrame, codes: pd.Series, level: str, names: pd.DataFrame
) -> gpd.GeoDataFrame:
    """Return the territories that communes make.

    Parameters
    ----------
    communes : schema COMMUNES, polygons that share their borders vertex for vertex
    codes : territory of each commune, aligned on communes; "" for none
    level : level of the territories
    names : `level`, `code`, `name`, `communes_outside`
    """
    named = names[names["level"] == level].set_index("code")
    rows = []
    for code, index in communes.groupby(codes).groups.items():
        if code == "":
            continue
        members = communes.loc[index]
        # Borders are shared vertex for vertex, so that the union needs no intersection.
        union = shapely.coverage_union_all(members.geometry.to_numpy())
        rows.append(
            {
                "level": level,
                "code": code,
                "name": named["name"].get(code, code),
                "population": int(members["population"].sum()),
                "communes": len(members),
                "communes_outside": int(named["communes_outside"].get(code, 0)),
                "geometry": union,
            }
        )
    return gpd.GeoDataFrame(rows, crs=communes.crs)


def _read_changes(path: Path, known: set[str]) -> pd.DataFrame:
    """The file commune → SPEL: `commune`, `spel`, `name` ("" if it has none)."""
    try:
        table = pd.read_csv(path, sep=None, engine="python", dtype=str, keep_default_na=False)
    except (OSError, ValueError) as error:
        raise ProfileError(f"Le fichier des SPEL « {path.name} » est illisible.") from error
    if not {"commune", "spel"} <= set(table.columns):
        raise ProfileError(
            f"Le fichier des SPEL « {path.name} » doit avoir les colonnes « commune » et « spel »."
        )
    table = table.reindex(columns=["commune", "spel", "name"], fill_value="")
    wrong = ~table["commune"].isin(known) | (table["spel"] == "") | table["commune"].duplicated()
    if wrong.any():
        line = int(np.flatnonzero(wrong)[0]) + 2
        raise ProfileError(
            f"Le fichier des SPEL « {path.name} », ligne {line} : commune inconnue dans la région, "
            "citée deux fois, ou sans SPEL."
        )
    return table
