"""The rows of a delimited text: a quote that never closes takes no row along, a cut is told."""

import csv
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

_END = "\x00fin\x00"
_LONGEST = 1_000
"""Lines that a text between quotes may run over: beyond, the quote that opened it is a stray."""


class CutRow(list[str]):
    """The cells of a last row whose end is missing."""


class _Endless(Exception):
    """A text between quotes runs over too many lines."""


class _Lines:
    """The lines of a text, then `_END`; `held` has those of the row that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._again = deque[str]()
        self.held = list[str]()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines, _END)
        if self.held and self.held[-1] == _END:
            raise StopIteration
        if len(self.held) > _LONGEST:
            self._again.appendleft(line)
            raise _Endless
        self.held.append(line)
        return line

    def again_from_second(self) -> None:
        """Put back the lines held, less the first."""
        self._again.extendleft(reversed(self.held[1:]))
        self.held.clear()


def rows_of(text: Iterable[str], separator: str, cut: bool = False) -> Iterator[list[str]]:
    """Yield the rows of a text, cut by a separator.

    A quote that nothing closes would make one cell of all that follows. Where it is a stray sign,
    its line is read as it is written and the reading goes on below; where the text was cut, the
    last row is a `CutRow`. So is a last row that has no end of line and, alone, fewer cells than
    the first.

    Parameters
    ----------
    text : its lines, with their ends
    cut : whether it is known that the text stops before its end

    Raises
    ------
    csv.Error
        It is no table.
    """
    lines, width, whole = _Lines(text), 0, True
    while True:
        cells = list[str]()
        try:
            for cells in csv.reader(lines, delimiter=separator):
                last = lines.held[-1]
                if last == _END or (
                    len(cells) > width > 0 and _is_stray(lines.held, separator, width)
                ):
                    break
                lines.held.clear()
                width = width or len(cells)
                short = len(cells) < width and any(cells)
                stops = (cut or (short and whole)) and not last.endswith(("\n", "\r"))
                whole = whole and not short
                yield CutRow(cells) if stops else cells
            if cells == [_END]:
                return
            at_end = lines.held[-1:] == [_END]
        except _Endless:
            at_end = False
        plain = _plain(lines.held, separator)
        if at_end and len(plain) < width:
            yield CutRow(cell.removesuffix(_END) for cell in cells)
            return
        yield plain
        lines.again_from_second()


def _plain(held: Sequence[str], separator: str) -> list[str]:
    """Return the cells of the first line of a row, its quotes signs like others."""
    return next(csv.reader(held[:1], delimiter=separator, quoting=csv.QUOTE_NONE), [])


def _is_stray(held: Sequence[str], separator: str, width: int) -> bool:
    """Tell whether a row that is too wide is several lines, joined by a quote of the first."""
    return len(held) > 1 and len(_plain(held, separator)) == width
