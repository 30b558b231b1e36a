"""What happens to files on their way: copies, cuts, names, encodings; and real folders cut down."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

TEXTS = (".csv", ".txt", ".tsv")


def doubled(path: Path) -> None:
    """Save it twice."""
    shutil.copyfile(path, path.with_name(f"copie de {path.name}"))


def renamed(path: Path) -> None:
    """Give it a name that says nothing and is not UTF-8."""
    path.rename(Path(os.fsdecode(os.fsencode(path.parent) + b"/caf\xe9 (2).dat")))


def halved(path: Path) -> None:
    """Keep its first half."""
    _keep(path, path.stat().st_size // 2)


def cut_in_a_letter(path: Path) -> None:
    """Stop it between the two bytes of a letter, as near its middle as there is one."""
    content = path.read_bytes()
    middle = len(content) // 2
    places = [at for at in range(middle, len(content)) if content[at] in (0xC3, 0xC2, 0xE2)]
    _keep(path, (places or [middle])[0] + 1)


def cut_in_quotes(path: Path) -> None:
    """Stop it within a text between quotes, or within a number: one byte before its end."""
    content = path.read_bytes()
    quotes = [at for at in range(len(content) // 2, len(content)) if content[at] == ord('"')]
    _keep(path, quotes[0] + 2 if quotes else len(content) - 2)


def emptied(path: Path) -> None:
    """Keep nothing of it."""
    _keep(path, 0)


def only_a_header(path: Path) -> None:
    """Keep its first line."""
    _keep(path, path.read_bytes().find(b"\n") + 1)


def in_utf_16(path: Path) -> None:
    """Save it as a spreadsheet's « Texte Unicode »."""
    path.write_bytes(path.read_bytes().decode("utf-8", "replace").encode("utf-16"))


def in_eight_bits(path: Path) -> None:
    """Save it as Windows does."""
    path.write_bytes(path.read_bytes().decode("utf-8", "replace").encode("cp1252", "replace"))


def garbled(path: Path) -> None:
    """Fill its middle with what a bad disk gives back."""
    content = bytearray(path.read_bytes())
    third = len(content) // 3
    content[third : third + 512] = bytes(range(256)) * 2
    path.write_bytes(bytes(content))


def a_folder(path: Path) -> None:
    """Put an empty folder in its place."""
    path.unlink()
    path.mkdir()


def a_link_to_nothing(path: Path) -> None:
    """Put in its place a link to a file that is gone."""
    path.unlink()
    path.symlink_to(path.with_name("nulle part"))


DAMAGES: tuple[Callable[[Path], None], ...] = (
    doubled,
    renamed,
    halved,
    cut_in_a_letter,
    cut_in_quotes,
    emptied,
    only_a_header,
    in_utf_16,
    in_eight_bits,
    garbled,
    a_folder,
    a_link_to_nothing,
)

WHOLE = (doubled, renamed)
"""Those that lose nothing of a file."""


def _keep(path: Path, size: int) -> None:
    path.write_bytes(path.read_bytes()[:size])


def cut_down(folder: Path, to: Path, lines: int = 150) -> None:
    """Copy a folder of real files, its long tables cut to some lines taken all along them.

    Other files are copied as they are; those of more than 700 kB are left out, but tables.
    """
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".md":
            continue
        place = to / path.relative_to(folder)
        content = path.read_bytes()
        if path.suffix in TEXTS and not path.name.startswith("bcn_"):
            header, *rows = content.splitlines(keepends=True)
            step = max(1, len(rows) // lines)
            content = header + b"".join(rows[::step])
        elif len(content) > 700_000 and path.suffix not in TEXTS:
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
