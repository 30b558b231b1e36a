"""The density grid of communes, in seven levels, and what it calls rural."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.folding import fold

DENSITY_CLASSES: dict[str, str] = {
    "1": "Grands centres urbains",
    "2": "Centres urbains intermédiaires",
    "3": "Petites villes",
    "4": "Ceintures urbaines",
    "5": "Bourgs ruraux",
    "6": "Rural à habitat dispersé",
    "7": "Rural à habitat très dispersé",
}
"""Levels of the communal density grid (Insee, Eurostat's method, seven levels since 2022)."""

RURAL_CLASSES = frozenset({"5", "6", "7"})
"""What Insee calls rural: the levels that its grid in three levels joins as « rural »."""

RURALITY: dict[str, str] = {"urbain": "Urbain", "rural": "Rural"}

_BY_TEXT = {fold(label): code for code, label in DENSITY_CLASSES.items()} | {
    code: code for code in DENSITY_CLASSES
}


def density_class(density: pd.Series) -> NDArray[np.object_]:
    """Level "1" to "7" of each commune, from its number or its label; "" where unknown.

    Files write the level either way, with or without accents.
    """
    codes = {text: _BY_TEXT.get(fold(str(text)), "") for text in density.unique()}
    return density.map(codes).to_numpy(dtype=object)


def rurality(density: pd.Series) -> NDArray[np.object_]:
    """Say whether each commune is "rural" or "urbain"; "" where its level is unknown."""
    names = {code: "rural" if code in RURAL_CLASSES else "urbain" for code in DENSITY_CLASSES}
    return np.array([names.get(code, "") for code in density_class(density)], dtype=object)
