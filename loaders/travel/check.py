"""Checking the travel times in force on a file of trips whose real duration is known.

The trips are anywhere in metropolitan France, or in the region overseas that the model is of. A
file has a row a trip, in columns `origin_lon, origin_lat, destination_lon, destination_lat`
(degrees, WGS84) and `minutes`, and may have `origin_population`: errors are then also weighted by
the people who live at the start. Any usual form of table is read.
"""

import math
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.places.projection import MAINLAND, to_metres
from geodata.travel.agreement import Agreement, agreement
from geodata.travel.margin import SUPPOSED, Margin, half_width, measured_margin
from geodata.travel.measured import ClassError, Measured
from geodata.travel.model import TravelModel
from geodata.vocabulary import MODES
from loaders.errors import SourceError
from loaders.reading.columns import find_column, require_column
from loaders.reading.tables import number, read_table
from loaders.source import counts_of

COLUMNS: dict[str, tuple[str, ...]] = {
    "origin_lon": ("origin_lon", "lon_origine"),
    "origin_lat": ("origin_lat", "lat_origine"),
    "destination_lon": ("destination_lon", "lon_destination"),
    "destination_lat": ("destination_lat", "lat_destination"),
    "minutes": ("minutes", "duree_minutes"),
}
POPULATION = ("origin_population", "population_origine", "population")

_LONGEST = 24 * 60.0  # minutes; beyond, a time is a mistake
_ABSENT = ("", "-", "nan", "na", "n/a", "null", "none")
TOGETHER = 256
"""Trips estimated together: the model gives every start to every arrival."""


@dataclass(frozen=True)
class Ground:
    """Where a model knows its way: its name after « hors de », its box in degrees, its metres.

    `box` is (west, south, east, north).
    """

    name: str = "la France métropolitaine"
    box: tuple[float, float, float, float] = (-5.5, 41.0, 10.0, 51.5)
    crs: str = MAINLAND

    def holds(self, longitudes: pd.DataFrame, latitudes: pd.DataFrame) -> pd.Series:
        """Tell which rows have all their positions in the box."""
        west, south, east, north = self.box
        across = ((longitudes >= west) & (longitudes <= east)).all(axis=1)
        return across & ((latitudes >= south) & (latitudes <= north)).all(axis=1)


METROPOLE = Ground()


