"""The tables of correspondences that are known: their columns and what they link.

Those that courses are joined by (Certif Info, RNCP – ROME, RNCP – NSF, RNCP – code diplôme) have
parsers of their own, which give crosswalks too: `loaders.sources.nomenclatures.certif_info`,
`loaders.sources.nomenclatures.rncp`.
"""

import pandas as pd

from geodata.folding import fold
from loaders.reading.fap import fap_names
from loaders.sources.nomenclatures.crosswalks import Link, Passage, source_of
from loaders.sources.nomenclatures.formacodes import ROME_FORMACODE

_DARES = "Dares"
_FAP_PAGE = (
    "https://dares.travail-emploi.gouv.fr/donnees/la-nomenclature-des-familles-professionnelles"
)
_RNCP_PAGE = "https://www.data.gouv.fr/datasets/repertoire-national-des-certifications-professionnelles-et-repertoire-specifique/"
_FICHE = ("Numero_Fiche", "CodeRNCP", "code_rncp")
_ROME = ("Rome", "code_rome", "Codes_Rome_Code", "ROME")


def _same_names(table: pd.DataFrame) -> pd.DataFrame:
    """Link the métiers of the FAP 2021 to those of the FAP 2009 that bear the very same name.

    Codes are no guide: H0X90 (quality control) is not H0Z90 (production engineers). Dares gives no
    table from one to the other here, so métiers that were renamed, cut or merged have no link.
    """
    names = table[table["to_kind"] == "fap2021"].drop_duplicates("to_code")
    by_name = {fold(name): code for code, name in fap_names().items() if len(code) == 5}
    old = names["label"].map(lambda name: by_name.get(fold(name), ""))
    linked = pd.DataFrame(
        {
            "from_kind": "fap2021",
            "from_code": names["to_code"],
            "to_kind": "fap2009_homonyme",
            "to_code": old,
            "label": names["label"],
            "source": names["source"],
        }
    )
    return linked[linked["to_code"] != ""]


