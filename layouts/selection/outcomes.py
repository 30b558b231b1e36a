"""What became of those who left a course, in words: rates, of whom, when, who published them."""

from collections.abc import Sequence

from geodata.courses.graduates import MEASURES
from geodata.selection.outcomes import Outcome
from layouts.kit.format import NO_BREAK_SPACE, count

ABOUT = {
    "diplome": "ce diplôme, dans la région",
    "etablissement": "toutes les formations de l'établissement",
}
FEW = 30
"""People under whom one more or one less at work changes a rate by more than three points."""

_PERCENT = f"{NO_BREAK_SPACE}%"
_MARKS = {
    "nd": "taux non diffusés par le producteur",
    "ns": "taux non diffusés : effectif trop faible pour être significatif",
    "na": "taux pas encore disponibles",
}


def outcome_words(one: Outcome) -> str:
    """Write the rates of a cohort: « 44 % en emploi à 6 mois, 38 % poursuivent »."""
    if one.status:
        told = [_MARKS[one.status]]
    elif one.rates:
        told = [f"{MEASURES[one.measure]} : {_dated(one.rates)}"]
    elif one.employed is not None:
        told = [f"{one.employed:.0f}{_PERCENT} en emploi à 6 mois"]
    else:
        told = []
    if one.stable:
        told.append(f"en emploi stable : {_dated(one.stable)}")
    if one.continuing is not None:
        told.append(f"{one.continuing:.0f}{_PERCENT} poursuivent leurs études")
    elif one.going_on is not None:
        told.append(f"{count(one.going_on, 'personne')} en poursuite d'études")
    words = (" ; " if one.rates or one.status else ", ").join(told)
    return words[:1].upper() + words[1:]


def outcome_about(one: Outcome) -> str:
    """Say what the rates are about, over how many people, and of which year."""
    if one.about == "diplome-etablissement":
        about = f"{one.label}, dans cet établissement, toutes voies et tous parcours réunis"
        return f"{about}{_people(one)}, {_cohort(one.cohort)} ({one.source})"
    people = f", {count(one.leavers, 'sortant')}" if one.leavers is not None else ""
    return f"{ABOUT[one.about]}{people}, sortants {one.cohort} ({one.source})"


def _dated(rates: Sequence[tuple[int, float]]) -> str:
    return ", ".join(f"{rate:.0f}{_PERCENT} à {months} mois" for months, rate in rates)


def _people(one: Outcome) -> str:
    """Say of how many people the rates are, those that the producer counts them among."""
    among = one.enrolled if one.measure == "inscrits" else one.leavers
    if among is None:
        return ""
    if one.measure == "inscrits":
        words = count(among, "inscrit")
    else:
        words = count(among, "diplômé sorti d'études" if one.graduated else "sortant",
                      "diplômés sortis d'études" if one.graduated else "sortants")  # fmt: skip
    return f", {words}{' (petit effectif)' if among < FEW else ''}"


def _cohort(cohort: str) -> str:
    if "-" in cohort:
        return f"année {cohort}"
    years = cohort.split()
    if len(years) == 1:
        return f"promotion {cohort}"
    return f"promotions {', '.join(years[:-1])} et {years[-1]} réunies"
