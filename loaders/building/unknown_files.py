"""What a file that no source knows looks like, by the columns that each source's files need."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.folding import fold
from loaders.fetching.addresses import Remote
from loaders.reading.columns import find_column, likeness, nearest_column

LEAST = 0.4
"""Share of its columns that a file must have to look like a source's."""

_SHORTEST = 3
"""Letters of the shortest word by which the name of a file may hint at a source."""


@dataclass(frozen=True)
class Resemblance:
    """The declaration that a file looks like, and its columns that lack.

    `lacking` has a pair for each: its name, and the present column most like it, "" when none is.
    """

    remote: Remote
    lacking: tuple[tuple[str, str], ...]


def resembling(path: Path, header: Sequence[str], remotes: Sequence[Remote]) -> Resemblance | None:
    """Return what a file looks like: the declaration that has most of its columns there.

    Of declarations with as many, the name of the file chooses, then the columns that look most
    like those that lack. One column there is enough when the name says the same, or when each of
    the others has one like it: a list of two columns, one of them renamed, has no more to show.

    Parameters
    ----------
    header : the names of the file's columns
    remotes : the declarations of the catalogue, with the columns that each needs
    """
    best: Remote | None = None
    most = (0.0, 0.0, 0.0)
    for remote in remotes:
        lacking = _lacking(header, remote)
        found = len(remote.columns) - len(lacking)
        if not lacking or not found or found / len(remote.columns) < LEAST:
            continue
        free, hint = _free(header, remote), _hint(path, remote)
        near = all(nearest_column(free, names) for names in lacking)
        score = (found / len(remote.columns), hint, _alike(free, lacking))
        if (found >= 2 or hint or near) and score > most:
            best, most = remote, score
    if best is None:
        return None
    free = _free(header, best)
    pairs = [(names[0], nearest_column(free, names)) for names in _lacking(header, best)]
    return Resemblance(best, tuple(pairs))


def _lacking(header: Sequence[str], remote: Remote) -> list[tuple[str, ...]]:
    needed = [tuple(column.split("|")) for column in remote.columns]
    return [names for names in needed if not find_column(header, names)]


def _free(header: Sequence[str], remote: Remote) -> list[str]:
    """Return the columns that nothing uses: what another role uses is not what was renamed."""
    used = {find_column(header, column.split("|")) for column in remote.columns}
    return [name for name in header if name not in used]


def _alike(free: Sequence[str], lacking: Sequence[Sequence[str]]) -> float:
    """Return how much the columns that lack look like those that nothing uses, on average."""
    return sum(likeness(free, names) for names in lacking) / len(lacking)


def _hint(path: Path, remote: Remote) -> float:
    """Return the share of the words of a source's key that the name of a file bears."""
    said = fold(path.stem).split()
    words = [word for word in fold(remote.source).split() if len(word) >= _SHORTEST]
    told = [any(_same(word, other) for other in said) for word in words]
    return sum(told) / len(told) if told else 0.0


def _same(word: str, other: str) -> bool:
    return word.removesuffix("s") == other.removesuffix("s")
