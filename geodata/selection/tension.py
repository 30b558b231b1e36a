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
    rows = bmo(atlas).at(BASIN, [basin])
    if rows.empty:
        return []
    held = {row for code, _ in romes for row in metiers(atlas).by_rome.get(code, [])}
    own = rows[rows["row"].isin(held)].drop_duplicates("row")
    own = own.sort_values("projects", ascending=False, na_position="last", kind="stable")
    name = atlas.zone_names.get((BASIN, basin), basin)
    return [
        Recruiting(
            metiers(atlas).rows[int(row)].label,
            None if projects != projects else int(projects),
            name,
            bmo(atlas).year,
        )
        for row, projects in zip(own["row"], own["projects"].astype(float), strict=True)
    ]


def _published(atlas: Atlas, metier: tuple[str, str], basin: str) -> Tension:
    code, label = metier
    local = rome(atlas).at(BASIN, [basin])
    known = local[local["metier"] == code]["tension"].dropna()
    if len(known):
        name = atlas.zone_names.get((BASIN, basin), basin)
        return Tension(code, label, int(known.to_numpy(dtype=int)[0]), name, rome(atlas).year)
    held = metiers(atlas).by_rome.get(code, [])
    for (level, _), table in dares(atlas).places.items():
        if level != "region":
            continue
        known = table[table["row"].isin(held)]["tension"].dropna()
        if len(known):
            # The lower median: a tension is never made stronger than it is published.
            degree = int(known.quantile(0.5, interpolation="lower"))
            return Tension(code, label, degree, atlas.region_name, dares(atlas).year)
    return Tension(code, label, None, "", None)


def _basins(atlas: Atlas) -> dict[str, str]:
    """Return the basin of each commune, by their codes."""

    def make() -> dict[str, str]:
        zones = zoning(atlas.communes, BASIN)
        basins = (str(zones.codes[zone]) for zone in zones.of_commune)
        return dict(zip(atlas.communes["code"], basins, strict=True))

    return atlas.cached("selection-basins", make)
