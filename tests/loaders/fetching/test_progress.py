"""Bars on a terminal, plain lines elsewhere."""

import io

from loaders.fetching.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO) -> str:
    progress = Progress(stream)
    progress.advance("bmo.xlsx", 250_000, 1_000_000)
    progress.advance("bmo.xlsx", 1_000_000, 1_000_000)
    progress.say("bmo.xlsx : nouveau")
    progress.end("bmo.xlsx")
    progress.end("jamais commencé")
    return stream.getvalue()


def test_bars_on_a_terminal() -> None:
    said = shown(Terminal())
    assert "bmo.xlsx:" in said
    assert "%|" in said
    assert "· bmo.xlsx : nouveau\n" in said


def test_plain_lines_elsewhere() -> None:
    assert shown(io.StringIO()) == "· bmo.xlsx : nouveau\n"
