"""Which territory each commune is in, level by level, ready to sum people by territory."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.places.density import DENSITY_CLASSES, RURALITY, density_class, rurality
from geodata.vocabulary import TERRITORY_LEVELS

UNKNOWN = ""
"""The territory of the communes whose territory is not known: kept, so that sums stay whole."""

_FLAGS: dict[str, tuple[str, str]] = {
    "frr": ("En FRR", "Hors FRR"),
    "zrr": ("En ancienne ZRR", "Hors ancienne ZRR"),
    "qpv": ("Commune avec un QPV", "Commune sans QPV"),
}

GROUPINGS: dict[str, str] = {
    "region": TERRITORY_LEVELS["region"].one,
    "departement": TERRITORY_LEVELS["departement"].one,
    "spel": TERRITORY_LEVELS["spel"].short,
    **{level: TERRITORY_LEVELS[level].one for level in ("epci", "zone_emploi", "bmo_basin")},
    "frr": "France ruralités revitalisation (FRR)",
    "zrr": "Anciennes zones de revitalisation rurale (ZRR)",
    "qpv": "Communes avec un quartier prioritaire (QPV)",
    "density": "Densité",
    "rurality": "Rural et urbain",
    "commune": TERRITORY_LEVELS["commune"].one,
}
"""The levels that people can be counted by, with their French names."""


CROSSED = tuple(level for level in GROUPINGS if level not in ("region", "commune"))
"""The levels of which any two can be crossed: « frr,spel » has the FRR of each SPEL."""


def grouping_name(by: str) -> str:
    """Return the name of a level, or of a crossing of two."""
    return " et ".join(GROUPINGS[level] for level in by.split(","))


def is_grouping(by: str) -> bool:
    """Tell whether people can be counted by a level, or by a crossing of two."""
    levels = by.split(",")
    if len(levels) == 2:
        return levels[0] != levels[1] and all(level in CROSSED for level in levels)
    return by in GROUPINGS


@dataclass(frozen=True)
class Zoning:
    """One territory a commune.

    Attributes
    ----------
    level : a key of `GROUPINGS`
    codes : codes of the territories, in order; `UNKNOWN` is last, if some commune is nowhere
    of_commune : int64 (n_communes,), position in `codes` of each commune's territory
    """

    level: str
    codes: tuple[str, ...]
    of_commune: NDArray[np.int64]

    def sums(self, values: ArrayLike) -> NDArray[np.float64]:
        """Sum a value of the communes by territory, float64 (n_zones,).

        Exact for whole numbers (people), up to 9·10¹⁵.
        """
        weights = np.asarray(values, dtype=np.float64)
        sums = np.bincount(self.of_commune, weights=weights, minlength=len(self.codes))
        return sums.astype(np.float64)

    def counts(self, which: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """Count the communes (or those of a mask) by territory, int64 (n_zones,)."""
        chosen = self.of_commune if which is None else self.of_commune[which]
        return np.bincount(chosen, minlength=len(self.codes)).astype(np.int64)

    def communes(self, code: str) -> NDArray[np.bool_]:
        """Tell which communes are in one territory; raises KeyError for an unknown code."""
        if code not in self.codes:
            raise KeyError(code)
        return self.of_commune == self.codes.index(code)


def zoning(communes: pd.DataFrame, level: str) -> Zoning:
    """Sort the communes into the territories of a level.

    Parameters
    ----------
    communes : schema COMMUNES
    level : a key of `GROUPINGS`, or two of `CROSSED` separated by a comma: their territories are
        the pairs that some commune is in, « 1,025 », unknown where one of them is. "zrr", "frr"
        and "qpv" make two territories, "1" (inside: for "qpv", the commune has a quarter of 2024
        where their list is loaded, else inhabitants of those of before) and "0"; where the flag
        is missing the territory is unknown, never outside.

    Raises
    ------
    KeyError
        An unknown level.
    """
    if not is_grouping(level):
        raise KeyError(level)
    first, *others = (_territory(communes, part) for part in level.split(","))
    for other in others:
        unknown = (first == UNKNOWN) | (other == UNKNOWN)
        first = np.where(unknown, UNKNOWN, first + "," + other)
    return _zoning(level, first)


def is_known(one: Zoning) -> bool:
    """Tell whether the territory of some commune is known (the base may lack a whole level)."""
    return one.codes != (UNKNOWN,)


def zone_label(level: str, code: str, names: Mapping[tuple[str, str], str]) -> str:
    """Name a territory in French.

    Parameters
    ----------
    level, code : as in `Zoning`
    names : names by (level, code), as `Atlas.zone_names`
    """
    if code == UNKNOWN:
        return "Non renseigné"
    if "," in level:
        pairs = zip(level.split(","), code.split(","), strict=True)
        return " · ".join(zone_label(part, own, names) for part, own in pairs)
    if level in _FLAGS:
        return _FLAGS[level][0 if code == "1" else 1]
    fixed = {"density": DENSITY_CLASSES, "rurality": RURALITY}.get(level, {})
    return fixed.get(code) or names.get((level, code), code)


def _territory(communes: pd.DataFrame, level: str) -> NDArray[np.object_]:
    if level == "region":
        return np.full(len(communes), "region", dtype=object)
    if level == "density":
        return density_class(communes["density"])
    if level == "rurality":
        return rurality(communes["density"])
    if level in _FLAGS:
        flag = _has_qpv(communes) if level == "qpv" else communes[level]
        return flag.map({True: "1", False: "0"}).fillna(UNKNOWN).to_numpy(dtype=object)
    column = "code" if level == "commune" else level
    return communes[column].to_numpy(dtype=object)


def _has_qpv(communes: pd.DataFrame) -> pd.Series:
    """Quarters of 2024 where their list is loaded, else inhabitants of those of before."""
    listed = "qpv_2024" in communes and communes["qpv_2024"].notna().any()
    return communes["qpv_2024" if listed else "qpv_population"] > 0


def _zoning(level: str, territory: NDArray[np.object_]) -> Zoning:
    codes, of_commune = np.unique(territory.astype(str), return_inverse=True)
    # np.unique puts the empty code first: last is where « non renseigné » is read.
    if len(codes) and codes[0] == UNKNOWN:
        codes, of_commune = np.roll(codes, -1), (of_commune - 1) % len(codes)
    return Zoning(level, tuple(codes.tolist()), of_commune.astype(np.int64))
