"""The years that data are of, in the words of a screen, and when they are older than their rhythm.

A vintage is what a source's parser wrote: « session 2025 », « rentrée 2020 », « 2025-10 »…
Several sources of one course are joined by « + », and the newest of them is the course's age.
"""

import datetime as dt
import re
from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.days import MONTHS, day_in_words
from geodata.provenance.quality import LATE, end_of, freshness, months_of
from geodata.provenance.values import sources_of

YEARLY = "chaque année"
"""How often an offer of training changes, for a source that does not say its rhythm."""

_FILE_NAME = re.compile(r"\s*\(année du nom du fichier\)")
_DAY = re.compile(r"(20\d\d)-(\d\d)(?:-\d\d)?")
_WHOLE_DAY = re.compile(r"\b20\d\d-\d\d-\d\d\b")


def in_words(vintage: str) -> str:
    """Return a vintage as it is read: « 2025-10 » is « octobre 2025 », days are in French."""
    text = _FILE_NAME.sub("", vintage).strip()
    found = _DAY.fullmatch(text)
    if found and 1 <= int(found[2]) <= 12:
        return f"{MONTHS[int(found[2]) - 1]} {found[1]}"
    return _WHOLE_DAY.sub(lambda day: _day_in_words(day[0]), text)


def _day_in_words(text: str) -> str:
    try:
        return day_in_words(dt.date.fromisoformat(text))
    except ValueError:  # 2025-13-40: as the source has it
        return text


def dated(vintage: str) -> str:
    """Return what the data are of: « de la rentrée 2020 », « d'octobre 2025 », "" without a year.

    Of several vintages joined by « + », the newest.
    """
    known = [(end, part) for part in vintage.split(" + ") if (end := end_of(part))]
    if not known:
        return ""
    words = in_words(max(known)[1])
    if words.startswith(("session", "rentrée")):
        return f"de la {words}"
    if re.fullmatch(r"20\d\d", words) or words.split()[0] in MONTHS:
        return f"d'{words}" if words[0] in "ao" else f"de {words}"
    return f"de {max(known)[0].year}"


def year_of(vintage: str) -> int:
    """Return the year that data are of, -1 when unknown; of several vintages, the newest."""
    return max((end.year for part in vintage.split(" + ") if (end := end_of(part))), default=-1)


def years_of_courses(atlas: Atlas) -> list[int]:
    """Return the year that the data of each course are of, -1 for those that are simulated."""

    def make() -> list[int]:
        vintages = atlas.offers["vintage"].astype(str)
        years = {vintage: year_of(vintage) for vintage in vintages.unique()}
        known: list[int] = vintages.map(years).astype(int).tolist()
        return [-1] * len(known) if atlas.demonstration else known

    return atlas.cached("years-of-courses", make)


def old_words(vintage: str, rhythms: Iterable[str], today: dt.date) -> str:
    """Return what data are of when they are older than their rhythm, else "".

    Parameters
    ----------
    vintage : of the data, several joined by « + »
    rhythms : how often each of their sources is published; the slowest is taken
    """
    slowest = max(rhythms, key=lambda rhythm: months_of(rhythm) or 0, default="")
    late = freshness(vintage, slowest if months_of(slowest) else YEARLY, today).state == LATE
    return dated(vintage) if late else ""


def age_of_course(atlas: Atlas, source: str, vintage: str, today: dt.date) -> str:
    """Return the years of a course's data when they are older than their rhythm, else ""."""
    if atlas.demonstration:
        return ""
    known = atlas.quality.get("sources", {})
    rhythms = [known.get(key, {}).get("rhythm", "") for key in sources_of(source)]
    return old_words(vintage, rhythms, today)


def old_courses(atlas: Atlas, today: dt.date) -> pd.Series:
    """Return, for each course, the years of its data when they are old, else "" (see above)."""

    def make() -> pd.Series:
        pairs = atlas.offers[["source", "vintage"]]
        ages = {
            (source, vintage): age_of_course(atlas, source, vintage, today)
            for source, vintage in pairs.drop_duplicates().itertuples(index=False)
        }
        keys = pairs.itertuples(index=False, name=None)
        return pd.Series([ages[key] for key in keys], index=pairs.index, dtype=object)

    return atlas.cached(("old-courses", today), make)


def old_ones(atlas: Atlas, today: dt.date) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """Return `old_courses` as an array (n_offers,), and which of its texts say something."""

    def make() -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
        ages = old_courses(atlas, today).to_numpy(dtype=object)
        return ages, (ages != "").astype(bool)

    return atlas.cached(("old-ones", today), make)


def years_of_offer(atlas: Atlas) -> str:
    """Return the years that the courses are of: « éditions de 2020 à 2025 », "" when unknown."""

    def make() -> str:
        texts = set(atlas.own_offers["vintage"])
        years = sorted({year for text in texts for year in re.findall(r"20\d\d", text)})
        return f"éditions de {years[0]} à {years[-1]}" if len(years) > 1 else "".join(years)

    return atlas.cached("years-of-offer", make)


def old_years(ages: Iterable[str]) -> str:
    """Return what several ages of `old_words` say together: « de la rentrée 2020 » said by all.

    Those that differ are brought to their years: « de 2020 à 2021 ».
    """
    different = set(ages)
    if len(different) == 1:
        return different.pop()
    years = sorted({year for age in different for year in re.findall(r"20\d\d", age)})
    return f"de {years[0]} à {years[-1]}" if len(years) > 1 else f"de {''.join(years)}"


def dates_of_offer(atlas: Atlas) -> str:
    """Return the years that the courses are of, else the day of the build."""
    return years_of_offer(atlas) or f"{atlas.built_on:%d/%m/%Y}"
