"""What gives the times that a screen shows, in words."""

from geodata.travel.congestion import CAR, factor_words
from geodata.travel.model import TravelModel
from geodata.travel.network import UNMEASURED
from geodata.vocabulary import MODES, TRANSIT

ESTIMATED = "temps estimés"

LIVED = ", depuis les lieux de vie"
"""What is added to the times of coverage where homes are known (`geodata.travel.lived`)."""
NOT_MEASURED = ", vitesses non mesurées dans cette région"

GIVEN_BY = "Temps donnés par"
"""The title of the column that says what gives the times of a file."""


def times_named(model: TravelModel, mode: str, congestion: float = 1.0) -> str:
    """Return what gives the times of a mode, as it stands inside a sentence."""
    name = model.named(mode)
    return name[:1].lower() + name[1:] + (factor_words(congestion) if mode == CAR else "")


def far_words(weighted: bool, limit: str) -> str:
    """Write « dont la mairie est à plus de 30 min », or what it is where homes are known."""
    who = "dont les habitants sont en moyenne" if weighted else "dont la mairie est"
    return f"{who} à plus de {limit}"


def times_line(model: TravelModel, congestion: float = 1.0) -> str:
    """Say what gives the times of every mode: « Temps estimés, sans les embouteillages »."""
    by_road: dict[str, list[str]] = {}
    for mode in model.modes:
        if model.by_road(mode):
            by_road.setdefault(model.named(mode), []).append(MODES[mode].lower())
    estimated = [mode for mode in model.modes if mode != TRANSIT and not model.by_road(mode)]
    rest = [MODES[mode].lower() for mode in estimated]
    unmeasured = any(model.named(mode) == UNMEASURED for mode in estimated)
    parts = [f"{name} ({', '.join(modes)})" for name, modes in by_road.items()]
    if rest:
        parts.append(f"{ESTIMATED} ({', '.join(rest)})" if parts else ESTIMATED)
    traffic = ", sans les embouteillages"
    if congestion != 1:
        traffic = f", en voiture {factor_words(congestion).removeprefix(', ')}"
    line = " ; ".join(parts) + traffic + (NOT_MEASURED if unmeasured else "")
    return line[:1].upper() + line[1:]
