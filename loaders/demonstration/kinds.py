"""What each kind of establishment of the demonstration teaches, and by which voie.

The recipes are a model, written down so that they can be discussed: a lycée professionnel offers
CAP and bac pro of a few neighbouring domains, an IFSI trains nurses and nursing assistants, a
GRETA a little of everything. No figure here comes from a real establishment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from geodata.folding import fold

_AGRICULTURAL = (
    r"conduite et gestion (?:de l entreprise|d une entreprise)|amenagements paysagers|"
    r"productions horticoles|dans les territoires|technicien conseil vente|"
    r"experimentation animale|milieux naturels|forets?$|agroequipement|laboratoire controle"
)

_MARITIME = (
    r"maritimes?\b|conchyliculture|conduite et gestion d entreprises maritimes|cultures marines|"
    r"electromecanicien marine|peche et gestion"
)

# A family is a kind of diploma: the first line that fits the folded abbreviation, and the domain
# where one is named, gives it.
_FAMILIES: tuple[tuple[str, str, str], ...] = (
    ("maritime", rf"(?:cap|bac pro|bts) (?:{_MARITIME})", ""),
    ("capa", r"cap agricole ", ""),
    ("cap", r"cap ", ""),
    ("bac-pro-agricole", rf"bac pro .*(?:{_AGRICULTURAL})", ""),
    ("bac-pro", r"bac pro ", ""),
    ("bac-techno-agricole", r"bac techno .*agronomie", ""),
    ("bac-techno-hotelier", r"bac techno .*hotellerie", ""),
    ("bac-techno", r"bac techno ", ""),
    ("bac-general", r"bac general", ""),
    ("jeunesse-sport", r"(?:bpjeps|cpjeps|dejeps|desjeps|bafa|bnssa)\b", ""),
    ("bp-agricole", r"bp (?:responsable d entreprise|amenagements paysagers|educateur canin)", ""),
    ("bp", r"bp ", ""),
    ("btm", r"(?:btm|bm|bma) ", ""),
    ("cs-agricole", r"cs ", "agriculture-nature"),
    ("cs", r"cs ", ""),
    ("btsa", r"btsa ", ""),
    ("bts", r"(?:bts|dts) ", ""),
    ("but", r"but ", ""),
    ("deust", r"deust ", ""),
    ("licence-pro", r"licence pro ", ""),
    ("licence", r"licence ", ""),
    ("meef", r"master metiers de l enseignement", ""),
    ("master", r"master ", ""),
    ("doctorat", r"doctorat ", ""),
    ("cpge", r"(?:cpge|cpes|man) ", ""),
    ("dnmade", r"dn made ", ""),
    ("art", r"(?:diplome national d art|dnsep|dnspm|dnspc)", ""),
    ("architecture", r"diplome d etudes en architecture|de (?:architecte|paysagiste)", ""),
    ("ingenieur", r"ingenieur ", ""),
    ("commerce", r"programme grande ecole|bachelor ", ""),
    ("sciences-po", r"diplome de sciences po", ""),
    ("dcg", r"dscg|dcg", ""),
    ("tp", r"tp ", ""),
    ("cqp", r"cqp ", ""),
    ("fcil", r"fcil ", ""),
    ("daeu", r"daeu ", ""),
    ("infirmier", r"de infirmier$", ""),
    ("aide-soignant", r"de (?:aide soignant|auxiliaire de puericulture)", ""),
    ("soins-specialises", r"(?:de (?:infirmier|puericultrice)|cadre de sante)", ""),
    ("soins", r"de ambulancier", ""),
    ("soins", r"auxiliaire ambulancier|assistant de regulation|preparation aux concours san", ""),
    ("medecine", r"(?:de|certificat de capacite) ", "sante"),
    ("accompagnant", r"de accompagnant", ""),
    ("social", r"(?:de|caferuis|cafdes)\b", "social-petite-enfance"),
)


@dataclass(frozen=True)
class Teaching:
    """A number of courses drawn, for one voie, among families of diplomas.

    `families` are separated by spaces; `domains` are slugs separated by spaces, "" for the
    domains of the site, "*" for all. `chance` is the probability that the site has any;
    `population` the fewest inhabitants of a town that has any.
    """

    voie: str
    families: str
    fewest: int
    most: int
    chance: float = 1.0
    domains: str = ""
    population: int = 0


_CONTINUING = "tp cqp titre court cap bts bp cs"
_CFA = "cap bp bac-pro btm cs bts tp cqp titre"

TEACHINGS: dict[str, tuple[Teaching, ...]] = {
    "lycee-general": (
        Teaching("scolaire", "bac-general", 1, 1, domains="*"),
        Teaching("scolaire", "bac-techno", 1, 3, domains="*"),
        Teaching("superieur", "bts dcg", 1, 4, 0.7),
        Teaching("superieur", "cpge", 2, 5, 0.35, "*", 25_000),
    ),
    "lycee-polyvalent": (
        Teaching("scolaire", "bac-general", 1, 1, 0.8, "*"),
        Teaching("scolaire", "bac-techno", 1, 3, domains="*"),
        Teaching("scolaire", "bac-pro", 3, 6),
        Teaching("scolaire", "cap", 1, 2),
        Teaching("superieur", "bts dcg dnmade", 2, 6),
        Teaching("apprentissage", "bts bac-pro", 1, 3, 0.5),
    ),
    "lycee-professionnel": (
        Teaching("scolaire", "bac-pro", 3, 6),
        Teaching("scolaire", "cap", 1, 4),
        Teaching("scolaire", "cs fcil", 1, 1, 0.25),
        Teaching("superieur", "bts", 1, 2, 0.3),
        Teaching("apprentissage", "cap bac-pro bp", 1, 4, 0.6),
    ),
    "lycee-agricole": (
        Teaching("scolaire", "capa", 1, 2, domains="*"),
        Teaching("scolaire", "bac-pro-agricole", 2, 4, domains="*"),
        Teaching("scolaire", "bac-techno-agricole", 1, 1, 0.5, "*"),
        Teaching("superieur", "btsa", 1, 3, 0.7, "*"),
        Teaching("apprentissage", "capa bac-pro-agricole bp-agricole btsa", 1, 4, 0.7, "*"),
        Teaching("continue", "bp-agricole cs-agricole", 1, 2, 0.5),
    ),
    "lycee-hotelier": (
        Teaching("scolaire", "bac-techno-hotelier", 1, 1, domains="*"),
        Teaching("scolaire", "cap bac-pro", 3, 6),
        Teaching("superieur", "bts", 1, 2),
        Teaching("superieur", "cpge", 1, 1, 1.0, "hotellerie-alimentation"),
        Teaching("apprentissage", "cap bp bts cs", 2, 4),
    ),
    "lycee-maritime": (
        Teaching("scolaire", "maritime", 3, 4, domains="*"),
        Teaching("superieur", "maritime", 1, 2, domains="*"),
        Teaching("apprentissage", "maritime", 1, 2, domains="*"),
        Teaching("continue", "maritime", 1, 2, domains="*"),
    ),
    "universite": (
        Teaching("superieur", "licence", 6, 16, domains="*"),
        Teaching("superieur", "master", 5, 16, domains="*"),
        Teaching("superieur", "licence-pro deust", 2, 5, domains="*"),
        Teaching("superieur", "doctorat", 2, 5, 0.5, "*"),
        Teaching("apprentissage", "master licence-pro deust", 2, 7, domains="*"),
        Teaching("continue", "daeu licence-pro", 1, 3, domains="*"),
    ),
    "iut": (
        Teaching("superieur", "but", 4, 8, domains="*"),
        Teaching("superieur", "licence-pro", 1, 3, domains="*"),
        Teaching("apprentissage", "but licence-pro", 3, 7, domains="*"),
    ),
    "inspe": (Teaching("superieur", "meef", 2, 3, domains="*"),),
    "medecine": (Teaching("superieur", "medecine", 7, 10, domains="*"),),
    "ingenieurs": (
        Teaching("superieur", "ingenieur", 2, 5, domains="*"),
        Teaching("apprentissage", "ingenieur", 1, 4, domains="*"),
        Teaching("superieur", "doctorat", 1, 1, 0.4, "industrie-energie informatique-numerique"),
    ),
    "commerce": (
        Teaching("superieur", "commerce titre", 3, 5, domains="commerce-vente gestion-banque"),
        Teaching("apprentissage", "commerce titre", 2, 4, domains="commerce-vente gestion-banque"),
    ),
    "art": (Teaching("superieur", "art dnmade", 2, 4, domains="*"),),
    "architecture": (Teaching("superieur", "architecture", 2, 3, domains="*"),),
    "ifsi": (
        Teaching("superieur", "infirmier", 1, 1, domains="*"),
        Teaching("continue", "aide-soignant", 1, 2, domains="*"),
        Teaching("apprentissage", "aide-soignant infirmier", 1, 2, 0.6, "*"),
        Teaching("continue", "soins", 1, 2, 0.6, "*"),
        Teaching("continue", "soins-specialises", 1, 3, 0.8, "*", 60_000),
    ),
    "ifas": (
        Teaching("continue", "aide-soignant", 1, 2, domains="*"),
        Teaching("apprentissage", "aide-soignant", 1, 1, 0.5, "*"),
        Teaching("continue", "soins", 1, 1, 0.4, "*"),
    ),
    "travail-social": (
        Teaching("superieur", "social", 2, 5, domains="*"),
        Teaching("apprentissage", "social accompagnant", 2, 4, domains="*"),
        Teaching("continue", "social accompagnant", 3, 6, domains="*"),
    ),
    "cfa": (Teaching("apprentissage", _CFA, 8, 16), Teaching("continue", "tp court", 1, 2, 0.5)),
    "cfa-agricole": (
        Teaching("apprentissage", "capa bp-agricole bac-pro-agricole btsa", 6, 10, domains="*"),
        Teaching("apprentissage", "cs-agricole titre", 1, 3),
        Teaching("continue", "bp-agricole cs-agricole", 1, 3, 0.7),
    ),
    "cfa-sport": (
        Teaching("apprentissage", "jeunesse-sport", 4, 7, domains="*"),
        Teaching("continue", "jeunesse-sport", 3, 6, domains="*"),
    ),
    "greta": (
        Teaching("continue", _CONTINUING + " accompagnant", 7, 12, domains="*"),
        Teaching("continue", "court", 2, 4, domains="general-insertion droit-lettres-langues"),
        Teaching("apprentissage", "cap bac-pro bts", 1, 3, 0.4, "*"),
    ),
    "afpa": (
        Teaching("continue", "tp", 9, 16, domains="*"),
        Teaching("continue", "court", 1, 2, domains="general-insertion"),
    ),
    "organisme": (
        Teaching("continue", _CONTINUING + " jeunesse-sport accompagnant", 5, 10),
        Teaching("continue", "court", 1, 2, 0.5, "general-insertion gestion-banque"),
        Teaching("apprentissage", "titre tp bts", 1, 3, 0.3),
    ),
}
"""Kind of establishment -> its recipes; a kind that is absent takes what precedes its dash."""


def teachings_of(kind: str) -> tuple[Teaching, ...]:
    """Recipes of a kind ("cfa-batiment" has those of "cfa")."""
    return TEACHINGS.get(kind) or TEACHINGS[kind.split("-")[0]]


def families_of(certifications: pd.DataFrame) -> pd.Series:
    """Family of each certification, aligned on its index.

    A certification that no line names is a "titre" when it has a level, else a short course
    ("court").
    """
    found = [
        _family(fold(short), domain, has_level)
        for short, domain, has_level in zip(
            certifications["short"],
            certifications["domain"],
            certifications["level"].notna(),
            strict=True,
        )
    ]
    return pd.Series(found, index=certifications.index, dtype=str)


def _family(short: str, domain: str, has_level: bool) -> str:
    for family, pattern, only in _FAMILIES:
        if (not only or only == domain) and re.match(pattern, short):
            return family
    return "titre" if has_level else "court"
