"""The journal of what was downloaded: address, checksum, marks of the server, beside the files."""

import json
import threading
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from loaders.errors import SourceError
from loaders.files.finding import checksum_of
from loaders.store.storage import Folder

HIDDEN = ".fetch"
"""The folder, among the files, of what is not a file of a source; `build` does not look there."""

JOURNAL = "fetched.json"
ABSENT, OURS, OLD, FOREIGN = "absent", "ours", "old", "foreign"


@dataclass(frozen=True)
class Record:
    """A file that was downloaded.

    `etag` and `last_modified` are the marks by which the server knows this version. `previous` is
    the checksum of the file that it replaces, so that a journal written just before an
    interruption still knows both.
    """

    source: str
    address: str
    size: int
    sha256: str
    date: str
    etag: str = ""
    last_modified: str = ""
    previous: str = ""


class Journal:
    """The records of a folder, by file name; written whole at each change.

    Raises
    ------
    SourceError
        The journal is damaged.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / HIDDEN / JOURNAL
        self._lock = threading.Lock()
        self._records = self._read()

    def _read(self) -> dict[str, Record]:
        if not self.path.exists():
            return {}
        known = {field.name for field in fields(Record)}
        try:
            entries = json.loads(self.path.read_bytes())
            return {
                name: Record(**{key: value for key, value in entry.items() if key in known})
                for name, entry in entries.items()
            }
        except (ValueError, TypeError, AttributeError) as error:
            raise SourceError(
                f"Le journal des téléchargements « {self.path} » est abîmé ({error}). Supprimez-le "
                "ainsi que les fichiers téléchargés, puis relancez."
            ) from error

    def get(self, name: str) -> Record | None:
        """Return the record of a file, None if it was never downloaded."""
        return self._records.get(name)

    def put(self, name: str, record: Record) -> None:
        """Keep the record of a file."""
        with self._lock:
            self._records[name] = record
            content = {key: asdict(value) for key, value in sorted(self._records.items())}
            text = json.dumps(content, ensure_ascii=False, indent=1)
            Folder(str(self.path.parent)).write(JOURNAL, text.encode())

    def state(self, path: Path) -> str:
        """Tell whether a file is as it was downloaded.

        Returns
        -------
        str
            ABSENT; OURS: as recorded; OLD: the one that was to be replaced when a download was
            interrupted; FOREIGN: put there or changed by someone.
        """
        if not path.exists():
            return ABSENT
        record = self.get(path.name)
        found = checksum_of(path)
        if record is None:
            return FOREIGN
        if found == record.sha256:
            return OURS
        return OLD if found == record.previous else FOREIGN
