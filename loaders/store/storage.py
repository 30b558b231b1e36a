"""Bytes at an address: the few things the store asks of a folder, local or remote (fsspec)."""

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import fsspec
from fsspec.implementations.local import LocalFileSystem

from loaders.errors import StoreError

_PART = ".part."
"""How the name of a file that is being written begins."""


def display(address: str) -> str:
    """Return an address fit for a message: without the password it may carry."""
    return re.sub(r"//[^@/]*@", "//", address)


def digest(content: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def is_remote(address: str) -> bool:
    """Tell whether an address is that of another machine, which may take long to answer."""
    kind, separator, _ = str(address).partition("://")
    return bool(separator) and kind not in ("file", "local")


class Folder:
    """A folder at any fsspec address (a path, `s3://…`, `memory://…`).

    Raises
    ------
    StoreError
        The address is of a kind that no installed driver can reach.
    """

    def __init__(self, address: str) -> None:
        self.address = str(address)
        try:
            self.files, root = fsspec.core.url_to_fs(str(address))
        except (ImportError, ValueError, OSError) as error:
            raise StoreError(
                f"L'adresse « {display(str(address))} » ne peut pas être ouverte ({error}). "
                "Corrigez ATLAS_STORE ou installez le pilote fsspec de cette adresse (pour "
                "« s3:// » : pip install -r requirements-s3.txt)."
            ) from error
        self.root = root.rstrip("/")
        self.local = isinstance(self.files, LocalFileSystem)
        # A remote listing is cached by fsspec: a server would never see a new build.
        self.files.invalidate_cache()

    def path(self, name: str) -> str:
        """Return the full path of a file of the folder."""
        return f"{self.root}/{name}"

    def read(self, name: str) -> bytes:
        """Return the content of a file (raises FileNotFoundError, else OSError)."""
        with _as_os_errors():
            return bytes(self.files.cat_file(self.path(name)))

    def part(self, name: str, start: int, end: int) -> bytes:
        """Return the bytes of a file from one to another, the last left out (raises OSError)."""
        with _as_os_errors():
            return bytes(self.files.cat_file(self.path(name), start=start, end=end))

    def write(self, name: str, content: bytes) -> None:
        """Write a file; whoever reads it sees the old content or the new one, never a part."""
        if self.local:
            _replace(Path(self.path(name)), content)
        else:
            with _as_os_errors():
                self.files.pipe_file(self.path(name), content)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold a local folder, so that two builds write one after the other."""
        if not self.local:
            yield
            return
        Path(self.root).mkdir(parents=True, exist_ok=True)
        with Path(self.root, ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def remove_parts(self) -> None:
        """Remove the files that a killed process had not finished writing in a local folder."""
        for path in Path(self.root).glob(f"**/{_PART}*"):
            path.unlink(missing_ok=True)

    def names(self, name: str) -> list[str]:
        """Return the names in a sub-folder, sorted; an absent folder has none."""
        with _as_os_errors():
            try:
                found = self.files.ls(self.path(name), detail=False, refresh=True)
            except (FileNotFoundError, NotADirectoryError):
                return []
            except TypeError:  # a driver without `refresh`
                found = self.files.ls(self.path(name), detail=False)
        names = (path.rstrip("/").rsplit("/", 1)[-1] for path in found)
        return sorted(name for name in names if not name.startswith(_PART))

    def exists(self, name: str) -> bool:
        """Tell whether a file is there."""
        with _as_os_errors():
            return bool(self.files.exists(self.path(name)))

    def remove(self, name: str) -> None:
        """Remove a sub-folder and what it holds."""
        with _as_os_errors():
            self.files.rm(self.path(name), recursive=True)


@contextmanager
def _as_os_errors() -> Iterator[None]:
    """Raise OSError whatever a driver raises: each remote one has errors of its own."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(str(error)) from error


def _replace(path: Path, content: bytes) -> None:
    """Write beside then rename, after the bytes are on disk, so that a power cut loses nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f"{_PART}{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes private files; the server may run as another user than the builder.
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
