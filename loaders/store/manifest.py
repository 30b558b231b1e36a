"""The manifest of a build: what it is, what it holds and the checksum of each of its files."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

from loaders.errors import StoreError

VERSION = 1
"""Version of the store's layout: a reader refuses any other."""


@dataclass(frozen=True)
class Meta:
    """What the builder knows of a build and the tables do not say.

    `corrections` counts, for each source, the rows kept after a correction, by reason;
    `unrecognised` names the files of the sources' folder that no source recognised; `set_aside` the
    files that gave nothing (file, reason, source, name, fault: see `loaders.files.finding`);
    `layers` says what each zoning of the communes is (see `loaders.store.layers`); `quality` is the
    report of `loaders.store.quality`; `snapshot` names the state of the offer
    (`loaders.store.snapshots`) taken at `snapshot_at`, "" without a real offer.
    """

    region: str
    region_name: str
    travel_model: str
    demonstration: bool
    fingerprint: str = ""
    unrecognised: tuple[str, ...] = ()
    set_aside: tuple[dict[str, Any], ...] = ()
    corrections: dict[str, dict[str, int]] = field(default_factory=dict)
    layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    quality: dict[str, Any] = field(default_factory=dict)
    snapshot: str = ""
    snapshot_at: str = ""


@dataclass(frozen=True, kw_only=True)
class Manifest(Meta):
    """The identity card of a build: what its builder knows of it, and what was written.

    `built_at` is an ISO 8601 instant with its zone; `counts` the rows of each table;
    `files` gives for each file its SHA-256 and its size in bytes; `modes` the travel modes;
    `layers` the zonings by column of the communes (label, vintage, source, communes, former, note);
    `refused` says why the last build was not put in service in place of this one, "" if none was.
    """

    id: str
    built_at: str
    counts: dict[str, int]
    files: dict[str, dict[str, Any]]
    modes: tuple[str, ...] = ()
    refused: str = ""
    version: int = VERSION

    def to_json(self) -> bytes:
        """Return the manifest as indented UTF-8 JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()


def parse_manifest(content: bytes, repair: str) -> Manifest:
    """Return the manifest written in `content`.

    Parameters
    ----------
    content : the bytes of a manifest file
    repair : the sentence that says what to run, which ends every error

    Raises
    ------
    StoreError
        The content is no manifest, or one of another version of the store.
    """
    try:
        values = json.loads(content)
        if values["version"] != VERSION:
            raise StoreError(
                f"La base régionale est d'une autre version ({values['version']}) que "
                f"l'application ({VERSION}). {repair}"
            )
        values["modes"] = tuple(values.get("modes", ()))
        for name in ("unrecognised", "set_aside"):
            values[name] = tuple(values.get(name, ()))
        return Manifest(**values)
    except (ValueError, TypeError, KeyError) as error:
        raise StoreError(f"Le manifeste de la base régionale est illisible. {repair}") from error
