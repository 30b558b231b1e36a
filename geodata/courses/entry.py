"""What it takes to enter a course: what its source says, else the rule of its diploma.

The rules are those of the code de l'éducation: a BTS, a BUT, a licence or a class préparatoire asks
for the bac (D643-3, D643-61, L612-3, D612-19), a licence professionnelle for two years after it
(D613-6), a master for a licence (L612-6), a doctorate for a master (L612-7). What leads to the
level of the bac, or below, asks for no bac, but for a certificat de spécialisation, which completes
a diploma of its own level. Any other course whose source says nothing is not known.
"""

import numpy as np
import pandas as pd

from geodata.search.lexicon.words import terms

UNKNOWN = -1

_RULES = {
    "doctorat": 7, "master": 6, "licencepro": 5, "licence": 4, "bts": 4, "but": 4, "deust": 4,
    "cpge": 4, "dnmade": 4, "deug": 4,
}  # fmt: skip
_COMPLETES = "certspe"
_BAC = 4


def entry_levels(offers: pd.DataFrame) -> np.ndarray:
    """Return the level that each course asks for, int8 (n_offers,): 0 for none, -1 unknown."""
    said = offers["entry_level"].astype("Int64")
    level = offers["level"].fillna(0).to_numpy(dtype=np.int8)
    codes, titles = pd.factorize(offers["title"])
    ruled = np.array([rule(title) for title in titles], dtype=np.int8)[codes]
    completes = np.array([_COMPLETES in terms(title) for title in titles], dtype=bool)[codes]
    low = (level > 0) & (level <= _BAC) & ~(completes & (level == _BAC))
    return np.where(said.notna(), said.fillna(0), np.where(low, 0, ruled)).astype(np.int8)


def rule(title: str) -> int:
    """Return the level that the diploma named by a title asks for, -1 when no rule says it."""
    words = set(terms(title))
    return next((level for name, level in _RULES.items() if name in words), UNKNOWN)
