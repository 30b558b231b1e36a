"""Which timetables are counted, of which day, and what nobody knows."""

from datetime import date

import pandas as pd

from geodata.days import day_in_words
from geodata.transit.words import RULE

BEYOND = "Aucun trajet dans les horaires chargés"
"""What has no way: it may have one by a network whose timetables are not loaded."""

NOT_COUNTED = "Les bus et les trains ne sont pas comptés : aucun horaire n'est chargé."

UNKNOWN = "Autres réseaux, bus scolaires et transport à la demande : inconnus."

_SHOWN = 3


def timetables(feeds: pd.DataFrame) -> str:
    """Write the networks that are counted, each with the day that stands for all.

    « SNCF VOYAGEURS (mardi 25 mars 2025, périmés depuis le 30 mars 2025) »; those beyond the third
    are counted.
    """
    rows = feeds.sort_values(["network", "day"]).to_dict("records")
    told = [
        f"{row['network']} ({', '.join(filter(None, (_day(row['day']), str(row['note']))))})"
        for row in rows[:_SHOWN]
    ]
    more = len(rows) - _SHOWN
    if more > 0:
        told.append("un autre réseau" if more == 1 else f"{more} autres réseaux")
    return " ; ".join(told)


def counted(feeds: pd.DataFrame) -> str:
    """Say in one sentence which timetables count, or that none does."""
    if feeds.empty:
        return NOT_COUNTED
    return (
        f"Transports en commun comptés d'après les horaires de {timetables(feeds)} : {RULE}. "
        f"Marche estimée à 4,5 km/h, au plus 20 min. {UNKNOWN}"
    )


def named(feeds: pd.DataFrame) -> str:
    """Name the timetables beside an answer that already says the rule."""
    return f"Horaires de {timetables(feeds)}. {UNKNOWN}"


def _day(text: object) -> str:
    return f"mardi {day_in_words(date.fromisoformat(str(text)))}"
