"""Insee's events on communes since 1943 (« mvtcommune »): which code became which, and when.

One row an event and a commune: MOD (kind of event), DATE_EFF (date), TYPECOM_AV and COM_AV (kind
and code before), TYPECOM_AP and COM_AP (after), and their names. Kept: the events that change a
code (mergers 31 to 34, changes of department 41 or of chief town 50, deletions 30) and splits (21).
Rows that keep the code (a change of name, 10), or that are about associated or delegated communes,
are no fault of the file: they are counted with those of other regions.
"""

from pathlib import Path

from geodata.places.departements import departement_of
from loaders.locating.communes import BECOMES, MOVES, SPLIT, commune_code
from loaders.reading.columns import by_role, find_roles, in_short, known
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, read_table
from loaders.source import Context, Parsed, Source, report
from loaders.sources.zonings.membership import UNREADABLE

COLUMNS: dict[str, tuple[str, ...]] = {
    "event": ("MOD", "Type d'événement de communes"),
    "date": ("DATE_EFF", "Date d'effet"),
    "type_before": ("TYPECOM_AV",),
    "old": ("COM_AV",),
    "type_after": ("TYPECOM_AP",),
    "new": ("COM_AP",),
}
SPLITS = frozenset({"21"})
ENDS = frozenset({"30", "31", "32", "33", "34", "41", "50"})


def recognises(path: Path) -> bool:
    """Tell whether a file lists events on communes."""
    return {"event", "old", "new"} <= known(header_of(path), COLUMNS)


def read(path: Path, context: Context) -> Parsed:
    """Read a file of events on communes: table `commune_moves` (old, new, kind, date).

    Raises MissingColumnError, SourceError as `loaders.reading.tables`.
    """
    sheet = read_table(path)
    rows = by_role(sheet.rows, find_roles(sheet.rows.columns, COLUMNS, COLUMNS))
    rows["content"] = in_short(sheet.rows)
    whole = (rows["type_before"] == "COM") & (rows["type_after"] == "COM")
    for side in ("old", "new"):
        rows[side] = rows[side].map(commune_code)
    unreadable = whole & ((rows["old"] == "") | (rows["new"] == ""))
    changed = whole & ~unreadable & (rows["old"] != rows["new"])
    rows["kind"] = rows["event"].map(dict.fromkeys(ENDS, BECOMES) | dict.fromkeys(SPLITS, SPLIT))
    near = (
        rows[["old", "new"]]
        .apply(lambda codes: codes.map(departement_of))
        .isin(context.profile.departements)
    )
    useful = changed & rows["kind"].notna() & near.any(axis=1)
    moves = rows.loc[useful, ["old", "new", "kind", "date"]].sort_values("date", kind="stable")
    dates = rows["date"][rows["date"].str.match(r"\d{4}-\d\d-\d\d")]
    return Parsed(
        tables={MOVES: moves.reset_index(drop=True)},
        rows_read=sheet.count,
        rejects=joined([malformed(sheet), report(rows, unreadable, UNREADABLE)]),
        vintage=f"événements jusqu'au {dates.max()}" if len(dates) else "",
        perimeter=f"{int(useful.sum())} changement(s) de code dans la région",
        elsewhere=int((~useful & ~unreadable).sum()),
    )


COMMUNE_MOVES = Source(
    key="mouvements-communes",
    name="Événements sur les communes depuis 1943 (code officiel géographique)",
    producer="Insee",
    licence="Licence Ouverte",
    page="https://www.insee.fr/fr/information/2560452",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=(MOVES,),
)
