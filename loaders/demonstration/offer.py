"""The demonstration offer: real places and diplomas, simulated courses, until official files come.

The model, in its order:

1. *Places* (`demonstration_places`): the region's real lycées, and establishments with a generic
   name in towns that really have one, about 900 for six million inhabitants.
2. *Courses* (`demonstration_kinds`): each place draws certifications of the catalogue by the
   recipes of its kind, among the domains it teaches, in proportion to their weight.
3. *Sessions* (`demonstration_sessions`): dates over the coming year, modality (4 % at a distance,
   8 % mixed), a quarter of courses « conventionnées », entry level, publics, capacity.
4. *Enrolments* are shared out so that each voie sums to the contract's own figure
   (`data/demonstration/enrolments.csv`), in proportion to the population for another region.

Everything is drawn from one seed, a place at a time: the same seed gives the same tables, and a
place added to the list does not change the courses of the others.
"""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd

from geodata.folding import fold
from geodata.region.rev3 import Rule, tag_rev3
from geodata.tables.schema import OFFERS, SITES
from loaders.demonstration import sessions as model
from loaders.demonstration.kinds import Teaching, families_of, teachings_of
from loaders.demonstration.places import Place, places_of, rng_of
from loaders.paths import DATA

SOURCE = "demonstration"
VINTAGE = "simulation 2026"
ENROLMENTS = DATA / "demonstration" / "enrolments.csv"


