"""The figures of every commune as a layer: its portrait, worked out for all of them at once.

Thousands of portraits would take minutes: the sums and the counts that they are made of are tables
of all the communes already. What is not counted by commune is not there.
"""

from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd

from geodata.atlas import Atlas
from geodata.guidance.known import known_of
from geodata.layers.portraits import BETWEEN, about, column_of
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.figure import Figure
from geodata.portrait.sums import sums
from geodata.portrait.themes.helping import SHOWN, counted_by_commune, rate_of, served_by
from geodata.territory import territories
from geodata.vocabulary import VOIES

_AGES = {"age-0-19": "pop_0_19", "age-65-plus": "pop_65_plus"}
_CLASSES = ("rural", "frr", "zrr", "qpv")


def commune_figures(atlas: Atlas, shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the figures of each commune, by its code.

    Parameters
    ----------
    shapes : by code, with the `name` and the shape of each commune

    Returns
    -------
    geopandas.GeoDataFrame
        As `portraits.portraits`: a column a figure, named after its key, null where it is not
        known; `about` says what each is, `unknown` what is not known of that commune.
    """
    told = _figures_of_the_region(atlas)
    table = sums(atlas, "commune").reindex(shapes.index)
    columns = {**_people(table), **_training(table), **_helping(atlas, shapes.index)}
    known = {key: values for key, values in columns.items() if key in told and told[key].known}
    frame = pd.DataFrame({column_of(key): values.round(4) for key, values in known.items()})
    words = _about([told[key] for key in known])
    lost = [key for key in columns if key in told and not told[key].known]
    unknown = [
        BETWEEN.join(_label(told[key]) for key in [*lost, *(k for k in known if empty[k])])
        for empty in pd.DataFrame(known).isna().to_dict("records")
    ]
    frame = frame.assign(about=words, unknown=unknown)
    described = pd.concat([shapes["name"], frame], axis="columns")
    return gpd.GeoDataFrame(described, geometry=shapes.geometry, crs=shapes.crs)


def _figures_of_the_region(atlas: Atlas) -> Mapping[str, Figure]:
    """Return what each figure is, by its key: its words are those of the region's."""
    code = next(iter(territories(atlas)["region"]))
    figures = every_figure(portrait(atlas, "region", code))
    return {one.key: one for _, one in reversed(figures)}


def _about(figures: Sequence[Figure]) -> str:
    """Write what figures are, their sources numbered and named once: there is a row a commune."""
    sources = list(dict.fromkeys(one.source for one in figures))
    told = [
        f"{column_of(one.key)} : {about(one, f'source {sources.index(one.source) + 1}')}"
        for one in figures
    ]
    named = [f"source {number} : {source}" for number, source in enumerate(sources, 1)]
    return BETWEEN.join([*told, *named])


def _people(table: pd.DataFrame) -> dict[str, pd.Series]:
    people = table["population"]
    return {
        "habitants": people.astype(float),
        **{key: _percent(table[column], table["bands"]) for key, column in _AGES.items()},
        "densite": (people / table["area"]).where(table["area"] > 0),
        **{
            f"part-{kind}": _percent(table[kind], people).where(table[f"{kind}_known"] > 0)
            for kind in _CLASSES
        },
    }


def _training(table: pd.DataFrame) -> dict[str, pd.Series]:
    far = {"loin": "far", **{f"loin-{voie}": f"far_{voie}" for voie in VOIES}}
    return {
        "nombre": table["courses"].astype(float),
        **{key: _percent(table[column], table["population"]) for key, column in far.items()},
    }


def _helping(atlas: Atlas, codes: pd.Index) -> dict[str, pd.Series]:
    counts = counted_by_commune(atlas).reindex(codes)
    found = {}
    for kind in SHOWN:
        known = known_of(atlas, kind)
        people = pd.Series(served_by(atlas, kind).people, atlas.communes["code"]).reindex(codes)
        rates = [
            rate_of(int(count), float(living), known)
            for count, living in zip(counts[kind], people, strict=True)
        ]
        found[f"aide-{kind.replace('_', '-')}"] = pd.Series(rates, codes, dtype=float)
    return found


def _percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    return (100 * part / whole).where(whole > 0)


def _label(figure: Figure) -> str:
    return f"{figure.label} ({figure.missing})" if figure.missing else figure.label