@dataclass(frozen=True)
class TravelCheck:
    """What a file of trips says of a model, and the rows that could not be compared."""

    file: str
    model: str
    mode: str
    margin: Margin
    rows_read: int
    refused: dict[str, int]
    found: Agreement
    minutes: tuple[NDArray[np.float64], NDArray[np.float64]]

    def measured(self, before: Measured | None) -> Measured:
        """Return it as what is published of a model, with the margins of other modes before it.

        Raises SourceError: the trips are too few to measure a margin.
        """
        known = np.isfinite(self.minutes[0]) & np.isfinite(self.minutes[1])
        reference, estimated = (series[known] for series in self.minutes)
        try:
            margin = measured_margin([(reference, estimated)])
        except ValueError as error:
            raise SourceError(
                f"{self.file} : trop peu de trajets pour en tirer une marge (30 par durée)."
            ) from error
        found = agreement(reference, estimated, self.found.threshold, margin)
        classes = found.classes.round({"mean_absolute_error": 1, "bias": 1, "within_band": 2})
        return Measured(
            mode=self.mode,
            source=f"Trajets du fichier {self.file}",
            perimeter="celui du fichier",
            date=f"fichier comparé le {date.today():%d/%m/%Y}",
            pairs=found.pairs,
            mean_absolute_error=round(found.mean_absolute_error, 1),
            bias=round(found.bias, 1),
            within_band=round(found.within_band, 2),
            threshold=found.threshold,
            wrongly_within=round(found.wrongly_within, 2),
            classes=tuple(ClassError(*row) for row in classes.itertuples(index=False)),
            margins={**(before.margins if before else {}), self.mode: margin},
        )

    def account(self) -> dict[str, Any]:
        """Return all of it as plain values; null where there is nothing to measure."""
        found = self.found
        return {
            "file": self.file,
            "model": self.model,
            "mode": self.mode,
            "rows_read": self.rows_read,
            "refused": self.refused,
            "pairs": found.pairs,
            "mean_absolute_error": _plain(found.mean_absolute_error),
            "weighted_error": _plain(found.weighted_error),
            "bias": _plain(found.bias),
            "margin": {
                "measured": self.margin.measured,
                "minutes": self.margin.minutes,
                "half_widths": self.margin.half_widths,
            },
            "within_band": _plain(found.within_band),
            "threshold": found.threshold,
            "wrongly_within": _plain(found.wrongly_within),
            "wrongly_beyond": _plain(found.wrongly_beyond),
            "classes": [
                {str(name): _plain(value) for name, value in row.items()}
                for row in found.classes.to_dict("records")
            ],
        }

    def text(self) -> str:
        """Return all of it as a table in French."""
        found = self.found
        lines = [
            f"{self.file} : {_compared(found.pairs)}, {MODES[self.mode].lower()}",
            f"Modèle en service : {self.model}",
            "",
            "trajet réel          trajets   écart moyen      biais  dans marge",
        ]
        lines += [_class_line(row) for row in found.classes.to_dict("records")]
        whole = {
            "low": 0.0, "high": math.inf, "pairs": found.pairs, "bias": found.bias,
            "mean_absolute_error": found.mean_absolute_error, "within_band": found.within_band,
        }  # fmt: skip
        lines += [_class_line(whole, "ensemble"), ""]
        limit = f"{found.threshold:g} min"
        lines.append(
            f"Dits à {limit} ou moins et qui ne le sont pas : {_percent(found.wrongly_within)} ; "
            f"dits au-delà et qui n'y sont pas : {_percent(found.wrongly_beyond)}"
        )
        if not math.isnan(found.weighted_error):
            weighted = _minutes(found.weighted_error)
            lines.append(f"Écart moyen pondéré par les habitants du départ : {weighted}")
        lines += [self._margin_line()]
        lines += [f"Lignes écartées : {n} ({reason})" for reason, n in self.refused.items()]
        return "\n".join(lines)

    def _margin_line(self) -> str:
        at = (10, 20, 30, 45, 60)
        sides = half_width(at, self.margin)
        told = ", ".join(f"{_minutes(side)} à {time}" for time, side in zip(at, sides, strict=True))
        kind = "mesurée" if self.margin.measured else "supposée"
        return f"Marge {kind} de part et d'autre d'un temps estimé : {told}"


def check_travel(
    path: Path,
    model: TravelModel,
    mode: str,
    threshold: float,
    margin: Margin = SUPPOSED,
    together: int = TOGETHER,
    ground: Ground = METROPOLE,
) -> TravelCheck:
    """Compare a model with the trips of a file.

    Parameters
    ----------
    path : the file
    model : the model in force
    mode : one of the model's modes
    threshold : minutes
    margin : of the model by that mode
    together : trips estimated at once
    ground : where the model knows its way

    Raises
    ------
    SourceError
        The file cannot be read, lacks a column, or has no usable trip.
    """
    try:
        sheet = read_table(path)
        rows = sheet.rows
        names = {role: require_column(rows.columns, known) for role, known in COLUMNS.items()}
    except SourceError as error:
        raise SourceError(f"{path.name} : {error}.") from error
    except FileNotFoundError as error:
        raise SourceError(f"{path.name} : le fichier est introuvable.") from error
    except OSError as error:
        raise SourceError(f"{path.name} : le fichier ne peut pas être lu.") from error
    texts = pd.DataFrame({role: rows[name] for role, name in names.items()})
    trips = texts.map(number).astype("float64")
    people = find_column(rows.columns, POPULATION)
    weights = rows[people].map(number).astype("float64") if people else None
    reasons = _faults(trips, texts, ground)
    good = reasons == ""
    if not good.any():
        why = ", ".join(f"{n} : {reason}" for reason, n in counts_of(reasons).items())
        detail = f" ({why})" if why else ""
        raise SourceError(f"{path.name} : aucun trajet utilisable{detail}.")
    used = trips[good]
    estimated = _estimated(used, model, mode, together, ground.crs)
    refused = counts_of(reasons[~good])
    if sheet.malformed:
        refused |= {"ligne mal découpée": len(sheet.malformed)}
    if lost := int((~np.isfinite(estimated)).sum()):
        refused |= {"aucune route connue d'un bout à l'autre": lost}
    return TravelCheck(
        file=path.name,
        model=model.name,
        mode=mode,
        margin=margin,
        rows_read=sheet.count,
        refused=refused,
        minutes=(used["minutes"].to_numpy(), estimated),
        found=agreement(
            used["minutes"],
            estimated,
            threshold,
            margin,
            None if weights is None else weights[good],
        ),
    )


