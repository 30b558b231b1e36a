"""Courses found by the code of what they teach: Formacode, NSF."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.folding import fold

_FORMACODE = re.compile(r"(?:code )?(formacode )?(\d{5})")
_NSF = re.compile(r"(?:code )?nsf (\d{3})[a-z]?")


def courses_of_code(atlas: Atlas, text: str) -> tuple[NDArray[np.bool_], str] | None:
    """Return the courses that have the code a text is, bool (n_offers,), and a sentence of it.

    The sentence is "" when courses have it. Five digits alone are a Formacode when courses have
    it, else they may be a postal code. None when the text is no such code.
    """
    asked = fold(text)
    if found := _NSF.fullmatch(asked):
        having = (atlas.offers["nsf"].astype(str).str[:3] == found[1]).to_numpy()
        return having, _said(having, f"la spécialité NSF {found[1]}")
    if found := _FORMACODE.fullmatch(asked):
        having = atlas.offers["formacodes"].str.contains(rf"\b{found[2]}\b").to_numpy()
        if having.any() or found[1]:
            return having, _said(having, f"le Formacode {found[2]}")
    return None


def _said(having: NDArray[np.bool_], code: str) -> str:
    if having.any():
        return ""
    return f"Aucune formation des sources chargées n'a {code}."
