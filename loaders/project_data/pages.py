"""The pages of words, read from `data/pages/*.md`, whose figures are all known."""

from functools import cache
from pathlib import Path

from geodata.pages import FIGURES, NAMED
from loaders.errors import StoreError
from loaders.paths import DATA

FOLDER = DATA / "pages"


@cache
def read_pages(folder: Path = FOLDER) -> dict[str, str]:
    """The Markdown of each page of `geodata.pages.FIGURES`.

    Raises StoreError if a page is absent, or names a figure that is not its own, or leaves one out;
    the message, in French, names the file and the line.
    """
    return {name: _read(folder / f"{name}.md", figures) for name, figures in FIGURES.items()}


def _read(path: Path, figures: frozenset[str]) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"La page « {path.name} » ne peut être lue : {error}.") from error
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        for name in NAMED.findall(line):
            if name not in figures:
                raise _wrong(path, number, f"le chiffre « {name} » n'est pas connu")
        if "{{" in (rest := NAMED.sub("", line)) or "}}" in rest:
            raise _wrong(path, number, "un chiffre s'écrit « {{ nom }} », sur une seule ligne")
    if lost := figures.difference(NAMED.findall(text)):
        names = ", ".join(f"« {name} »" for name in sorted(lost))
        raise _wrong(path, len(lines), f"la page s'achève sans avoir donné {names}")
    return text


def _wrong(path: Path, line: int, problem: str) -> StoreError:
    return StoreError(f"Page « {path.name} », ligne {line} : {problem}.")
