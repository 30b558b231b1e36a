"""Courses found by the code of what they teach or lead to: Formacode, NSF, FAP."""

import re

import numpy as np
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.folding import fold

_FORMACODE = re.compile(r"(?:code )?(formacode )?(\d{5})")
_NSF = re.compile(r"(?:code )?nsf (\d{3})[a-z]?")
_FAP = re.compile(r"(?:code )?(fap )?([a-z]\d[a-z](?:\d\d)?)")
_FAPS = ("fap2009", "fap2021")
_NO_CPC = (
    "Aucune source chargée ne dit de quelle commission professionnelle consultative (CPC) relève "
    "une formation."
)
_CPC = re.compile(r"(?:code )?cpc \d{1,2}")


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
    if (found := _FAP.fullmatch(asked)) and (led := _leading_to(atlas, found[2].upper())):
        return led
    if _CPC.fullmatch(asked):
        # The commissions that the State writes diplomas with: no course says its own.
        return np.zeros(len(atlas.offers), dtype=bool), _NO_CPC
    return None


def _leading_to(atlas: Atlas, code: str) -> tuple[NDArray[np.bool_], str] | None:
    """Return the courses that lead to the métiers of a FAP, whole or by its first letters."""
    links = atlas.crosswalks
    held = links[links["from_kind"].isin(_FAPS) & (links["to_kind"] == "rome")]
    romes = set(held.loc[held["from_code"].str.startswith(code), "to_code"])
    if not romes:
        return None
    # A ROME that was cut in several leads to the same métiers by each of its parts.
    parts = links[(links["to_kind"] == "rome_parent") & links["to_code"].isin(romes)]
    romes |= set(parts["from_code"])
    having = np.array([not romes.isdisjoint(codes.split()) for codes in atlas.offers["romes"]])
    return having, _said(having, f"aux métiers du code FAP {code}", "ne mène")


def _said(having: NDArray[np.bool_], code: str, does: str = "n'a") -> str:
    if having.any():
        return ""
    return f"Aucune formation des sources chargées {does} {code}."
