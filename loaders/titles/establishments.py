"""Names of training centres as people read them: « BTP CFA Hauts-de-France », « Lycée de Laon ».

Registers write names in capitals, without accents and sometimes without apostrophes. Words of the
field get theirs back; acronyms stay in capitals: those of the list, and the words that cannot be
said (no vowel, or consonants only but one), and get them back (« Cfppa »). In a name that is not
all in capitals, the words in capitals are set only when the names of lycées and communes write them
otherwise, or when they are a lycée's own name (« Lycée JEAN JAURÈS »): the others are signs that
schools chose (« EPITECH »).
"""

import re
from functools import lru_cache

from geodata.folding import fold
from loaders.source import Context
from loaders.titles.accents import Accents

_ACRONYM_LIST = """
    AFPA AFTRAL AFPI AFORP ADEFA AFT AREP ASSOC BTP BTPCFA CCI CCIR CEFRAL CEPRECO CESI CFA CFAA
    CFAI CFC CFPPA CMA CMAR CNAM CREFO CREPS DBA EGC EPIL EPL EPLEFPA EPLE EREA ESAT ESUM FCIL
    GIP GRETA GHT ICAM ICEP IFA IFAS IFSI IFRIA IMF INFA INHNI INSA IPC IRTS ISA ISEN ISTC ITECOM
    ITII IUT LEAP LEGTA LGT LP LPA LPO LPP LTP MFR OGEC ONG PME PROMEO RH SARL SAS SIADEP SFER
    UFA UIMM UIA ULCO UPHF UPJV URMA UTC II CHRU CHU CH FC
    EIC ENCPB EPID ERDV IEMP ISP LEP SEP CERFAL
    BTS CEMEA CFPES EESTS ENSG ESPAS ESTICE ICL ICS IFMEM IFMK IFTLM INTEC ISTV ORT UFR
"""
_SMALL_WORDS = """
    a à au aux d de des du en et l la le les lès lez ou par pour sous sur
"""
ACRONYMS, _SMALL = frozenset(_ACRONYM_LIST.split()), frozenset(_SMALL_WORDS.split())
_WORDS = (
    "région siège "
    "fédération roubaisienne chambre métiers artisanat régional régionale hauts école écoles lycée "
    "collège métropole développement européen européenne spécialisé supérieur supérieure privé "
    "privée faculté éducation étude études économie économique santé société sociétés vétérinaire "
    "immobilière ingénieur ingénieurs général généraux interprofessionnel interrégional "
    "départemental hôtelier hôtellerie bâtiment maîtrise qualité sécurité pédagogique"
)
_WORD = re.compile(r"[^\W\d_]+|[\W\d_]+")
_LONG = 4
_SIGN = 5
"""Letters of a name of one word in capitals that is an acronym."""
_NAMED_AFTER = frozenset(["lycee", "college", "institution"])
"""What is called after someone: no acronym follows."""
_LINKS = frozenset(["De", "Du", "Des", "D"])
_NO_VOWEL = re.compile(r"(?!Mgr|Mlle|Mme|Drs)[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{2,}")
_LOWERED_ROMAN = frozenset(["Ii", "Iii", "Iv", "Xiii", "Xiv", "Xv", "Xvi", "Xxiii"])
_UNSAYABLE = re.compile(r"[^AEIOUYHÀÂÄÉÈÊËÎÏÔÖÛÜŒ]{4}|[^AEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜŒ]{3}$")
_ROMAN = re.compile(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})")
_VOWELS = re.compile(r"[AEIOUYÀÂÄÉÈÊËÎÏÔÖÛÜŒ]")
_LOST = re.compile(r"\b([DL]) (?=[AEIOUYHÉÈÊÎÔÀÂ]\w)", re.IGNORECASE)


class NameReader:
    """Reads names of establishments, with the accents of the region's own lycées and communes."""

    def __init__(self, context: Context) -> None:
        names = [*context.lycees["name"], *context.communes["name"], _WORDS]
        self._accents = Accents(names)
        words = {word for name in names for word in _WORD.findall(name)}
        self._known = {fold(word) for word in words if len(word) >= _LONG and not word.isupper()}
        self.read = lru_cache(maxsize=20_000)(self._read)

    def read_mixed(self, name: str) -> str:
        """Return a name of which only some words are in capitals with those that are known set.

        A single word in capitals is a sign (« EPSI ») and stays, as do words that nothing names.
        """
        text = " ".join(name.split())
        if text == text.upper():
            return self.read(text) if " " in text else text
        words = _WORD.findall(_LOST.sub(r"\1'", text))
        after = fold(words[0]) in _NAMED_AFTER
        return "".join(self._in_mixed(word, rank, after) for rank, word in enumerate(words))

    def _in_mixed(self, word: str, rank: int, after: bool) -> str:
        # « PReMONTRe »: a loss of accents left some letters small.
        loud = 2 * sum(letter.isupper() for letter in word) > len(word)
        if rank and word in _LINKS:
            return word.lower()
        if not loud:
            return self._accents.restore(_raised(word))
        own = after and rank and len(word) > 2 and not _UNSAYABLE.search(word.upper())
        if fold(word) in self._known or (own and word not in ACRONYMS):
            return self._accents.restore(_set(word.upper(), 1))
        return word

    def _read(self, name: str) -> str:
        text = " ".join(name.split())
        parts = text.split(" - ")
        if text != text.upper() and any(map(_is_shouted, parts)):
            # « MAISON DE L'EMPLOI DE LENS - Service Mission Locale »
            return " - ".join(self._read(part) for part in parts)
        if not text or text != text.upper():
            return self._accents.restore("".join(map(_raised, _WORD.findall(text))))
        if text.isalpha() and len(text) <= _SIGN and fold(text) not in self._known:
            return text
        words = _WORD.findall(_LOST.sub(r"\1'", text))
        return self._accents.restore("".join(_set(word, rank) for rank, word in enumerate(words)))


def _is_shouted(part: str) -> bool:
    """Whether a part of a name is a sentence in capitals, and no sign of a few letters."""
    long = [word for word in _WORD.findall(part) if len(word) >= _LONG and word.isalpha()]
    return part == part.upper() and len(long) > 1


def raised(text: str) -> str:
    """Return a text with the acronyms that were lowered in it (« Cfppa de Douai »)."""
    return "".join(map(_raised, _WORD.findall(text)))


def _raised(word: str) -> str:
    """Return an acronym or a number in Roman figures that was lowered (« Cfppa », « Ii »)."""
    acronym = word.istitle() and len(word) > 2 and word.upper() in ACRONYMS
    if acronym or word in _LOWERED_ROMAN or _NO_VOWEL.fullmatch(word):
        return word.upper()
    return word


def _set(word: str, rank: int) -> str:
    if not word.isalpha() or word in ACRONYMS or _ROMAN.fullmatch(word):
        return word
    if len(_VOWELS.findall(word)) == 0 < len(word) - 1:
        return word
    lower = word.lower()
    if rank and lower in _SMALL:
        return lower
    return lower[:1].upper() + lower[1:]
