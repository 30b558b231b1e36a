"""Reading the files that say which zone or class each commune is in, whatever their year.

A file has a row a commune: its code, and the zone (or the class) it is in, with or without the
zone's name. The codes of other years are brought to the store's communes; rows of other regions
are counted apart, for they are no fault; every other row is kept or rejected with its reason.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from geodata.places.departements import departement_of
from geodata.plural import named
from loaders.locating.communes import Cog, cog_of, commune_code
from loaders.reading.columns import find_column, in_short, nearest_column, require_column
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import Sheet, Wanted, has_table, read_tables
from loaders.source import Context, Parsed, no_report, report

ATTRIBUTES, ZONES = "commune_attributes", "zones"
"""Tables that zonings give: the columns of communes (with `code`, `origin`), the named zones."""

COMMUNE = (
    "codgeo", "code_insee", "insee_com", "code_commune_insee", "commune_id", "code_commune",
    "Code commune", "Code INSEE", "depcom", "com", "insee", "code", "commune",
)  # fmt: skip
"""Names that the column of commune codes goes by."""

UNREADABLE = "code de commune illisible"
UNKNOWN = "commune inconnue du code officiel géographique d'aujourd'hui, sans commune qui la suive"
SHARED = "commune partagée depuis entre plusieurs communes d'aujourd'hui"
UNCLASSED = "zone ou classe absente ou inconnue"
LEFT = "commune fusionnée avec une commune d'une autre région"
REPEATED = "doublon"
OTHERWISE = "la même commune est classée autrement par une autre ligne"
MERGED_OTHERWISE = "commune fusionnée dans une autre, classée autrement : c'est l'autre qui compte"
BROUGHT = "code d'une autre année, ramené à la commune d'aujourd'hui"
PARTLY = "l'une des zones est absente ou inconnue"

_MUNICIPAL = r"751\d\d|6938\d|132\d\d"
"""The codes of the arrondissements of Paris, Lyon and Marseille, which are no communes."""


def as_written(cell: str) -> str | None:
    """Return the value of a cell as it is, None if it is empty."""
    return cell or None


@dataclass(frozen=True)
class Layer:
    """One zoning of the communes.

    Attributes
    ----------
    attribute : column of the communes that it fills
    columns : names that its column goes by, the producer's first
    names : names of the column that names the zone; none for a class
    level : level of the zones that it makes; "" for a class
    value : the value that a cell says, None when it says none that is known
    combine : the class of a commune made of several: the values, the most frequent first, give
        one. Without it, the row of the commune itself wins, else the most frequent value.
    flag : a column of true or false beside it, and the values that make it true
    """

    attribute: str
    columns: tuple[str, ...]
    names: tuple[str, ...] = ()
    level: str = ""
    value: Callable[[str], str | None] = as_written
    combine: Callable[[Sequence[str]], str] | None = None
    flag: tuple[str, Collection[str]] | None = None


def has_layer(path: Path, layer: Layer) -> bool:
    """Tell whether a table has a column of communes, and the layer's codes or its names."""
    return has_table(path, wanted_for([layer]))


def has_layers(path: Path, layers: Sequence[Layer], *, least: int) -> bool:
    """Tell whether a table has those of `least` layers or more, and a column of communes.

    That column may have been renamed where several layers tell the table: one like it is enough.
    """

    def wanted(header: Sequence[str]) -> bool:
        known = [find_column(header, layer.columns) for layer in layers]
        return sum(map(bool, known)) >= least and wanted_for(layers)(header)

    return has_table(path, wanted)


def wanted_for(layers: Sequence[Layer]) -> Wanted:
    """Return what tells a header that has communes, and the codes or names of a layer.

    Several layers also tell it when the column of communes was renamed.
    """

    def wanted(header: Sequence[str]) -> bool:
        told = [find_column(header, (*layer.columns, *layer.names)) for layer in layers]
        if find_column(header, COMMUNE) is not None:
            return any(told)
        free = [column for column in header if column not in told]
        return sum(map(bool, told)) >= 2 and nearest_column(free, COMMUNE) != ""

    return wanted


