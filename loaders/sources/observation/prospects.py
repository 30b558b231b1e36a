"""« Les métiers en 2030 » by region: openings, departures and starters that a projection expects.

A CSV or a workbook, one row a family of métiers (FAP 2009, 87 groups: `J5Z`; `XK_` for what they
leave out) and a region, with:

- `code_fap` (`Code FAP 87`), `fap_libelle`, `region` (a name, hyphens or not, or a code);
- in thousands of people: `effectifs_2019_milliers`, `creations_destructions_milliers`,
  `departs_fin_carriere_milliers`, `jeunes_debutants_milliers` (negative: it is what they take off
  the gap), `solde_mobilites_inter_regions_milliers`, `desequilibre_milliers` and
  `postes_a_pourvoir_milliers`;
- `niveau_tension_2019`, from 1 to 5 or « hors champ ».

Openings are creations and departures, the gap is openings, starters and moves: a row whose columns
do not add up is refused. Shares (`…_pct`) are not read: they are the same over the jobs of 2019.
Source of the method: Dares and France Stratégie, « Les métiers en 2030 : quelles perspectives de
recrutement en région ? », 2023, reference scenario.
"""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.reading.columns import nearly_all
from loaders.reading.figures import HORS_REGION, UNREADABLE, degrees, whole_code
from loaders.reading.rejected_rows import joined, sorted_out
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table, number
from loaders.source import Context, Parsed, Source

KEY = "metiers_2030"
FIRST, LAST = "2019", "2030"

_THOUSANDS: dict[str, tuple[str, ...]] = {
    "jobs": ("effectifs_2019_milliers", "Effectifs en 2019 (en milliers)", "Effectifs 2019"),
    "created": (
        "creations_destructions_milliers",
        "Créations/destructions d'emploi (en milliers)",
        "Créations ou destructions d'emplois",
    ),
    "departures": (
        "departs_fin_carriere_milliers",
        "Départs en fin de carrière (en milliers)",
        "Départs en fin de carrière",
    ),
    "starters": (
        "jeunes_debutants_milliers",
        "Jeunes débutants (en milliers)",
        "Jeunes débutants",
    ),
    "moves": (
        "solde_mobilites_inter_regions_milliers",
        "Solde des mobilités inter-régions (en milliers)",
        "Solde des mobilités interrégionales",
    ),
    "gap": ("desequilibre_milliers", "Déséquilibre (en milliers)", "Déséquilibre"),
    "openings": (
        "postes_a_pourvoir_milliers",
        "Postes à pourvoir (en milliers)",
        "Postes à pourvoir",
    ),
}
COLUMNS: dict[str, tuple[str, ...]] = {
    "metier": ("code_fap", "Code FAP 87", "Code FAP", "FAP 87", "FAP"),
    "label": ("fap_libelle", "Libellé FAP 87", "Libellé FAP", "Métier"),
    "region": ("region", "Région", "Libellé région", "Code région", "reg"),
    **_THOUSANDS,
    "tension": ("niveau_tension_2019", "Niveau de tension en 2019", "Tension 2019"),
}
REQUIRED = ("metier", "region", *_THOUSANDS)

_ROUNDING = 0.15
"""How far, in thousands, columns published with one decimal may be from adding up."""

_SUM = "les colonnes ne s'additionnent pas"


def _wanted(header: Sequence[str]) -> bool:
    return nearly_all(header, COLUMNS, REQUIRED)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of the projection (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    rows = rows.assign(metier=rows["metier"].str.strip().str.upper())
    values = pd.DataFrame({name: rows[name].map(number).astype(float) for name in _THOUSANDS})
    values["starters"] = values["starters"].abs()
    kept, rejects = sorted_out(rows, _faults(rows, values, context))
    return Parsed(
        tables={"prospects": _table(kept, values.loc[kept.index], context)},
        rows_read=count,
        rejects=joined([*reports, rejects]),
        vintage=FIRST,
        perimeter=f"projection {FIRST}-{LAST} par famille de métiers (FAP 87), région",
    )


def _faults(rows: pd.DataFrame, values: pd.DataFrame, context: Context) -> dict[str, pd.Series]:
    ours = {fold(context.profile.name), fold(context.profile.code)}
    openings = (values["created"] + values["departures"] - values["openings"]).abs()
    gap = (values["openings"] - values["starters"] + values["moves"] - values["gap"]).abs()
    return {
        HORS_REGION: ~rows["region"].map(whole_code).map(fold).isin(ours),
        "code FAP absent ou inconnu": ~rows["metier"].str.fullmatch(r"[A-Z][0-9A-Z][0-9A-Z_]"),
        UNREADABLE: values.isna().any(axis=1) | (values[["jobs", "departures"]] < 0).any(axis=1),
        _SUM: (openings > _ROUNDING) | (gap > _ROUNDING),
        "métier déjà donné pour ce lieu": rows.duplicated(["metier", "region"]),
    }


def _table(rows: pd.DataFrame, values: pd.DataFrame, context: Context) -> pd.DataFrame:
    labels = rows["label"].map(lambda text: re.sub(r"\s+", " ", text).strip())
    return pd.DataFrame(
        {
            "metier": rows["metier"],
            "label": labels.where(labels != "", rows["metier"]),
            "level": "region",
            "code": context.profile.code,
            "period": f"{FIRST}-{LAST}",
            **{name: values[name] * 1000 for name in _THOUSANDS},
            "tension": degrees(rows["tension"]),
            "source": KEY,
            "vintage": FIRST,
        }
    ).reset_index(drop=True)


PROSPECTS_2030 = Source(
    key=KEY,
    name="Les métiers en 2030, par région",
    producer="Dares, France Stratégie",
    licence="Licence Ouverte",
    page="https://dares.travail-emploi.gouv.fr/publication/les-metiers-en-2030-quelles-perspectives-de-recrutement-en-region",
    rhythm="irrégulier",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("prospects",),
)
