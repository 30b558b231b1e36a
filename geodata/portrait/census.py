"""Of which census a number of inhabitants is: the atlas holds two, and never mixes them in a rate.

The population comes with the list of the communes: that of reference of 2023, in force in 2026
(https://www.insee.fr/fr/statistiques/8680726); ages are published later, those of 2021 so far.
"""

import re

from geodata.atlas import Atlas
from geodata.portrait.figure import source_vintage

COG, AGES = "embarque-cog", "embarque-ages"

_OF_COG = {"COG 2026": "2023"}
"""Census of the population that each edition of the base comes with."""


def people_period(atlas: Atlas) -> str:
    """Return the period of the inhabitants: « recensement 2023 (COG 2026) »."""
    vintage = source_vintage(atlas, COG)
    return f"recensement {_OF_COG[vintage]} ({vintage})" if vintage in _OF_COG else vintage


def zoning_period(atlas: Atlas, vintage: str) -> str:
    """Return the period of people of a zoning, from its vintage: « FRR 2025, recensement 2023 »."""
    zoning = "zonage sans date" if vintage == "sans date" else vintage
    census = _census(people_period(atlas))
    return ", ".join(part for part in (zoning, census) if part)


def people_term(atlas: Atlas, words: str) -> str:
    """Return the name of a term counted on the inhabitants: « Habitants (recensement 2023) »."""
    return _dated(words, people_period(atlas))


def ages_term(atlas: Atlas, words: str) -> str:
    """Return the name of a term counted on the ages: « Moins de 20 ans (recensement 2021) »."""
    return _dated(words, source_vintage(atlas, AGES))


def _dated(words: str, period: str) -> str:
    census = _census(period)
    return f"{words} ({census})" if census else words


def _census(period: str) -> str:
    found = re.match(r"recensement \d{4}", period)
    return found[0] if found else ""
