"""From a text to the words compared: no accent, no plural, no gender, one name a diploma."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from geodata.folding import fold
from geodata.search.lexicon.diplomas import DIPLOMAS

_FUNCTION = """
a afin ai alors ainsi au aupres aussi aux avec c ce ces cet cette chez comme d dans de des dont du
e elle en entre es est et etc eux f h il ils j je l la le les leur leurs lors m ma mais me mes moi
mon n ne ni nos notre nous o on ou par pas plus pour qu que qui s sa se selon ses si sont
sous suis sur t ta te tes toi ton tres tu un une vers vos votre vous y ere iere euse trice rice
nne
"""
FUNCTION_WORDS = frozenset(_FUNCTION.split())
"""Words without a meaning of their own, and the endings left by « technicien(ne) »."""

# Words which two rules would wrongly bring together, or keep apart.
_IRREGULAR = {
    "vente": "vente",
    "ventes": "vente",
    "porte": "porte",
    "portes": "porte",
    "course": "course",
    "courses": "course",
    "materiaux": "materiau",
    "travaux": "travaux",
    "hotesse": "hote",
    "hotesses": "hote",
    "institutrice": "instituteur",
    "cours": "cours",
    "gens": "gens",
    "sens": "sens",
    "lens": "lens",
    "bus": "bus",
    "os": "os",
    "bts": "bts",
    "deas": "deas",
    "dees": "dees",
    "des": "des",
    "science": "science",
    "sciences": "science",
    "armee": "armee",
    "creps": "creps",
    "cpes": "cpes",
    "mastere": "mastere",
    "masteres": "mastere",
}

# (feminine ending, masculine ending), the first that fits is used once. « ée » is not among them:
# it loses its « e » first, then ends as its masculine does.
_ENDINGS = (
    ("trice", "teur"),
    ("euse", "eur"),
    ("iere", "ier"),
    ("ienne", "ien"),
    ("enne", "en"),
    ("onne", "on"),
    ("elle", "el"),
    ("ffe", "f"),
    ("ive", "if"),
    ("ere", "er"),
)

_INITIALS = re.compile(
    r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|(?<!\w)(?:[^\W\d_]\.)+[^\W\d_](?!\w)"
)
_SPACED = re.compile(r"(?<!\w)(?:[^\W\d_] ){2,}[^\W\d_](?!\w)")  # « n d r c »
_LICENCE_LETTER = re.compile(r"\bpermis ([a-e]1?e?)\b", re.IGNORECASE)
_SMALL_E = re.compile(r"\be[- ](commerce|learning|sport)\b", re.IGNORECASE)
# « R&T » is « RT »; « L.AS » is a name, not an article before « as ».
_LETTERS_AND = re.compile(r"\b([a-z])\s?&\s?([a-z])\b", re.IGNORECASE)
_LAS = re.compile(r"\bL\.\s?AS\b\.?", re.IGNORECASE)
# « J'ai un bac L » asks what follows it, as « après un bac L » does.
_HAVING = re.compile(
    r"\b(?:j['\u2019]?ai|titulaire d['\u2019]une?|apr[èe]s avoir eu)\s+(?:eu\s+)?"
    r"(?:une?\s+|l[ea]\s+|m(?:on|a)\s+)?(?=(?:bac|bts|cap|bep|but|dut|licence|master)\b)",
    re.IGNORECASE,
)
_NAMED_BY_LETTERS = frozenset(["bac", "pro", "bts", "cap", "dut", "etat"])
_RUN = re.compile(r"[^\W_]+")
# « TP Maçon » is a titre professionnel, « BTS TP » is about travaux publics.
_TITLE_AS_TP = re.compile(r"^\s*TP\s+(?=\S)", re.IGNORECASE)
_STATE_DIPLOMA = re.compile(r"^\s*(?:D\.\s?E\.?|DE)\s+(?=\S)")


def split(text: str) -> list[str]:
    """The folded words of a text, in order.

    Initials are joined (« B.T.S. » is « bts »); a leading « D.E » or « DE », which folding alone
    would take for the preposition, is read as « diplôme d'État », and « TP » in full likewise.
    """
    return [word for word, _ in shown_words(text)]


def shown_words(text: str) -> list[tuple[str, str]]:
    """The words of a text in order, folded (as `split` gives them) and as they were written."""
    return list(_shown_words(text))


@lru_cache(maxsize=1_000)
def _shown_words(text: str) -> tuple[tuple[str, str], ...]:
    # A request is read several times: as codes, as words, as a title.
    text = _STATE_DIPLOMA.sub("diplôme d'État ", unicodedata.normalize("NFC", text))
    text = _TITLE_AS_TP.sub("titre professionnel ", text)
    text = _LETTERS_AND.sub(r"\1\2", _LAS.sub("LAS", text))
    text = _HAVING.sub("après un ", text)
    text = _SPACED.sub(lambda match: match[0].replace(" ", ""), text)
    text = _INITIALS.sub(lambda match: match[0].replace(".", ""), text)
    text = _SMALL_E.sub(r"e\1", text)
    # The letter alone is too small a word to be looked up: « permis C » also gives « permisc ».
    text = _LICENCE_LETTER.sub(r"permis permis\1", text)
    words = [(word, run) for run in _RUN.findall(text) for word in fold(run).split()]
    for at in range(1, len(words)):
        word, shown = words[at]
        named = words[at - 1][0] in _NAMED_BY_LETTERS and word in FUNCTION_WORDS
        if named and (at == len(words) - 1 or (shown.isupper() and not text.isupper())):
            # « bac S », « bac pro TU », « BTS SE », « DE ES »: the letters name the diploma.
            words[at] = (f"x{word}", shown)
    return tuple(words)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The form of a folded word shared by its singular, plural, masculine and feminine."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.isalpha():
        return word
    word = _singular(word)
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) > 4 and word.endswith("ee"):
        word = word[:-1]
    for feminine, masculine in _ENDINGS:
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word[: -len(feminine)] + masculine
    if len(word) > 4 and word.endswith("e"):
        return word[:-1]
    return word


def _singular(word: str) -> str:
    if word.endswith(("eaux", "eux", "yaux", "oux")):
        return word[:-1]
    if word.endswith("aux") and len(word) > 4:
        return word[:-3] + "al"
    if word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def stems(words: Iterable[str]) -> list[str]:
    """The stems of the words that carry a meaning."""
    return [stem(word) for word in words if word not in FUNCTION_WORDS]


@lru_cache(maxsize=1)
def _diploma_phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    return {
        tuple(stems(fold(name).split())): diploma.tokens
        for diploma in DIPLOMAS
        for name in diploma.names
    }


def diploma_at(sequence: Sequence[str], start: int) -> tuple[int, tuple[str, ...]]:
    """The longest diploma name beginning at `start`: how many stems it takes, and its tokens."""
    phrases = _diploma_phrases()
    for length in range(min(10, len(sequence) - start), 0, -1):
        found = phrases.get(tuple(sequence[start : start + length]))
        if found:
            return length, found
    return 0, ()


def terms(text: str) -> list[str]:
    """The terms a text is indexed by: stems, every way of naming a diploma brought to one token."""
    sequence = stems(split(text))
    found: list[str] = []
    position = 0
    while position < len(sequence):
        length, tokens = diploma_at(sequence, position)
        found.extend(tokens or (sequence[position],))
        position += length or 1
    return found
