"""A text reduced to what two people would type alike, so that searches compare like with like."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_NOT_A_WORD = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Fold `text`: lower case, no accents, one space for anything that is not a letter or digit.

    « L'Haÿ-les-Roses » gives « l hay les roses », « Sacré-Cœur » gives « sacre coeur ».
    Folding twice changes nothing more; a text without a letter or digit gives "".
    """
    # Compatibility forms first (the narrow space, « ﬁ », « ² »), then the case, so that a letter
    # whose lower case carries a combining mark (« İ ») loses the mark too.
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LIGATURES)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not _is_mark(c))
    return _NOT_A_WORD.sub(" ", bare.translate(_LIGATURES)).strip()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) == "Mn"
