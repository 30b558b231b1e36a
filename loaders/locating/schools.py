"""Where a school is, known by its UAI: another source's address, else the centre of its commune."""

import re
from typing import Any

import pandas as pd

from geodata.tables.schema import SITES
from loaders.locating.courses import KNOWN_PLACES
from loaders.reading.joining import together
from loaders.source import Context
from loaders.titles.capitals import readable_name

NEEDS = ("places", KNOWN_PLACES)
UAI = re.compile(r"\d{7}[A-Z]")
# The academies of Corsica number their schools after the two départements that replaced « 20 ».
_CORSICA = {"620": "2A", "720": "2B"}


def departement_of(uai: str) -> str:
    """Return the département that a UAI begins with: « 0590010R » is of « 59 »."""
    number = uai[:3]
    return _CORSICA.get(number, number[1:] if number.startswith("0") else number)


class Schools:
    """The schools that a context places.

    Of the places of other sources, those at an address come first, and only those in the school's
    own commune are taken where it is known; a school that has none is put in its centre.
    """

    def __init__(self, context: Context) -> None:
        known = context.nomenclatures.get(KNOWN_PLACES)
        placed = context.places if known is None else together([context.places, known])
        placed = placed[placed["uai"] != ""].sort_values("precision", kind="stable")
        self._places: dict[str, list[dict[str, Any]]] = {}
        for place in placed.to_dict("records"):
            facts = {str(column): value for column, value in place.items()}
            self._places.setdefault(facts["uai"], []).append(facts)
        lycees = context.lycees[context.lycees["uai"] != ""].drop_duplicates("uai")
        self._lycees = dict(zip(lycees["uai"], lycees.to_dict("records"), strict=True))
        halls = context.communes[["code", "x", "y", "lon", "lat"]]
        self._halls = {str(row["code"]): row for row in halls.to_dict("records")}

    def site_of(self, uai: str) -> dict[str, Any] | None:
        """Return the site of a school (a row of SITES without its source), None when unknown."""
        lycee = self._lycees.get(uai, {})
        commune = str(lycee.get("commune", ""))
        places = self._places.get(uai, [])
        if commune in self._halls:
            places = [place for place in places if place["commune"] == commune]
        if places:
            position = places[0]
        elif commune in self._halls:
            position = {**self._halls[commune], "commune": commune, "precision": "commune"}
        else:
            return None
        name = readable_name(str(lycee.get("name", "")) or str(position.get("name", "")))
        name = name or f"Établissement {uai}"
        return {**position, "site": f"uai-{uai}", "uai": uai, "siret": "", "name": name}

    def sites_of(self, uais: pd.Series, source: str) -> pd.DataFrame:
        """Return the table of the sites of some schools (schema SITES), the unknown left out.

        They are `borrowed`: a source that gives its own position knows its courses better.
        """
        rows = [site for uai in uais.unique() if (site := self.site_of(uai)) is not None]
        sites = pd.DataFrame(rows, columns=list(SITES.columns))
        return sites.assign(source=source, borrowed=True)
