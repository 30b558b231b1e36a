"""Names of trainers that a catalogue knows by a code only: those that other sources give."""

from typing import Any

from loaders.locating.courses import KNOWN_PLACES
from loaders.source import Context
from loaders.sources.apprenticeship.entry import Organisation

_SIREN = 9
"""Digits of a SIRET that are the organism's; the others are one of its establishments."""


class KnownNames:
    """The names of a context's establishments, by SIRET and UAI, else of the whole organism."""

    def __init__(self, context: Context) -> None:
        self._names: dict[str, str] = {}
        organisms: dict[str, set[str]] = {}
        tables: list[Any] = [
            context.nomenclatures.get(KNOWN_PLACES),
            context.places,
            context.lycees,
        ]
        for table in tables:
            for row in [] if table is None else table.to_dict("records"):
                if not row["name"]:
                    continue
                for code in filter(None, (row.get("siret"), row.get("uai"))):
                    self._names.setdefault(code, row["name"])
                if siret := row.get("siret"):
                    organisms.setdefault(siret[:_SIREN], set()).add(row["name"])
        self._organisms = {
            siren: next(iter(names)) for siren, names in organisms.items() if len(names) == 1
        }

    def get(self, trainer: Organisation) -> str:
        """Return the name of a trainer by its codes, "" when no source gives it."""
        found = self._names.get(trainer.siret) or self._names.get(trainer.uai)
        return found or self._organisms.get(trainer.siret[:_SIREN], "")
