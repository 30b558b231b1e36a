"""What the atlas says of itself: how much it holds, what was set aside, which zonings it knows."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geodata.atlas import Atlas
from geodata.domains import DOMAINS, NSF_DOMAINS
from geodata.maps.overlays import overlays
from geodata.places.zoning import zoning
from geodata.travel.model import SPEED_LAWS, whole_minutes
from geodata.vocabulary import MODALITIES, VOIES

EXAMPLE_DISTANCES = (2, 5, 10, 20, 40)
"""Kilometres as the crow flies for which the estimate is shown."""


@dataclass(frozen=True)
class Account:
    """Figures of the store that is being read.

    Attributes
    ----------
    offers, sites, communes, population : int
        Rows of the tables, those of the ring apart, and people of the communes.
    ring_offers : int
        Courses of neighbouring regions.
    by_voie, by_modality : mapping
        Courses by key of `VOIES` and of `MODALITIES`, zeros included.
    enrolled_by_voie : mapping
        People enrolled, as far as the sources say, by key of `VOIES`.
    conventionnee, rev3 : int
        Courses that are so marked.
    zones : mapping
        Number of territories by level.
    zrr_communes, qpv_communes, qpv_population, frr_communes : int or None
        None when the store does not know the zoning at all.
    rejections : tuple of (source's name, reason, rows)
        The most frequent first.
    vintages : mapping
        Vintage of each zoning that the maps can show.
    """

    offers: int
    sites: int
    ring_offers: int
    communes: int
    population: int
    by_voie: Mapping[str, int]
    by_modality: Mapping[str, int]
    enrolled_by_voie: Mapping[str, int]
    conventionnee: int
    rev3: int
    zones: Mapping[str, int]
    zrr_communes: int | None
    qpv_communes: int | None
    qpv_population: int | None
    frr_communes: int | None
    rejections: tuple[tuple[str, str, int], ...]
    vintages: Mapping[str, str]


def account(atlas: Atlas) -> Account:
    """Return the figures of an atlas."""
    offers, communes = atlas.own_offers, atlas.communes
    qpv = communes["qpv_population"]
    known = bool(qpv.notna().any())
    return Account(
        offers=len(offers),
        sites=len(atlas.own_sites),
        ring_offers=len(atlas.offers) - len(offers),
        communes=len(communes),
        population=int(communes["population"].sum()),
        by_voie={voie: int((offers["voie"] == voie).sum()) for voie in VOIES},
        by_modality={key: int((offers["modality"] == key).sum()) for key in MODALITIES},
        enrolled_by_voie={
            voie: int(offers.loc[offers["voie"] == voie, "enrolled"].fillna(0).sum())
            for voie in VOIES
        },
        conventionnee=int(offers["conventionnee"].fillna(False).sum()),
        rev3=int((offers["rev3"] != "").sum()),
        zones={str(k): int(n) for k, n in atlas.zones["level"].value_counts().items()},
        zrr_communes=_flagged(atlas, "zrr"),
        qpv_communes=_counted(atlas, "qpv"),
        qpv_population=int(qpv.fillna(0).sum()) if known else None,
        frr_communes=_flagged(atlas, "frr"),
        rejections=_rejections(atlas),
        vintages={key: overlay.vintage for key, overlay in overlays(atlas).items()},
    )


def groups_of_domains() -> dict[str, list[str]]:
    """Return the NSF groups that make each domain, in order."""
    return {
        domain: sorted(group for group, of in NSF_DOMAINS.items() if of == domain)
        for domain in DOMAINS
    }


def example_times() -> list[tuple[int, dict[str, int]]]:
    """Return, for each example distance (km as the crow flies), whole minutes by mode."""
    metres = np.array(EXAMPLE_DISTANCES) * 1000.0
    by_mode = {mode: whole_minutes(law.minutes(metres)) for mode, law in SPEED_LAWS.items()}
    return [
        (km, {mode: int(minutes[row]) for mode, minutes in by_mode.items()})
        for row, km in enumerate(EXAMPLE_DISTANCES)
    ]


def _counted(atlas: Atlas, level: str) -> int | None:
    """Count the communes of a zoning as people are counted by it; None where it is not known."""
    zones = zoning(atlas.communes, level)
    return int(zones.communes("1").sum()) if "1" in zones.codes else None


def _flagged(atlas: Atlas, zoning: str) -> int | None:
    flags = atlas.communes[zoning]
    return int(flags.fillna(False).sum()) if flags.notna().any() else None


def _rejections(atlas: Atlas) -> tuple[tuple[str, str, int], ...]:
    names = atlas.sources.set_index("source")["name"]
    counts = Counter(zip(atlas.rejects["source"], atlas.rejects["reason"], strict=True))
    return tuple(
        (str(names.get(source, source)), str(reason), n)
        for (source, reason), n in counts.most_common()
    )
