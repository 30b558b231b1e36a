"""When the demonstration's courses take place, for whom, who pays and how many people come."""

from datetime import date, timedelta

import numpy as np
import pandas as pd

_YEARS: dict[str, int] = {
    # years of study in initial training, by family of diploma; 1 when absent
    "cap": 2, "capa": 2, "bac-pro": 3, "bac-pro-agricole": 3, "bac-general": 3, "bac-techno": 3,
    "bac-techno-agricole": 3, "bac-techno-hotelier": 3, "bp": 2, "bp-agricole": 2, "btm": 2,
    "maritime": 2, "bts": 2, "btsa": 2, "but": 3, "deust": 2, "licence": 3, "master": 2, "meef": 2,
    "doctorat": 3, "cpge": 2, "dnmade": 3, "art": 3, "architecture": 3, "ingenieur": 5,
    "commerce": 3, "sciences-po": 5, "dcg": 3, "infirmier": 3, "medecine": 5, "social": 3,
}  # fmt: skip

_PEOPLE: dict[str, int] = {
    # people in all years of a course, before the totals are met; 30 when absent
    "bac-general": 520, "bac-techno": 150, "bac-techno-hotelier": 90, "bac-techno-agricole": 60,
    "bac-pro": 66, "bac-pro-agricole": 60, "cap": 36, "capa": 34, "bts": 58, "btsa": 48,
    "cpge": 75, "but": 200, "deust": 45, "licence": 480, "licence-pro": 30, "master": 90,
    "meef": 150, "doctorat": 60, "ingenieur": 230, "commerce": 300, "medecine": 140,
    "infirmier": 260, "aide-soignant": 55, "architecture": 180, "dnmade": 70, "art": 80,
    "social": 70, "tp": 26, "court": 40, "cqp": 18, "sciences-po": 200,
}  # fmt: skip

_FEW_DAYS = ("caces", "secouriste", "psc1", "habilitation", "certiphyto", "haccp", "ssiap")
_DAYS_OF_CONTINUING: dict[str, tuple[int, int]] = {
    "court": (14, 90), "cqp": (60, 150), "tp": (100, 260), "cs": (120, 270), "daeu": (240, 300),
    "titre": (150, 360), "aide-soignant": (320, 340), "soins": (40, 300),
}  # fmt: skip
_DEFAULT_DAYS = (180, 330)

REMOTE_DOMAINS = frozenset(
    [
        "informatique-numerique",
        "gestion-banque",
        "commerce-vente",
        "droit-lettres-langues",
        "sciences",
        "communication-arts",
        "general-insertion",
    ]
)
_HANDS_ON = frozenset(
    ["ingenieur", "medecine", "infirmier", "soins", "aide-soignant", "cap", "capa", "cpge"]
)


_CARE = ("infirmier", "aide-soignant", "social", "accompagnant", "soins", "soins-specialises")


def sessions(courses: pd.DataFrame, rng: np.random.Generator, today: date) -> pd.DataFrame:
    """`start` and `end` of each course, within the year that follows `today`.

    Schools begin in September (apprentices until mid-October) and end in June of their last year;
    continuing training begins on a Monday, all year long.
    """
    autumn = date(today.year, 9, 1)
    if autumn < today:
        autumn = date(today.year + 1, 9, 1)
    last = today + timedelta(days=364)
    spread = rng.random((len(courses), 2))
    rows = []
    for (voie, family, folded), (early, long) in zip(
        courses[["voie", "family", "folded"]].itertuples(index=False), spread, strict=True
    ):
        if voie == "continue":
            start = _monday(today + timedelta(days=int(early * 358)), last)
            end = start + timedelta(days=_length(family, folded, long))
        else:
            delay = int(early * (40 if voie == "apprentissage" else 7))
            start = min(_working_day(autumn + timedelta(days=delay)), last)
            end = date(start.year + _YEARS.get(family, 1), 6, 30)
        rows.append((start, end))
    frame = pd.DataFrame(rows, columns=["start", "end"], index=courses.index)
    return frame.astype("datetime64[ns]")


def modalities(courses: pd.DataFrame, rng: np.random.Generator) -> np.ndarray:
    """Modality of each course: 4 % at a distance, 8 % mixed, never in the voie scolaire."""
    found = np.full(len(courses), "presentiel", dtype=object)
    away = courses["voie"].map({"continue": 3.0, "superieur": 2.0, "apprentissage": 1.0})
    away = away.where(~courses["family"].isin(_HANDS_ON), 0.0).fillna(0.0)
    remote = away.where(courses["domain"].isin(REMOTE_DOMAINS), 0.0)
    distance = draw(remote.to_numpy(), round(0.04 * len(courses)), rng)
    found[distance] = "distance"
    away.iloc[distance] = 0.0
    found[draw(away.to_numpy(), round(0.08 * len(courses)), rng)] = "mixte"
    return found


