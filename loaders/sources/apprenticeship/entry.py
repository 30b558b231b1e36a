"""An entry of an apprenticeship catalogue, whichever of its interfaces gives it."""

import datetime as dt
from dataclasses import dataclass, field

from loaders.locating.place import Place

Session = tuple[dt.date, dt.date | None]


@dataclass(frozen=True)
class Organisation:
    """Who gives the course: codes and name as written, "" when absent."""

    name: str = ""
    uai: str = ""
    siret: str = ""
    insee: str = ""
    postcode: str = ""
    city: str = ""


@dataclass(frozen=True)
class Entry:
    """An entry of a catalogue in the vocabulary of the store; `fault` says why it cannot be kept.

    `titles` are the titles that the catalogue gives, the best known first. `remote` courses have no
    place of their own but are given by somebody of the region.
    """

    number: int
    titles: tuple[str, ...] = ()
    cfd: str = ""
    outdated: bool = False
    rncp: str = ""
    rncp_title: str = ""
    level: int | None = None
    nsf: str = ""
    romes: str = ""
    sessions: tuple[Session, ...] = ()
    capacity: int | None = None
    entry_level: int | None = None
    remote: bool = False
    url: str = ""
    trainer: Organisation = field(default_factory=Organisation)
    place: Place = field(default_factory=Place)
    uai: str = ""
    siret: str = ""
    updated: dt.date | None = None
    fault: str = ""
