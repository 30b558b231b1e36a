"""What keeps an archive, or a file of it, from being unpacked, said in French."""

import gzip
import lzma
import sys
import tarfile
import zipfile
import zlib

import py7zr
from py7zr.exceptions import ArchiveError

from loaders.errors import SourceError, system_says

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

DAMAGED = "l'archive ou le classeur est coupé ou abîmé"
LOCKED = "l'archive est protégée par un mot de passe"
BOMB = "l'archive est anormalement compressée (bombe de décompression)"

BROKEN = (
    SourceError,
    OSError,
    zipfile.BadZipFile,
    tarfile.TarError,
    gzip.BadGzipFile,
    lzma.LZMAError,
    zlib.error,
    ArchiveError,
    zstd.ZstdError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    TypeError,
    MemoryError,
)
"""What unpacking an archive that is damaged, locked or made to harm raises."""


def why(error: Exception) -> str:
    """Say why an archive, or a file of it, cannot be unpacked, without a full stop."""
    if isinstance(error, SourceError):
        return str(error).removesuffix(".")
    if isinstance(error, py7zr.PasswordRequired) or "password" in str(error).lower():
        return LOCKED
    if isinstance(error, (NotImplementedError, py7zr.UnsupportedCompressionMethodError)):
        return "l'archive est compressée d'une manière inconnue : refaites-la en zip"
    if isinstance(error, OSError) and error.errno:
        return f"l'archive ne peut pas être décompressée ({system_says(error)})"
    return DAMAGED
