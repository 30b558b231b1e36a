"""The words of the monitoring of the contract: what is to be remembered, ages, differences."""

from collections.abc import Sequence
from datetime import date

from geodata.contract.following import Follow
from geodata.portrait.figure import Figure
from geodata.provenance.quality import LATE, Freshness
from geodata.region.contract import Indicator
from layouts.kit.format import count, lower_first, upper_first
from layouts.territory.words import signed, value_words

MOST = 3
"""Indicators that a sentence names."""


def essentials(follows: Sequence[Follow], today: date) -> list[str]:
    """Return what is to be remembered: targets first, then what moved, what is old, what lacks."""
    known = [follow for follow in follows if follow.known]
    targets = [_target(follow) for follow in follows if follow.beyond is not None]
    return [
        *targets, *_now(known), *_moved(known), _counts(follows, known, today), *_awaited(follows)
    ]  # fmt: skip


def tally(follows: Sequence[Follow]) -> str:
    """Say how many indicators are followed and awaited: « 3 suivis, 1 attendu »."""
    known = sum(follow.known for follow in follows)
    parts = [(known, "suivi"), (len(follows) - known, "attendu")]
    return ", ".join(count(n, word) for n, word in parts if n)


def age_words(fresh: Freshness) -> str:
    """Say whether a value is up to date, and how old it is when it is not."""
    if fresh.state != LATE or fresh.months is None:
        return upper_first(fresh.state)
    years = fresh.months // 12
    return f"En retard ({count(years, 'an')})" if years > 1 else f"En retard ({fresh.months} mois)"


def change_words(follow: Follow) -> str:
    """Write how an indicator moved, and since when, or why that is not said."""
    if follow.change is not None and follow.since is not None:
        earlier, last = (_short(one.period) for one in (follow.since, follow.figure))
        return f"{signed(follow.change, follow.figure.unit)}, de {earlier} à {last}"
    if follow.only_start or follow.start is None:
        return "Une seule valeur"
    return "Non comparables : source ou périmètre différents"


def target_words(follow: Follow) -> str:
    """Write a target, its date, and how far the newest value is from it."""
    target, beyond = follow.target, follow.beyond
    if target is None:
        return "—"
    words = f"{value_words(target)} en {target.period}"
    if beyond is None:
        return words
    reached = f"atteinte dès {follow.figure.period}" if beyond >= 0 else "pas encore atteinte"
    return f"{words} : {reached} ({signed(beyond, target.unit)})"


def asked_words(indicator: Indicator) -> str:
    """Say where the contract asks for an indicator, or that it only sheds light."""
    return f"contrat, {indicator.asked}" if indicator.asked else "repère, non demandé"


def when(figure: Figure, simulated: bool = False) -> str:
    """Write the period of a value, and that it is simulated."""
    return f"{figure.period or 'sans date'}{', simulé' if simulated else ''}"


def _target(follow: Follow) -> str:
    figure, target, beyond = follow.figure, follow.target, follow.beyond or 0.0
    aim = f"{value_words(target)} en {target.period}" if target else ""
    side = "au-dessus" if beyond >= 0 else "en dessous"
    gap = signed(beyond, figure.unit).lstrip("+−").strip()
    return (
        f"{figure.label} : {value_words(figure)} en {figure.period}, {gap} {side} de la cible "
        f"du contrat ({aim})."
    )


def _short(period: str) -> str:
    return period.removeprefix("sortants ")


def _now(known: Sequence[Follow]) -> list[str]:
    """Name the newest values that the contract asks for, those of its targets apart."""
    told = [
        f"{lower_first(follow.figure.label)} : {value_words(follow.figure)} "
        f"({when(follow.figure, follow.simulated)})"
        for follow in known
        if follow.indicator.asked and follow.target is None and not follow.only_start
    ]
    return [f"Dernières valeurs : {' ; '.join(told[:MOST])}."] if told else []


def _moved(known: Sequence[Follow]) -> list[str]:
    moved = [follow for follow in known if follow.change]
    if not moved:
        return []
    told = " ; ".join(
        f"{lower_first(follow.figure.label)} ({change_words(follow)})" for follow in moved[:MOST]
    )
    return [f"Ce qui a bougé, à source et périmètre égaux : {told}."]


def _counts(follows: Sequence[Follow], known: Sequence[Follow], today: date) -> str:
    if not known:
        of = count(len(follows), "attendu", "attendus")
        return f"Aucun indicateur ne se suit avec les données chargées ({of})."
    late = sum(follow.fresh(today).state == LATE for follow in known)
    text = (
        f"{count(len(known), 'indicateur se suit', 'indicateurs se suivent')} avec les données "
        f"chargées, sur {len(follows)}"
    )
    if late:
        text += f" ; {count(late, 'valeur est plus ancienne', 'valeurs sont plus anciennes')} que "
        text += "le rythme de sa source" if late == 1 else "le rythme de leur source"
    if not any(follow.change is not None for follow in known):
        text += " ; aucun n'a encore deux valeurs comparables : pas d'évolution à dire"
    return f"{text}."


def _awaited(follows: Sequence[Follow]) -> list[str]:
    lost = [follow for follow in follows if not follow.known]
    if not lost:
        return []
    holders = list(dict.fromkeys(follow.indicator.producer for follow in lost))
    more = " ; et d'autres" if len(holders) > MOST else ""
    verb = "attend une source" if len(lost) == 1 else "attendent une source"
    return [f"{len(lost)} {verb}. Qui l'a : {' ; '.join(holders[:MOST])}{more}."]
