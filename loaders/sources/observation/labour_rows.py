"""What the series of the labour market share: whose rows they are, and sums of their cells."""

from collections.abc import Sequence

import pandas as pd

from geodata.month.table import IDENTITY, LABOUR_SERIES
from loaders.locating.communes import cog_of, commune_code
from loaders.reading.figures import UNREADABLE, state_of, whole_code
from loaders.reading.rejected_rows import joined, sorted_out, totals
from loaders.reading.tables import number
from loaders.source import Context, Parsed

NO_PERIOD = "période illisible"
NO_COMMUNE = "commune inconnue"
TOLD_TWICE = "chiffre déjà donné par ce fichier"


def communes(cells: pd.Series, context: Context) -> tuple[pd.Series, pd.Series]:
    """Return the communes of today that codes of any year are, "" where there is none; and which
    rows are of another region: those of a code of a département that the region has not.
    """
    codes = {text: commune_code(text) for text in cells.unique()}
    cog = cog_of(context)
    today = {text: cog.current(code) if code else "" for text, code in codes.items()}
    ours = tuple(context.profile.departements)
    away = {text: bool(code) and not code.startswith(ours) for text, code in codes.items()}
    found = cells.map(today)
    return found, cells.map(away).astype(bool) & (found == "")


def is_region(names: pd.Series, context: Context) -> pd.Series:
    """Tell which cells are the code of the region."""
    return names.map(whole_code) == context.profile.code


def with_values(rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the number of their value, null where it is none, and why."""
    cells = rows["value"].unique()
    states = {cell: state_of(cell) for cell in cells}
    numbers = {cell: None if states[cell] else number(cell) for cell in cells}
    return rows.assign(
        status=rows["value"].map(states),
        number=rows["value"].map(numbers).astype("float64"),
    )


def parsed(
    rows: pd.DataFrame,
    faults: dict[str, pd.Series],
    away: pd.Series,
    read: int,
    reports: Sequence[pd.DataFrame],
    perimeter: str,
) -> Parsed:
    """Return what a file gave: the rows that have no fault, cells of one figure added up.

    Parameters
    ----------
    rows : columns of the schema but `value`, with `number`, `status` and `content`
    faults : reasons to leave rows out, the first first; unreadable values and periods are theirs
    away : which rows are of other regions
    """
    near = rows[~away]
    every = {
        **{reason: which[~away] for reason, which in faults.items()},
        NO_PERIOD: near["period"] == "",
        UNREADABLE: near["status"] == "illisible",
    }
    good, rejects = sorted_out(near, every)
    table = summed(good)
    periods = sorted(set(table["period"]))
    return Parsed(
        tables={"labour_series": table},
        rows_read=read,
        rejects=joined([*reports, rejects]),
        vintage=periods[-1] if periods else "",
        perimeter=perimeter,
        elsewhere=int(away.sum()),
    )


def summed(rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row a figure (schema LABOUR_SERIES): cells of one figure are added up.

    A sum that lacks a secret term is what is published of it, « partiel »; one of which nothing is
    published keeps why.
    """
    keys = [*IDENTITY, "unit", "perimeter", "source"]
    groups = rows.groupby(keys, sort=False)
    # Of words, the greatest: « secret » before « indisponible » before what is published.
    table = pd.DataFrame(
        {"value": groups["number"].sum(min_count=1), "status": groups["status"].max()}
    ).reset_index()
    partial = table["value"].notna() & (table["status"] != "")
    table["status"] = table["status"].mask(partial, "partiel")
    return LABOUR_SERIES.validate(table.reset_index(drop=True))


def is_total(rows: pd.DataFrame, column: str) -> pd.Series:
    """Tell which cells of a column say « Total » or nothing: they break nothing down."""
    cells = rows[column]
    told = {cell: cell == "" for cell in cells.unique()}
    named = pd.DataFrame({"cell": list(told)})
    told |= dict(zip(named["cell"], totals(named, ["cell"]) | (named["cell"] == ""), strict=True))
    return cells.map(told).astype(bool)
