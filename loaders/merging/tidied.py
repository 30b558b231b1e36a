"""The list of what merging counts once: establishments whose code changed, places that are one."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pandas as pd

from geodata.provenance.values import TIDIED
from loaders.merging.renamed import Renamed
from loaders.merging.same_course import Course, Row


def tidied(
    changed: Sequence[Renamed],
    doors: Mapping[str, str],
    courses: Sequence[Course],
    places: Mapping[str, Row],
) -> pd.DataFrame:
    """Return a row a change (schema TIDIED).

    Parameters
    ----------
    changed : establishments whose code is not the same from a source to another
    doors : places that are no more, each with the one that stands for it
    courses : at the places that are left
    """
    left = Counter(str(course.row.get("site") or "") for course in courses)
    rows = [
        ("code", f"{one.former_name} ({one.former})", f"{one.name} ({one.code})", "", one.courses)
        for one in changed
    ]
    rows += [
        ("lieu", _place(places[former]), _place(places[kept]), str(places[kept]["uai"]), left[kept])
        for former, kept in doors.items()
    ]
    return pd.DataFrame(rows, columns=list(TIDIED.columns))


def _place(site: Row) -> str:
    where = "" if site["precision"] == "address" else ", centre de la commune"
    return f"{site['name']} ({site['commune']}, {site['lat']:.5f} {site['lon']:.5f}{where})"
