"""Whether a PBF file of OpenStreetMap is whole: GDAL reads one that is cut short without a word.

A file is a suite of blocks: the length of a header (four bytes), the header (its type, field 1, and
the length of the content, field 3) and the content, often deflated (wiki.openstreetmap.org/wiki/
PBF_Format). The first block describes the file; each of the others has nodes, ways or relations.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import LoaderError, system_says

_LONGEST_HEADER = 64 << 10  # bytes, by the format
_LONGEST_CONTENT = 32 << 20
_PACKED = (b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xfd7zX", b"7z\xbc\xaf", b"\x28\xb5\x2f\xfd")
_READ_PACKED = (".osm.gz", ".osm.bz2")
"""Extracts in XML that OSRM unpacks by itself."""


class BlocksError(LoaderError):
    """A file has no whole blocks; the message is in French."""


@dataclass(frozen=True)
class Block:
    """A block of a file: where it starts, what it is."""

    start: int
    kind: str


def blocks(osm: Path) -> Iterator[Block]:
    """Yield the blocks of a file.

    Raises BlocksError: the file ends within a block, or is no file of blocks.
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
                header = _fields(file.read(length))
                kind, content = header.get(1, [b""])[-1], header.get(3, [-1])[-1]
                if kind not in (b"OSMHeader", b"OSMData") or not isinstance(content, int):
                    raise damaged
                end = start + 4 + length + content
                if not 0 < content <= _LONGEST_CONTENT or end > size:
                    raise damaged
                yield Block(start, bytes(kind).decode())
                file.seek(end)
    except FileNotFoundError as error:
        raise BlocksError(f"{osm.name} : le fichier est introuvable.") from error
    except OSError as error:
        raise BlocksError(
            f"{osm.name} : le fichier ne peut pas être lu ({system_says(error)})."
        ) from error
    except (ValueError, IndexError) as error:
        raise damaged from error


def check_whole(osm: Path) -> None:
    """Raise BlocksError where a PBF file is cut short, or packed by who keeps it."""
    if osm.is_file():
        with osm.open("rb") as file:
            packed = file.read(4).startswith(_PACKED)
        if packed and not osm.name.endswith(_READ_PACKED):
            raise BlocksError(
                f"{osm.name} : c'est une archive. Donnez le fichier qu'elle contient."
            )
    if osm.suffix == ".pbf" and not list(blocks(osm)):
        raise BlocksError(f"{osm.name} : le fichier est vide.")


def _fields(message: bytes) -> dict[int, list[int | bytes]]:
    """Return the fields of a message of protocol buffers, by number (raises ValueError)."""
    found: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(message):
        key, at = _number_at(message, at)
        value: int | bytes
        if key & 7 == 0:
            value, at = _number_at(message, at)
        elif key & 7 == 2:
            length, at = _number_at(message, at)
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


def _number_at(message: bytes, at: int) -> tuple[int, int]:
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
