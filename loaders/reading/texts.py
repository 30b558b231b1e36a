"""The text of a file: its encoding, whatever saved it, and the sign that separates its cells."""

import codecs
import contextlib
import csv
import re
import unicodedata
from collections import Counter

from loaders.reading.encoded_twice import encoded_once

SEPARATORS = ";,\t|~^§¤\x1f"

HEAD = 1 << 16
"""Bytes, or letters, by which a file is judged."""
TITLES = 20
"""Rows that may stand above a header."""
_WRAPPED = re.compile(r'"(?:[^"]|"")*[;,\t|](?:[^"]|"")*"')
_FEW_ZEROS = 64
"""Bytes of a text for each zero that a bad disk may have left in it."""
_FEW_WRONG = 20
"""Letters beyond ASCII that are right for each byte that is wrong, in a text that is UTF-8."""
_FRENCH = dict.fromkeys("ÀÂÇÈÊËÎÏÔÙÛœ«»’–°", 1) | dict.fromkeys("âçêëîïôùû", 3) | {"è": 6, "à": 6}
_FRENCH |= {"é": 12, "É": 4}
"""How frequent signs beyond ASCII are in French."""


def is_binary(content: bytes) -> bool:
    """Tell whether some bytes are surely no text, by their beginning."""
    head = content[:4096].rstrip(b"\0")  # what fills the last block of a bad disk
    return head.count(0) * _FEW_ZEROS > len(head) and not _utf16(content)


def _utf16(content: bytes) -> str:
    """Return the form of UTF-16 or 32 that a text is in, by its mark or its zeros, else ""."""
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    first, second = content[0:4096:2], content[1:4096:2]
    for encoding, high, low in (("utf-16-le", second, first), ("utf-16-be", first, second)):
        # The letters of French have a zero for high byte, and no text has one for low byte.
        if low and b"\x00" not in low and high.count(0) > len(high) / 2:
            return encoding
    return ""


def decode(content: bytes) -> str:
    """Return the text of some bytes: UTF-16 by its mark or its zeros, else UTF-8, else eight bits.

    A last letter cut in two, as when only the beginning of a file was read, is dropped; a few bytes
    that are wrong do not make another encoding of UTF-8. An accent that a Macintosh wrote apart
    from its letter (NFD) is joined to it.
    """
    return composed(_decoded(content))


def composed(text: str) -> str:
    """Return a text whose accents are in their letters, as everyone compares them.

    What was encoded twice is decoded once more (see `loaders.reading.encoded_twice`).
    """
    return encoded_once(unicodedata.normalize("NFC", text))


def _decoded(content: bytes) -> str:
    if encoding := _utf16(content):
        return content.decode(encoding, errors="replace")
    content = content.rstrip(b"\0").replace(
        b"\x00", b"?"
    )  # what a bad disk left is no sign of a text
    try:
        return _as_utf8(content)
    except UnicodeDecodeError:
        encoding = _damaged_or_eight_bits(content)
    content = content.removeprefix(codecs.BOM_UTF8)  # nor is its mark, put before eight bits
    if encoding != "utf-8-sig":
        return content.decode(encoding, errors="replace")
    return "".join(map(_line, content.splitlines(keepends=True)))


def _line(content: bytes) -> str:
    """Return a line in UTF-8, or in eight bits where that alone makes it French.

    So are the lines of a file that was joined to another by a program that looked at neither.
    """
    try:
        return content.decode()
    except UnicodeDecodeError:
        written = content.decode("cp1252", errors="replace")
    if all(sign.isascii() or sign in _FRENCH for sign in written):
        return written
    return content.decode(errors="replace")


def encoding_of(head: bytes) -> str:
    """Return the encoding of a text (see `decode`), by its beginning."""
    if encoding := _utf16(head):
        return encoding
    try:
        _as_utf8(head)
        return "utf-8-sig"
    except UnicodeDecodeError:
        return _damaged_or_eight_bits(head)


