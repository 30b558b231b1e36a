"""Places that guide, and that help to come and to stay, for the inhabitants of a territory."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.guidance.known import Known, known_of
from geodata.guidance.near import places_of
from geodata.guides import KINDS
from geodata.portrait.figure import Figure, absent
from geodata.territory import Territory, territories, territory

SHOWN = (
    "mission_locale", "cio", "france_travail", "france_services", "numerique", "creche", "internat",
    "foyer", "crous", "covoiturage", "gare",
)  # fmt: skip
PER = 10_000
"""Inhabitants that a number of places is told for: the age bands of the publics are not loaded."""


def helping_figures(atlas: Atlas, place: Territory) -> tuple[list[Figure], list[Figure]]:
    """Return the number of places of each kind per 10,000 inhabitants, and what is not loaded."""
    known = [known_of(atlas, kind) for kind in SHOWN]
    told = [_figure(atlas, place, one) for one in known if not one.silent]
    unknown = [one for one in known if one.silent]
    if not unknown:
        return told, []
    names = ", ".join(KINDS[one.kind].many for one in unknown)
    who = " ; ".join(dict.fromkeys(one.bringing[0] for one in unknown))
    return told, [absent("lieux-aide", f"Lieux qui orientent ou aident à venir : {names}", who)]


def _figure(atlas: Atlas, place: Territory, known: Known) -> Figure:
    own = _rated(atlas, place, known)
    if place.level == "region":
        return own
    region = territory(atlas, "region", next(iter(territories(atlas)["region"])))
    return replace(own, beside=(_rated(atlas, region, known),))


def counted_by_commune(atlas: Atlas) -> pd.DataFrame:
    """Return how many places of each kind (a column a kind) each commune has, in their order."""

    def count() -> pd.DataFrame:
        table = places_of(atlas)
        counts = table.groupby(["commune", "kind"]).size().unstack(fill_value=0)
        return counts.reindex(index=atlas.communes["code"], columns=list(KINDS), fill_value=0)

    return atlas.cached("helping-counts", count)


def rate_of(count: int, people: int, known: Known) -> float | None:
    """Return places for `PER` inhabitants.

    None known on a list that is partial is no sign that there is none: it is then null.
    """
    told = people > 0 and (count > 0 or not known.lacks)
    return PER * count / people if told else None


def _rated(atlas: Atlas, place: Territory, known: Known) -> Figure:
    kind = KINDS[known.kind]
    count = int(counted_by_commune(atlas)[known.kind].to_numpy()[place.inside].sum())
    people = int(atlas.communes["population"].to_numpy()[place.inside].sum())
    value = rate_of(count, people, known)
    lacks = f"liste partielle : {' ; '.join(known.lacks)}" if known.lacks else ""
    simulated = " – données simulées" if known.simulated else ""
    return Figure(
        f"aide-{known.kind.replace('_', '-')}",
        f"{kind.many[:1].upper()}{kind.many[1:]}",
        value=value,
        unit="pour 10 000 habitants",
        place=place.name,
        level=place.level,
        source=" ; ".join(known.sources) + simulated,
        perimeter="lieux connus des communes du territoire, pour tous ses habitants : le nombre de "
        "personnes que chaque lieu reçoit n'est pas chargé",
        note=lacks,
        parts=(
            ("lieux connus" if known.lacks else kind.many, float(count)),
            ("habitants", float(people)),
        ),
        decimals=1,
        status=("partiel" if known.lacks else "") if value is not None else "indisponible",
    )
