"""What goes with a store beside its builds, and outlives them: a folder, what is in force in it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from loaders.errors import StoreError
from loaders.store.storage import Folder


@dataclass(frozen=True)
class Beside:
    """A folder of a store whose pointer, a small JSON file, says what is in force."""

    name: str

    @property
    def pointer(self) -> str:
        """Where the pointer is, in the store."""
        return f"{self.name}/current.json"

    def point(self, folder: Folder, facts: Mapping[str, object]) -> None:
        """Put in force what some facts describe; its files are there already."""
        folder.write(self.pointer, json.dumps(facts, ensure_ascii=False, indent=1).encode())

    def pointed(self, folder: Folder) -> dict[str, Any] | None:
        """Return the facts of what is in force; None without any, or when they cannot be read."""
        with suppress(OSError, ValueError):
            facts = json.loads(folder.read(self.pointer))
            return facts if isinstance(facts, dict) else None
        return None

    def clean(self, folder: Folder, ending: str, kept: set[str]) -> None:
        """Remove the files of an ending that are not to be kept; one that resists stays."""
        for name in folder.names(self.name):
            if name.endswith(ending) and name not in kept:
                with suppress(OSError):
                    folder.remove(f"{self.name}/{name}")

    def remove(self, address: str) -> bool:
        """Take what is in force out of service; False when there was nothing."""
        folder = Folder(address)
        if not folder.exists(self.pointer):
            return False
        with folder.alone():
            folder.remove(self.name)
        return True

    def id(self, address: str) -> str:
        """Return the identity of what is in force, "" without any."""
        with suppress(OSError, KeyError, StoreError):
            return str((self.pointed(Folder(address)) or {})["id"])
        return ""
