"""A text reduced to what two people would type alike, so that searches compare like with like."""

import re
import unicodedata

_LIGATURES = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"}
_NOT_A_WORD = re.compile(r"[\W_]+")


class _Bare(dict[int, str | int | None]):
    """What each letter becomes: nothing for a mark. Letters are looked up as they come."""

    def __missing__(self, code: int) -> int | None:
        self[code] = found = None if unicodedata.category(chr(code)) == "Mn" else code
        return found


_BARE = _Bare({ord(one): two for one, two in _LIGATURES.items()})


def fold(text: str) -> str:
    """Fold `text`: lower case, no accents, one space for anything that is not a letter or digit.

    « L'Haÿ-les-Roses » gives « l hay les roses », « Sacré-Cœur » gives « sacre coeur ».
    Folding twice changes nothing more; a text without a letter or digit gives "".
    """
    if text.isascii():
        return _NOT_A_WORD.sub(" ", text.lower()).strip()
    # Compatibility forms first (the narrow space, « ﬁ », « ² »), then the case, so that a letter
    # whose lower case carries a combining mark (« İ ») loses the mark too.
    lowered = unicodedata.normalize("NFKC", text).casefold()
    bare = unicodedata.normalize("NFKD", lowered).translate(_BARE)
    return _NOT_A_WORD.sub(" ", bare).strip()
