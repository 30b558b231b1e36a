"""How many people of a public live in each commune, as far as a source says it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.portrait.census import AGES, people_period, zoning_period
from geodata.portrait.figure import source_name, source_vintage

YOUNG = "Moins de 25 ans"


@dataclass(frozen=True)
class Weights:
    """People by commune, NaN where it is secret or not known; of what, when, from whom."""

    people: NDArray[np.float64]
    label: str
    unit: str
    period: str
    source: str
    perimeter: str
    simulated: bool = False


def weights_of(atlas: Atlas, public: str) -> Weights | None:
    """Return the people of a public by commune, None where no loaded source says it."""
    return atlas.cached(("publics by commune", public), lambda: _weights(atlas, public))


def _weights(atlas: Atlas, public: str) -> Weights | None:
    communes = atlas.communes
    match public:
        case "jeunes":
            ages = "recensement de la population, par commune"
            if communes["pop_0_19"].isna().all():
                return None
            people = communes["pop_0_19"].to_numpy(float, na_value=np.nan)
            return Weights(people, "Moins de 20 ans", "personnes", source_vintage(atlas, AGES),
                           source_name(atlas, AGES), ages)  # fmt: skip
        case "demandeurs_emploi":
            return labour(atlas, "demandeurs", "Demandeurs d'emploi")
        case "rsa":
            return labour(atlas, "rsa", "Foyers bénéficiaires du RSA")
        case "qpv":
            if communes["qpv_population"].isna().all():
                return None
            source = "embarque-zonages-2022"
            people = communes["qpv_population"].astype("Float64").to_numpy(float, na_value=np.nan)
            return Weights(
                people, "Habitants de QPV", "personnes", source_vintage(atlas, source),
                source_name(atlas, source), "habitants des quartiers, par commune",
            )  # fmt: skip
        case "frr":
            return _frr(atlas)
    return None


def _frr(atlas: Atlas) -> Weights | None:
    communes = atlas.communes
    if communes["frr"].isna().all():
        return None
    people = communes["population"].to_numpy(float) * communes["frr"].fillna(False).to_numpy(bool)
    told = dict(atlas.layers.get("frr", {}))
    period = zoning_period(atlas, str(told.get("vintage", ""))) or people_period(atlas)
    name = source_name(atlas, str(told.get("source", ""))) or "Liste des communes FRR"
    return Weights(people, "Habitants de communes FRR", "personnes", period, name,
                   "communes classées France ruralités revitalisation")  # fmt: skip


def labour(atlas: Atlas, measure: str, label: str, category: str = "") -> Weights | None:
    """Return the newest series of a measure by commune, None where none is loaded."""
    if atlas.labour_series.empty:
        return None
    rows = series_of(atlas, "commune", measure)
    rows = rows[rows["category"] == category]
    if rows.empty:
        return None
    rows = rows[(rows["period"] == rows["period"].max()) & (rows["kind"] == rows["kind"].iloc[0])]
    first = rows.iloc[0]
    by_code = pd.Series(rows["value"].to_numpy(), index=rows["code"].to_numpy())
    people = by_code[~by_code.index.duplicated()].reindex(atlas.communes["code"]).to_numpy(float)
    kind = f", catégories {first['kind']}" if first["kind"] else ""
    source = str(first["source"])
    return Weights(
        people, f"{label}{kind}", str(first["unit"]), str(first["period"]),
        source_name(atlas, source), str(first["perimeter"]), source == "demonstration",
    )  # fmt: skip


def series_of(atlas: Atlas, level: str, measure: str) -> pd.DataFrame:
    """Return the rows of a measure at a level, once a build: the table has many thousands."""

    def make() -> pd.DataFrame:
        table = atlas.labour_series
        return table[(table["level"] == level) & (table["measure"] == measure)]

    return atlas.cached(("labour", level, measure), make)
