"""Readable titles of diplomas, from the nomenclatures' own, often in capitals without accents."""

import re
from collections.abc import Callable

from geodata.folding import fold

# What the nomenclature writes at the end of a title, and how people say it at the beginning.
KINDS: dict[str, str] = {
    "cap": "CAP",
    "capa": "CAP agricole",
    "capm": "CAP maritime",
    "bac pro": "Bac pro",
    "bac pro ag": "Bac pro",
    "bac pro mar": "Bac pro",
    "bts": "BTS",
    "btsa": "BTSA",
    "btsm": "BTSM",
    "bma": "BMA",
    "dma": "DMA",
    "dsaa": "DSAA",
    "dn": "Diplôme national",
    "bp": "BP",
    "bt": "BT",
    "tmo": "Titre professionnel",
    "diplome d etat": "Diplôme d'État",
    "classe de mise a niveau": "Mise à niveau",
    "classe passerelle": "Classe passerelle",
}
CATALOGUE_KINDS: dict[str, str] = {
    "tp": "Titre professionnel",
    "titre professionnel": "Titre professionnel",
    "but": "BUT",
    "dut": "DUT",
    "btm": "BTM",
    "bm": "Brevet de maîtrise",
    "licence professionnelle": "Licence professionnelle",
    "lic pro": "Licence professionnelle",
    "lp": "Licence professionnelle",
    "licence": "Licence",
    "master": "Master",
    "deust": "DEUST",
    "dcg": "DCG",
    "dscg": "DSCG",
    "bpjeps": "BPJEPS",
    "bpa": "BPA",
    "ing": "Diplôme d'ingénieur",
    "titre ingenieur": "Diplôme d'ingénieur",
    "de": "Diplôme d'État",
    "deeje": "Diplôme d'État",
}
"""What the catalogue of apprenticeship writes there, beside what the nomenclature does."""
_BY_PATTERN = (
    (re.compile(r"cs ?\d"), "Certificat de spécialisation"),
    (re.compile(r"mc(?: ?\d| niveau .*)?|mention complementaire"), "Mention complémentaire"),
)
_END = re.compile(r"\s*\(([^()]*)\)\s*$")
_LAST = re.compile(r"\s+(BTSA|BTS|CAP|BMA)$")
_HEAD = re.compile(
    r"(CAP agricole|CAP maritime|CAPA|CAP|Bac pro|BTSA|BTSM|BTS|BMA|DMA|DSAA|BP|MC|"
    r"Diplôme national|Mention complémentaire|Certificat de spécialisation)\s+(?=\S)"
)
_OPTION = re.compile(r"\b(option|spécialité|dominante)(s?) ?:? ?([a-d])\b(?!['’])", re.IGNORECASE)
_COMMON_YEAR = re.compile(
    r"\W*\b(?:2NDE|1[EÈ]RE|1RE|1E)\s+(?:ANN?[ÉE]*E?\s+)?COMM?UNE?\b|\W*\b1[EÈ]RE\s+ANN[ÉE]E\b",
    re.IGNORECASE,
)


def spelled(title: str) -> str:
    """Return a title as it reads after the kind of diploma: « BTS Tourisme » for « BTS tourisme ».

    A title that begins with no kind of diploma only gets its capital letter.
    """
    text = " ".join(title.split())
    text = text[:1].upper() + text[1:]
    head = _HEAD.match(text)
    start = head.end() if head else 0
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def from_capitals(title: str, accented: Callable[[str], str]) -> str:
    """Return a title of the nomenclature as people write it: « CUISINE (CAP) » is « CAP Cuisine ».

    Parameters
    ----------
    title : as in the nomenclature, the kind of diploma between parentheses at its end
    accented : gives back its accents to a text in lower case
    """
    text, kind = _split(title)
    words = accented(text.lower()) if text.upper() == text else text
    words = _OPTION.sub(lambda found: f"{found[1]}{found[2]} {found[3].upper()}", words)
    words = words[:1].upper() + words[1:]
    return f"{kind} {words}".strip()


def without_common_year(title: str) -> str:
    """Return the title of a common year without what says that it is one."""
    return " ".join(_COMMON_YEAR.sub("", title).split())


def stem(title: str) -> str:
    """Return a title of the nomenclature folded, without its kind nor « 2nde commune »."""
    text, _ = _split(title)
    return fold(_split(without_common_year(text))[0])


def _split(title: str) -> tuple[str, str]:
    """Return a title of the nomenclature and the kind of diploma taken off its end."""
    text, kinds = " ".join(title.split()), []
    while (end := _END.search(text)) and (kind := _kind(end[1])):
        kinds.append(kind)
        text = text[: end.start()]
    if not kinds and (last := _LAST.search(text)):
        return text[: last.start()], last[1]
    return text, "".join(kinds[:1])


def _kind(text: str) -> str:
    key = fold(text)
    if key in KINDS:
        return KINDS[key]
    return next((kind for pattern, kind in _BY_PATTERN if pattern.fullmatch(key)), "")
