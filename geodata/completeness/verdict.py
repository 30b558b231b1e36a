"""What may be said of a question, given what is known of the offer that it is about."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geodata.asking.query import Query
from geodata.atlas import Atlas
from geodata.completeness.covers import VOIES_OF_PUBLIC
from geodata.completeness.matrix import ABSENT, COMPLETE, PARTIAL, REGION, UNKNOWN
from geodata.vocabulary import VOIES


@dataclass(frozen=True)
class Gap:
    """Levels of a voie that are not known, or not wholly.

    Attributes
    ----------
    levels : those concerned; `every` says that they are all that the voie has
    grade : ABSENT or PARTIAL
    thin : too few courses are known for a figure to mean anything
    lacks : keys of `covers.PARTS` that no loaded source has
    """

    voie: str
    levels: tuple[int, ...]
    every: bool
    grade: str
    thin: bool = False
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bringing:
    """A source that would bring what is missing; `extract` when only a part of it is loaded."""

    name: str
    page: str
    extract: bool


@dataclass(frozen=True)
class Verdict:
    """What is known of what a question is about.

    Attributes
    ----------
    state : COMPLETE, PARTIAL, ABSENT, or UNKNOWN for a store that has no matrix, or for levels
        of which nothing says how many courses there should be
    courses : courses known of the voies, levels and départements asked for, whatever their words
    gaps : what is missing, the absent first
    bringing : sources that would bring it, those that lack least first
    thin : so few courses are known, for the people counted, that no share may be given
    simulated : the offer is the demonstration's, whole by construction
    """

    state: str
    courses: int = 0
    gaps: tuple[Gap, ...] = ()
    bringing: tuple[Bringing, ...] = ()
    thin: bool = False
    simulated: bool = False

    def silent(self, found: int) -> bool:
        """Whether no figure may be told: none or hardly any course is known, where some exist."""
        return self.state in (ABSENT, PARTIAL) and (found == 0 or self.thin)


def judged(atlas: Atlas, query: Query) -> Verdict:
    """Return what is known of the offer that a question is about.

    A question that sets no voie is about every voie that has the levels asked for.
    """
    report = atlas.quality.get("completeness") or {}
    departements = atlas.cached(("verdict-places", _places(query)), lambda: _asked(atlas, query))
    voies = query.voie or _voies_of(query.public)
    return verdict(report, voies, query.level, departements)


def verdict(
    report: Mapping[str, Any],
    voies: Collection[str] = (),
    levels: Collection[int] = (),
    departements: Collection[str] = (),
) -> Verdict:
    """Return what the matrix says of voies, levels and départements; none asked for means all.

    Parameters
    ----------
    report : from `matrix.completeness`, {} when the store has none
    """
    if not report:
        return Verdict(UNKNOWN)
    asked = [
        cell
        for cell in report["cells"]
        if cell["voie"] in (voies or VOIES)
        and (not levels or cell["level"] in levels)
        and cell["departement"] in (departements or (REGION,))
    ]
    wanted = [cell for cell in asked if cell["grade"] != UNKNOWN]
    if asked and not wanted:
        return Verdict(UNKNOWN, courses=sum(cell["courses"] for cell in asked))
    gaps = _gaps(wanted, report["cells"])
    grades = {cell["grade"] for cell in wanted}
    state = COMPLETE if grades <= {COMPLETE} else ABSENT if grades == {ABSENT} else PARTIAL
    return Verdict(
        state=state,
        courses=sum(cell["courses"] for cell in wanted),
        gaps=gaps,
        bringing=tuple(_bringing(report["sources"], gaps)),
        thin=state == PARTIAL and COMPLETE not in grades and all(
            cell["thin"] for cell in wanted if cell["grade"] == PARTIAL
        ),
        simulated=bool(report["simulated"]),
    )  # fmt: skip


def _gaps(
    wanted: Iterable[Mapping[str, Any]], cells: Iterable[Mapping[str, Any]]
) -> tuple[Gap, ...]:
    """Gather the cells of a voie that miss the same; of départements, one with courses speaks."""
    every = {(cell["voie"], cell["level"]) for cell in cells if cell["grade"] != UNKNOWN}
    worst: dict[tuple[str, int], tuple[str, bool, tuple[str, ...]]] = {}
    for cell in wanted:
        if cell["grade"] == COMPLETE:
            continue
        key = cell["voie"], cell["level"]
        kind = cell["grade"], bool(cell["thin"]), tuple(cell["lacks"])
        known = worst.get(key)
        if known is None or known[0] == ABSENT:
            worst[key] = kind
    kinds: dict[tuple[str, tuple[str, bool, tuple[str, ...]]], list[int]] = {}
    for (voie, level), kind in worst.items():
        kinds.setdefault((voie, kind), []).append(level)
    gaps = [
        Gap(
            voie,
            tuple(steps),
            {step for name, step in every if name == voie} == set(steps),
            *kind,
        )
        for (voie, kind), steps in kinds.items()
    ]
    return tuple(sorted(gaps, key=lambda gap: (gap.grade != ABSENT, not gap.thin)))


def _bringing(sources: Iterable[Mapping[str, Any]], gaps: Iterable[Gap]) -> list[Bringing]:
    found: dict[tuple[int, int], Bringing] = {}
    missing = [(gap.voie, level) for gap in gaps for level in gap.levels]
    for rank, source in enumerate(sources):
        best = [
            len(covers["lacks"])
            for covers in source["covers"]
            if not covers["whole"]
            and any(
                voie in covers["voies"] and level in covers["levels"] for voie, level in missing
            )
        ]
        if best:
            one = Bringing(source["name"], source["page"], source["courses"] > 0)
            found[min(best), rank] = one
    return [found[key] for key in sorted(found)]


def _voies_of(publics: Collection[str]) -> tuple[str, ...]:
    """Return the voies that publics are about, () when one of them goes to any."""
    if not all(public in VOIES_OF_PUBLIC for public in publics):
        return ()
    return tuple({voie for public in publics for voie in VOIES_OF_PUBLIC[public]})


def _places(query: Query) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted(query.zones.items()))


def _asked(atlas: Atlas, query: Query) -> tuple[str, ...]:
    """Return the départements of the territories that a question is restricted to."""
    keep = None
    for zone, codes in query.zones.items():
        column = "code" if zone == "commune" else zone
        inside = atlas.communes[column].isin(codes)
        keep = inside if keep is None else keep & inside
    if keep is None:
        return ()
    return tuple(sorted(set(atlas.communes.loc[keep, "departement"])))
