"""Texts in UTF-8 that a program took for another encoding and encoded again: « MÃ©tiers »."""

import re
from functools import partial

_SIGNS = "\ufefféèêëàâçôîïùûÉÈÊÀÇÔœ’–ÃÂ"
"""Signs of French by which such a text is known: none of their disguises is ever written."""

_MOST = 3
"""Times that a text may have been encoded again."""


def _letters(encoding: str) -> dict[str, int]:
    """Return the byte of each sign that an encoding writes above ASCII."""
    # The bytes without a sign in Windows-1252 are kept as they are by those who read it.
    signs = (bytes([code]).decode(encoding, "ignore") or chr(code) for code in range(0x80, 0x100))
    return {sign: code for code, sign in enumerate(signs, start=0x80)}


def _sequences(bytes_of: dict[str, int]) -> re.Pattern[str]:
    """Return what finds the signs that are, together, the bytes of one sign in UTF-8."""

    def among(first: int, last: int) -> str:
        return f"[{re.escape(''.join(s for s, c in bytes_of.items() if first <= c <= last))}]"

    next_one = among(0x80, 0xBF)
    wide = ((0xC2, 0xDF, 1), (0xE0, 0xEF, 2), (0xF0, 0xF4, 3))
    return re.compile("|".join(among(a, b) + next_one * more for a, b, more in wide))


def _marks(bytes_of: dict[str, int]) -> dict[str, list[str]]:
    """Return the disguises of the signs of French, by the sign that each begins with."""
    signs = {code: sign for sign, code in bytes_of.items()}
    found: dict[str, list[str]] = {}
    for sign in _SIGNS:
        told = "".join(signs[code] for code in sign.encode())
        found.setdefault(told[0], []).append(told)
    return found


_BYTES = map(_letters, ("cp1252", "mac_roman", "cp850"))
_FOUND = [(_marks(bytes_of), _sequences(bytes_of), bytes_of) for bytes_of in _BYTES]
_LEADS = re.compile(f"[{''.join(sorted({lead for marks, _, _ in _FOUND for lead in marks}))}]")
_LONE_A = re.compile(r"(?<!\S)Ã (?=\S)")
"""« à » whose second half is a space that does not break, which someone made an ordinary one."""


def encoded_once(text: str) -> str:
    """Return a text with each sign that was encoded again as it was; any other text as it is."""
    if text.isascii() or not _LEADS.search(text):
        return text
    for _ in range(_MOST):
        mended = _LONE_A.sub("à ", text)
        for marks, sequences, bytes_of in _FOUND:
            if any(lead in mended and any(map(mended.__contains__, marks[lead])) for lead in marks):
                mended = sequences.sub(partial(_sign, bytes_of), mended)
        if mended == text:
            break
        text = mended
    return text


def _sign(bytes_of: dict[str, int], found: re.Match[str]) -> str:
    try:
        return bytes(bytes_of[sign] for sign in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]
