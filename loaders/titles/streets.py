"""Addresses as people write them: « 8 AV DU GENERAL FOY » is « 8 avenue du Général Foy »."""

import re

from loaders.titles.accents import Accents

_KINDS = {
    "r": "rue", "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard",
    "bvd": "boulevard", "pl": "place", "che": "chemin", "chem": "chemin", "all": "allée",
    "allee": "allée", "rte": "route", "imp": "impasse", "sq": "square", "fg": "faubourg",
    "crs": "cours", "pas": "passage", "res": "résidence", "residence": "résidence", "lot":
    "lotissement", "chs": "chaussée", "chaussee": "chaussée",
    **{name: name for name in ("rue", "avenue", "boulevard", "place", "chemin", "route", "impasse",
    "square", "faubourg", "cours", "passage", "quai", "esplanade", "sentier", "ruelle", "mail")},
}  # fmt: skip
_SMALL_LIST = """
    a au aux bis d de des du en et l la le les lès lez ou par pour sous sur ter quater
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
"""
_CAPITALS_LIST = """
    BP CS ZA ZAC ZI ZUP ZE RN RD TSA CFA CIO CCI CMA II III IV XIV XXIII
"""
_SMALL, _CAPITALS = frozenset(_SMALL_LIST.split()), frozenset(_CAPITALS_LIST.split())
_ACCENTS = Accents(
    ["général maréchal église hôtel château république libération égalité résistance évangile "
     "préfecture léon françois jaurès mitterrand édouard émile jérôme forêt forestière abbé évêché "
     "vallée chênes écoles étang égalité fraternité fusillés déportés février août décembre "
     "pompidou lumière célestin déchelette désiré honoré rené vallès valéry docteur périphérique "
     "gambetta république européenne victoire salengro forestière vérité résidence allée marché"]
)  # fmt: skip
_NAMED = re.compile(
    r"(\D{6,}?)(?=\s+\d+[\s,/\d-]*(?:bis|ter)?\s*,?\s*(?:rue|r|avenue|av|boulevard|bd|place|pl|"
    r"chemin|all[ée]e|route|impasse|square|quai|cours|passage|faubourg|chauss[ée]e|grande?)\b)",
    re.IGNORECASE,
)
_PIECES = re.compile(r"[^\W\d_]+|[\W\d_]+")
_LOST = re.compile(r"\b([DL]) (?=[AEIOUYHÉÈÊÎÔÀÂ]\w)", re.IGNORECASE)


def readable_street(text: str) -> str:
    """Return an address with its case, its accents and the kind of street in full.

    An address that is not in capitals only has its words in capitals set.
    """
    plain = _LOST.sub(r"\1'", " ".join(text.split()))
    shouted = plain == plain.upper()
    if not shouted and not any(word.isupper() and len(word) > 1 for word in plain.split()):
        return " ".join(text.split())
    pieces, starts = [], True  # the kind of a street is the first word, or follows a number
    for piece in _PIECES.findall(plain):
        if not piece.isalpha():
            starts = starts or any(sign.isdigit() or sign in ",-" for sign in piece)
            pieces.append(piece)
            continue
        pieces.append(_word(piece, starts, shouted))
        starts = starts and piece.lower() in ("bis", "ter", "b", "t", "quater")
    return "".join(pieces)


def named_in(text: str) -> tuple[str, str]:
    """Return the name of a place and its street, of an address that begins with the name.

    « Ufa Albert de Mun 2 Rue d'Olivet » is (« Ufa Albert de Mun », « 2 Rue d'Olivet »).
    """
    plain = " ".join(text.split())
    first = next(iter(plain.lower().split()), "")
    if not first[:1].isalpha() or first in _KINDS or first.upper() in _CAPITALS - {"CFA", "CMA"}:
        return "", plain
    found = _NAMED.match(plain)
    return (found[1].strip(" -,"), plain[found.end(1) :].strip(" -,")) if found else ("", plain)


def _word(word: str, starts: bool, shouted: bool) -> str:
    lower = word.lower()
    if not word.isupper() or word in _CAPITALS or (len(word) == 1 and not shouted):
        return word
    if starts and lower in _KINDS and (shouted or len(word) > 2):
        return _KINDS[lower]
    if lower in _SMALL:
        return _ACCENTS.restore(lower)
    if len(word) <= 2:
        return word
    set_ = _ACCENTS.restore(lower)
    return set_[:1].upper() + set_[1:]
