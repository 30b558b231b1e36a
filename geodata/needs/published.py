"""What each source publishes of the métiers of a territory, one row a métier, states kept apart.

Three sources are read: the survey of needs (BMO: projects), the tensions of Dares (by FAP, région
and département) and those of France Travail (by ROME and basin). Each is that of its newest year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.atlas import Atlas
from geodata.needs.metiers import TOTAL, fap_version, metiers
from geodata.needs.territories import BASIN, needs_basins
from geodata.secrecy import PARTS, paired
from geodata.tables.observation import COMPLEMENTARY
from geodata.territory import Territory

PROJECTS = ("projects", "difficult", "seasonal")
DEGREES = ("tension", *COMPLEMENTARY)

_PAIRED = [f"{name}_of" for name in PARTS]

ABSENT = "absent"
"""State of a figure that the source does not give there: neither zero nor secret."""


@dataclass(frozen=True)
class Published:
    """The newest rows of one source, and their year, None when it is not loaded.

    Attributes
    ----------
    places : rows of each place by (level, code), with `row`, the métier's; empty places are absent
    """

    places: Mapping[tuple[str, str], pd.DataFrame]
    year: int | None

    def at(self, level: str, codes: Sequence[str]) -> pd.DataFrame:
        """Return the rows of some places of a level."""
        found = [self.places[level, code] for code in codes if (level, code) in self.places]
        return pd.concat(found, ignore_index=True) if found else _EMPTY

    @property
    def loaded(self) -> bool:
        """Whether the store has this source."""
        return self.year is not None


def bmo(atlas: Atlas) -> Published:
    """Projects of recruitment by métier (FAP) and place."""
    return atlas.cached("needs-bmo", lambda: _newest(atlas, "bmo"))


def dares(atlas: Atlas) -> Published:
    """Tensions by métier (FAP): region and départements."""
    return atlas.cached("needs-dares", lambda: _newest(atlas, "tension_dares"))


def rome(atlas: Atlas) -> Published:
    """Tensions by ROME and basin; a row for each métier that holds the ROME."""
    return atlas.cached("needs-rome", lambda: _newest(atlas, "tension_rome"))


def projects_in(atlas: Atlas, place: Territory) -> pd.DataFrame:
    """Return the projects of a territory, one row a métier.

    Returns
    -------
    projects, difficult, seasonal : float, NaN where nothing is published
    difficult_of, seasonal_of : float, projects of the cells of which that part is published too;
        NaN where a sum does not say
    projects_state, difficult_state, seasonal_state : "" published, « secret », « partiel » (a sum
        that secret values are not in: at least that many) or « absent »
    """
    key = (place.level, place.code)
    return atlas.of_place("needs-projects", key, lambda: _projects(atlas, place))


def dares_in(atlas: Atlas, place: Territory) -> tuple[pd.DataFrame, str, str]:
    """Return Dares's classes, one row a métier (float, NaN where there is none), level and code.

    The level is the nearest that is published: the region, else the département where most of the
    territory's people live.
    """
    region = place.level == "region"
    level, code = (
        ("region", place.code) if region else ("departement", next(iter(place.departements), ""))
    )
    classes = atlas.of_place(
        "needs-dares", (level, code), lambda: _degrees(atlas, dares(atlas).at(level, [code]))
    )
    return classes, level, code


def rome_in(atlas: Atlas, place: Territory) -> pd.DataFrame:
    """Return France Travail's classes over the ROME of each métier and the basins of a territory.

    Returns
    -------
    tension and the six others : float, the lower median of the classes, so that a tension is never
        made stronger; NaN where there is none
    lowest, highest : float, the range of the tension
    n : int, classes that are published
    """
    key = (place.level, place.code)
    return atlas.of_place("needs-rome", key, lambda: _medians(atlas, list(needs_basins(place))))


def _projects(atlas: Atlas, place: Territory) -> pd.DataFrame:
    if place.level == "spel":
        return _summed(atlas, list(needs_basins(place)))
    return _states(atlas, bmo(atlas).at(place.level, [place.code]))


def _medians(atlas: Atlas, basins: Sequence[str]) -> pd.DataFrame:
    groups = rome(atlas).at(BASIN, basins).groupby("row")
    table = groups[list(DEGREES)].quantile(0.5, interpolation="lower")
    known = groups["tension"].agg(["min", "max", "count"])
    whole = table.join(known).reindex(_index(atlas)).astype(np.float64)
    whole = whole.rename(columns={"min": "lowest", "max": "highest", "count": "n"})
    return whole.assign(n=whole["n"].fillna(0).astype(int))


def _newest(atlas: Atlas, source: str) -> Published:
    tension = atlas.tension
    if not len(tension):
        return Published({}, None)
    # A second file of the same source has a number after its key.
    rows = tension[tension["source"].str.replace(r"-\d+$", "", regex=True) == source]
    if rows.empty:
        return Published({}, None)
    year = int(rows["year"].max())
    rows = _with_rows(atlas, rows[(rows["year"] == year) & (rows["metier"] != TOTAL)])
    figures = rows[[*DEGREES, *PROJECTS]].astype("Float64").astype(np.float64)
    pairs = {name: paired(rows, name[:-3]) for name in _PAIRED}
    kept = rows[_KEPT].assign(**figures, **pairs)
    kept = kept.drop_duplicates(["level", "code", "metier", "row"])
    return Published(dict(iter(kept.groupby(["level", "code"]))), year)  # type: ignore[arg-type]


def _with_rows(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    known = metiers(atlas)
    if (rows["nomenclature"] == "rome").all():
        held = rows["metier"].map(lambda code: known.by_rome.get(code, []))
        return rows.assign(row=held).explode("row").dropna(subset="row").astype({"row": int})
    versions = rows["vintage"].map(fap_version)
    found = [known.by_fap.get(pair, -1) for pair in zip(versions, rows["metier"], strict=True)]
    rows = rows.assign(row=np.array(found, dtype=np.int64))
    return rows[rows["row"] >= 0]


def _index(atlas: Atlas) -> pd.RangeIndex:
    return pd.RangeIndex(len(metiers(atlas).rows))


def _degrees(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index("row")[list(DEGREES)].reindex(_index(atlas)).astype(np.float64)


def _states(atlas: Atlas, rows: pd.DataFrame) -> pd.DataFrame:
    own = rows.set_index("row").reindex(_index(atlas))
    here = pd.Series(np.isin(own.index, rows["row"]), index=own.index)
    partial = own["partial"].fillna("").astype(str)
    table: dict[str, pd.Series] = {}
    for name in PROJECTS:
        values = own[name].astype(np.float64)
        state = pd.Series("", index=own.index, dtype=object)
        state = state.mask(
            partial.str.split().map(lambda words, name=name: name in words), "partiel"
        )
        state = state.mask(values.isna(), "secret").mask(~here, ABSENT)
        table |= {name: values, f"{name}_state": state}
    for name in PARTS:
        table[f"{name}_of"] = paired(own, name)
    return pd.DataFrame(table, index=own.index)


def _summed(atlas: Atlas, basins: Sequence[str]) -> pd.DataFrame:
    rows = bmo(atlas).at(BASIN, basins)
    if rows.empty:
        return _states(atlas, rows)
    rows = rows.assign(**{name: paired(rows, name[:-3]) for name in _PAIRED})
    groups = rows.groupby("row")
    sums = groups[list(PROJECTS)].sum(min_count=1).join(groups[_PAIRED].sum(min_count=1))
    hidden = rows[list(PROJECTS)].isna().groupby(rows["row"]).any() & sums[list(PROJECTS)].notna()
    partial = [
        " ".join(name for name, lacks in zip(PROJECTS, line, strict=True) if lacks)
        for line in hidden.to_numpy()
    ]
    return _states(atlas, sums.assign(partial=partial).reset_index())


_KEPT = ["metier", "label", "level", "code", "zone_name", "status", "partial", "row"]
_EMPTY = pd.DataFrame(
    {name: pd.Series(dtype=object) for name in _KEPT}
    | {name: pd.Series(dtype=float) for name in (*DEGREES, *PROJECTS, *_PAIRED)}
    | {"row": pd.Series(dtype=int)}
)
