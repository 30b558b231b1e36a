"""The domains of training in plain words, each an exact union of NSF groups.

The NSF (nomenclature des spécialités de formation, décret n° 94-522 du 21 juin 1994) sorts every
French course into groups of three digits. Its names are the administration's; the table below
brings each group to exactly one of the eighteen domains people search by. It is published on
`/donnees`: whoever disagrees with a line can point at it.
"""

import re

DOMAINS: dict[str, str] = {
    "agriculture-nature": "Agriculture, animaux, espaces verts",
    "batiment-travaux-publics": "Bâtiment, travaux publics, bois",
    "mecanique-automobile": "Mécanique, automobile, soudage, maintenance",
    "industrie-energie": "Industrie, électricité, énergie",
    "informatique-numerique": "Informatique et numérique",
    "transport-logistique": "Transport et logistique",
    "commerce-vente": "Commerce et vente",
    "gestion-banque": "Gestion, secrétariat, banque, assurance, immobilier",
    "hotellerie-alimentation": "Hôtellerie, restauration, alimentation, tourisme",
    "sante": "Santé",
    "social-petite-enfance": "Social, petite enfance, aide à la personne",
    "enseignement-sport-animation": "Enseignement, sport et animation",
    "mode-beaute": "Mode, textile, coiffure, esthétique",
    "communication-arts": "Communication, arts et culture",
    "securite-proprete": "Sécurité, propreté, environnement",
    "droit-lettres-langues": "Droit, lettres, langues, sciences humaines",
    "sciences": "Sciences",
    "general-insertion": "Enseignement général, remise à niveau, insertion",
}

_GROUPS: dict[str, str] = {
    "agriculture-nature": "210 211 212 213 214",
    "batiment-travaux-publics": "230 231 232 233 234",
    "mecanique-automobile": "250 251 252 253 254",
    "industrie-energie": "200 201 220 222 223 224 225 226 227 255",
    "informatique-numerique": "326",
    "transport-logistique": "311",
    "commerce-vente": "312",
    "gestion-banque": "300 310 313 314 315 324",
    "hotellerie-alimentation": "221 334",
    "sante": "331",
    "social-petite-enfance": "330 332 422 423",
    "enseignement-sport-animation": "333 335 411 421",
    "mode-beaute": "240 241 242 243 336",
    "communication-arts": "130 132 133 134 320 321 322 323 325 342",
    "securite-proprete": "340 343 344 346",
    "droit-lettres-langues": "120 121 122 123 124 125 126 127 128 131 135 136 341 345",
    "sciences": "110 111 112 113 114 115 116 117 118",
    "general-insertion": "100 410 412 413 414 415",
}

NSF_DOMAINS: dict[str, str] = {
    group: domain for domain, groups in _GROUPS.items() for group in groups.split()
}
"""NSF group (3 digits) -> domain slug: the 93 groups of the nomenclature, each exactly once."""

_CODE = re.compile(r"\d{3}(?:[a-z]|\d{1,2}[a-z]?)?", re.IGNORECASE)


def domain_of_nsf(nsf: str) -> str:
    """Return the slug of the domain an NSF code belongs to.

    Parameters
    ----------
    nsf : str
        A group ("326"), a code with its function letter ("326t") or with its field of
        application ("32602"); spaces around it are ignored.

    Returns
    -------
    str
        A key of `DOMAINS`, or "" when the code is not of the nomenclature.
    """
    code = nsf.strip()
    if not _CODE.fullmatch(code):
        return ""
    return NSF_DOMAINS.get(code[:3], "")