class Ground(Protocol):
    """What the model needs of the embedded base: the communes and the lycées."""

    @property
    def communes(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def lycees(self) -> pd.DataFrame: ...  # noqa: D102


class RegionProfile(Protocol):
    """What the model needs of a region's profile: its rules of the tag rev3."""

    @property
    def rev3(self) -> Sequence[Rule]: ...  # noqa: D102


def demonstrate(
    base: Ground,
    profile: RegionProfile,
    certifications: pd.DataFrame,
    seed: int = 2026,
    today: date | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Simulate the training offer of a region.

    Parameters
    ----------
    base : Ground
        `communes` (schema COMMUNES) and `lycees` (`uai`, `name`, `commune`).
    profile : RegionProfile
        The region's profile, for its rev3 rules.
    certifications : pd.DataFrame
        The catalogue, as `loaders.certifications.catalogue.read_certifications` gives it.
    seed : int
        The same seed, base and day give the same tables.
    today : date, optional
        First day of the year of sessions; today by default.

    Returns
    -------
    sites, offers : pd.DataFrame
        Schemas SITES and OFFERS, every row with `source` "demonstration".
    """
    places = places_of(base.communes, base.lycees, seed)
    catalogue = certifications[certifications["weight"] > 0].reset_index(drop=True)
    communes = base.communes
    inhabitants = dict(zip(communes["code"], communes["population"].tolist(), strict=True))
    courses = _courses(places, inhabitants, catalogue, seed)
    offers = _offers(courses, base, profile, seed, today or date.today())
    sites = _sites(places, base.communes)
    # A place whose every course is at a distance is no place to go to.
    return sites[sites["site"].isin(offers["site"])].reset_index(drop=True), offers


def totals_of(population: int, path: Path = ENROLMENTS) -> dict[str, int]:
    """People to enrol in each voie for a region of `population` inhabitants.

    They are the contract's figures, in proportion to the population they were counted for.
    """
    figures = pd.read_csv(path)
    people = (figures["people"] * population / figures["population"]).round().astype(int)
    return dict(zip(figures["voie"], people.tolist(), strict=True))


def _sites(places: list[Place], communes: pd.DataFrame) -> pd.DataFrame:
    sites = pd.DataFrame(
        {
            "site": [place.site for place in places],
            "uai": [place.uai for place in places],
            "siret": "",
            "name": [place.name for place in places],
            "commune": [place.commune for place in places],
            "precision": "commune",
            "source": SOURCE,
        }
    )
    where = communes.set_index("code")[["x", "y", "lon", "lat"]]
    return SITES.validate(sites.join(where, on="commune"))


def _courses(
    places: list[Place], inhabitants: dict[str, int], catalogue: pd.DataFrame, seed: int
) -> pd.DataFrame:
    """One row a course: its place and the row of the catalogue it prepares."""
    catalogue = catalogue.assign(
        family=families_of(catalogue), folded=catalogue["short"].map(fold), row=catalogue.index
    )
    drawing = _Drawing(catalogue)
    rows = []
    for place in places:
        rng, taken = rng_of(seed, place.site), set[tuple[str, int]]()
        for teaching in teachings_of(place.kind):
            if inhabitants[place.commune] < teaching.population:
                continue
            for row in drawing.draw(teaching, place.domains, rng):
                if (teaching.voie, row) not in taken:
                    taken.add((teaching.voie, row))
                    rows.append((place.site, place.name, teaching.voie, row))
    drawn = pd.DataFrame(rows, columns=["site", "provider", "voie", "row"])
    return drawn.merge(catalogue.drop(columns=["voies", "weight"]), on="row", how="left")


class _Drawing:
    """Draws certifications; what a recipe may choose from is worked out once."""

    def __init__(self, catalogue: pd.DataFrame) -> None:
        self.catalogue = catalogue
        self.weights = catalogue["weight"].to_numpy(dtype=float)
        self.known: dict[tuple[str, str, frozenset[str]], np.ndarray] = {}

    def draw(self, teaching: Teaching, own: frozenset[str], rng: np.random.Generator) -> list[int]:
        count = int(rng.integers(teaching.fewest, teaching.most + 1))
        if rng.random() >= teaching.chance:
            return []
        domains = frozenset(teaching.domains.split()) or own
        chances = self._chances(teaching, frozenset() if "*" in domains else domains)
        return [int(row) for row in model.draw(chances, count, rng)]

    def _chances(self, teaching: Teaching, domains: frozenset[str]) -> np.ndarray:
        key = (teaching.voie, teaching.families, domains)
        if key not in self.known:
            possible = self.catalogue["family"].isin(teaching.families.split())
            possible &= self.catalogue["voies"].map(lambda v: teaching.voie in v.split())
            if domains:
                possible &= self.catalogue["domain"].isin(domains)
            self.known[key] = np.where(possible, self.weights, 0.0)
        return self.known[key]


def _offers(
    courses: pd.DataFrame, base: Ground, profile: RegionProfile, seed: int, today: date
) -> pd.DataFrame:
    totals = totals_of(int(base.communes["population"].sum()))
    modality = model.modalities(courses, rng_of(seed, "modality"))
    offers = pd.DataFrame(
        {
            "offer": _identifiers(courses),
            "site": courses["site"].mask(modality == "distance", ""),
            "title": courses["short"],
            # A short course leads to no diploma: it has a name, not a certification.
            "certification": courses["title"].where(courses["family"] != "court", ""),
            "rncp": courses["rncp"],
            "level": courses["level"],
            "voie": courses["voie"],
            "domain": courses["domain"],
            "nsf": courses["nsf"],
            "formacodes": courses["formacode"],
            "romes": courses["romes"],
            "modality": modality,
            "entry_level": model.entry_levels(courses),
            "publics": model.publics(courses, rng_of(seed, "publics")),
            "url": "",
            "provider": courses["provider"],
            "source": SOURCE,
            "vintage": VINTAGE,
        }
    )
    offers = offers.join(
        [
            model.funding(courses, rng_of(seed, "funding")),
            model.enrolments(courses, totals, rng_of(seed, "enrolments")),
            model.sessions(courses, rng_of(seed, "sessions"), today),
        ]
    )
    offers["rev3"] = tag_rev3(offers, profile.rev3)
    return OFFERS.validate(offers)


def _identifiers(courses: pd.DataFrame) -> list[str]:
    """Identifiers that hold from a build to the next: they come from what the course is."""
    return [
        "demo-" + hashlib.blake2b(f"{site}|{voie}|{title}".encode(), digest_size=8).hexdigest()
        for site, voie, title in courses[["site", "voie", "title"]].itertuples(index=False)
    ]
