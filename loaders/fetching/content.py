"""What a downloaded file must be before it takes its place: whole, of a sane size, recognised."""

import gzip
import re
import shutil
import zipfile
import zlib
from pathlib import Path

from loaders.errors import SourceError
from loaders.fetching.addresses import Remote
from loaders.fetching.download import MEGABYTE
from loaders.source import Source

RATIO = 250
"""How many times bigger a file may be once unpacked; a table of open data is at most 50."""

FEW = 20 * MEGABYTE
"""Bytes under which the ratio says nothing."""

MEMBERS = 10_000
_CHUNK = 1 << 20
_PAGE = re.compile(
    rb"\s*(<\?xml[^>]*\?>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html)\b", re.I | re.S
)
_DAMAGED = (
    zipfile.BadZipFile,
    gzip.BadGzipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
)


class RejectedError(SourceError):
    """A downloaded file is not what was expected: the message says why, without a full stop."""


def accepted(part: Path, remote: Remote, source: Source, aside: Path) -> Path:
    """Return the file to keep: `part`, or the member wanted of it, unpacked in the folder `aside`.

    Raises RejectedError: it is a web page, a bomb, damaged, or not a file of the source.
    """
    with part.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise RejectedError("le fichier est vide")
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise RejectedError("le serveur a envoyé une page web au lieu du fichier")
    try:
        _weigh(part, head, remote.unpacked * MEGABYTE)
        kept = _member(part, remote, aside) if remote.member else part
    except _DAMAGED as error:
        raise RejectedError(f"l'archive est abîmée ({error})") from error
    try:
        known = source.recognises(kept)
    except Exception as error:  # whatever a parser lets through, the file is of no use
        raise RejectedError(f"le fichier ne se lit pas ({error})") from error
    if not known:
        raise RejectedError(f"ce n'est pas un fichier de « {source.name} »")
    return kept


def _weigh(path: Path, head: bytes, largest: int) -> None:
    """Refuse an archive that would fill the memory or the disk once unpacked."""
    if head.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
        if len(members) > MEMBERS:
            raise RejectedError(f"l'archive contient {len(members)} fichiers")
        # What a member says of its size binds the reader, which stops there.
        _judge(sum(member.file_size for member in members), path, largest)
    elif head.startswith(b"\x1f\x8b"):
        size = 0
        with gzip.open(path) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                _judge(size, path, largest)


def _judge(unpacked: int, path: Path, largest: int) -> None:
    if unpacked > largest:
        raise RejectedError(
            f"l'archive donnerait plus de {largest // MEGABYTE} Mo une fois décompressée"
        )
    if unpacked > FEW and unpacked > RATIO * path.stat().st_size:
        raise RejectedError("l'archive est anormalement compressée (bombe de décompression)")


def _member(part: Path, remote: Remote, aside: Path) -> Path:
    with zipfile.ZipFile(part) as archive:
        found = [item for item in archive.infolist() if re.search(remote.member, item.filename)]
        if not found:
            raise RejectedError("l'archive ne contient pas le fichier attendu")
        newest = max(found, key=lambda item: item.filename)
        aside.mkdir(parents=True, exist_ok=True)
        # The name is ours: that of a member could lead out of the folder.
        target = aside / remote.name
        with archive.open(newest) as packed, target.open("wb") as file:
            shutil.copyfileobj(packed, file, _CHUNK)
    return target
