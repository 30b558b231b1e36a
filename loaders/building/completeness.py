"""What the courses of a build are worth beside all those that exist, for the quality report."""

from collections.abc import Mapping
from typing import Any

from geodata.completeness.covers import Declared
from geodata.completeness.matrix import completeness
from geodata.completeness.published import published_counts
from geodata.provenance.values import sources_of
from loaders.catalogue import CATALOGUE
from loaders.store.tables import Tables


def completeness_of(tables: Tables, origins: Mapping[str, str], region: str) -> dict[str, Any]:
    """Return the matrix voie × level × département of a build, and what it rests on.

    Parameters
    ----------
    origins : key of the source of each file, by the key of the file
    region : official code of the region, to find its published counts
    """
    commune = tables.sites.set_index("site")["commune"]
    known = tables.communes.set_index("code")
    departement = tables.offers["site"].map(commune).map(known["departement"]).fillna("")
    if "departement" in tables.offers:  # of the courses without a site
        departement = departement.where(departement != "", tables.offers["departement"])
    people = known.groupby("departement")["population"].sum()
    keys = {
        text: tuple(origins.get(key, key) for key in sources_of(text))
        for text in set(tables.offers["source"])
    }
    return completeness(
        tables.offers.assign(keys=tables.offers["source"].map(keys)),
        departement,
        {str(code): int(n) for code, n in people.items()},
        declared(),
        published_counts(tables.indicators, region),
        bool(tables.sources["simulated"].any()),
    )


def declared() -> list[Declared]:
    """Return the sources that cover courses, in the order of the catalogue."""
    return [
        Declared(source.key, source.name, source.page, source.covers)
        for source in CATALOGUE
        if source.covers
    ]