def read_zoning(
    path: Path, context: Context, layers: Sequence[Layer], *, vintage: str = ""
) -> Parsed:
    """Read a file that gives zonings of the communes.

    Returns
    -------
    Parsed
        With tables `commune_attributes` (`code`: a commune of today; `origin`: the codes of the
        file that made it, separated by a space; a column a layer, "" where unknown) and `zones`
        (`level`, `code`, `name`, `communes_outside`).

    Raises
    ------
    MissingColumnError, SourceError
        As `loaders.reading.tables`: the column of communes, or all those of the layers, is missing.
    """
    sheet = _whole(read_tables(path, wanted_for(layers)))
    rows, found = _rows(sheet, layers)
    return zoning_of(rows, sheet, found, context, vintage=vintage)


def _whole(sheets: Sequence[Sheet]) -> Sheet:
    """Return the longest sheet, with those of the same columns that have other communes.

    Insee's workbooks have another for Paris, Lyon and Marseille by arrondissement, left out.
    """
    longest = max(sheets, key=lambda sheet: sheet.count)
    columns = list(longest.rows.columns)
    alike = [sheet.rows for sheet in sheets if list(sheet.rows.columns) == columns]
    commune = find_column(columns, COMMUNE)
    if commune is None or len(alike) < 2:
        return longest
    others = [rows for rows in alike if not rows[commune].str.fullmatch(_MUNICIPAL).all()]
    return replace(longest, rows=pd.concat(others))


def zoning_of(
    rows: pd.DataFrame, sheet: Sheet, layers: Sequence[Layer], context: Context, *, vintage: str
) -> Parsed:
    """Return what rows give (see `read_zoning`).

    Parameters
    ----------
    rows : `commune`, `content`, and for each layer its attribute (the cell) and `<attribute>_name`
    sheet : the file they come from
    """
    rows, rejects, outside = placed(rows, context)
    single = len(layers) == 1
    for layer in layers:
        values = rows[layer.attribute].map(layer.value)
        rows[layer.attribute] = values.fillna("").astype(str)
    attributes = [layer.attribute for layer in layers]
    empty = (rows[attributes] == "").all(axis=1)
    rejects += [malformed(sheet), report(rows, empty, UNCLASSED)]
    rows = rows[~empty]
    rows, repeated = _without_repeats(rows, attributes)
    rejects.append(repeated)
    table, unused = _by_commune(rows, layers, single)
    for layer in layers:
        if layer.flag:
            name, classed = layer.flag
            table[name] = table[layer.attribute].isin(classed).astype("boolean")
    rejects.append(unused)
    kept = rows.drop(index=list(unused["row"])) if single else rows
    return Parsed(
        tables={
            ATTRIBUTES: _with_inherited(table, cog_of(context)),
            ZONES: _zones(rows, layers, outside),
        },
        rows_read=sheet.count,
        rejects=joined(rejects),
        corrections=pd.concat(
            [
                report(kept, kept["commune"] != kept["today"], BROUGHT),
                report(kept, (kept[attributes] == "").any(axis=1), PARTLY),
            ]
        ),
        vintage=vintage,
        perimeter=_perimeter(len(table), len(outside)),
        elsewhere=len(outside),
    )


def placed(
    rows: pd.DataFrame, context: Context
) -> tuple[pd.DataFrame, list[pd.DataFrame], pd.DataFrame]:
    """Bring rows to the communes of today.

    Parameters
    ----------
    rows : `commune` (as written) and `content`, indexed by row number

    Returns
    -------
    The rows of the region with `commune` (the code of the file) and `today`; the reports of those
    that cannot be brought; the rows of other regions.
    """
    cog = cog_of(context)
    rows = rows.assign(commune=rows["commune"].map(commune_code))
    rows["today"] = rows["commune"].map(cog.current)
    lost = rows["today"] == ""
    unreadable = rows["commune"] == ""
    near = rows["commune"].map(departement_of).isin(context.profile.departements)
    reasons = rows.loc[lost & near, "commune"].map(lambda code: _why_lost(cog, code))
    rejects = [report(rows, unreadable, UNREADABLE), report(rows, lost & near, reasons)]
    return rows[~lost].copy(), rejects, rows[lost & ~near & ~unreadable]


def _why_lost(cog: Cog, code: str) -> str:
    if cog.has_left(code):
        return LEFT
    return SHARED if len(cog.candidates(code)) > 1 else UNKNOWN


