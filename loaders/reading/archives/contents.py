"""The files that an archive (zip, 7z, tar, gzip, xz, bzip2, zstd) holds, archives in it included.

They are unpacked in a folder of ours, removed when the program ends, under the names of the folders
that they were in: a list often has its year in no other place. What an archive may unpack to is
bounded, all that it nests included.
"""

import bz2
import contextlib
import gzip
import hashlib
import lzma
import shutil
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain, count
from pathlib import Path
from typing import Any

from loaders.errors import SourceError
from loaders.reading.archives.faults import BOMB, BROKEN, DAMAGED, LOCKED, why, zstd
from loaders.reading.archives.seven import extracted, sizes_of
from loaders.reading.spreadsheets.workbooks import PACKED, is_workbook

LARGEST = 8 << 30
"""Bytes of all the files of an archive."""

MEMBERS = 2_000
DEEPEST = 4
"""Archives in archives."""

RATIO = 250
"""How many times bigger an archive may be once unpacked; a table of open data is at most 50."""

FEW = 20 << 20
"""Bytes under which the ratio says nothing."""

_SEVEN = b"7z\xbc\xaf\x27\x1c"
_STREAMS: dict[bytes, Callable[[Path], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"\xfd7zXZ": lzma.open,
    b"BZh": bz2.open,
    b"\x28\xb5\x2f\xfd": zstd.open,
    b"\x5d\x00\x00": lzma.open,  # of before xz
}
_UNKNOWN = {
    b"Rar!\x1a\x07": "c'est une archive RAR : refaites-la en zip",
    b"PK\x05\x06": "l'archive ne contient aucun fichier",
    b"PK\x07\x08": "c'est un morceau d'archive : refaites-la en un seul fichier",
    b"\x1f\x9d": "c'est un fichier compressé en .Z : refaites-le en zip",
    b"\x04\x22\x4d\x18": "c'est un fichier compressé en lz4 : refaites-le en zip",
}
_CHUNK = 1 << 20
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Leaf:
    """A file of an archive: its name from that of the archive, where it is, why it is unreadable.

    `reason` is "" for a file that was unpacked whole.
    """

    name: str
    path: Path
    reason: str = ""


def is_archive(path: Path) -> bool:
    """Tell whether a file packs others, by its content; a document of an office suite does not.

    Raises
    ------
    OSError
    """
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(PACKED):
        return not _is_office(path)
    return head.startswith((_SEVEN, *_STREAMS, *_UNKNOWN)) or head[257:262] == b"ustar"


def member_names(path: Path) -> list[str]:
    """Return the names of the files of a zip, [] for any other archive or a damaged one."""
    try:
        with zipfile.ZipFile(path) as archive:
            return [n.filename for n in archive.infolist() if not n.is_dir() and _shown(n.filename)]
    except (zipfile.BadZipFile, OSError):
        return []


def is_stream(path: Path) -> bool:
    """Tell whether an archive is one file that is compressed alone."""
    with path.open("rb") as file:
        return file.read(6).startswith((*_STREAMS,)) and not _is_tar(path)


def _is_tar(path: Path) -> bool:
    try:
        return tarfile.is_tarfile(path)
    except BROKEN:
        return False


def leaves(path: Path) -> tuple[Leaf, ...]:
    """Return the files of an archive, those of the archives that it holds in place of these.

    A file that is damaged, locked or would fill the disk has its reason, and the others are there.
    Hidden files and those that a system adds of its own are left out.
    """
    stat = path.stat()
    return _leaves(path, stat.st_mtime_ns, stat.st_size)


def folders_of(path: Path) -> tuple[str, ...]:
    """Return the folders and archives that a file was unpacked from, the nearest first."""
    folder = unpacked_folder()
    return path.relative_to(folder).parts[1:-1][::-1] if path.is_relative_to(folder) else ()


@cache
def unpacked_folder() -> Path:
    """Return the folder of what is unpacked, removed when the program ends."""
    import atexit

    folder = Path(tempfile.mkdtemp(prefix="atlas-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def place_for(path: Path, name: str) -> Path:
    """Return where to write a part of a file; whatever its name, it stays in our folder."""
    folder = unpacked_folder()
    if path.is_relative_to(folder):
        base = path.parent / f"{path.name}~"
    else:
        mark = f"{path}\0{path.stat().st_mtime_ns}"
        base = folder / hashlib.sha256(mark.encode("utf-8", "replace")).hexdigest()[:16] / path.name
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    # Files of one folder stay together: those of a map's layer go by several.
    place = base.joinpath(*(_safe(part) for part in parts or ["sans nom"]))
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _free(place: Path) -> Path:
    """Return a place where nothing is: an archive may have two files of one name."""
    names = chain([place.name], (f"{rank} {place.name}" for rank in count(2)))
    return next(free for name in names if not (free := place.with_name(name)).exists())


def _safe(name: str) -> str:
    bare = "".join(sign if sign.isprintable() else "_" for sign in name)
    return bare if len(bare.encode()) <= _LONGEST_NAME else bare[-_LONGEST_NAME // 4 :]


def _shown(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    hidden = any(part.startswith(".") and part not in (".", "..") for part in parts)
    return not hidden and "__MACOSX" not in parts


def _is_office(path: Path) -> bool:
    if is_workbook(path):
        return True
    names = set(member_names(path))
    return "[Content_Types].xml" in names or {"mimetype", "content.xml"} <= names


class Budget:
    """What is left to unpack of an archive and of those in it."""

    def __init__(self, size: int) -> None:
        self.bytes = min(LARGEST, max(size * RATIO, FEW))
        self.files = MEMBERS

    def take(self, size: int, files: int = 1) -> None:
        """Take files of this size in all from what is left.

        Raises
        ------
        SourceError
            Less is left, in the archive or on the disk: nothing is taken.
        """
        if files > self.files:
            raise SourceError(f"l'archive contient plus de {MEMBERS} fichiers")
        if size > self.bytes:
            raise SourceError(BOMB)
        if size > shutil.disk_usage(unpacked_folder()).free:
            raise SourceError("il n'y a pas assez de place sur le disque pour décompresser")
        self.bytes -= size
        self.files -= files


@lru_cache(maxsize=256)
def _leaves(path: Path, _changed: int, size: int) -> tuple[Leaf, ...]:
    return tuple(_unpacked(path, "", Budget(size), 0))


def _unpacked(path: Path, name: str, budget: Budget, depth: int) -> Iterator[Leaf]:
    try:
        if depth > DEEPEST:
            raise SourceError("trop d'archives sont l'une dans l'autre")
        found = list(_members(path, budget))
        if not found:
            raise SourceError("l'archive ne contient aucun fichier")
    except BROKEN as error:
        yield Leaf(name, path, why(error))
        return
    for member in found:
        full = f"{name}/{member.name}" if name else member.name
        if not member.reason and is_archive(member.path):
            yield from _unpacked(member.path, full, budget, depth + 1)
        else:
            yield Leaf(full, member.path, member.reason)


def _members(path: Path, budget: Budget) -> Iterator[Leaf]:
    with path.open("rb") as file:
        head = file.read(8)
    if reason := next((text for mark, text in _UNKNOWN.items() if head.startswith(mark)), ""):
        raise SourceError(reason)
    if head.startswith(PACKED):
        yield from _of_zip(path, budget)
    elif head.startswith(_SEVEN):
        yield from _of_seven(path, budget)
    elif _is_tar(path):
        yield from _of_tar(path, budget)
    else:
        opener = next(opener for mark, opener in _STREAMS.items() if head.startswith(mark))
        yield _stream(path, opener, budget)


def _of_zip(path: Path, budget: Budget) -> Iterator[Leaf]:
    with zipfile.ZipFile(path) as archive:
        items = [n for n in archive.infolist() if not n.is_dir() and _shown(n.filename)]
        budget.take(sum(item.file_size for item in items), len(items))
        for item in items:
            name = item.filename
            if not item.flag_bits & 0x800:  # names in UTF-8 that do not say so
                with contextlib.suppress(UnicodeError):
                    name = name.encode("cp437").decode()
            if item.flag_bits & 1:
                yield Leaf(name, path, LOCKED)
                continue
            yield _copied(path, name, partial(archive.open, item), item.file_size)


def _of_tar(path: Path, budget: Budget) -> Iterator[Leaf]:
    with tarfile.open(path) as archive:
        for item in archive:
            shown = item.isfile() and _shown(item.name)
            budget.take(item.size, int(shown))
            if shown:
                yield _copied(path, item.name, partial(archive.extractfile, item), item.size)


def _of_seven(path: Path, budget: Budget) -> Iterator[Leaf]:
    sizes = sizes_of(path)
    budget.take(sum(sizes), len(sizes))
    for name, place, whole in extracted(path, lambda name: _free(place_for(path, name))):
        if _shown(name):
            yield Leaf(name, place, "" if whole else DAMAGED)


def _stream(path: Path, opener: Callable[[Path], Any], budget: Budget) -> Leaf:
    """Unpack a file that does not say its size: it is taken from what is left afterwards."""
    most = min(budget.bytes, max(path.stat().st_size * RATIO, FEW))
    leaf = _copied(path, path.name.rpartition(".")[0] or path.name, lambda: opener(path), most)
    if leaf.reason:
        raise SourceError(leaf.reason)
    budget.take(leaf.path.stat().st_size)
    return leaf


def _copied(path: Path, name: str, opener: Callable[[], Any], most: int) -> Leaf:
    """Unpack a file of at most so many bytes."""
    place = _free(place_for(path, name))
    try:
        with contextlib.closing(opener()) as packed, place.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                most -= len(chunk)
                if most < 0:
                    raise SourceError(BOMB)
                file.write(chunk)
    except BROKEN as error:
        place.unlink(missing_ok=True)
        return Leaf(name, place, why(error))
    return Leaf(name, place)
