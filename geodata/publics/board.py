"""The publics of a territory: how many, how far from a course, what is open, who is trained.

Each figure has its numerator and its denominator. The time to a course is worked out by the atlas:
it is marked as such, and is never on one scale with what a producer counts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from geodata.asking.query import Query
from geodata.atlas import Atlas
from geodata.completeness.verdict import judged
from geodata.coverage.nearest import nearest
from geodata.domains import DOMAINS
from geodata.portrait.census import people_period
from geodata.portrait.figure import Figure, absent, joined_sources, rate
from geodata.portrait.names import PORTRAIT_LEVELS
from geodata.portrait.sums import THRESHOLD
from geodata.portrait.weights import YOUNG, Weights, labour, weights_of
from geodata.provenance.age import years_of_offer
from geodata.publics.lacks import AT_COMMUNE, TRAINED_BY
from geodata.publics.table import PUBLICS
from geodata.publics.trained import Trained, trained
from geodata.territory import Territory
from geodata.travel.model import OUT_OF_REACH
from geodata.travel.words import far_words
from geodata.vocabulary import LEVELS, VOIES
from geodata.vocabulary import PUBLICS as OPEN_TO

LEVELS_SHOWN = tuple(level for level in PORTRAIT_LEVELS if level != "commune")
"""Levels that have a page of publics: a commune's figures are mostly secret."""

COMPUTED = "calculé par l'atlas"
SIMULATION = "chiffre simulé"
"""Note of a figure that the demonstration invented."""


@dataclass(frozen=True)
class Group:
    """A public: figures that are known, those that no loaded source gives."""

    public: str
    name: str
    figures: tuple[Figure, ...]
    missing: tuple[Figure, ...]


@dataclass(frozen=True)
class OpenRow:
    """Courses of a category (a voie, a level, a domain): all of them, and by public.

    Of a public that no course of the region names, it is None: nothing says it, which is no zero.
    """

    axis: str
    category: str
    courses: int
    open_to: dict[str, int | None]


@dataclass(frozen=True)
class Publics:
    """What is known of the publics of a territory.

    `telling` is how many of its courses say whom they are open to, of `courses`.
    """

    place: Territory
    groups: tuple[Group, ...]
    offer: tuple[OpenRow, ...]
    telling: int
    courses: int
    offer_source: str
    offer_years: str
    trained: dict[str, Trained]
    simulated: bool


def publics(atlas: Atlas, place: Territory) -> Publics:
    """Return the publics of a territory."""
    key = (place.level, place.code)
    return atlas.of_place("publics", key, lambda: _publics(atlas, place))


def _publics(atlas: Atlas, place: Territory) -> Publics:
    known = trained(atlas, place)
    here = _held(atlas, place)
    offers = atlas.offers[here]
    return Publics(
        place=place,
        groups=tuple(_group(atlas, place, public, known.get(public)) for public in PUBLICS),
        offer=tuple(_open_rows(atlas, here)),
        telling=int((offers["publics"] != "").sum()),
        courses=len(offers),
        offer_source=joined_sources(atlas, list(dict.fromkeys(offers["source"]))),
        offer_years=years_of_offer(atlas),
        trained={public: known[public] for public in PUBLICS if public in known},
        simulated=atlas.demonstration,
    )


def _group(atlas: Atlas, place: Territory, public: str, known: Trained | None) -> Group:
    figures = [*_people(atlas, place, public), *_access(atlas, place, public)]
    figures += (
        _trained(known) if known else [absent("formes", "Personnes formées", TRAINED_BY[public])]
    )
    return Group(
        public,
        PUBLICS[public],
        tuple(one for one in figures if not one.missing),
        tuple(one for one in figures if one.missing),
    )


def _people(atlas: Atlas, place: Territory, public: str) -> Iterator[Figure]:
    weights = weights_of(atlas, public)
    if weights is None:
        yield absent("nombre", "Nombre de personnes", AT_COMMUNE[public])
        return
    whole = float(atlas.communes["population"].to_numpy(float)[place.inside].sum())
    yield _share(
        _figure(weights, "nombre", weights.label), weights, place, whole, "Habitants", atlas
    )
    if public == "jeunes" and (young := labour(atlas, "demandeurs", YOUNG, YOUNG)):
        every = weights_of(atlas, "demandeurs_emploi")
        if every is not None and every.period == young.period:
            total = float(np.nansum(every.people[place.inside]))
            figure = _figure(young, "jeunes-demandeurs", "Demandeurs d'emploi de moins de 25 ans")
            yield _share(figure, young, place, total, every.label)


def _share(
    figure: Figure, weights: Weights, place: Territory, whole: float, name: str,
    atlas: Atlas | None = None,
) -> Figure:  # fmt: skip
    own = weights.people[place.inside]
    people = float(np.nansum(own))
    households = weights.unit != "personnes"
    if households:  # households over people would be no share of anything
        shown = replace(figure, value=people, unit=weights.unit)
    else:
        term = name if atlas is None else f"{name} ({people_period(atlas)})"
        shown = rate(figure, (weights.label, people), (term, whole))
    partial = bool(np.isnan(own).any()) and people > 0
    return replace(shown, status="partiel" if partial else shown.status)