def _faults(trips: pd.DataFrame, texts: pd.DataFrame, ground: Ground) -> pd.Series:
    """Return why each trip cannot be compared, "" where it can."""
    unread = trips.isna() & ~texts.map(str.lower).isin(_ABSENT)
    reasons = pd.Series("", index=trips.index, dtype=object)
    places = trips[[name for name in COLUMNS if name != "minutes"]]
    longitudes, latitudes = places.iloc[:, [0, 2]], places.iloc[:, [1, 3]]
    not_degrees = (longitudes.abs() > 180).any(axis=1) | (latitudes.abs() > 90).any(axis=1)
    reasons[trips.duplicated()] = "trajet déjà compté"
    reasons[trips["minutes"] > _LONGEST] = "durée de plus de 24 heures"
    reasons[~(trips["minutes"] >= 0)] = "durée absente ou négative"
    reasons[unread["minutes"].astype(bool)] = "durée illisible : un nombre de minutes est attendu"
    reasons[~ground.holds(longitudes, latitudes)] = f"hors de {ground.name}"
    reasons[ground.holds(latitudes, longitudes)] = "longitude et latitude inversées"
    reasons[not_degrees] = "coordonnées qui ne sont pas des degrés"
    reasons[places.isna().any(axis=1)] = "coordonnées absentes"
    unread_places = unread[places.columns].any(axis=1)
    reasons[unread_places.astype(bool)] = (
        "coordonnées illisibles : des degrés décimaux sont attendus"
    )
    return reasons


def _estimated(
    trips: pd.DataFrame, model: TravelModel, mode: str, together: int, crs: str
) -> NDArray[np.float64]:
    """Return the minutes of each trip, shape (n,)."""
    starts = to_metres(trips[["origin_lon", "origin_lat"]].to_numpy(), crs)
    ends = to_metres(trips[["destination_lon", "destination_lat"]].to_numpy(), crs)
    minutes = np.empty(len(trips))
    for first in range(0, len(trips), together):
        rows = slice(first, first + together)
        minutes[rows] = np.diagonal(model.minutes(starts[rows], ends[rows], mode))
    return minutes


def _compared(pairs: int) -> str:
    return f"{pairs} {'trajet comparé' if pairs < 2 else 'trajets comparés'}"


def _plain(value: Any) -> Any:
    if isinstance(value, int):
        return value
    return round(float(value), 4) if math.isfinite(value) else None


def _class_line(row: dict[Any, Any], name: str = "") -> str:
    low, high = row["low"], row["high"]
    name = name or (f"{low:g} min et plus" if high == math.inf else f"{low:g} à {high:g} min")
    return (
        f"{name:<18}{row['pairs']:>10}{_minutes(row['mean_absolute_error']):>14}"
        f"{_minutes(row['bias'], signed=True):>11}{_percent(row['within_band']):>12}"
    )


def _minutes(value: float, *, signed: bool = False) -> str:
    if math.isnan(value):
        return "–"
    return f"{value:{'+' if signed else ''}.1f} min".replace(".", ",").replace("-", "−")


def _percent(share: float) -> str:
    return "–" if math.isnan(share) else f"{share:.0%}".replace("%", " %")
