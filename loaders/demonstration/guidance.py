"""Simulated places that help, for the demonstration: each says in its name that it is none.

Every kind has a place at the town hall of the most populated communes of each territory of a level,
above a number of inhabitants. Campus and innovations are written by hand, at the largest communes.
Nothing is drawn at random: no place of it exists.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.guidance.table import TEXTS
from geodata.guides import KINDS, SHOWN
from loaders.paths import DATA
from loaders.sources.guidance.declared import fiche

SOURCE = "demonstration"
DECLARED = DATA / "demonstration" / "declared.csv"
NOTE = "Lieu simulé, pour la démonstration : il n'existe pas."


@dataclass(frozen=True)
class _Rule:
    """The `most` largest communes of each territory of a level, above so many inhabitants."""

    level: str
    most: int = 1
    least: int = 0


_RULES: dict[str, _Rule] = {
    "mission_locale": _Rule("spel"),
    "cio": _Rule("spel", least=8_000),
    "france_travail": _Rule("spel", 2, 8_000),
    "cap_emploi": _Rule("departement", 2),
    "mdph": _Rule("departement"),
    "apec": _Rule("departement", 1, 90_000),
    "maison_emploi": _Rule("departement"),
    "plie": _Rule("departement", 2),
    "epide": _Rule("departement", 1, 90_000),
    "e2c": _Rule("departement", 1, 30_000),
    "information_jeunesse": _Rule("spel", 2, 12_000),
    "proch_orientation": _Rule("spel"),
    "france_services": _Rule("epci"),
    "internat": _Rule("spel", 2),
    "foyer": _Rule("spel", 1, 15_000),
    "crous": _Rule("departement", 1, 60_000),
    "creche": _Rule("epci", 2, 4_000),
    "numerique": _Rule("epci", 2),
    "covoiturage": _Rule("epci", 1, 2_000),
    "gare": _Rule("epci", 1, 3_000),
}
"""Where each kind is simulated."""


def simulated_guidance(
    communes: pd.DataFrame, known: pd.DataFrame, vintage: str, elsewhere: Collection[str] = ()
) -> pd.DataFrame:
    """Return `known` with simulated places of the kinds that it has none of (schema GUIDANCE).

    `elsewhere` are kinds whose real places other tables tell: none of them is simulated.
    """
    missing = [kind for kind in _RULES if kind not in {*known["kind"], *elsewhere}]
    towns = communes[communes["population"] > 0].sort_values("population", ascending=False)
    parts = [_places(kind, _RULES[kind], towns, vintage) for kind in missing]
    if not set(SHOWN) & set(known["kind"]):
        parts.append(_declared(towns, vintage))
    return (
        pd.concat([known, *parts], ignore_index=True)
        if len(known)
        else pd.concat(parts, ignore_index=True)
    )


def _places(kind: str, rule: _Rule, towns: pd.DataFrame, vintage: str) -> pd.DataFrame:
    chosen = towns[(towns[rule.level] != "") & (towns["population"] >= rule.least)]
    chosen = chosen.groupby(rule.level).head(rule.most)
    name = KINDS[kind].one[:1].upper() + KINDS[kind].one[1:]
    ending = "simulée" if KINDS[kind].a.startswith("une ") else "simulé"
    return _simulated(chosen, vintage).assign(
        place=f"{kind}-" + chosen["code"], kind=kind, name=f"{name} ({ending}), " + chosen["name"]
    )


def _declared(towns: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Return the campus and the innovations written by hand, each at another large commune."""
    rows = pd.read_csv(DECLARED, sep=";", dtype=str, keep_default_na=False)
    rows = rows.rename(
        columns={"type": "kind", "nom": "name", "domaine": "field", "tete": "head",
                 "membres": "members", "annee": "year", "description": "about"}
    )  # fmt: skip
    chosen = towns.head(len(rows))
    rows = rows.head(len(chosen)).set_axis(chosen.index)
    told: list[Any] = rows.to_dict("records")
    return _simulated(chosen, vintage).assign(
        place=rows["kind"] + "-" + chosen["code"],
        kind=rows["kind"],
        name=rows["name"],
        note=[f"{fiche(row)} {NOTE}" for row in told],
    )


def _simulated(chosen: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Return what any place simulated at a town hall says of itself."""
    return pd.DataFrame(chosen[["x", "y", "lon", "lat"]]).assign(
        **{**dict.fromkeys(TEXTS, ""), "note": NOTE},
        commune=chosen["code"],
        precision="commune",
        updated="",
        lacks="",
        source=SOURCE,
        vintage=vintage,
    )
