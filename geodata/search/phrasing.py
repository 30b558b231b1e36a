"""What a sentence asks, apart from the words that it is said with: « sans être infirmière »."""

import re

from geodata.folding import fold
from geodata.search.lexicon.diplomas import KINDS
from geodata.search.lexicon.everyday import Everyday
from geodata.search.lexicon.words import FUNCTION_WORDS, stem, terms

_VERB = r"(?:être|etre|devenir|faire|passer\s+par|aller|avoir\s+[àa]|vouloir|coder|vendre|cuisiner)"
_SMALL = r"(?:(?:forc[ée]ment|pour\s+autant|du\s+tout|trop)\s+)?"
_ARTICLE = r"(?:(?:en|dans|sur|avec|chez|[àa]|aux?|pour|de|du|des|la|les?|une?)\s+|[ld]['\u2019])*"
_REFUSED = re.compile(
    rf"\s*,?\s*\b(?:sans\s+{_SMALL}(?P<verb>{_VERB})|(?:mais|et)\s+(?:surtout\s+)?pas|"
    rf"plut[ôo]t\s+que)\s+{_SMALL}{_ARTICLE}(?P<what>[^,;.!?]+)",
    re.IGNORECASE,
)
_KINDS = r"(?:bac|bts|btsa|cap|bep|but|dut|licence|master|seconde|premi[èe]re)"
_AFTERWARDS = re.compile(
    rf"^(?P<had>{_KINDS}\b[^?]*?)[\s,]+(?:(?:et\s+)?(?:apr[èe]s|ensuite)(?:\s+(?:quoi|[çc]a))?"
    r"(?:\s+que\s+faire)?|(?:que|quoi)\s+faire(?:\s+(?:apr[èe]s|ensuite))?)\s*\??$",
    re.IGNORECASE,
)
_SUITE = re.compile(
    r"\b(?:la\s+)?suites?\s+(?:apr[èe]s|d['\u2019]un|du|d['\u2019])\s*", re.IGNORECASE
)
_RELATIVE = re.compile(
    r"^\s*(?:mon|ma|mes|notre|nos)\s+(?:(?:petit|petite|grand|grande)[\s-]+)?"
    r"(?:fils|filles?|ados?|adolescente?s?|enfants?|gamine?s?|gars|gar[çc]ons?|neveu|ni[èe]ce|fr[èe]re|"
    r"s(?:oe|œ)ur|conjointe?|mari|femme|copine?|copain|ami|amie|[ée]l[èe]ve)\s+"
    r"(?=(?:ne\s+|n['\u2019]|s['\u2019])?(?:veut|veulent|voudrait|aime|aimerait|adore|est|cherche|a|"
    r"souhaite|r[êe]ve|passe|int[ée]resse|fait|h[ée]site|kiffe|pense|demande)\b)",
    re.IGNORECASE,
)
_WITH = re.compile(
    rf"^(?:que|quoi)\s+faire\s+avec\s+(?:une?|mon|ma|le|la)\s+(?=(?:{_KINDS})\b)", re.IGNORECASE
)
_JUST = re.compile(
    r"\s+avec\s+(?:juste|seulement|uniquement|que)\s+(?:le|la|un|une|mon|son)?\s*"
    r"(?:niveau\s+)?(?:brevet|dnb|cap|bep|bac)(?:\s+pro)?"
    r"(?:\s+ou\s+(?:le|un|une)?\s*(?:cap|bep|bac)(?:\s+pro)?)?\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?<=\w)\s+et\s+(?:les?|la|l['\u2019]|en)\s*(?P<done>[^\W\d_]+)$", re.IGNORECASE
)
"""What is done besides to the same: « grimper aux arbres et les couper »."""
_FOND = re.compile(r"\b(aime|aimerais|voudrais)\s+(?:bien|trop|beaucoup)\b", re.IGNORECASE)
"""« J'aime bien bricoler » is about no « biens culturels »."""
_IN_THE_WOODS = re.compile(r"\bdans\s+les\s+bois\b", re.IGNORECASE)
"""« Bois » is a thing that is worked, but where one works it is the forest."""
_ADMITTED = re.compile(
    r"(?P<asked>\badmissions?\s+parall[èe]les?\b.*?)\s+(?:apr[èe]s\s+)?(?:un\s+)?bac\s*\+\s*\d",
    re.IGNORECASE,
)
_LEAVING = re.compile(
    r"^(?:je\s+(?:veux|voudrais)\s+)?(?:quitter|arr[êe]ter|l[âa]cher|abandonner|sortir\s+d[eu])\s+"
    r"(?P<was>[^,;?]+?)\s+pour\s+(?:(?:devenir|faire|[êe]tre|aller\s+vers|aller\s+dans)\s+)?(?P<asked>.+)$",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"^(?:(?:passer|[ée]voluer)\s+d(?:e\s+|['\u2019])(?P<from>[^,;?]+?)\s+(?:[àa]|vers)|"
    r"(?:se\s+reconvertir|reconversion)\s+d(?:e\s+|['\u2019])(?P<left>[^,;?]+?)\s+(?:vers|en|pour\s+devenir))"
    r"\s+(?P<asked>.+)$",
    re.IGNORECASE,
)
_WANTING = re.compile(
    r"^(?:je\s+suis\s+)?(?:(?:d[ée]j[àa]|actuellement|aujourd['\u2019]hui|ancienn?e?|une?)\s+)*"
    r"(?P<was>[^,;?]+?)[\s,]+(?:qui|(?:et\s+|mais\s+)?je)\s+"
    r"(?:veu[xt]|voudrai[st]|souhaite|aimerai[st]|cherche\s+[àa])\s+"
    r"(?:(?:devenir|[êe]tre|faire|passer)\s+)?(?P<asked>.+)$",
    re.IGNORECASE,
)
_GROWING = re.compile(
    r"^(?P<was>[^,;?]+?)\s+(?:(?:qui\s+veut|et\s+je\s+veux|et\s+veut|pour|voulant)\s+)?"
    r"(?P<asked>[ée]voluer|[ée]volution|progresser)$",
    re.IGNORECASE,
)
_SERIES = re.compile(
    r"^(?=(?:sti2d|stmg|st2s|stl|std2a|sthr|stav)\s+(?:que|quoi|et|apr))", re.IGNORECASE
)
_HAD = re.compile(
    rf"^(?:j['\u2019]ai\s+)?(?:(?:une?|le|mon)\s+)?{_KINDS}(?:\s+pro)?\s+(?!pro\b)", re.IGNORECASE
)
_SOMEWHERE = re.compile(r"(?:travailler|bosser)\s+(?:[àa]|pr[èe]s|vers)\b", re.IGNORECASE)
_A_KIND = frozenset(map(stem, [*KINDS, "bac"]))
"""A diploma without what it is of, which is then that of the one that one has."""


