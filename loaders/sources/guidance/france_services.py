"""The spaces France services: where, when, and whether they move.

A row a space: `lib_fs`, `adresse`, `insee_com`, `latitude`, `h_lundi`… `format_fs` says which are
buses or several sites: their point is one of the places where they stop, which is told.
"""

from collections.abc import Mapping
from typing import Any

from loaders.reading.values import text_of
from loaders.sources.guidance.places import Listing, Said, said_in, source_of

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi")
COLUMNS = {
    "id": ("id_fs",),
    "name": ("lib_fs",),
    "street": ("adresse",),
    "street2": ("complement_adresse",),
    "insee": ("insee_com",),
    "postcode": ("code_postal",),
    "city": ("lib_com",),
    "lat": ("latitude",),
    "lon": ("longitude",),
    "telephone": ("telephone",),
    "form": ("format_fs",),
    "label": ("labellisation_fs",),
    **{day: (f"h_{day}",) for day in DAYS},
}
MOVES = "Espace qui se déplace : vérifiez où et quand avant d'y aller."
_MOVING = ("bus", "itinérante", "multisites")


def hours_of(row: Mapping[str, Any]) -> str:
    """Write opening hours, the days that have the same ones together."""
    told = [(day, text_of(row[day]).replace(" / ", ", ")) for day in DAYS]
    groups: list[tuple[list[str], str]] = []
    for day, times in told:
        if times and groups and groups[-1][1] == times and _follows(groups[-1][0][-1], day):
            groups[-1][0].append(day)
        elif times:
            groups.append(([day], times))
    return " ; ".join(
        f"{days[0] if len(days) == 1 else f'{days[0]} au {days[-1]}'} : {times}"
        for days, times in groups
    )


def _follows(day: str, next_day: str) -> bool:
    return DAYS.index(next_day) == DAYS.index(day) + 1


def _row(row: Mapping[str, Any]) -> Said | str | None:
    moves = text_of(row["form"]).lower().startswith(_MOVING)
    return said_in(row, "france_services", hours=hours_of(row), note=MOVES if moves else "")


FRANCE_SERVICES = source_of(
    Listing(
        "france-services",
        COLUMNS,
        ("id", "name", "insee", "form", "label"),
        _row,
        "espaces labellisés France services et leurs antennes",
    ),
    "Espaces France services",
    producer="Agence nationale de la cohésion des territoires (ANCT)",
    licence="Licence Ouverte 2.0",
    page="https://www.data.gouv.fr/fr/datasets/liste-des-structures-france-services/",
    rhythm="plusieurs fois par an",
)
