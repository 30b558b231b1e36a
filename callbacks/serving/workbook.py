"""A table as a workbook for office tools: codes as text, and a sheet of sources and method."""

from collections.abc import Sequence

import pandas as pd
from flask import Response, request

from geodata.atlas import Atlas
from geodata.finding.export import to_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

NOTES = "Sources et méthode"
"""Name of the second sheet."""


def workbook(
    atlas: Atlas,
    table: pd.DataFrame,
    name: str,
    sources: Sequence[str],
    method: Sequence[str] = (),
    more: Sequence[tuple[str, Sequence[Sequence[str | int]]]] = (),
) -> Response:
    """Answer with a table as a workbook.

    Parameters
    ----------
    table : with French headers; its texts stay texts, so that 02001 keeps its zero and « =1+1 »
        is never run
    name : that of the file, without its extension, and of the first sheet
    sources, method : a line each, for the second sheet
    more : tables that go with the first one, put on the second sheet with their title
    """
    about = [["Région", atlas.region_name], ["Base construite le", atlas.built_at]]
    if atlas.demonstration:
        about.insert(0, ["Attention", "Formations simulées (démonstration), territoires réels."])
    about.append(["Adresse demandée", request.full_path.rstrip("?")])
    notes = [
        *more,
        ("À propos de ce tableau", about),
        ("Méthode", [[line] for line in method] or [["Voir la page « Données et méthode »."]]),
        ("Sources et âge des données", [[line] for line in sources]),
    ]
    content = to_xlsx(_rounded(table), notes, sheet=name[:31], notes_sheet=NOTES)
    response = Response(content, content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    response.headers["Cache-Control"] = "no-cache"
    return response


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the decimals that a figure may have: no 24.356482617 in a cell."""
    floats = table.select_dtypes("float").columns
    return table.assign(**{name: table[name].round(4) for name in floats})