def funding(courses: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """`conventionnee` (a quarter of the courses) and `funder`.

    The Région funds by convention most of the training of job seekers (60,000 people out of
    106,777 in 2020, says the contract), and the schools of health and social work.
    """
    continuing = courses["voie"].eq("continue").to_numpy()
    low = courses["level"].fillna(3).le(4).to_numpy()
    care = courses["family"].isin(_CARE).to_numpy()
    initial = courses["voie"].eq("superieur").to_numpy()
    chances = np.where(continuing, np.where(low | care, 1.0, 0.5), np.where(care & initial, 1.0, 0))
    agreed = np.zeros(len(courses), dtype=bool)
    agreed[draw(chances, round(0.25 * len(courses)), rng)] = True
    others = rng.choice(["France Travail", "CPF", "OPCO"], size=len(courses), p=[0.5, 0.4, 0.1])
    funder = courses["voie"].map({"scolaire": "État", "apprentissage": "OPCO", "superieur": "État"})
    funder = funder.fillna(pd.Series(others, index=courses.index)).mask(agreed, "Région")
    return pd.DataFrame(
        {"conventionnee": pd.array(agreed, dtype="boolean"), "funder": funder}, index=courses.index
    )


def publics(courses: pd.DataFrame, rng: np.random.Generator) -> list[str]:
    """Publics of each course: pupils, apprentices, job seekers and, for some, others beside."""
    drawn = rng.random((len(courses), 3))
    found = []
    for voie, (employees, rsa, handicap) in zip(courses["voie"], drawn, strict=True):
        words = {
            "scolaire": "jeunes", "apprentissage": "apprentis", "superieur": "jeunes",
            "continue": "demandeurs_emploi",
        }[voie]  # fmt: skip
        if voie == "continue":
            words += " salaries" * bool(employees < 0.45) + " rsa" * bool(rsa < 0.3)
        found.append(words + " handicap" * bool(handicap < 0.15))
    return found


def entry_levels(courses: pd.DataFrame) -> pd.Series:
    """Level asked at the entrance, null when none is."""
    higher = courses["voie"].eq("superieur") | courses["family"].isin(["but", "licence", "bts"])
    asked = (courses["level"] - 1).where(courses["level"] >= 4)
    # After the bac: BTS, BUT, licences, schools in several years; a licence pro follows bac + 2.
    after_bac = higher & courses["level"].isin([5, 6]) & courses["family"].ne("licence-pro")
    long = courses["family"].isin(["ingenieur", "medecine", "sciences-po", "commerce", "cpge"])
    asked = asked.mask(after_bac | long | courses["family"].eq("infirmier"), 4)
    # A bac is prepared after the troisième, without a diploma.
    bac = courses["voie"].eq("scolaire") & courses["level"].le(4)
    return asked.mask(bac).astype("Int64")


def enrolments(
    courses: pd.DataFrame, totals: dict[str, int], rng: np.random.Generator
) -> pd.DataFrame:
    """`enrolled` and `capacity` of each course; enrolments of a voie sum to its total exactly."""
    usual: np.ndarray = courses["family"].map(_PEOPLE).fillna(30).to_numpy(dtype=float)
    # Apprentices and job seekers come by smaller groups than pupils of the same diploma.
    usual = np.where(courses["voie"].eq("apprentissage"), 8 + usual * 0.25, usual)
    usual = usual * rng.lognormal(0.0, 0.35, len(courses))
    enrolled = np.zeros(len(courses), dtype=np.int64)
    for voie, total in totals.items():
        of_voie = np.flatnonzero(courses["voie"].eq(voie).to_numpy())
        enrolled[of_voie] = share_out(total, usual[of_voie])
    filling = rng.uniform(0.72, 1.0, len(courses))
    return pd.DataFrame(
        {"capacity": np.ceil(enrolled / filling).astype(np.int64), "enrolled": enrolled},
        index=courses.index,
    )


def share_out(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to `weights` that sum to `total` (largest remainders)."""
    if len(weights) == 0:
        return np.zeros(0, dtype=np.int64)
    exact = total * weights / weights.sum()
    whole: np.ndarray = np.floor(exact).astype(np.int64)
    largest = np.argsort(-(exact - whole), kind="stable")[: total - int(whole.sum())]
    whole[largest] += 1
    return whole


def draw(chances: np.ndarray, wanted: int, rng: np.random.Generator) -> np.ndarray:
    """`wanted` distinct positions drawn by `chances`, or all that have a chance when fewer do."""
    possible = int((chances > 0).sum())
    if possible == 0:
        return np.zeros(0, dtype=np.int64)
    shares = chances / chances.sum()
    return rng.choice(len(chances), size=min(wanted, possible), replace=False, p=shares)


def _length(family: str, folded: str, long: float) -> int:
    if any(word in folded for word in _FEW_DAYS):
        return 1 + int(long * 4)
    low, high = _DAYS_OF_CONTINUING.get(family, _DEFAULT_DAYS)
    return low + int(long * (high - low))


def _monday(day: date, last: date) -> date:
    monday = day + timedelta(days=-day.weekday() % 7)
    return monday if monday <= last else monday - timedelta(days=7)


def _working_day(day: date) -> date:
    return day + timedelta(days={5: 2, 6: 1}.get(day.weekday(), 0))
