"""Places that guide, and that help to come and to stay, per inhabitants of their public."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.atlas import Atlas
from geodata.guidance.known import Known, known_of
from geodata.guidance.near import places_of
from geodata.guides import KINDS
from geodata.portrait.census import people_period
from geodata.portrait.figure import Figure, absent
from geodata.portrait.weights import weights_of
from geodata.territory import Territory, territories, territory

SHOWN = (
    "mission_locale", "cio", "france_travail", "france_services", "numerique", "creche", "internat",
    "foyer", "crous", "covoiturage", "gare",
)  # fmt: skip
PER = 10_000
"""People of the public that a number of places is told for."""

_COUNTED = {
    "cio": ("jeunes", "habitants de moins de 20 ans"),
    "internat": ("jeunes", "habitants de moins de 20 ans"),
    "france_travail": ("demandeurs_emploi", "demandeurs d'emploi"),
}
"""The public of a kind of places that a source may count by commune (`weights_of`), its name."""

_BY_AGE = "Insee, recensement, population par âge détaillé"
_UNCOUNTED = {
    "mission_locale": ("de jeunes de 16 à 25 ans", _BY_AGE),
    "foyer": ("de jeunes de 16 à 30 ans", _BY_AGE),
    "creche": ("d'enfants de moins de 3 ans", f"{_BY_AGE} ; Cnaf"),
    "crous": ("d'étudiants", "SIES, effectifs d'étudiants par commune"),
    "france_travail": ("de demandeurs d'emploi", "France Travail et Dares, demandeurs par commune"),
}
"""The public of a kind of places that no loaded source counts by commune, and who does."""

_QPV = "Lieux qui orientent ou aident à venir, pour les habitants des quartiers prioritaires (QPV)"
_QPV_WHO = "ANCT, contours des quartiers de 2024 et habitants de chacun"

RURAL = ("france_services", "numerique")
"""Kinds whose places are counted for the inhabitants of FRR communes too."""


def helping_figures(atlas: Atlas, place: Territory) -> tuple[list[Figure], list[Figure]]:
    """Return the number of places of each kind per 10,000 inhabitants, and what is not loaded."""
    known = [known_of(atlas, kind) for kind in SHOWN]
    told = [
        _figure(atlas, place, one, served)
        for one in known
        if not one.silent
        for served in _publics(atlas, place, one.kind)
    ]
    unknown = [one for one in known if one.silent]
    missing = [] if not told else [absent("lieux-aide-qpv", _QPV, _QPV_WHO)]
    if not unknown:
        return told, missing
    names = ", ".join(KINDS[one.kind].many for one in unknown)
    who = " ; ".join(dict.fromkeys(one.bringing[0] for one in unknown))
    return told, [
        *missing,
        absent("lieux-aide", f"Lieux qui orientent ou aident à venir : {names}", who),
    ]


def _figure(atlas: Atlas, place: Territory, known: Known, served: "Served") -> Figure:
    own = _rated(place, known, served, counted_by_commune(atlas))
    if place.level == "region":
        return own
    region = territory(atlas, "region", next(iter(territories(atlas)["region"])))
    return replace(own, beside=(_rated(region, known, served, counted_by_commune(atlas)),))


@dataclass(frozen=True)
class Served:
    """Whom places are counted for: people by commune, their name, period and source.

    `lacks` says which public is meant and who counts it, where all inhabitants stand for it;
    `zone` names the communes whose places alone are counted (those with people), "" for all.
    """

    people: NDArray[np.float64]
    words: str = "habitants"
    period: str = ""
    source: str = ""
    lacks: str = ""
    zone: str = ""


def served_by(atlas: Atlas, kind: str) -> Served:
    """Return the public of a kind of places where a source counts it, else all inhabitants."""
    public, words = _COUNTED.get(kind, ("", ""))
    known = weights_of(atlas, public) if public else None
    if known is not None:
        simulated = " – données simulées" if known.simulated else ""
        return Served(known.people, words, known.period, known.source + simulated)
    whole = atlas.communes["population"].to_numpy(float)
    lacks = ""
    if kind in _UNCOUNTED:
        meant, who = _UNCOUNTED[kind]
        lacks = f"pour tous les habitants : le nombre {meant} par commune n'est pas chargé ({who})"
    return Served(whole, period=people_period(atlas), lacks=lacks)


def _publics(atlas: Atlas, place: Territory, kind: str) -> list[Served]:
    """Return the publics that places of a kind are counted for in a territory.

    Inhabitants of FRR communes are one of them where some communes of it are FRR and some are not.
    """
    usual, rural = served_by(atlas, kind), weights_of(atlas, "frr") if kind in RURAL else None
    if rural is None or len({*(rural.people[place.inside] > 0).tolist()}) < 2:
        return [usual]
    words = "habitants de communes FRR"
    return [usual, Served(rural.people, words, rural.period, rural.source, zone="FRR")]


def counted_by_commune(atlas: Atlas) -> pd.DataFrame:
    """Return how many places of each kind (a column a kind) each commune has, in their order."""

    def count() -> pd.DataFrame:
        table = places_of(atlas)
        counts = table.groupby(["commune", "kind"]).size().unstack(fill_value=0)
        return counts.reindex(index=atlas.communes["code"], columns=list(KINDS), fill_value=0)

    return atlas.cached("helping-counts", count)


def rate_of(count: int, people: float, known: Known) -> float | None:
    """Return places for `PER` people of their public, whose number may not be known (NaN).

    None known on a list that is partial is no sign that there is none: it is then null.
    """
    told = people > 0 and (count > 0 or not known.lacks)
    return PER * count / people if told else None


def _rated(place: Territory, known: Known, served: Served, counts: pd.DataFrame) -> Figure:
    kind, zone = KINDS[known.kind], served.zone
    inside = place.inside & (served.people > 0) if zone else place.inside
    count = int(counts[known.kind].to_numpy()[inside].sum())
    people = float(served.people[inside].sum())  # unknown where one of the communes is
    value = rate_of(count, people, known)
    lists = f"liste partielle : {' ; '.join(known.lacks)}" if known.lacks else ""
    secret = "" if np.isfinite(people) else f"{served.words} : secret dans une commune au moins"
    simulated = " – données simulées" if known.simulated else ""
    where = f"communes {zone} du territoire" if zone else "communes du territoire"
    return Figure(
        f"aide-{known.kind.replace('_', '-')}{f'-{zone.lower()}' if zone else ''}",
        f"{kind.many[:1].upper()}{kind.many[1:]}{f' en {zone}' if zone else ''}",
        value=value,
        unit=f"pour 10 000 {served.words}",
        place=place.name,
        level=place.level,
        period=served.period,
        source=" ; ".join(filter(None, [*known.sources, served.source])) + simulated,
        perimeter=f"lieux connus des {where} ; le nombre de personnes que chacun reçoit n'est pas "
        "chargé",
        note=" ; ".join(filter(None, [served.lacks, secret, lists])),
        parts=(
            ("lieux connus" if known.lacks else kind.many, float(count)),
            *(((served.words, people),) if np.isfinite(people) else ()),
        ),
        decimals=1,
        status=("partiel" if known.lacks else "") if value is not None else "indisponible",
    )
