"""Establishments that a source lists without their courses: placed, and given to other sources."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from loaders.locating.courses import KNOWN_PLACES, Locator, Where, site_row, site_table
from loaders.locating.place import Place
from loaders.source import REPORT_COLUMNS, Context, Parsed


@dataclass(frozen=True)
class Establishment:
    """An establishment as a source writes it; `fault` says why it cannot be kept."""

    number: int
    name: str = ""
    uai: str = ""
    siret: str = ""
    place: Place = field(default_factory=Place)
    vintage: str = ""
    fault: str = ""


def placed(
    establishments: Sequence[Establishment],
    context: Context,
    key: str,
    *,
    vintage: str,
    perimeter: str,
) -> Parsed:
    """Return what a list of establishments gives: their sites, for the sources that place courses.

    Parameters
    ----------
    establishments : in the order of the file
    key : the source's key, written in every row
    """
    wheres = [Where(one.place, one.uai, one.siret, one.name) for one in establishments]
    results = Locator(context).place(wheres)
    sites, rejects, corrections = [], [], []
    for one, where, result in zip(establishments, wheres, results, strict=True):
        town = f"{one.place.postcode} {one.place.city}".strip()
        content = " | ".join(t for t in (one.uai, one.siret, one.name, town) if t)[:200]
        if result.spot is None or one.fault:
            reason = one.fault if one.fault and result.spot else one.fault or result.reason
            rejects.append((one.number, reason, content))
            continue
        sites.append(site_row(where, result.spot))
        corrections += [(one.number, why, content) for why in result.corrections]
    table = site_table(sites, key)
    return Parsed(
        tables={"sites": table, KNOWN_PLACES: table},
        rows_read=len(establishments),
        rejects=pd.DataFrame(rejects, columns=REPORT_COLUMNS),
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter=perimeter,
    )
