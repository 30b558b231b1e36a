"""Several extracts of OpenStreetMap as one file, which is what OSRM reads.

A region and its ring are several files of Geofabrik. Blocks are copied: the nodes of all files,
then their ways, then their relations. Neighbours share the ways that cross their border: each is
kept once, or its ends would be taken for crossings. Nodes that both have stay twice, which OSRM
takes for once (a traffic light on the border counts double).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from loaders.roads.blocks import (
    RAW,
    Block,
    BlocksError,
    blocks,
    check_whole,
    content_of,
    fields,
    number_at,
)

_LONGEST_NAME = 120
_ORDER = ("nodes", "ways", "relations")
_GROUPS = {1: "nodes", 2: "nodes", 3: "ways", 4: "relations"}  # fields of a group
_GROUP, _WAY = 2, 3
_ID = 1 << 3  # the key of the first field of a way
_REQUIRED, _TIMESTAMP = 4, 32  # fields of the first block


@dataclass
class _Files:
    """What some files have: blocks by kind (alone in them, or not), ids of ways, features."""

    kinds: dict[str, list[tuple[int, Block, bool]]] = field(
        default_factory=lambda: {kind: [] for kind in _ORDER}
    )
    ways: list[NDArray[np.int64]] = field(default_factory=list)
    required: dict[bytes, None] = field(default_factory=dict)
    times: list[int] = field(default_factory=list)


def one_file(files: Sequence[Path], folder: Path, progress: Callable[[str], None]) -> Path:
    """Return the only file, or the one made of several, which is kept in a folder.

    Raises
    ------
    BlocksError
        A file is damaged; or there are several, one of which is not a PBF.
    """
    for osm in files:
        check_whole(osm)
    if len(files) == 1:
        return files[0]
    if other := next((osm for osm in files if osm.suffix != ".pbf"), None):
        raise BlocksError(
            f"{other.name} : pour réunir plusieurs extraits, il les faut en .osm.pbf."
        )
    names = "+".join(osm.name.removesuffix(".osm.pbf").removesuffix("-latest") for osm in files)
    target = folder / f"{names[:_LONGEST_NAME]}.osm.pbf"
    newest = max(osm.stat().st_mtime for osm in files)
    if not target.exists() or target.stat().st_mtime < newest:
        progress(f"Réunion de {len(files)} extraits")
        joined(files, target)
    return target


def joined(files: Sequence[Path], target: Path) -> Path:
    """Write several files as one, and return it; the day that it says is that of the oldest.

    Raises
    ------
    BlocksError
        A file is damaged, or packed in a way that is not known.
    """
    try:
        found = _read(files)
        repeated = _repeated(found.ways)
        part = target.with_name(f"{target.name}.part")
        part.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as out:
            out.write(_first(list(found.required), min(found.times, default=0)))
            for kind in _ORDER:
                for rank, block, alone in found.kinds[kind]:
                    gone = repeated[rank] if kind == "ways" else set[int]()
                    out.write(_copied(files[rank], block, gone, "" if alone else kind))
        part.replace(target)
    except (ValueError, IndexError) as error:
        names = ", ".join(osm.name for osm in files)
        raise BlocksError(f"{names} : un des fichiers est abîmé.") from error
    return target


def _read(files: Sequence[Path]) -> _Files:
    found = _Files()
    for rank, osm in enumerate(files):
        ids = [np.empty(0, dtype=np.int64)]
        for block in blocks(osm):
            content = content_of(osm, block)
            if block.kind == "OSMHeader":
                header = fields(content)
                found.required |= {bytes(name): None for name in _parts(header, _REQUIRED)}
                found.times += [one for one in header.get(_TIMESTAMP, []) if isinstance(one, int)]
                continue
            kinds = {_kind(group) for group in _parts(fields(content), _GROUP)} - {""}
            for kind in kinds:
                found.kinds[kind].append((rank, block, len(kinds) == 1))
            if "ways" in kinds:
                ids.append(np.fromiter(_way_ids(content), dtype=np.int64))
        found.ways.append(np.concatenate(ids))
    return found


def _repeated(ways: Sequence[NDArray[np.int64]]) -> list[set[int]]:
    """Return the ways of each file that a file before has too."""
    gone, seen = list[set[int]](), np.empty(0, dtype=np.int64)
    for own in ways:
        gone.append(set(np.intersect1d(own, seen).tolist()))
        seen = np.union1d(seen, own)
    return gone


def _copied(osm: Path, block: Block, gone: set[int], kind: str) -> bytes:
    """Return a block as it is, or without some of its ways, or what is of a kind in it alone."""
    if gone or kind:
        content = content_of(osm, block)
        if kind or not gone.isdisjoint(_way_ids(content)):
            return _block(b"OSMData", _without(content, gone, kind))
    with osm.open("rb") as file:
        file.seek(block.start)
        return file.read(block.length)


def _without(content: bytes, gone: set[int], only: str) -> bytes:
    out = []
    for key, start, end in _messages(content):
        piece = content[start:end]
        if key >> 3 == _GROUP:
            if only and _kind(piece) != only:
                continue
            kept = [
                _bytes(way >> 3, piece[first:last])
                for way, first, last in _messages(piece)
                if way >> 3 != _WAY or _id(piece, first) not in gone
            ]
            out.append(_bytes(_GROUP, b"".join(kept)))
        else:
            out.append(_bytes(key >> 3, piece) if key & 7 == 2 else _varint(key) + piece)
    return b"".join(out)


def _way_ids(content: bytes) -> Iterator[int]:
    for key, start, end in _messages(content):
        if key >> 3 == _GROUP:
            for way, first, _ in _messages(content[start:end]):
                if way >> 3 == _WAY:
                    yield _id(content, start + first)


def _id(message: bytes, at: int) -> int:
    if message[at] != _ID:
        raise ValueError("a way that does not start with its id")
    return number_at(message, at + 1)[0]


def _messages(message: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield the key of each field, and where its value starts and ends."""
    at = 0
    while at < len(message):
        key, at = number_at(message, at)
        if key & 7 == 2:
            length, at = number_at(message, at)
            end = at + length
        elif key & 7 == 0:
            end = number_at(message, at)[1]
        else:
            raise ValueError("a field of an unknown kind")
        if end > len(message):
            raise ValueError("a field is longer than its message")
        yield key, at, end
        at = end


def _kind(group: bytes) -> str:
    """Return what a group has, by its first field; "" for what no road is made of."""
    for key, _, _ in _messages(group):
        return _GROUPS.get(key >> 3, "")
    return ""


def _parts(message: dict[int, list[int | bytes]], number: int) -> Iterator[bytes]:
    return (part for part in message.get(number, []) if isinstance(part, bytes))


def _first(required: Sequence[bytes], time: int) -> bytes:
    """Return the first block of a file that requires some features, as of a time (seconds)."""
    features = b"".join(_bytes(_REQUIRED, name) for name in required)
    said = _varint(_TIMESTAMP << 3) + _varint(time) if time else b""
    return _block(b"OSMHeader", features + said)


def _block(kind: bytes, content: bytes) -> bytes:
    packed = _bytes(RAW, content)
    header = _bytes(1, kind) + _varint(3 << 3) + _varint(len(packed))
    return len(header).to_bytes(4, "big") + header + packed


def _bytes(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*out, value])
