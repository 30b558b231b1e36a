"""The list on screen as a file: the same rows, in the same order, whoever asks for them."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from callbacks.serving.workbook import XLSX
from geodata.asking.query import ZONES, Query
from geodata.atlas import Atlas
from geodata.finding import export
from geodata.finding.answer import Found
from geodata.vocabulary import MODES, TERRITORY_LEVELS

MIMETYPES = {
    "geojson": "application/geo+json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": XLSX,
    "parquet": "application/vnd.apache.parquet",
}
"""Formats of a list of courses, with the type that HTTP gives them."""

_NAMES = {
    "q": "Recherche",
    "voie": "Voie",
    "domain": "Domaine",
    "level": "Niveau",
    "modality": "Modalité",
    "conventionnee": "Formation conventionnée",
    "rev3": "rev3",
    "start": "Commence dans les (mois)",
    "public": "Public",
    "departement": TERRITORY_LEVELS["departement"].one,
    "spel": TERRITORY_LEVELS["spel"].short,
    "epci": TERRITORY_LEVELS["epci"].short,
    "zone_emploi": TERRITORY_LEVELS["zone_emploi"].one,
    "commune": TERRITORY_LEVELS["commune"].one,
}


def export_bytes(
    atlas: Atlas,
    found: Found,
    format: str,
    rows: np.ndarray,
    members: Mapping[str, object] | None = None,
) -> tuple[str, bytes, str]:
    """Write the courses of a search as a file.

    Parameters
    ----------
    atlas : Atlas
    found : Found
    format : str
        A key of `MIMETYPES`.
    rows : numpy.ndarray of int
        Positions in the table of offers, in the order of the file.
    members : dict, optional
        What a GeoJSON says beside its own account of the search.

    Returns
    -------
    (file name, content, MIME type)
    """
    table = export.export_table(atlas, found, rows)
    if format == "csv":
        content = export.to_csv(export.for_readers(table))
    elif format == "xlsx":
        content = export.to_xlsx(export.for_readers(table), notes(atlas, found))
    elif format == "parquet":
        content = export.to_parquet(table)
    else:
        content = export.to_geojson(table, **{**summary(atlas, found), **(members or {})})
    return f"{file_stem(atlas)}.{format}", content, MIMETYPES[format]


def file_stem(atlas: Atlas) -> str:
    """Return the name of a file without its extension; a simulated offer says so in it."""
    return f"formations-{'demonstration-' if atlas.demonstration else ''}{date.today():%Y-%m-%d}"


def summary(atlas: Atlas, found: Found) -> dict[str, object]:
    """Return what a reader of the data must know of the search that gave them."""
    return {
        "total": found.total,
        "total_distance": found.total_distance,
        "total_around": found.total_around,
        "demonstration": atlas.demonstration,
        "travel_model": atlas.model.name,
        "times": found.times,
        "region": atlas.region_name,
        "built_at": atlas.built_at,
    }


def notes(atlas: Atlas, found: Found) -> list[tuple[str, list[list[str]]]]:
    """Return the blocks of a workbook's second sheet: what was asked, and of which sources."""
    about = [["Région", atlas.region_name], ["Base construite le", atlas.built_at]]
    if atlas.demonstration:
        about.insert(0, ["Attention", "Formations simulées (démonstration), territoires réels."])
    sources = [["Source", "Nom", "Producteur", "Licence", "Millésime", "Périmètre", "Adresse"]]
    sources += atlas.sources[
        ["source", "name", "producer", "licence", "vintage", "perimeter", "url"]
    ].values.tolist()
    return [
        ("À propos de cette liste", about),
        ("Filtres", filters_in_words(atlas, found) or [["Aucun", ""]]),
        ("Sources", sources),
    ]


def filters_in_words(atlas: Atlas, found: Found) -> list[list[str]]:
    """Return each restriction of a search as a name and a value.

    A person's position is never written: the commune that holds it stands for it.
    """
    query: Query = found.query
    lines = [[_NAMES[name], _value(query, name)] for name in query.active()]
    if query.near and found.origin:
        place = found.origin.place
        lines.append(["Au départ de", place.label if place else "un point hors de la région"])
        lines.append(["Mode", MODES[query.near.mode]])
        if query.near.max_minutes is not None:
            lines.append(["Temps de trajet maximal (min)", str(query.near.max_minutes)])
        lines.append(["Temps de trajet", found.times[:1].upper() + found.times[1:]])
    return lines


def _value(query: Query, name: str) -> str:
    value = query.zones[name] if name in ZONES else getattr(query, name)
    if isinstance(value, bool):
        return "oui" if value else "non"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
