"""Declarations of hiring (DPAE) of Urssaf: by quarter and département, by month and région.

Two data sets: `dpae-par-departement-x-grand-secteur`, a row a quarter, a département, a sector, a
kind and a length of contract (`annee`, `trimestre`, `code_departement`, `code_region`,
`duree_de_contrat`, `dpae_brut`…); and `dpae-mensuelles-par-region`, which has no département and
says its month by `dernier_jour_du_mois`. Sectors and kinds of contract are added up, the pieces of
adjustment (« _calage_ », « nca ») too, so that sums are those of the producer. Each row counts in
the total and in its length of contract. No DPAE is published by zone d'emploi nor by commune.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.month.table import period_of
from loaders.reading.columns import known, nearly_all
from loaders.reading.figures import departement_code
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.source import Context, Parsed, Source
from loaders.sources.observation.labour_rows import is_region, parsed, summed, with_values

KEY = "urssaf_dpae"
PERIMETER = "déclarations préalables à l'embauche au régime général, hors intérim, données brutes"

COLUMNS: dict[str, tuple[str, ...]] = {
    "year": ("annee", "Année"),
    "quarter": ("trimestre", "Trimestre"),
    "month": ("dernier_jour_du_mois", "Dernier jour du mois"),
    "region": ("code_region", "Code région"),
    "departement": ("code_departement", "Code département"),
    "length": ("duree_de_contrat", "Durée de contrat"),
    "value": ("dpae_brut", "DPAE (brut)", "DPAE brut"),
}
REQUIRED = ("year", "quarter", "region", "length", "value")


def _wanted(header: Sequence[str]) -> bool:
    told = known(header, COLUMNS) & {"value", "length"}
    return nearly_all(header, COLUMNS, REQUIRED) and bool(told)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of declarations of hiring (raises MissingColumnError, SourceError)."""
    rows, count, reports = rows_by_role(path, _wanted, COLUMNS, REQUIRED)
    monthly = (rows["month"] != "").any()
    code = rows["departement"].map(departement_code)
    by_region = code == ""
    ours = is_region(rows["region"], context)
    away = (by_region & ~ours) | (~by_region & ~code.isin(context.profile.departements))
    quarter = rows["year"].str[:4] + "-T" + rows["quarter"].str.extract(r"(\d)\D*$")[0].fillna("")
    rows = with_values(rows).assign(
        measure="embauches", kind="", axis="contrat", category=rows["length"],
        level=pd.Series("departement", rows.index).mask(by_region, "region"),
        code=code.mask(by_region, context.profile.code),
        period=(rows["month"] if monthly else quarter).map(period_of),
        unit="déclarations", adjusted="brut", perimeter=PERIMETER, source=KEY,
    )  # fmt: skip
    found = parsed(rows, {"durée de contrat absente": rows["length"] == ""}, away, count, reports,
                   PERIMETER)  # fmt: skip
    return _with_totals(found)


def _with_totals(found: Parsed) -> Parsed:
    table = found.tables["labour_series"]
    if table.empty:
        return found
    # A length that lacks a secret term makes the total partial too.
    terms = table.assign(number=table["value"], axis="", category="")
    terms["status"] = terms["status"].replace("partiel", "secret")
    found.tables["labour_series"] = pd.concat([table, summed(terms)], ignore_index=True)
    return found


HIRING_DECLARATIONS = Source(
    key=KEY,
    name="Déclarations préalables à l'embauche (DPAE)",
    producer="Urssaf",
    licence="ODbL",
    page="https://open.urssaf.fr/explore/dataset/dpae-par-departement-x-grand-secteur/",
    rhythm="chaque trimestre (département), chaque mois (région)",
    recognises=partial(has_table, wanted=_wanted),
    read=read,
    gives=("labour_series",),
    series=True,
)
