"""Everyday words and the official words that courses use for them, as tables written by hand.

In a table, a key holds one or more ways of asking, separated by « ; »; its value the official
wordings, any of which answers, and all the words of which are needed. ROME codes may stand among
them. Number, gender, accents and small words (« de », « la ») do not count on either side.
"""

from __future__ import annotations

from geodata.everyday.building import BUILDING
from geodata.everyday.care import CARE
from geodata.everyday.commerce import COMMERCE
from geodata.everyday.families import FAMILIES
from geodata.everyday.industry import INDUSTRY
from geodata.everyday.land import LAND
from geodata.everyday.studies import STUDIES

__all__ = ["FAMILIES", "TABLES"]

TABLES: tuple[dict[str, str], ...] = (CARE, BUILDING, INDUSTRY, COMMERCE, LAND, STUDIES)
