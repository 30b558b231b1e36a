"""The coded values of LHEO in the vocabulary of the store.

Sources: dictionaries of the definition of LHEO 2.3 (niveaux, financeurs, modalités d'enseignement);
Formacode of Centre Inffo for the publics and for the funders of older files.
"""

import re
from collections.abc import Iterable

from geodata.domains import domain_of_nsf
from geodata.folding import fold
from geodata.vocabulary import PUBLICS
from loaders.reading.values import level_of_words, plain_code, siret_code

_ANY_CASE = re.ASCII | re.IGNORECASE

LEVELS: dict[str, int] = {
    # Codes of the levels of 1969 (V is today's 3), then of 2019; the store has none below 3.
    **{"4": 3, "5": 4, "6": 5, "7": 6, "8": 7},
    **{str(code): code - 10 for code in range(13, 19)},
}

_AFTER_BAC = re.compile(r"bac(?:calaur[ée]at)?\s*\+\s*(\d)", re.IGNORECASE)
_YEARS_AFTER = {1: 4, 2: 5, 3: 6, 4: 6, 5: 7, 6: 7, 7: 8, 8: 8}
_DIPLOMAS = tuple(
    (level, re.compile(rf"\b(?:{names})\b"))
    for level, names in (
        (8, "doctorat"),
        (7, "master|ingenieur|dess|dea"),
        (6, "licence|maitrise|bachelor|but"),
        (5, "bts|btsa|dut|deug|deust|titre de technicien superieur"),
        (4, "bac|baccalaureat|bp|bt|brevet professionnel|brevet de technicien"),
        (3, "cap|capa|bep|bepa"),
    )
)
"""The highest diploma of a level in words, the highest level first."""
_BELOW = re.compile(r"\b(?:sans|aucun|vi|v bis|vbis|infra|brevet des colleges|cep)\b")

MODALITIES: dict[str, str] = {"0": "presentiel", "1": "mixte", "2": "distance"}
_SAID = {"mixte": "mixte", "hybride": "mixte", "distance": "distance", "distanciel": "distance"}
"""Words of those who write the modality in place of its code."""

FUNDERS: dict[str, tuple[str, bool | None]] = {
    "2": ("Région", True),
    "3": ("Fonds social européen", True),
    "4": ("France Travail", True),
    "5": ("Entreprise", False),
    "6": ("État", True),
    "7": ("Agefiph", True),
    "8": ("Département", True),
    "9": ("Commune", True),
    "10": ("Bénéficiaire de la formation", False),
    "0": ("Autre financeur", None),
    "11": ("État (emploi)", True),
    "12": ("État (éducation nationale)", True),
    "13": ("État", True),
    "14": ("Fonds européens", True),
    "15": ("Collectivité territoriale", True),
    "16": ("OPCO", False),
    "17": ("Transitions Pro", False),
    "18": ("LADOM", True),
    "19": ("État (intérieur)", True),
    "20": ("OFII", True),
}
"""Code -> (name in plain French, whether it is public money; None when it may be either)."""

_FORMACODE_FUNDERS: dict[str, str] = {
    "98004": "13",
    "98005": "2",
    "98006": "15",
    "98007": "4",
    "98008": "9",
    "98009": "8",
    "98010": "14",
    "98011": "7",
    "98012": "6",
    "98013": "4",
    "98015": "11",
    "98017": "17",
    "98018": "16",
    "98019": "10",
    "98020": "5",
    "98037": "3",
    "98040": "13",
}

APPRENTICES = "82027"
INITIAL = "81061"
EVERYONE = "83056"

_PUBLICS: dict[str, str] = {
    "demandeurs_emploi": "80001 80003 80004 80006 80007 80008 80009 80015 80019 80023 80026 80098",
    "rsa": "80005",
    "handicap": "81020",
    "jeunes": "81024 81061",
    "apprentis": APPRENTICES,
    "salaries": "82017 82029 82044 82045 82046 82047 82055 82058 82065 82066 82067 82068 82070 "
    "82071 82072 82073 82074",
}
_PUBLIC_OF = {code: public for public, codes in _PUBLICS.items() for code in codes.split()}


