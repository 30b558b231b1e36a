"""Showing downloads under way: bars on a terminal, plain lines elsewhere."""

import sys
import threading
from typing import Any, TextIO

from tqdm import tqdm


class Progress:
    """What is said while files come; every method may be called from several threads."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr
        self._bars: dict[str, tqdm[Any]] | None = {} if self.stream.isatty() else None
        self._lock = threading.Lock()

    def advance(self, name: str, size: int, total: int | None) -> None:
        """Show that `size` bytes of a file are here, of `total` if it is known."""
        if self._bars is None:
            return
        with self._lock:
            bar = self._bars.get(name)
            if bar is None:
                bar = self._bars[name] = tqdm(
                    desc=name, unit="o", unit_scale=True, leave=False, file=self.stream
                )
            bar.total = total
            bar.update(size - bar.n)

    def end(self, name: str) -> None:
        """Take away the bar of a file."""
        if self._bars is None:
            return
        with self._lock:
            bar = self._bars.pop(name, None)
            if bar is not None:
                bar.close()

    def say(self, message: str) -> None:
        """Print a line, above the bars if there are any."""
        with self._lock:
            if self._bars is None:
                print(f"· {message}", file=self.stream, flush=True)
            else:
                tqdm.write(f"· {message}", file=self.stream)