def _figure(weights: Weights, key: str, label: str) -> Figure:
    return Figure(key, label, period=weights.period, source=weights.source,
                  perimeter=weights.perimeter,
                  note=SIMULATION if weights.simulated else "")  # fmt: skip


def _access(atlas: Atlas, place: Territory, public: str) -> Iterator[Figure]:
    """The share of a public farther than the threshold from any course, and from one open to it."""
    weights = weights_of(atlas, public)
    label = f"À plus de {THRESHOLD} min en voiture d'une formation"
    if weights is None:
        yield absent("acces", label, f"{AT_COMMUNE[public]}, pour savoir où ces personnes vivent")
        return
    verdict = judged(atlas, Query())
    if verdict.silent(verdict.courses):
        would = " ; ".join(one.name for one in verdict.bringing)
        yield absent("acces", label, would, note="trop peu de formations connues pour un chiffre")
        return
    yield _far(atlas, place, weights, label, _placed(atlas))
    if public in OPEN_TO:
        told = _open(atlas, public) & _placed(atlas)
        words = f"{label} connue qui se dit ouverte à ce public"
        if told.any():
            figure = _far(atlas, place, weights, words, told)
            note = f"{figure.note} ; {int(told.sum())} formations"
            yield replace(figure, key="acces-ouvert", note=note)
        else:
            yield absent("acces-ouvert", words, "Offre du C2RP (format LHEO), publics visés")


def _far(
    atlas: Atlas, place: Territory, weights: Weights, label: str, courses: NDArray[np.bool_]
) -> Figure:
    sites = np.zeros(len(atlas.sites), bool)
    sites[atlas.columns.site[courses]] = True
    minutes = nearest(atlas.travel["voiture"], sites)[place.inside].astype(float)
    own = np.nan_to_num(weights.people[place.inside])
    reached = own * (minutes != OUT_OF_REACH)
    mean = f", {reached @ minutes / reached.sum():.0f} min en moyenne" if reached.any() else ""
    simulated = ", sur des données simulées" if weights.simulated or atlas.demonstration else ""
    figure = Figure(
        "acces", label, period=weights.period, source=f"{COMPUTED}{simulated} ; {weights.source}",
        perimeter=f"{weights.perimeter} ; communes "
        + far_words(bool(atlas.homes), f"{THRESHOLD} min"),
        note=f"{atlas.times_words('voiture')}{mean}",
    )  # fmt: skip
    people = float(own[minutes > THRESHOLD].sum())
    return rate(figure, (f"{weights.label}, loin", people), (weights.label, float(own.sum())))


def _trained(known: Trained) -> list[Figure]:
    whole = known.sums["", ""]
    base = Figure(
        "formes", "Personnes formées", value=whole.people, unit="personnes", period=known.year,
        source=known.source, perimeter=known.perimeter,
        status="partiel" if whole.secret and whole.people is not None
        else "secret" if whole.people is None else "",
        note=SIMULATION if known.simulated else "",
    )  # fmt: skip
    found = [base]
    if whole.total:
        part = replace(base, key="part-formes", label="Part dans l'ensemble des personnes formées")
        terms = ("Formées, de ce public", whole.part), ("Formées, tous publics", whole.total)
        found.append(replace(rate(part, *terms), status=""))
    if whole.of_leavers:
        part = replace(base, key="ruptures", label="Parties avant la fin (ruptures)")
        terms = ("Parties avant la fin", whole.leavers), ("Formées", whole.of_leavers)
        found.append(replace(rate(part, *terms), status=""))
    return found


def _held(atlas: Atlas, place: Territory) -> NDArray[np.bool_]:
    inside = set(atlas.communes["code"][place.inside])
    at = np.append(atlas.sites["commune"].isin(inside).to_numpy(), False)
    held: NDArray[np.bool_] = at[atlas.columns.site] & ~atlas.columns.is_distance
    return held


def _placed(atlas: Atlas) -> NDArray[np.bool_]:
    placed: NDArray[np.bool_] = (atlas.columns.site >= 0) & ~atlas.columns.is_distance
    return placed


def _open(atlas: Atlas, public: str) -> NDArray[np.bool_]:
    """Which courses say that they are open to a public, (n_offers,)."""

    def make() -> NDArray[np.bool_]:
        told = {text: public in text.split() for text in atlas.offers["publics"].unique()}
        return atlas.offers["publics"].map(told).to_numpy(bool)

    return atlas.cached(("open to", public), make)


def _open_rows(atlas: Atlas, here: NDArray[np.bool_]) -> Iterator[OpenRow]:
    """Courses held here by voie, level and domain, and those that say they are open to a public."""
    offers = atlas.offers
    axes: tuple[tuple[str, str, Mapping[Any, str]], ...] = (
        ("Voie", "voie", VOIES),
        ("Niveau", "level", LEVELS),
        ("Domaine", "domain", DOMAINS),
    )
    shown = {public: bool(_open(atlas, public).any()) for public in PUBLICS if public in OPEN_TO}
    for axis, column, names in axes:
        for key, name in names.items():
            which = here & (offers[column] == key).fillna(False).to_numpy(bool)
            if which.any():
                told = {
                    public: int((which & _open(atlas, public)).sum()) if named else None
                    for public, named in shown.items()
                }
                yield OpenRow(axis, name, int(which.sum()), told)
