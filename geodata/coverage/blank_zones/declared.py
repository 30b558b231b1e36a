"""The « zones blanches » that partners declare, beside those that are computed."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geodata.coverage.blank_zones.contiguous import COVERED, BlankZones
from geodata.coverage.nearest import within
from geodata.folding import fold
from geodata.travel.model import OUT_OF_REACH

_ALIASES: dict[str, tuple[str, ...]] = {
    "zone": ("zone", "nom", "nom zone", "zone blanche", "libelle", "territoire"),
    "commune": ("commune", "code commune", "code insee", "insee", "insee com", "codgeo", "code"),
    "note": ("note", "remarque", "commentaire", "observation"),
}


@dataclass(frozen=True)
class Declared:
    """A declared list, with current commune codes.

    Attributes
    ----------
    table : DataFrame of `zone` (name), `commune` (code), `row` (position of the commune), `note`
    rejected : DataFrame of `row` (line of the list, the first is 1), `content` and `reason`, in
        French: nothing is left out in silence
    """

    table: pd.DataFrame
    rejected: pd.DataFrame


class UnreadableList(ValueError):
    """A list without the columns that are needed; the message is in French, for the person."""


def read_declared(
    listed: pd.DataFrame, codes: ArrayLike, successors: Mapping[str, str] | None = None
) -> Declared:
    """Read a declared list: one row a commune, the name of its zone beside it.

    Parameters
    ----------
    listed : columns `zone` and `commune` (code), and `note` if any, as texts; other usual names
        of these columns are understood. An empty zone is that of the line above.
    codes : (n_communes,), codes of the region's communes, in their order
    successors : old codes to current ones, for communes that have merged

    Raises
    ------
    UnreadableList
        A column is missing.
    """
    table = named_columns(listed)
    rows = {code: row for row, code in enumerate(np.asarray(codes).tolist())}
    kept: list[dict[str, object]] = []
    rejected: list[dict[str, object]] = []
    seen: set[tuple[str, str]] = set()
    zone = ""
    for line, values in enumerate(table.fillna("").to_numpy(), start=1):
        cells = dict(zip(table.columns, (str(value).strip() for value in values), strict=True))
        if not any(cells.values()):
            continue
        zone = cells["zone"] or zone
        old = cells["commune"].upper().zfill(5) if cells["commune"] else ""
        code = old if old in rows else (successors or {}).get(old, old)
        reason = _refusal(zone, code, rows, seen)
        if reason:
            content = " ; ".join(cells.values())
            rejected.append({"row": line, "content": content, "reason": reason})
            continue
        seen.add((zone, code))
        note = cells.get("note", "")
        kept.append({"zone": zone, "commune": code, "row": rows[code], "note": note})
    return Declared(
        pd.DataFrame(kept, columns=["zone", "commune", "row", "note"]).astype({"row": "int64"}),
        pd.DataFrame(rejected, columns=["row", "content", "reason"]).astype({"row": "int64"}),
    )


def compare_declared(
    declared: Declared,
    zones: BlankZones,
    minutes: NDArray[np.uint8],
    people: ArrayLike,
    threshold: float,
) -> pd.DataFrame:
    """Set each declared zone beside what is computed.

    Parameters
    ----------
    declared : from `read_declared`
    zones : from `geodata.coverage.blank_zones.contiguous.blank_zones`, with the same minutes and
        threshold
    minutes : uint8 (n_communes,), from `geodata.coverage.nearest`
    people : (n_communes,)
    threshold : minutes, the bound included

    Returns
    -------
    One row a declared zone, in the order of the list: `zone`, `communes`, `population`,
    `beyond_communes`, `beyond_population` (those really beyond the threshold),
    `covered_population` (declared, and yet within it), `nearest_minutes` (null if none can be
    reached), `computed` (names of the computed zones that it meets, separated by a space).
    """
    counts = np.asarray(people, dtype=np.float64)
    rows = []
    for name, part in declared.table.groupby("zone", sort=False):
        here = part["row"].to_numpy()
        beyond = here[~within(minutes[here], threshold)]
        met = np.unique(zones.of_commune[here])
        nearest = int(minutes[here].min())
        rows.append(
            {
                "zone": name,
                "communes": len(here),
                "population": int(counts[here].sum()),
                "beyond_communes": len(beyond),
                "beyond_population": int(counts[beyond].sum()),
                "covered_population": int(counts[here].sum() - counts[beyond].sum()),
                "nearest_minutes": None if nearest == OUT_OF_REACH else nearest,
                "computed": " ".join(zones.table["zone"].iloc[met[met != COVERED]]),
            }
        )
    names = [
        "zone", "communes", "population", "beyond_communes", "beyond_population",
        "covered_population", "nearest_minutes", "computed",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=names).astype({"nearest_minutes": "Int64"})


def undeclared(zones: BlankZones, declared: Declared, people: ArrayLike) -> pd.DataFrame:
    """Tell how much of each computed zone nobody declared.

    Returns the table of `zones` with `declared_communes` and `undeclared_population`.
    """
    counts = np.asarray(people, dtype=np.float64)
    listed = np.zeros(len(counts), dtype=bool)
    listed[declared.table["row"].to_numpy()] = True
    inside = zones.of_commune != COVERED
    n = len(zones.table)
    said = np.bincount(zones.of_commune[inside & listed], minlength=n)
    silent = inside & ~listed
    left = np.bincount(zones.of_commune[silent], weights=counts[silent], minlength=n)
    return zones.table.assign(
        declared_communes=said.astype(np.int64), undeclared_population=left.astype(np.int64)
    )


def named_columns(listed: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of a list that are read, under their names, the others left out.

    Of two that could be the same, the first is read.

    Raises UnreadableList: a column is missing.
    """
    places = range(listed.shape[1])
    by_name = {fold(str(listed.columns[place])): place for place in reversed(places)}
    found = {
        name: by_name[alias]
        for name, aliases in _ALIASES.items()
        for alias in reversed(aliases)
        if alias in by_name
    }
    for name in ("zone", "commune"):
        if name not in found:
            raise UnreadableList(
                f"La liste n'a pas de colonne « {name} » : il faut une ligne par commune, avec les "
                "colonnes « zone » (son nom) et « commune » (code INSEE)."
            )
    return listed.iloc[:, list(found.values())].set_axis(list(found), axis=1)


def _refusal(zone: str, code: str, rows: Mapping[str, int], seen: set[tuple[str, str]]) -> str:
    if not zone:
        return "La zone n'a pas de nom."
    if not code:
        return "Il manque le code de la commune."
    if code not in rows:
        return "Ce code n'est pas celui d'une commune de la région."
    if (zone, code) in seen:
        return "Cette commune est déjà dans cette zone."
    return ""
