"""The skills of the ROME 4.0 (France Travail): what each métier asks to know how to do.

Two files of the official archive, told apart by their columns:

- *référentiel des compétences* (`referentiel_competence`): a row a skill, `code_ogr`,
  `libelle_competence`, `cat_comp`; the know-how alone is kept, not how one behaves;
- *cohérence des items* (`coherence_item`): a row a métier and an item, `coeur_metier` saying
  « Principale », « Émergente » or nothing. An item may be a skill, a knowledge or a context: the
  skills alone are kept, the others are counted as elsewhere.
"""

import re
from pathlib import Path

import pandas as pd

from loaders.reading.columns import Names, known, select
from loaders.reading.rejected_rows import joined, malformed, sorted_out
from loaders.reading.tables import header_of, read_table
from loaders.reading.vintages import UNDATED, told_names
from loaders.source import Context, Parsed, Source

LABELS = "rome4_skills"
"""Nomenclature: skill, label."""

NO_SKILL = "compétence sans code ou sans libellé"
BAD_ROME = "code ROME mal formé"
KNOW_HOW = "Savoir-faire"

SKILL_COLUMNS: Names = {
    "skill": ("code_ogr",),
    "label": ("libelle_competence",),
    "kind": ("cat_comp",),
    "macro": ("code_ogr_macro_comp",),
}
LINK_COLUMNS: Names = {
    "rome": ("code_rome",),
    "skill": ("code_ogr",),
    "core": ("coeur_metier",),
}


def recognises_skills(path: Path) -> bool:
    """Tell whether a file lists the skills of the ROME."""
    return {"skill", "label", "kind"} <= known(header_of(path), SKILL_COLUMNS)


def recognises_links(path: Path) -> bool:
    """Tell whether a file says which métier asks for which item."""
    return known(header_of(path), LINK_COLUMNS) == set(LINK_COLUMNS)


def read_skills(path: Path, context: Context) -> Parsed:
    """Read the skills (raises SourceError)."""
    sheet = read_table(path)
    rows = select(sheet.rows, SKILL_COLUMNS, ("skill", "label"))
    other = (rows["kind"] != "") & (rows["kind"] != KNOW_HOW)
    rows, elsewhere = rows[~other], int(other.sum())
    rows, rejects = sorted_out(rows, {NO_SKILL: (rows["skill"] == "") | (rows["label"] == "")})
    return Parsed(
        tables={LABELS: rows[["skill", "label"]].reset_index(drop=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=version(path),
        perimeter="savoir-faire des métiers, France entière",
        elsewhere=elsewhere,
    )


def read_links(path: Path, context: Context) -> Parsed:
    """Read which métier asks for which skill (raises SourceError)."""
    sheet = read_table(path)
    rows = select(sheet.rows, LINK_COLUMNS, ("rome", "skill", "core"))
    good = rows["rome"].str.fullmatch(r"[A-N]\d{4}")
    rows, rejects = sorted_out(rows, {BAD_ROME: ~good})
    labels = context.nomenclatures.get(LABELS, pd.DataFrame(columns=["skill", "label"]))
    names = dict(zip(labels["skill"], labels["label"], strict=True))
    rows = rows.assign(label=rows["skill"].map(names))
    elsewhere = rows["label"].isna()
    told = rows[~elsewhere][["rome", "skill", "label", "core"]].reset_index(drop=True)
    return Parsed(
        tables={"skills": told},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), rejects]),
        vintage=version(path),
        perimeter="savoir-faire demandés par chaque métier, France entière",
        elsewhere=int(elsewhere.sum()),
    )


def version(path: Path) -> str:
    """The version that the name of a file of the ROME says, or that of its archive."""
    for name in told_names(path):
        if found := re.search(r"_v(\d{3})(?!\d)", name):
            return f"version {found[1]}"
    return UNDATED


ABOUT = {
    "producer": "France Travail",
    "licence": "Licence Ouverte 2.0",
    "page": "https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html",
    "rhythm": "plusieurs fois par an",
}

ROME_SKILLS = Source(
    key="rome-competences",
    name="ROME 4.0 : compétences",
    recognises=recognises_skills,
    read=read_skills,
    gives=(LABELS,),
    **ABOUT,  # type: ignore[arg-type]
)
ROME_LINKS = Source(
    key="rome-coherence",
    name="ROME 4.0 : compétences des métiers",
    recognises=recognises_links,
    read=read_links,
    gives=("skills",),
    needs=(LABELS,),
    **ABOUT,  # type: ignore[arg-type]
)
