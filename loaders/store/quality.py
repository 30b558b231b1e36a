"""The quality report of a build: by source, by département and as a whole, for the manifest.

The report is a dictionary that JSON can write:

- `all`, and each of `sources` (by key) and `departements` (by code): `offers`, and `told`, the
  share of the courses that say each fact of `geodata.provenance.quality.FACTS` (null: none is
  concerned);
- a source also has its `rhythm`, the rows `read`, `kept`, `rejected` and `elsewhere` of its file,
  and how many of its courses are `merged`, that is known from another source too;
- `certified`: courses that lead to a certification, with a level and a domain, with a métier;
- `merging`: rows that gave a course, courses, and how many each set of sources knows together;
- `differences`: since which build (`since`), and courses `ouverte`, `fermée`, `modifiée`.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geodata.provenance.quality import certified, shares, told
from geodata.provenance.values import CHANGE_KINDS, sources_of
from loaders.store.snapshots import Snapshot


def report(
    offers: pd.DataFrame,
    sites: pd.DataFrame,
    communes: pd.DataFrame,
    sources: pd.DataFrame,
    rhythms: Mapping[str, str],
    merging: Mapping[str, Any],
) -> dict[str, Any]:
    """Return the quality of the courses of a build.

    Parameters
    ----------
    offers, sites, communes, sources : tables of the store
    rhythms : how often each source is published, by the key of its file
    merging : the counts of `loaders.merging.courses`
    """
    facts = told(offers, sites)
    keys = offers["source"].map(sources_of)
    commune = offers["site"].map(sites.set_index("site")["commune"]).fillna("")
    departement = commune.map(communes.set_index("code")["departement"]).fillna("")
    return {
        "all": _measured(facts),
        "certified": certified(offers),
        "sources": {
            str(row["source"]): {
                "rhythm": rhythms.get(str(row["source"]), ""),
                "read": int(row["rows_read"]),
                "kept": int(row["rows_kept"]),
                "rejected": int(row["rows_rejected"]),
                "elsewhere": int(row["rows_read"] - row["rows_kept"] - row["rows_rejected"]),
                "merged": int(keys[_of(keys, row["source"])].map(len).gt(1).sum()),
                **_measured(facts[_of(keys, row["source"])]),
            }
            for row in sources.to_dict("records")
        },
        "departements": {
            str(code): _measured(facts[departement == code])
            for code in sorted(set(departement) - {""})
        },
        "merging": dict(merging),
    }


def differences(changes: pd.DataFrame, before: Snapshot | None) -> dict[str, Any]:
    """Return how many courses are new, gone and changed, {} when there is nothing to compare."""
    if before is None:
        return {}
    counts = changes["change"].value_counts()
    return {"since": before.built_at, **{kind: int(counts.get(kind, 0)) for kind in CHANGE_KINDS}}


def _of(keys: pd.Series, source: object) -> pd.Series:
    return keys.map(lambda known: source in known).astype(bool)


def _measured(facts: pd.DataFrame) -> dict[str, Any]:
    return {"offers": len(facts), "told": shares(facts)}
