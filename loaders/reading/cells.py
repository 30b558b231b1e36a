"""The text of a cell without what programs add around or in place of it."""

import html
import re
from collections.abc import Callable

_SPACES = "\ufeff\u00a0\u202f"
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_ESCAPE = re.compile(r"\\u00[0-9a-f]{2}|\\u20[0-9a-f]{2}", re.IGNORECASE)
_FORMULA = re.compile(r'="(.*)"', re.DOTALL)
_KEPT_AS_TEXT = re.compile(r"['’](?=\d|[A-Z]+$)")
_UNSEEN_SIGNS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _UNSEEN_SIGNS))
_QUOTED = (";'", ",'", "\t'", "|'", "\"'", "\n'", ";’", ",’", "\t’")
"""How a cell begins that a quote keeps as a text."""


def clean(cell: str) -> str:
    """Return the text of a cell without the spaces around it, those that do not break included."""
    return cell.strip().strip(_SPACES).strip()


def plain(cell: str) -> str:
    """Return the text of a cell as a person would type it.

    Without signs that nobody sees, entities of web pages (« &eacute; »), escapes of JSON
    (« \\u00e9 »), nor what makes a spreadsheet keep a code as a text (« ="02100" », « '02100 »).
    """
    text = cell if cell.isascii() else cell.translate(_UNSEEN)
    if found := _FORMULA.fullmatch(text.strip()):
        text = found[1].replace('""', '"')
    if "\\u" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[0][2:], 16)), text)
    text = clean(without_entities(text).replace("\t", " "))
    return _KEPT_AS_TEXT.sub("", text, count=1) if text[:1] in ("'", "’") else text


def reader_of(text: str, separator: str) -> Callable[[str], str]:
    """Return what gives the text of each cell of a table: `plain`, or `clean` where it is enough.

    Parameters
    ----------
    text : the whole table
    separator : that of its cells
    """
    odd = (
        any(sign in text for sign in _UNSEEN_SIGNS)
        or any(mark in text for mark in ('="', "\\u", *_QUOTED))
        or ("\t" in text and separator != "\t")
        or ("&" in text and _ENTITY.search(text))
    )
    return plain if odd else clean


def without_entities(text: str) -> str:
    """Return a text whose entities of web pages are the signs that they stand for."""
    if "&" in text:
        for _ in range(2):  # an editor of web pages writes « &amp;eacute; »
            text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return text


def without_unseen(text: str) -> str:
    """Return a text without the signs that nobody sees, such as a hyphen that may be."""
    return text if text.isascii() else text.translate(_UNSEEN)
