"""Measuring the estimates of travel times on published ones, for the file that screens rest on.

The published times are those of OSRM (July 2021, free flow), from `neocarto/rspatial`, two files:

- `temps_reference_isere.csv`: `origin, destination` (codes of communes), `minutes`, and the degrees
  of both ends. The estimate was fitted on half of the communes; only trips of which neither end is
  one of them are measured.
- `temps_reference_paris.csv`: `code, lon, lat, minutes`, towards the town hall of Paris. One row in
  two served the fit; the others are measured.

The margin must hold on the trips kept apart, and on all those of Isère, of which the estimate is no
nearer: its dozen constants remember no place.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geodata.places.projection import to_metres
from geodata.travel.agreement import agreement
from geodata.travel.margin import MEASURED_SHARE, SUPPOSED, Margin, measured_margin
from geodata.travel.measured import ClassError, Measured
from geodata.travel.model import EstimatedTravel, TravelModel
from loaders.errors import SourceError
from loaders.store.measured import write_measured
from loaders.store.network import travel_model
from loaders.store.regional import Store

ISERE, PARIS = "temps_reference_isere.csv", "temps_reference_paris.csv"
CAR = "voiture"
THRESHOLD = 30.0

SOURCE = (
    "Temps de trajet en voiture publiés, sans trafic (OSRM, projet neocarto/rspatial), que "
    "l'ajustement n'a pas vus ; données © les contributeurs d'OpenStreetMap (ODbL)"
)
PERIMETER = "entre communes de l'Isère, et de communes à trois heures de Paris vers Paris"
DATE = "juillet 2021"

_PARIS_XY = (2.3522, 48.8566)  # its town hall, degrees
_LONGEST_PLACING = 60.0  # minutes from a site, within which its place matters


def measure(folder: Path, store: Store, file: Path | None = None) -> dict[str, Measured]:
    """Measure the models on the published times of a folder, and write what is found.

    Parameters
    ----------
    store : whose sites with an address say how far from their commune's centre courses are
    file : where to write; None for where it is read from

    Raises
    ------
    SourceError
        A file of published times is not there.
    """
    isere, paris = _read(folder / ISERE), _read(folder / PARIS)
    trips = [kept_apart(isere), paris.iloc[1::2]]
    models = {model.name: model for model in (travel_model(), EstimatedTravel())}
    found = {
        name: _measured(model, trips, [*trips, isere], store) for name, model in models.items()
    }
    write_measured(found, *([file] if file else []))
    return found


def kept_apart(trips: pd.DataFrame) -> pd.DataFrame:
    """Return the trips of which neither end is a commune that served the fit."""
    codes = np.unique(trips[["origin", "destination"]].to_numpy())
    fitted = set(np.random.default_rng(1).permutation(codes)[: len(codes) // 2])
    return trips[~trips["origin"].isin(fitted) & ~trips["destination"].isin(fitted)]


def estimated(model: TravelModel, trips: pd.DataFrame) -> NDArray[np.float64]:
    """Return the minutes that a model gives the trips of either file, (n,)."""
    if "origin_lon" in trips:
        starts, ends = (
            trips[[f"{end}_lon", f"{end}_lat"]].to_numpy() for end in ("origin", "destination")
        )
        return _between(model, starts, ends)
    homes = trips[["lon", "lat"]].to_numpy()
    return _between(model, homes, np.broadcast_to(_PARIS_XY, homes.shape))


def _between(
    model: TravelModel, starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> NDArray[np.float64]:
    # Both files have many trips between few places.
    origins, first = np.unique(starts, axis=0, return_inverse=True)
    arrivals, last = np.unique(ends, axis=0, return_inverse=True)
    minutes = model.minutes(to_metres(origins), to_metres(arrivals), CAR)
    return minutes[first.ravel(), last.ravel()].astype(np.float64)


def _read(path: Path) -> pd.DataFrame:
    try:
        return pd.read_csv(path, dtype={"origin": str, "destination": str, "code": str})
    except FileNotFoundError as error:
        raise SourceError(f"{path.name} : le fichier est introuvable.") from error


def _measured(
    model: TravelModel, trips: Sequence[pd.DataFrame], held: Sequence[pd.DataFrame], store: Store
) -> Measured:
    """Measure the error of a model on trips, and the margin that each set of `held` respects."""
    margin = measured_margin([_times(model, part) for part in held])
    sets = [_times(model, part) for part in trips]
    reference, minutes = (np.concatenate(series) for series in zip(*sets, strict=True))
    found = agreement(reference, minutes, THRESHOLD, margin)
    classes = found.classes.round({"mean_absolute_error": 1, "bias": 1, "within_band": 2})
    modes: dict[str, Margin] = dict.fromkeys(model.modes, SUPPOSED) | {CAR: margin}
    return Measured(
        mode=CAR,
        source=SOURCE,
        perimeter=PERIMETER,
        date=DATE,
        pairs=found.pairs,
        mean_absolute_error=round(found.mean_absolute_error, 1),
        bias=round(found.bias, 1),
        within_band=round(found.within_band, 2),
        threshold=THRESHOLD,
        wrongly_within=round(found.wrongly_within, 2),
        classes=tuple(ClassError(*row) for row in classes.itertuples(index=False)),
        margins={
            mode: replace(one, placing=round(_placing(model, store, mode), 1))
            for mode, one in modes.items()
        },
    )


def _times(
    model: TravelModel, trips: pd.DataFrame
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return trips["minutes"].to_numpy(dtype=np.float64), estimated(model, trips)


def _placing(model: TravelModel, store: Store, mode: str) -> float:
    """Return by how much a time changes when a site is put at its commune's centre, in minutes."""
    centres = store.communes.set_index("code")[["x", "y"]]
    sites = store.sites[
        (store.sites["precision"] == "address") & store.sites["commune"].isin(centres.index)
    ]
    communes = centres.to_numpy()
    there = model.minutes(sites[["x", "y"]].to_numpy(), communes, mode)
    centre = model.minutes(centres.loc[sites["commune"]].to_numpy(), communes, mode)
    near = centre <= _LONGEST_PLACING
    return float(np.quantile(np.abs(there - centre)[near], MEASURED_SHARE))