def ends_in_a_letter(content: bytes) -> bool:
    """Tell whether a text in UTF-8 stops between the bytes of a letter."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with contextlib.suppress(UnicodeDecodeError):
        decoder.decode(content[-4:].lstrip(bytes(range(0x80, 0xC0))))
        return bool(decoder.getstate()[0]) and not _utf16(content)
    return False


def _as_utf8(content: bytes) -> str:
    return codecs.getincrementaldecoder("utf-8-sig")().decode(content, final=False)


def _damaged_or_eight_bits(content: bytes) -> str:
    """Return UTF-8 for a text that is not quite so, for a few bytes or lines, else eight bits."""
    text = content.decode("utf-8-sig", errors="replace")
    wrong = text.count("\ufffd")
    if wrong * _FEW_WRONG < sum(not sign.isascii() for sign in text) - wrong:
        return "utf-8-sig"
    accented = [line for line in text.splitlines() if not line.isascii()]
    if 2 * sum("\ufffd" in line for line in accented) < len(accented):
        return "utf-8-sig"  # a bad disk spoils a place; eight bits spoil every line with an accent
    # Five bytes mean nothing in Windows-1252: they become visible replacement signs.
    return _eight_bits(content)


def _eight_bits(content: bytes) -> str:
    """Return the encoding that makes the most French of a text: Windows, Macintosh or DOS."""
    beyond = content[:HEAD].translate(None, delete=bytes(range(128)))

    def french(encoding: str) -> int:
        return sum(_FRENCH.get(sign, 0) for sign in beyond.decode(encoding, errors="replace"))

    return max(("cp1252", "mac_roman", "cp850"), key=french)


def unwrapped(text: str) -> str:
    """Return a text without the quotes that a spreadsheet puts around each of its whole lines."""
    first = [line for line in text[:HEAD].splitlines()[:TITLES] if line]
    if len(first) < 2 or not all(_WRAPPED.fullmatch(line) for line in first):
        return text
    return "\n".join(
        line[1:-1].replace('""', '"') if _WRAPPED.fullmatch(line) else line
        for line in text.splitlines()
    )


def requoted(text: str, separator: str) -> str:
    """Return a text whose cells are between straight quotes, where others surround its names.

    They may be single ones, those of typography, or straight ones with a space before them.
    """
    sign = re.escape(separator)
    header = next((line for line in text[:HEAD].splitlines() if line.strip()), "").strip()
    names = [name.strip() for name in header.split(separator)]
    if len(names) < 2:
        return text
    for opening, closing in (("“", "”"), ("«", "»"), ("'", "'")):
        if all(len(n) > 1 and n[0] == opening and n[-1] == closing for n in names):
            text = text.replace('"', '""')
            text = re.sub(rf"(^|{sign})[ \t]*{opening}", r'\1"', text, flags=re.MULTILINE)
            return re.sub(rf"{closing}[ \t\r]*({sign}|$)", r'"\1', text, flags=re.MULTILINE)
    if re.search(rf'"{sign}[ \t]+"', header):
        return re.sub(rf'(?<={sign})[ \t]+(?=")', "", text)
    return text


def announced(text: str) -> tuple[str, str]:
    """Return the separator that a first line « sep=; » announces to spreadsheets, and the rest."""
    found = re.match(r"\ufeff?\"?sep=(.)\"?[ ;,]*\r?\n", text, re.IGNORECASE)
    return (found[1], text[found.end() :]) if found else ("", text)


def separator_under_titles(text: str) -> str:
    """Return the separator of a table that may be under titles: it cuts the most cells alike."""
    told, text = announced(text)
    lines = text[:HEAD].splitlines()[: TITLES * 3]
    best, score = told or ";", 0
    for separator in [] if told else SEPARATORS:
        with contextlib.suppress(csv.Error):
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator))
            alike = max(((width - 1) * times for width, times in widths.items()), default=0)
            best, score = (separator, alike) if alike > score else (best, score)
    return best


def separator_of(text: str) -> str:
    """Return the separator that cuts the first lines alike, in the most cells."""
    lines = [line for line in text[:HEAD].splitlines()[:20] if line.strip()][:10]
    best, score = ";", (0.0, 0)
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        if not widths or widths[0] < 2:
            continue
        # A quoted text may run over two lines, so the header's width counts most.
        alike = sum(width == widths[0] for width in widths) / len(widths)
        if (alike, widths[0]) > score:
            best, score = separator, (alike, widths[0])
    return best