def _rows(sheet: Sheet, layers: Sequence[Layer]) -> tuple[pd.DataFrame, list[Layer]]:
    columns = list(sheet.rows.columns)
    named = {layer.attribute: find_column(columns, layer.columns) for layer in layers}
    names = {layer.attribute: find_column(columns, layer.names) for layer in layers}
    # What another role uses cannot be what is missing.
    free = [c for c in columns if c not in {*named.values(), *names.values()}]
    commune = require_column(free, COMMUNE)
    found = [layer for layer in layers if named[layer.attribute]]
    if not found:
        require_column([c for c in free if c != commune], layers[0].columns)
    rows = pd.DataFrame({"commune": sheet.rows[commune]}, index=sheet.rows.index)
    for layer in found:
        name = names[layer.attribute]
        rows[layer.attribute] = sheet.rows[named[layer.attribute]]
        rows[f"{layer.attribute}_name"] = sheet.rows[name] if name else ""
    return rows.assign(content=in_short(sheet.rows)), found


def _without_repeats(
    rows: pd.DataFrame, attributes: list[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Keep the first row of each code; say whether the others repeat it or contradict it."""
    again = rows.duplicated("commune")
    same = rows.duplicated(["commune", *attributes])
    reasons = same.map({True: REPEATED, False: OTHERWISE})
    return rows[~again], report(rows, again, reasons)


def _by_commune(
    rows: pd.DataFrame, layers: Sequence[Layer], single: bool
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return a row a commune of today, and the report of the rows that a merger left unused."""
    own = rows["commune"] == rows["today"]
    rows = pd.concat([rows[own], rows[~own]])
    table = rows.groupby("today", sort=True)["commune"].agg(" ".join).rename("origin").to_frame()
    unused = no_report()
    for layer in layers:
        told = rows[rows[layer.attribute] != ""]
        table[layer.attribute] = _values(told, layer).reindex(table.index).fillna("")
        if single and layer.combine is None:
            differs = rows[layer.attribute] != rows["today"].map(table[layer.attribute])
            unused = report(rows, differs, MERGED_OTHERWISE)
    return table.rename_axis("code").reset_index(), unused


def _values(rows: pd.DataFrame, layer: Layer) -> pd.Series:
    """Return the value of each commune of today; its own row, if there is one, comes first."""
    several = rows["today"].duplicated(keep=False)
    values = rows[~several].set_index("today")[layer.attribute]
    groups = rows[several].groupby("today")
    chosen = {code: _chosen(group, layer) for code, group in groups}
    return pd.concat([values, pd.Series(chosen, dtype=str)])


def _chosen(rows: pd.DataFrame, layer: Layer) -> str:
    values = rows[layer.attribute]
    if layer.combine is None and rows["commune"].iloc[0] == rows["today"].iloc[0]:
        return str(values.iloc[0])
    frequent = [str(value) for value in values.value_counts().index]
    return layer.combine(frequent) if layer.combine else frequent[0]


def _with_inherited(table: pd.DataFrame, cog: Cog) -> pd.DataFrame:
    """Give the communes separated since the row of the commune that they were a part of."""
    known = table.set_index("code")
    inherited = cog.inherited(frozenset(known.index))
    parts = [known.loc[[old]].rename(index={old: new}) for new, old in inherited.items()]
    return pd.concat([known, *parts]).sort_index().rename_axis("code").reset_index()


def _zones(rows: pd.DataFrame, layers: Sequence[Layer], outside: pd.DataFrame) -> pd.DataFrame:
    columns = ["level", "code", "name", "communes_outside"]
    parts = [pd.DataFrame(columns=columns)]
    for layer in layers:
        if not layer.level:
            continue
        told = rows[rows[layer.attribute] != ""]
        names = told.groupby(layer.attribute)[f"{layer.attribute}_name"].agg(
            lambda names: next((name for name in names if name), "")
        )
        away = outside[layer.attribute].map(layer.value).value_counts()
        zones = names.rename_axis("code").rename("name").reset_index()
        zones["communes_outside"] = zones["code"].map(away).fillna(0).astype(int)
        parts.append(zones.assign(level=layer.level)[columns])
    full = [part for part in parts if len(part)] or parts[:1]
    return pd.concat(full, ignore_index=True)


def _perimeter(communes: int, outside: int) -> str:
    said = f"{named(communes, 'commune')} de la région"
    if not outside:
        return said
    return (
        f"{said} ; {named(outside, 'ligne')} hors de la région, mise{'s' * (outside > 1)} de côté"
    )
