"""The figures of the atlas that others publish too, worked out from the store in force."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from geodata.atlas import Atlas
from geodata.portrait.composition import portrait
from geodata.portrait.figure import Figure, built_words, joined_sources
from geodata.provenance.age import years_of_offer
from geodata.territory import territories


def our_figure(atlas: Atlas, name: str) -> Figure | None:
    """Return a figure of the region: one of its portrait by its key, or one of `OTHERS`.

    None where what is loaded does not give it.
    """
    found = OTHERS[name](atlas) if name in OTHERS else _portrayed(atlas).get(name)
    return found if found is not None and found.value is not None else None


def _portrayed(atlas: Atlas) -> Mapping[str, Figure]:
    def make() -> Mapping[str, Figure]:
        code = next(iter(territories(atlas)["region"]))
        shown = portrait(atlas, "region", code)
        return {figure.key: figure for band in shown.bands for figure in band.figures}

    return atlas.cached("validation-portrait", make)


def _figure(atlas: Atlas, label: str, value: float, unit: str, period: str) -> Figure:
    return Figure(
        key=label, label=label, value=value, unit=unit, place=atlas.region_name, level="region",
        period=period,
    )  # fmt: skip


def _spel(atlas: Atlas) -> Figure | None:
    count = len(territories(atlas).get("spel", {}))
    if not count:
        return None
    return _figure(atlas, "SPEL", float(count), "SPEL", built_words(atlas))


def _qpv_people(atlas: Atlas) -> Figure | None:
    people = atlas.communes["qpv_population"]
    if not people.notna().any():
        return None
    vintage = str(atlas.layers.get("qpv_population", {}).get("vintage", ""))
    label = "Habitants des quartiers prioritaires"
    return _figure(atlas, label, float(people.fillna(0).sum()), "habitants", vintage)


def _enrolled(voie: str, label: str, unit: str) -> Callable[[Atlas], Figure | None]:
    def make(atlas: Atlas) -> Figure | None:
        rows = atlas.own_offers[atlas.own_offers["voie"] == voie]
        known = rows[rows["enrolled"].notna()]
        total = float(known["enrolled"].sum())
        return _of_offer(atlas, known, label, total, unit) if total else None

    return make


def _bodies(atlas: Atlas) -> Figure | None:
    rows = atlas.own_offers[atlas.own_offers["voie"] == "apprentissage"]
    names = set(rows["provider"]) - {""}
    label = "Établissements qui forment des apprentis"
    return _of_offer(atlas, rows, label, float(len(names)), "établissements") if names else None


def _of_offer(atlas: Atlas, rows: pd.DataFrame, label: str, value: float, unit: str) -> Figure:
    figure = _figure(atlas, label, value, unit, years_of_offer(atlas) or built_words(atlas))
    return replace(
        figure,
        source=joined_sources(atlas, sorted(set(rows["source"]))),
        perimeter=f"{len(rows)} formations de l'atlas qui le disent",
    )


OTHERS: Mapping[str, Callable[[Atlas], Figure | None]] = {
    "apprentices": _enrolled("apprentissage", "Apprentis", "apprentis"),
    "apprenticeship_bodies": _bodies,
    "pupils": _enrolled("scolaire", "Élèves de la voie scolaire", "élèves"),
    "qpv_people": _qpv_people,
    "spel": _spel,
}
"""Figures that no portrait has, by their name in `data/yardsticks/*.toml`."""
