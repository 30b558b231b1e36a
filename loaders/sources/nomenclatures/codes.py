"""Codes of the nomenclatures, written one way whatever the file they come from."""

import re
from collections.abc import Callable

from geodata.folding import fold
from loaders.reading.values import rncp_code

KINDS: dict[str, str] = {
    "rncp": "fiche du RNCP (« RNCP37312 »)",
    "rncp_nouveau": "fiche du RNCP qui remplace",
    "cfd": "code diplôme de l'Éducation nationale (huit signes)",
    "nsf": "spécialité de formation (trois chiffres, une lettre peut suivre)",
    "formacode": "Formacode (cinq chiffres)",
    "rome": "métier du ROME (« G1602 »)",
    "rome_domaine": "domaine du ROME (« G16 »)",
    "rome_parent": "métier du ROME dont un autre dépend",
    "rome_v2": "métier de l'ancien ROME (cinq chiffres)",
    "rome_qualification": "métier du ROME et qualification (« A14160 »)",
    "transition": "rôle du métier dans une transition (écologique, numérique, démographique)",
    "fap2009": "famille professionnelle 2009 (« A0Z40 »)",
    "fap2009_87": "groupe de familles professionnelles 2009 (« A0Z »)",
    "fap2009_22": "domaine professionnel 2009 (une lettre)",
    "fap2009_homonyme": "famille professionnelle 2009 du même nom (rapprochement calculé)",
    "fap2021": "famille professionnelle 2021 (« A0X40 »)",
    "fap2021_341": "famille professionnelle 2021 détaillée (« A0X41a »)",
    "fap2021_86": "groupe de familles professionnelles 2021 (« A0X »)",
    "fap2021_22": "domaine professionnel 2021 (une lettre)",
    "pcs": "profession (PCS, « 111a »)",
    "def": "domaine emploi-formation du C2RP",
    "supra": "grand domaine du C2RP",
}
"""What `from_kind` and `to_kind` may be in the table of crosswalks."""


def clean(kind: str, text: str) -> str:
    """Return a code as the store writes it, "" when the text is no code of this kind."""
    return _CLEANERS.get(kind, _upper)(text.strip())


def _upper(text: str) -> str:
    return text.upper()


def _like(pattern: str) -> Callable[[str], str]:
    form = re.compile(pattern)

    def keep(text: str) -> str:
        upper = text.upper()
        return upper if form.fullmatch(upper) else ""

    return keep


def _formacode(text: str) -> str:
    found = re.search(r"(?<!\d)(\d{5})(?:\.0)?$", text)
    return found[1] if found else ""


def _detailed_fap(text: str) -> str:
    """Return a detailed FAP, whose last letter is small: « A0X41a »."""
    return text[:5].upper() + text[5:].lower() if re.fullmatch(r"\w{5}[a-zA-Z]?", text) else ""


def _pcs(text: str) -> str:
    return text.lower() if re.fullmatch(r"\d{2,3}[a-zA-Z]?\d?", text) else ""


_ROME = _like(r"[A-N]\d{4}")
_CLEANERS: dict[str, Callable[[str], str]] = {
    "rncp": rncp_code,
    "rncp_nouveau": rncp_code,
    "formacode": _formacode,
    "rome": _ROME,
    "rome_parent": _ROME,
    "rome_domaine": _like(r"[A-N]\d{0,2}"),
    "rome_v2": _like(r"\d{5}"),
    "transition": lambda text: fold(text).replace(" ", "-"),
    "rome_qualification": _like(r"[A-N]\d{5}"),
    "fap2009": _like(r"[A-Z]\d[A-Z]\d\d"),
    "fap2021": _like(r"[A-Z][0-9A-Z][A-Z]\d\d"),
    "fap2021_341": _detailed_fap,
    "pcs": _pcs,
}
