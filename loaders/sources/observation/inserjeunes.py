"""What became of leavers by establishment: InserJeunes, lycées (voie professionnelle) and CFA.

`loaders.sources.observation.inserjeunes_layouts` tells the columns of every vintage. Each row is
an establishment, or
a part of it: « dont élèves en voie pro sco » is the voie scolaire, « dont apprentis » the
apprenticeship, « ensemble » the voie scolaire when the school has no other row, else both voies
together (voie ""). A file without that column is of apprenticeship, unless its titles say lycées.

A rate that is not published is null; `status` says why the rate at 6 months is not. The cohort (two
years of leavers) is in a column, else in the titles, else in the file's name.
"""

from pathlib import Path

import pandas as pd

from geodata.folding import fold
from geodata.tables.observation import OUTCOMES
from loaders.errors import SourceError
from loaders.locating.schools import UAI, departement_of
from loaders.reading.figures import rate_of, why_no_rate
from loaders.reading.rejected_rows import sorted_out
from loaders.reading.sheets import Page, first_pages_of, pages_of
from loaders.reading.values import uai_code
from loaders.reading.vintages import told_names
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.inserjeunes_layouts import RATES, Layout, cohort_of, layout_of

KEY = "inserjeunes-etablissements"
PRODUCER = "Ministère de l'Éducation nationale (DEPP) et Dares"
NO_UAI = "UAI absent ou mal formé"
NO_COHORT = "millésime absent (ni colonne, ni titre, ni nom de fichier du genre 2018_2019)"
OUT_OF_RANGE = "taux hors de 0 à 100"
TWICE = "ligne répétée"
_SHARES = ("continuing_rate", *RATES.values(), "expected_rate")


def recognises(path: Path) -> bool:
    """Tell whether a file has a table of InserJeunes by establishment."""
    return any(layout_of(page) for page in first_pages_of(path))


def read(path: Path, context: Context) -> Parsed:
    """Read a file of InserJeunes by establishment (raises SourceError)."""
    found = [(page, layout) for page in pages_of(path) if (layout := layout_of(page))]
    if not found:
        raise SourceError("aucune table par établissement (UAI, taux d'emploi à 6 mois…)")
    rows = pd.concat([_rows(page, layout, path) for page, layout in found], ignore_index=True)
    rows.index = pd.RangeIndex(1, len(rows) + 1)
    ours = rows["code"].map(departement_of).isin(list(context.profile.departements))
    well = rows["code"].str.fullmatch(UAI.pattern).astype(bool)
    near = rows[ours | ~well]
    kept, rejects = sorted_out(
        near,
        {
            NO_UAI: ~well[near.index],
            NO_COHORT: near["cohort"] == "",
            OUT_OF_RANGE: ~in_range(near[list(_SHARES)]),
            TWICE: near.duplicated(["code", "voie", "cohort"]),
        },
    )
    cohort = max(kept["cohort"], default="")
    return Parsed(
        tables={"outcomes": outcomes(kept, KEY, cohort)},
        rows_read=len(rows),
        rejects=rejects,
        vintage=cohort.replace("_", "-") or "millésime non précisé",
        perimeter="sortants de la voie professionnelle, par établissement",
        elsewhere=int((well & ~ours).sum()),
    )


def outcomes(rows: pd.DataFrame, source: str, vintage: str) -> pd.DataFrame:
    """Return rows with every column of the schema OUTCOMES, null or empty where they have none."""
    texts = {"mef": "", "cfd": "", "status": "", "source": source, "vintage": vintage}
    filled = rows.assign(**{name: text for name, text in texts.items() if name not in rows})
    return filled.reindex(columns=list(OUTCOMES.columns)).reset_index(drop=True)


def _rows(page: Page, layout: Layout, path: Path) -> pd.DataFrame:
    lines = page[layout.first :]

    def cells(role: str) -> list[str]:
        rank = layout.columns.get(role)
        return [row[rank] if rank is not None and rank < len(row) else "" for row in lines]

    code = [uai_code(text) or text.strip().upper() for text in cells("uai")]
    rows = pd.DataFrame({"level": "establishment", "code": code})
    told = cohort_of(layout.titles, *told_names(path))
    rows["cohort"] = [cohort_of(cell) or told for cell in cells("cohort")]
    rows["voie"] = _voies(rows["code"], pd.Series(cells("kind")), layout)
    for role in _SHARES:
        rows[role] = [rate_of(cell) for cell in cells(role)]
    rows[list(_SHARES)] = rows[list(_SHARES)].astype(float)
    if "continuing_rate" not in layout.columns:
        rows["continuing_rate"] = [rate_of(cell) for cell in cells("share")]
    rows["added_value"] = pd.Series([rate_of(cell) for cell in cells("added_value")], dtype=float)
    rows["status"] = [why_no_rate(cell) for cell in cells(RATES["6"])]
    names, kinds = cells("name"), cells("kind")
    shown = zip(code, names, kinds, strict=True)
    rows["content"] = [" | ".join(filter(None, parts))[:200] for parts in shown]
    return rows


def _voies(codes: pd.Series, kinds: pd.Series, layout: Layout) -> pd.Series:
    if "kind" not in layout.columns:
        titles = fold(layout.titles.replace("établissement", ""))
        school = "lycee" in titles and "apprenti" not in titles
        return pd.Series("scolaire" if school else "apprentissage", codes.index)
    folded = kinds.map(fold)
    parts = folded.str.startswith("dont")
    several = codes.isin(set(codes[parts]))
    voies = several.map({True: "", False: "scolaire"})
    apprentices = folded.str.contains("apprenti")
    return voies.where(~parts, apprentices.map({True: "apprentissage", False: "scolaire"}))


def in_range(rates: pd.DataFrame) -> pd.Series:
    """Tell which rows have no rate out of 0 to 100."""
    return (rates.isna() | ((rates >= 0) & (rates <= 100))).all(axis=1)


INSERJEUNES = Source(
    key=KEY,
    name="InserJeunes par établissement",
    producer=PRODUCER,
    licence="Licence Ouverte",
    page="https://www.education.gouv.fr/inserjeunes-lycee-professionnel-et-cfa-307956",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=("outcomes",),
    series=True,
)
