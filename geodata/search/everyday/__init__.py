"""Everyday words and the official words that courses use for them, as tables written by hand.

In a table, a key holds one or more ways of asking, separated by « ; »; its value the official
wordings, any of which answers, and all the words of which are needed. ROME codes may stand among
them. Number, gender, accents and small words (« de », « la ») do not count on either side.
"""

from __future__ import annotations

from geodata.search.everyday.building import BUILDING
from geodata.search.everyday.care import CARE
from geodata.search.everyday.commerce import COMMERCE
from geodata.search.everyday.families import FAMILIES
from geodata.search.everyday.industry import INDUSTRY
from geodata.search.everyday.land import LAND
from geodata.search.everyday.studies import STUDIES

__all__ = ["FAMILIES", "TABLES"]

TABLES: tuple[dict[str, str], ...] = (CARE, BUILDING, INDUSTRY, COMMERCE, LAND, STUDIES)