def _towards(text: str, everyday: Everyday) -> str:
    """Leave out what one does today: « aide-soignante qui veut devenir infirmière ».

    It stays where what is wanted says no trade: a role is that of the same one (« cariste qui veut
    devenir chef »), so is a diploma, a voie or a place to work in. A situation stays too.
    """
    for way in (_GROWING, _LEAVING, _PASSING, _WANTING):
        if not (found := way.match(text)):
            continue
        said = found.groupdict()
        was = next(filter(None, (said.get(name) for name in ("was", "from", "left"))))
        if way is _GROWING:
            return was
        asked = said["asked"]
        told = {term for term in terms(asked) if not (term in FUNCTION_WORDS or term.isdecimal())}
        told -= everyday.lesser.soft
        if everyday.is_situation(was) or (way is _LEAVING and not told):
            return text
        if told and told <= _A_KIND:
            of = _HAD.sub("", was)
            return text if of == was else f"{asked} {of}"
        of_the_same = told <= everyday.lesser.roles or _SOMEWHERE.match(asked)
        return f"{asked} {was}" if of_the_same else asked
    return text


def as_asked(text: str, everyday: Everyday) -> str:
    """Return a request as one says it plainly: « bac ST2S et après » asks what follows it.

    Who asks for another (« mon ado veut… ») asks for the same. What one has (« avec juste le
    brevet ») is left out: the courses that it opens are not known.
    """
    text = _SERIES.sub("bac ", _towards(_FOND.sub(r"\1", text), everyday))
    text = _SUITE.sub("après un ", _RELATIVE.sub("", text))
    text = _IN_THE_WOODS.sub("en forêt", _WITH.sub("après un ", text))
    text = _AFTERWARDS.sub(r"après un \g<had>", text)
    again = _AGAIN.search(text)
    if again and stem(fold(again["done"])) in everyday.lesser.actions:
        text = text[: again.start()]
    return _JUST.sub("", _ADMITTED.sub(r"\g<asked>", text))


def refused(text: str, everyday: Everyday) -> tuple[str, str]:
    """Part a request from what it does not want, "" where it refuses nothing.

    « Travailler à l'hôpital sans être infirmière »: what is a situation (« sans parler ») stays.
    """
    found = _REFUSED.search(text)
    if found is None or not text[: found.start()].strip():
        return text, ""
    what = found["what"].strip()
    told = (found[0], f"sans {found['verb'] or ''}", f"sans {what}", what)
    if any(everyday.is_situation(wording) for wording in told):
        return text, ""
    return f"{text[: found.start()]}{text[found.end() :]}".strip(), what
