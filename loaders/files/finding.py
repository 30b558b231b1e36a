"""The files of the folders of sources: those a source recognises, those set aside, the others."""

import hashlib
import json
import lzma
import os
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from loaders.catalogue import CATALOGUE
from loaders.errors import SourceError, system_says
from loaders.files.unpacking import BESIDE, Part, feeds_among, is_outline, parts_of
from loaders.reading.archives.contents import is_archive
from loaders.reading.archives.faults import DAMAGED
from loaders.reading.texts import is_binary
from loaders.source import Source

_OF_TEXTS = frozenset([".csv", ".txt", ".tsv", ".json", ".geojson", ".xml"])
_OF_FILES = _OF_TEXTS | frozenset([".xlsx", ".xls", ".ods", ".zip", ".gz", ".7z", ".xz"])
"""How the names of producers' files end."""

_POINTER = b"version https://git-lfs"
_LARGEST_JSON = 50 << 20
"""Bytes of an unknown JSON file beyond which nobody looks whether it is whole."""


@dataclass(frozen=True)
class SourceFile:
    """A file that a source recognised; `name` is its path in the folder, `checksum` its SHA-256."""

    path: Path
    name: str
    source: Source
    checksum: str


@dataclass(frozen=True)
class SetAside:
    """A file that gives nothing to the build, and why, in French.

    `source` and `name` are those of its source, empty when unknown; `fault` tells whether someone
    must do something about it: a copy of another file is set aside without a fault.
    """

    file: str
    reason: str
    source: str = ""
    name: str = ""
    fault: bool = True

    def text(self) -> str:
        """Return it as a line of French."""
        name = f" ({self.name})" if self.name else ""
        return f"{self.file}{name} : {self.reason}"


@dataclass(frozen=True)
class Found:
    """The files of folders: those recognised, the unknown ones by name, those set aside."""

    files: tuple[SourceFile, ...] = ()
    strangers: Mapping[str, Path] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()

    @property
    def unrecognised(self) -> tuple[str, ...]:
        """The names of the files that no source knows."""
        return tuple(self.strangers)


def find_files(folders: Path | Sequence[Path], catalogue: Sequence[Source] = CATALOGUE) -> Found:
    """Look at every file under one folder or several, and in it: those that a source recognises.

    Hidden files and folders are left out; the order is that of the names, so that two builds of
    the same files are alike. A file that cannot be opened, is empty or is cut is set aside; of
    files with the same content, the one of the shortest name is kept and the others are named.
    """
    aside = list[SetAside]()
    entries = _entries([folders] if isinstance(folders, Path) else folders, aside)
    looked = [_looked(path, name, tuple(catalogue)) for path, name in entries]
    files = [file for one in looked for file in one.files]
    outlines = {file.path.with_suffix("") for file in files if is_outline(file.path)}
    strangers = {
        name: path
        for one in looked
        for name, path in one.strangers.items()
        if path.suffix.lower() not in BESIDE or path.with_suffix("") not in outlines
    }
    left = [Part(path, name) for name, path in strangers.items()]
    files += [_recognised(part) for part in feeds_among(left, catalogue)]
    strangers = {part.name: part.path for part in left}
    kept, copies = _without_copies(files)
    aside += [fault for one in looked for fault in one.set_aside]
    return Found(tuple(kept), strangers, (*aside, *copies))


def find_one(path: Path, catalogue: Sequence[Source] = CATALOGUE) -> Found:
    """Look at one file as `find_files` does."""
    name = shown(path.name)
    return _looked(path, name, tuple(catalogue)) if path.is_file() else Found((), {name: path})


def _looked(path: Path, name: str, catalogue: tuple[Source, ...]) -> Found:
    try:
        parts = parts_of(path, name, catalogue)
        files = [_recognised(part) for part in parts if part.source is not None]
        others = [(part, _damage(part)) for part in parts if part.source is None]
    except OSError as error:
        return Found(set_aside=(SetAside(name, unreadable(error)),))
    return Found(
        tuple(files),
        {shown(part.name): part.path for part, reason in others if not reason},
        tuple(SetAside(shown(part.name), reason) for part, reason in others if reason),
    )


def _recognised(part: Part) -> SourceFile:
    assert part.source is not None
    return SourceFile(part.path, shown(part.name), part.source, checksum_of(part.path))


