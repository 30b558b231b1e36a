"""A course's métiers where the course is: their tension, and whom employers mean to recruit."""

from dataclasses import dataclass
from functools import partial

from geodata.atlas import Atlas
from geodata.needs.metiers import metiers
from geodata.needs.published import bmo, dares, rome
from geodata.needs.territories import BASIN
from geodata.places.zoning import zoning


@dataclass(frozen=True)
class Tension:
    """The class of a métier, 1 (very low) to 5 (very high); None where nobody publishes one.

    `place` names what the class is about: the basin of the course, else the region; as its producer
    writes it.
    """

    rome: str
    label: str
    degree: int | None
    place: str
    year: int | None


def tension_of(atlas: Atlas, romes: tuple[tuple[str, str], ...], commune: str) -> list[Tension]:
    """Return the tension of each métier (code, label) in the basin of a commune, else the region.

    Parameters
    ----------
    commune : code, "" when the course is at no place
    """
    basin = _basins(atlas).get(commune, "")
    return [
        atlas.cached(("selection-tension", basin, one), partial(_published, atlas, one, basin))
        for one in romes
    ]


@dataclass(frozen=True)
class Recruiting:
    """The projects of recruitment of a métier (FAP) in a basin; None where the number is secret."""

    metier: str
    projects: int | None
    place: str
    year: int | None


def recruiting_of(
    atlas: Atlas, romes: tuple[tuple[str, str], ...], commune: str
) -> list[Recruiting]:
    """Return the projects of the métiers that hold some ROME codes, in the basin of a commune.

    The survey (BMO) is by FAP, a wider métier than a ROME code: its own name is told. Empty where
    it publishes nothing of the basin.
    """
    basin = _basins(atlas).get(commune, "")
    held = {row for code, _ in romes for row in metiers(atlas).by_rome.get(code, [])}
    told = atlas.cached(("selection-recruiting", basin), lambda: _recruiting_in(atlas, basin))
    return [one for row, one in told if row in held]


def _recruiting_in(atlas: Atlas, basin: str) -> list[tuple[int, Recruiting]]:
    """Return the projects of a basin with the row of their métier, the most first."""
    rows = bmo(atlas).at(BASIN, [basin])
    if rows.empty:
        return []
    own = rows.drop_duplicates("row")
    own = own.sort_values("projects", ascending=False, na_position="last", kind="stable")
    name, year = atlas.zone_names.get((BASIN, basin), basin), bmo(atlas).year
    known = metiers(atlas).rows
    return [
        (row, Recruiting(known[row].label, None if none else int(projects), name, year))
        for row, projects, none in zip(
            own["row"].astype(int).tolist(),
            own["projects"].astype(float).tolist(),
            own["projects"].isna().tolist(),
            strict=True,
        )
        if 0 <= row < len(known)
    ]


def _published(atlas: Atlas, metier: tuple[str, str], basin: str) -> Tension:
    code, label = metier
    local = atlas.cached(("selection-degrees", basin), lambda: _degrees_in(atlas, basin))
    if code in local:
        name = atlas.zone_names.get((BASIN, basin), basin)
        return Tension(code, label, local[code], name, rome(atlas).year)
    held = metiers(atlas).by_rome.get(code, [])
    for classes in atlas.cached("selection-region-degrees", lambda: _degrees_of_regions(atlas)):
        known = sorted(degree for row in set(held) for degree in classes.get(row, ()))
        if known:
            # The lower median: a tension is never made stronger than it is published.
            degree = known[(len(known) - 1) // 2]
            return Tension(code, label, degree, atlas.region_name, dares(atlas).year)
    return Tension(code, label, None, "", None)


def _degrees_in(atlas: Atlas, basin: str) -> dict[str, int]:
    """Return the class of each métier (ROME) that is published of a basin."""
    local = rome(atlas).at(BASIN, [basin])
    known = local[local["tension"].notna()].drop_duplicates("metier") if len(local) else local
    return {
        str(code): int(degree)
        for code, degree in zip(known["metier"], known["tension"], strict=True)
    }


def _degrees_of_regions(atlas: Atlas) -> list[dict[int, list[int]]]:
    """Return the classes of each région that are published, by the row of the métier (FAP)."""
    found = []
    for (level, _), table in dares(atlas).places.items():
        if level == "region":
            known = table[table["tension"].notna()]
            classes: dict[int, list[int]] = {}
            for row, degree in zip(known["row"], known["tension"], strict=True):
                classes.setdefault(int(row), []).append(int(degree))
            found.append(classes)
    return found


def _basins(atlas: Atlas) -> dict[str, str]:
    """Return the basin of each commune, by their codes."""

    def make() -> dict[str, str]:
        zones = zoning(atlas.communes, BASIN)
        basins = (str(zones.codes[zone]) for zone in zones.of_commune)
        return dict(zip(atlas.communes["code"], basins, strict=True))

    return atlas.cached("selection-basins", make)