C2RP = Passage(
    key="c2rp_fap_pcs_rome",
    name="Domaines emploi-formation, FAP, PCS et ROME",
    producer="C2RP Carif-Oref Hauts-de-France",
    page="https://www.c2rp.fr/",
    columns={
        "supra": ("Code SUPRA",),
        "supra_name": ("SUPRA DOMAINE",),
        "def": ("Code DEF",),
        "def_name": ("DEF",),
        "fap": ("FAP",),
        "pcs": ("PCS",),
        "pcs_name": ("Professions et catégories socioprofessionnelles",),
        "rome": ("ROME",),
        "rome_name": ("Intitulé ROME",),
        "romeq": ("ROMEq",),
        "qualification": ("Intitulé Qualification",),
    },
    marks=("def", "fap"),
    links=(
        Link("def", "def", "supra", "supra", "supra_name"),
        Link("fap", "fap", "def", "def", "def_name"),
        Link("fap", "fap", "pcs", "pcs", "pcs_name"),
        Link("fap", "fap", "rome", "rome", "rome_name"),
        Link("fap", "fap", "rome_qualification", "romeq", "rome_name"),
    ),
)
FAP_ROME = Passage(
    key="fap_rome",
    name="Familles professionnelles (FAP) et ROME",
    producer=_DARES,
    page=_FAP_PAGE,
    columns={
        "fap": ("Fap", "fap225", "Code FAP"),
        "rome": _ROME,
        "name": ("intitule_rome", "rome_label", "Intitulé ROME"),
    },
    marks=("fap", "rome"),
    links=(Link("fap", "fap", "rome", "rome", "name"),),
    others={"tension": ("ind_tension_d", "Catégorie Tension"), "def": ("Code DEF",)},
    vintage="FAP 2009",
)
FAP87_ROME = Passage(
    key="fap87_rome",
    name="Groupes de familles professionnelles (FAP 87) et ROME",
    producer=_DARES,
    page=_FAP_PAGE,
    columns={
        "fap22": ("fap22",),
        "fap22_name": ("famille_pro22",),
        "fap87": ("fap87",),
        "rome": _ROME,
        "name": ("rome_label", "intitule_rome"),
    },
    marks=("fap87", "fap22", "rome"),
    links=(
        Link("fap2009_87", "fap87", "rome", "rome", "name"),
        Link("fap2009_87", "fap87", "fap2009_22", "fap22", "fap22_name"),
    ),
    vintage="FAP 2009",
)
FAP_PCS = Passage(
    key="fap_pcs",
    name="Familles professionnelles (FAP) et professions (PCS)",
    producer=_DARES,
    page=_FAP_PAGE,
    columns={"fap": ("Fap", "Code FAP"), "pcs": ("PCS",), "name": ("intitule_PCS",)},
    marks=("fap", "pcs"),
    links=(Link("fap", "fap", "pcs", "pcs", "name"),),
    others={"def": ("Code DEF",)},
    vintage="FAP 2009",
)
FAP_2021 = Passage(
    key="fap2021",
    name="Niveaux de la nomenclature FAP 2021",
    producer=_DARES,
    page=_FAP_PAGE,
    columns={
        level: (f"Code_FAP{level}", f"Code FAP {level}") for level in ("341", "228", "86", "22")
    }
    | {
        f"name{level}": (f"Intitulé_FAP{level}", f"Intitulé FAP {level}")
        for level in ("228", "86", "22")
    },
    marks=("341", "228", "86", "22"),
    links=(
        Link("fap2021_341", "341", "fap2021", "228", "name228"),
        Link("fap2021", "228", "fap2021_86", "86", "name86"),
        Link("fap2021", "228", "fap2021_22", "22", "name22"),
    ),
    more=_same_names,
    vintage="FAP 2021",
)
RNCP_FORMACODE = Passage(
    key="rncp_formacode",
    name="Fiches du RNCP et Formacode",
    producer="France compétences",
    page=_RNCP_PAGE,
    columns={
        "rncp": _FICHE,
        "formacode": ("Formacode_Code",),
        "name": ("Formacode_Libelle",),
    },
    marks=("rncp", "formacode"),
    links=(Link("rncp", "rncp", "formacode", "formacode", "name"),),
)
RNCP_RENEWED = Passage(
    key="rncp_nouveau",
    name="Fiches du RNCP qui en remplacent d'autres",
    producer="France compétences",
    page=_RNCP_PAGE,
    columns={
        "old": ("Ancienne_Certification",),
        "new": ("Nouvelle_Certification",),
        "rncp": _FICHE,
    },
    marks=("rncp", "old", "new"),
    links=(
        Link("rncp", "rncp", "rncp_nouveau", "new"),
        Link("rncp", "old", "rncp_nouveau", "rncp"),
    ),
)
ROME = Passage(
    key="rome",
    name="Référentiel des métiers (ROME) : filiation et transitions",
    producer="France Travail",
    page="https://www.data.gouv.fr/datasets/repertoire-operationnel-des-metiers-et-des-emplois-rome/",
    columns={
        "rome": ("code_rome",),
        "name": ("libelle_rome",),
        "parent": ("code_rome_parent",),
        "ecology": ("transition_eco",),
    },
    marks=("rome", "name", "parent", "ecology"),
    links=(
        Link("rome", "rome", "rome_parent", "parent"),
        Link("rome", "rome", "transition", "ecology", "ecology"),
    ),
)

PASSAGES = (
    C2RP,
    FAP87_ROME,
    FAP_ROME,
    FAP_PCS,
    FAP_2021,
    RNCP_FORMACODE,
    RNCP_RENEWED,
    ROME,
)
CROSSWALK_SOURCES = (*map(source_of, PASSAGES), ROME_FORMACODE)
