"""When a course is followed: in the evening, at weekends, part-time, read in its source's words."""

import re

import numpy as np
import pandas as pd

from geodata.folding import fold
from geodata.vocabulary import PACES

_WORDS = {
    "soir": re.compile(r"\b(?:soirs?|soirees?)\b"),
    "week_end": re.compile(r"\b(?:week ?ends?|samedis?|dimanches?)\b"),
    "temps_partiel": re.compile(r"\b(?:temps partiel|mi temps|temps reduit)\b"),
}


def paces(offers: pd.DataFrame) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return which courses have a pace that is known, and which have each of `PACES`.

    Returns
    -------
    bool (n_offers,), and the same by pace
    """
    pace = offers["pace"] if "pace" in offers else pd.Series("", index=offers.index)
    said = pace.fillna("").astype(str)
    codes, texts = pd.factorize(said)
    folded = [fold(text) for text in texts]
    met = {
        name: np.array([bool(_WORDS[name].search(text)) for text in folded], dtype=bool)[codes]
        for name in PACES
    }
    return (said != "").to_numpy(dtype=bool), met
