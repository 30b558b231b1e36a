"""The tension of a course's métiers, where the course is: by ROME and basin, as it is published."""

from __future__ import annotations

from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.needs.metiers import metiers
from geodata.needs.published import dares, rome
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
    basin = _basin(atlas, commune)
    local = rome(atlas).at(BASIN, [basin]) if basin else None
    return [_one(atlas, code, label, basin, local) for code, label in romes]


def _one(atlas: Atlas, code: str, label: str, basin: str, local: object) -> Tension:
    if local is not None:
        rows = local[local["metier"] == code]  # type: ignore[index]
        known = rows["tension"].dropna()
        if len(known):
            name = atlas.zone_names.get((BASIN, basin), basin)
            return Tension(code, label, int(known.iat[0]), name, rome(atlas).year)
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


def _basin(atlas: Atlas, commune: str) -> str:
    zones = zoning(atlas.communes, BASIN)
    rows = atlas.communes["code"].to_numpy() == commune
    return str(zones.codes[zones.of_commune[rows][0]]) if rows.any() else ""