def level_of(code: str) -> int | None:
    """Return the level (3 to 8) of a code of the dictionary « niveaux », or of the words that stand
    for it (« niveau V », « CAP-BEP », « bac+2 »); None below or unknown.
    """
    plain = plain_code(code)
    if plain.isdigit():
        return LEVELS.get(plain.lstrip("0"))
    if is_below(code):
        return None
    if found := _AFTER_BAC.search(code):
        return _YEARS_AFTER.get(int(found[1]))
    said = level_of_words(code)
    if said is not None:
        return said
    words = fold(code)
    return next((level for level, names in _DIPLOMAS if names.search(words)), None)


def is_below(code: str) -> bool:
    """Tell whether a level is said to be under those that the store has, or to be none."""
    return plain_code(code).isdigit() or bool(_BELOW.search(fold(code)))


def modality_of(code: str) -> str:
    """Return the modality of a code or of the words that stand for it; by default, on site."""
    plain = plain_code(code)
    if plain.isdigit():
        return MODALITIES.get(plain.lstrip("0") or "0", "presentiel")
    words = fold(code).split()
    return next((said for word, said in _SAID.items() if word in words), "presentiel")


def funder_of(code: str) -> tuple[str, bool | None] | None:
    """Return a funder's name and whether its money is public; None for an unknown code."""
    return FUNDERS.get(_FORMACODE_FUNDERS.get(code, code))


def publics_of(codes: Iterable[str]) -> str:
    """Return the publics of Formacode codes, in the vocabulary's order.

    « Tout public » is everyone but apprentices, who need a contract. Codes without an equivalent
    (élus, bénévoles, indépendants…) give nothing.
    """
    found = set()
    for code in codes:
        if code == EVERYONE:
            found |= set(PUBLICS) - {"apprentis"}
        elif code in _PUBLIC_OF:
            found.add(_PUBLIC_OF[code])
    return " ".join(public for public in PUBLICS if public in found)


def voie_of(publics: Iterable[str], contract: bool, initial: bool, level: int | None) -> str:
    """Return the voie of an action.

    Parameters
    ----------
    publics : Formacode codes
    contract : whether the action is said to be given under an apprenticeship contract
    initial : whether it is said to be initial training
    level : of what it leads to, None when unknown
    """
    codes = set(publics)
    others = {_PUBLIC_OF.get(code) for code in codes} & {"demandeurs_emploi", "salaries"}
    # Apprentices among others make a mixed group, which is continuing training.
    if contract or (APPRENTICES in codes and not others and EVERYONE not in codes):
        return "apprentissage"
    if initial or INITIAL in codes:
        return "superieur" if level is not None and level >= 5 else "scolaire"
    return "continue"


def nsf_of(values: Iterable[str]) -> str:
    """Return the first group of the NSF (3 digits) that codes are of, "" when none is.

    A filling (« 000 ») is no group; nor is a code of another dictionary, such as a Formacode, whose
    first digits may be those of a group.
    """
    alone = re.compile(r"\d{3}[a-z]?(?!\w)", _ANY_CASE)  # a label may follow
    groups = (value[:3] for value in values if alone.match(value))
    return next((group for group in groups if domain_of_nsf(group)), "")


def codes_like(values: Iterable[str], pattern: str) -> str:
    """Return, separated by a space, the codes of a form that values give, each once.

    A value is a code, be it with a space inside, or several, or a code and its label.
    """
    alone = re.compile(rf"(?<![0-9A-Z])(?:{pattern})(?![0-9A-Z])", re.ASCII)
    found: dict[str, None] = {}
    for value in (value.upper() for value in values):
        plain = plain_code(value)
        whole = re.fullmatch(pattern, plain, re.ASCII)
        found |= dict.fromkeys([plain] if whole else alone.findall(value))
    return " ".join(found)


def siret_of(code: str) -> str:
    """Return a SIRET without its spaces, "" when it is not fourteen digits or is a filling."""
    digits = siret_code(code)
    return digits if len(set(digits)) > 1 else ""


def url_of(addresses: Iterable[str]) -> str:
    """Return the first web address, with its scheme when the file leaves it out; "" if none is."""
    for address in addresses:
        if re.fullmatch(r"https?://[^\s<>\"']+", address, re.IGNORECASE):
            return address
        if re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,}(/[^\s<>\"']*)?", address, re.IGNORECASE):
            return f"http://{address}"
    return ""
