"""First-year places of a territory beside what employers of its basins mean to recruit, by domain.

Places are those of the courses held in the territory; projects, those of the BMO basins where at
least a tenth of its people live, each counted whole; none where they reach far beyond it. A course
that does not say its places, and a figure that the survey keeps secret, are in no sum: both sums
are « at least ».
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.coverage.offering import known_capacity
from geodata.coverage.recruitment import families, recruitment
from geodata.domains import DOMAINS
from geodata.portrait.figure import joined_sources
from geodata.portrait.themes.recruitment import LEAST_OWN, basin_words, own_share
from geodata.provenance.age import years_of_offer
from geodata.publics.trained import Trained, first_year
from geodata.territory import Territory


@dataclass(frozen=True)
class DomainRow:
    """A domain: courses and those that say their places, places, projects, secret figures.

    `beginners` are the people in first year that the region counts, None where nothing says them.

    `projects` is None where no métier is linked to the domain, or none is published.
    """

    domain: str
    name: str
    courses: int
    telling: int
    places: int
    projects: int | None
    secret: int
    beginners: float | None = None


@dataclass(frozen=True)
class Needs:
    """What is set side by side.

    Attributes
    ----------
    year : of the survey, None where none is loaded
    where : the basins that it knows
    share : of the people of the territory who live in them
    own : of the people of these basins who live in the territory
    """

    rows: tuple[DomainRow, ...]
    year: int | None
    where: str
    share: float
    own: float
    offer_years: str
    offer_source: str
    simulated: bool
    began: Trained | None = None


def needs(atlas: Atlas, place: Territory) -> Needs:
    """Return the places and the projects of a territory."""
    key = (place.level, place.code)
    return atlas.of_place("places and projects", key, lambda: _needs(atlas, place))


def _needs(atlas: Atlas, place: Territory) -> Needs:
    inside = set(atlas.communes["code"][place.inside])
    at = np.append(atlas.sites["commune"].isin(inside).to_numpy(), False)
    here = at[atlas.columns.site] & ~atlas.columns.is_distance
    offers = atlas.offers[here]
    places = pd.Series(known_capacity(offers["capacity"]), index=offers.index)
    survey = recruitment(atlas.tension, ())
    keys = list(dict.fromkeys(offers["source"]))
    own = own_share(atlas, place)
    basins = tuple(place.basins) if own >= LEAST_OWN else ()
    return Needs(
        rows=tuple(_row(atlas, place, offers, places, domain, basins) for domain in DOMAINS),
        year=survey.year if survey else None,
        where=basin_words(atlas, place),
        share=sum(place.basins.values()),
        own=own,
        offer_years=years_of_offer(atlas),
        offer_source=joined_sources(atlas, keys),
        simulated=atlas.demonstration,
        began=first_year(atlas, place),
    )


def _row(
    atlas: Atlas,
    place: Territory,
    offers: pd.DataFrame,
    places: pd.Series,
    domain: str,
    basins: Collection[str],
) -> DomainRow:
    of = (offers["domain"] == domain).to_numpy()
    known = places[of].dropna()
    projects, secret = _projects(atlas, basins, domain)
    return DomainRow(
        domain, DOMAINS[domain], int(of.sum()), len(known), int(known.sum()), projects, secret,
        _beginners(first_year(atlas, place), DOMAINS[domain]),
    )  # fmt: skip


def _beginners(began: Trained | None, name: str) -> float | None:
    cell = began.sums.get(("domain", name)) if began else None
    return cell.people if cell else None


def _projects(atlas: Atlas, basins: Collection[str], domain: str) -> tuple[int | None, int]:
    """Return the projects published of a domain, and how many figures are secret."""
    survey = recruitment(atlas.tension, (domain,)) if families((domain,)) else None
    if survey is None:
        return None, 0
    table = survey.table[survey.table.index.isin(list(basins))]
    total = table["projects"].sum(min_count=1)
    return None if pd.isna(total) else int(total), int(table["secret"].sum())
