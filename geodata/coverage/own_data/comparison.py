"""A person's own figures beside ours: by territory, by commune and as classes for the map."""

import base64
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.classes import LegendClass, bounds, classify, legend
from geodata.coverage.answer import Covered
from geodata.coverage.order import BY_OWN
from geodata.coverage.own_data.reading import OwnData, zone_values
from geodata.places.zoning import zoning
from geodata.travel.model import OUT_OF_REACH


@dataclass(frozen=True)
class Beside:
    """One column of a file and the coverage, ready to be shown.

    Attributes
    ----------
    zones : a row a territory of the level asked for, the greatest value first: the columns of
        `Covered.table` and `own` (NaN without a value)
    communes : a row a commune with a value, the greatest first: `code`, `name`, `own`, `minutes`
        (null out of reach), `population`
    upper : upper bounds of the classes but the last
    of_commune : uint8 (n_communes,), class of each commune, the last for those without a value
    lines : what the legend says of each class
    """

    zones: pd.DataFrame
    communes: pd.DataFrame
    upper: tuple[float, ...]
    of_commune: NDArray[np.uint8]
    lines: list[LegendClass]

    def drawing(self) -> str:
        """Return the classes as the browser reads them: a byte a commune, in base64."""
        return base64.b64encode(self.of_commune.tobytes()).decode("ascii")


def beside(covered: Covered, own: OwnData, column: str, kind: str) -> Beside:
    """Set one column of a file beside the coverage; `kind` is as in `own_data.reading`."""
    values = own.values(column, kind)
    by = covered.asked.by
    zones = zoning(covered.atlas.communes, by)
    table = covered.table(by).assign(own=zone_values(zones, values, covered.people, kind))
    upper = bounds(values, "jenks" if covered.asked.classes == "jenks" else "quantiles")
    classes = classify(values, upper)
    classes[classes < 0] = len(upper) + 1
    return Beside(
        zones=BY_OWN.of(table),
        communes=own_communes(covered, {"own": values}, np.isfinite(values)),
        upper=upper,
        of_commune=classes.astype(np.uint8),
        lines=legend(values, upper, covered.people),
    )


def own_communes(
    covered: Covered, columns: dict[str, NDArray[np.float64]], which: NDArray[np.bool_]
) -> pd.DataFrame:
    """Return the communes of a mask with the person's columns and our minutes and people.

    `columns` has `own`, the column chosen: its greatest values come first.
    """
    communes = covered.atlas.communes.loc[which, ["code", "name"]].reset_index(drop=True)
    minutes = pd.Series(covered.minutes[which].astype(np.int64), dtype="Int64")
    table = communes.assign(
        minutes=minutes.mask(minutes == OUT_OF_REACH),
        population=covered.people[which],
        **{name: values[which] for name, values in columns.items()},
    )
    return BY_OWN.of(table).reset_index(drop=True)