def checksum_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unreadable(error: OSError) -> str:
    """Say in French that the system refuses to read."""
    return f"le fichier ne peut pas être lu ({system_says(error)})"


def shown(name: str) -> str:
    """Return a name that can be written anywhere: what is not UTF-8 becomes a replacement sign."""
    return os.fsencode(name).decode("utf-8", "replace")


def _entries(folders: Sequence[Path], aside: list[SetAside]) -> Iterator[tuple[Path, str]]:
    """Yield the files with their names; what the system hides goes to `aside`."""
    found = dict[Path, str]()
    for folder in folders:

        def refused(error: OSError, folder: Path = folder) -> None:
            where = Path(os.fsdecode(error.filename or folder))
            name = where.relative_to(folder).as_posix() if where != folder else str(folder)
            aside.append(
                SetAside(shown(name), f"le dossier ne peut pas être lu ({system_says(error)})")
            )

        for parent, folders_in, files in os.walk(folder, onerror=refused):
            folders_in[:] = sorted(name for name in folders_in if not name.startswith("."))
            if not (folders_in or files) and Path(parent).suffix.lower() in _OF_FILES:
                told = shown(Path(parent).relative_to(folder).as_posix())
                aside.append(SetAside(told, "c'est un dossier vide, là où un fichier est attendu"))
            for name in files:
                path = Path(parent, name)
                if name.startswith(".") or path in found:
                    continue
                told = shown(path.relative_to(folder).as_posix())
                if path.is_file():
                    found[path] = told
                elif path.is_symlink():
                    aside.append(SetAside(told, "le lien ne mène à aucun fichier"))
    times = Counter(found.values())
    roots = {path: root for root in folders for path in found if path.is_relative_to(root)}
    named = {
        path: name if times[name] == 1 else f"{shown(roots[path].name)}/{name}"
        for path, name in found.items()
    }
    yield from sorted(named.items(), key=lambda item: Path(item[1]).parts)


def _without_copies(
    files: Sequence[SourceFile],
) -> tuple[list[SourceFile], list[SetAside]]:
    best = dict[str, SourceFile]()
    for file in sorted(files, key=lambda file: (len(file.name), file.name)):
        best.setdefault(file.checksum, file)
    kept, copies = list[SourceFile](), list[SetAside]()
    for file in files:
        if (first := best[file.checksum]) is file:
            kept.append(file)
        else:
            reason = f"même contenu que « {first.name} »"
            copies.append(SetAside(file.name, reason, file.source.key, file.source.name, False))
    return kept, copies


def _damage(part: Part) -> str:
    """Say why an unknown file is surely damaged, "" when nothing tells."""
    if part.reason or is_archive(part.path):
        return part.reason
    with part.path.open("rb") as file:
        head = file.read(4096)
    if not head.strip():
        return "le fichier est vide"
    if head.startswith(_POINTER):
        return "c'est un renvoi de Git LFS : le fichier lui-même est à télécharger"
    if is_binary(head) and part.path.suffix.lower() in _OF_TEXTS:
        return "ce n'est pas un texte : le fichier est abîmé, ou son nom dit une autre sorte"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"[") and part.path.stat().st_size <= _LARGEST_JSON:
        content = part.path.read_bytes()
        if not _is_json(content) and not all(map(_is_json, content.split(b"\n", 2)[:2])):
            return "le fichier JSON est coupé ou abîmé"
    return ""


def _is_json(content: bytes) -> bool:
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def fault_of(error: Exception) -> str:
    """Say in French what an exception of a parser means, without a full stop."""
    if isinstance(error, SourceError):
        return str(error).removesuffix(".")
    if isinstance(error, OSError) and error.errno:
        return unreadable(error)
    if isinstance(error, UnicodeError):
        return "le fichier n'est pas un texte lisible (encodage)"
    if isinstance(error, (zlib.error, lzma.LZMAError, EOFError)):
        return DAMAGED
    if isinstance(error, MemoryError):
        return "le fichier est trop gros pour la mémoire de cette machine"
    if isinstance(error, KeyError):
        return f"il y manque ce que la lecture attend : « {error.args[0] if error.args else ''} »"
    return f"le fichier n'a pas la forme attendue ({type(error).__name__} : {error!s:.200})"
