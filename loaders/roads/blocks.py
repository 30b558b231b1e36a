"""The blocks of a PBF file of OpenStreetMap, and what the messages of a block hold.

A file is a suite of blocks: the length of a header (four bytes), the header (its type, field 1, and
the length of the content, field 3) and the content, often deflated (wiki.openstreetmap.org/wiki/
PBF_Format). The first block describes the file; each of the others has nodes, ways or relations.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoaderError

_LONGEST_HEADER = 64 << 10  # bytes, by the format
_LONGEST_CONTENT = 32 << 20
RAW, _ZLIB = 1, 3  # fields of a content


class BlocksError(LoaderError):
    """A file has no whole blocks; the message is in French."""


@dataclass(frozen=True)
class Block:
    """A block of a file: where it starts, its length, what it is, where its content starts."""

    start: int
    length: int
    kind: str
    content: int


def blocks(osm: Path) -> Iterator[Block]:
    """Yield the blocks of a file.

    Raises
    ------
    BlocksError
        The file ends within a block, or is no file of blocks.
    """
    damaged = BlocksError(
        f"{osm.name} : le fichier est abîmé ou incomplet, ou n'est pas un extrait d'OpenStreetMap. "
        "Téléchargez-le de nouveau."
    )
    try:
        size = osm.stat().st_size
        with osm.open("rb") as file:
            while (start := file.tell()) < size:
                length = int.from_bytes(file.read(4), "big")
                if not 0 < length <= _LONGEST_HEADER:
                    raise damaged
                header = fields(file.read(length))
                kind, content = header.get(1, [b""])[-1], header.get(3, [-1])[-1]
                if kind not in (b"OSMHeader", b"OSMData") or not isinstance(content, int):
                    raise damaged
                end = start + 4 + length + content
                if not 0 < content <= _LONGEST_CONTENT or end > size:
                    raise damaged
                yield Block(start, end - start, bytes(kind).decode(), start + 4 + length)
                file.seek(end)
    except OSError as error:
        raise BlocksError(f"{osm.name} : le fichier ne peut pas être lu ({error}).") from error
    except (ValueError, IndexError) as error:
        raise damaged from error


def check_whole(osm: Path) -> None:
    """Raise BlocksError where a PBF file is cut short: not all that reads one would say so."""
    if osm.suffix == ".pbf" and not list(blocks(osm)):
        raise BlocksError(f"{osm.name} : le fichier est vide.")


def content_of(osm: Path, block: Block) -> bytes:
    """Return what a block holds, unpacked (raises BlocksError)."""
    with osm.open("rb") as file:
        file.seek(block.content)
        packed = fields(file.read(block.start + block.length - block.content))
    try:
        if RAW in packed:
            return bytes(packed[RAW][0])
        return zlib.decompress(bytes(packed[_ZLIB][0]))
    except (zlib.error, KeyError) as error:
        raise BlocksError(
            f"{osm.name} : un bloc est abîmé, ou comprimé autrement qu'avec zlib."
        ) from error


def fields(message: bytes) -> dict[int, list[int | bytes]]:
    """Return the fields of a message of protocol buffers, by number (raises ValueError)."""
    found: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(message):
        key, at = number_at(message, at)
        value: int | bytes
        if key & 7 == 0:
            value, at = number_at(message, at)
        elif key & 7 == 2:
            length, at = number_at(message, at)
            if at + length > len(message):
                raise ValueError("a field is longer than its message")
            value, at = message[at : at + length], at + length
        elif key & 7 in (1, 5):
            length = 8 if key & 7 == 1 else 4
            value, at = message[at : at + length], at + length
        else:
            raise ValueError("a field of an unknown kind")
        found.setdefault(key >> 3, []).append(value)
    return found


def number_at(message: bytes, at: int) -> tuple[int, int]:
    """Return the number that starts at a byte, and the byte after it (raises ValueError)."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at
        if shift > 63:
            raise ValueError("a number that never ends")
