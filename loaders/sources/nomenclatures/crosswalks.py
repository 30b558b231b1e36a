"""Tables that pass from a code to another (diploma, métier, speciality), told apart by columns.

Which tables are known, and what each links, is declared in
`loaders.sources.nomenclatures.crosswalk_tables`. A row of a
file gives the pairs of codes that it links, in one direction; a pair that comes back is kept once,
and a row that links nothing is rejected. Kinds of codes are listed in
`loaders.sources.nomenclatures.codes`;
« fap » is the FAP 2009 or 2021, by the codes themselves.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pandas as pd

from geodata.folding import fold
from loaders.reading.columns import known
from loaders.reading.figures import fap_version
from loaders.reading.rejected_rows import joined
from loaders.reading.roles import rows_by_role
from loaders.reading.tables import has_table
from loaders.reading.vintages import day_of_name, told_names
from loaders.source import Context, Parsed, Source, report
from loaders.sources.nomenclatures.codes import clean

NOTHING = "aucun code à relier"


@dataclass(frozen=True)
class Link:
    """A pair of columns of a table, by their roles: a code, what it leads to, the latter's name.

    `several` is the sign between codes when a cell has many of them.
    """

    from_kind: str
    from_role: str
    to_kind: str
    to_role: str
    label_role: str = ""
    several: str = ""


@dataclass(frozen=True)
class Passage:
    """A table of correspondences: its columns by role (with aliases) and what they link.

    `marks` are the roles whose columns together tell the table; `others` the roles of another
    table, which this one does not have. `more` works out pairs that the file does not write, from
    those that it does.
    """

    key: str
    name: str
    producer: str
    page: str
    columns: Mapping[str, tuple[str, ...]]
    marks: tuple[str, ...]
    links: tuple[Link, ...]
    others: Mapping[str, tuple[str, ...]] | None = None
    more: Callable[[pd.DataFrame], pd.DataFrame] | None = None
    vintage: str = ""

    def wanted(self, header: Sequence[str]) -> bool:
        """Tell whether a row of names is this table's header."""
        if self.others and known(header, self.others):
            return False
        return set(self.marks) <= known(header, self.columns)


def source_of(passage: Passage) -> Source:
    """Return the source that reads a table of correspondences."""
    return Source(
        key=passage.key,
        name=passage.name,
        producer=passage.producer,
        licence="Licence Ouverte",
        page=passage.page,
        rhythm="à chaque révision",
        recognises=partial(has_table, wanted=passage.wanted),
        read=partial(_read, passage),
        gives=("crosswalks",),
    )


def _read(passage: Passage, path: Path, context: Context) -> Parsed:
    rows, count, reports = rows_by_role(path, passage.wanted, passage.columns, passage.marks)
    linked = pairs(rows, passage)
    lost = ~rows.index.isin(linked["row"])
    return Parsed(
        tables={"crosswalks": _named(_complete(passage, only_pairs(linked)), context)},
        rows_read=count,
        rejects=joined([*reports, report(rows, pd.Series(lost, index=rows.index), NOTHING)]),
        vintage=passage.vintage or _edition(path),
        perimeter="correspondances entre nomenclatures",
    )


def _edition(path: Path) -> str:
    """Return the version that a file's name bears (« rome_v460 »), else its day or its year."""
    names = " ".join(told_names(path))
    found = re.search(r"(?<![a-z])v(\d{1,4})(?!\d)", names, re.IGNORECASE)
    return f"version {found[1]}" if found else day_of_name(path)


def _complete(passage: Passage, table: pd.DataFrame) -> pd.DataFrame:
    if passage.more is None:
        return table
    return pd.concat([table, passage.more(table)], ignore_index=True)


def pairs(rows: pd.DataFrame, passage: Passage) -> pd.DataFrame:
    """Return the pairs that rows give (schema CROSSWALKS), with the `row` that gives each.

    Parameters
    ----------
    rows : texts by role (see `loaders.reading.figures.select`), indexed by the row's number in the
        file
    """
    parts = [_linked(rows, link, passage.key) for link in passage.links]
    return pd.concat(parts, ignore_index=True)


def only_pairs(linked: pd.DataFrame) -> pd.DataFrame:
    """Return each pair once, without the row it comes from."""
    keys = ["from_kind", "from_code", "to_kind", "to_code"]
    return linked.drop(columns="row").drop_duplicates(keys, ignore_index=True)


def _named(table: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Name the métiers of the ROME that their file does not name."""
    names = context.romes.set_index("rome")["label"]
    unnamed = (table["label"] == "") & table["to_kind"].isin(["rome", "rome_parent"])
    found = table["to_code"].map(names).fillna("")
    return table.assign(label=table["label"].where(~unnamed, found))


def _linked(rows: pd.DataFrame, link: Link, key: str) -> pd.DataFrame:
    said = pd.DataFrame(
        {
            "row": rows.index,
            "from": rows[link.from_role].to_numpy(),
            "to": rows[link.to_role].to_numpy(),
            "label": rows[link.label_role].to_numpy() if link.label_role else "",
        }
    )
    said = said[(said["from"] != "") & (said["to"] != "")]
    if link.several:
        said = said.assign(to=said["to"].str.split(link.several)).explode("to")
    from_kind, to_kind = _kind(link.from_kind, said["from"]), _kind(link.to_kind, said["to"])
    table = pd.DataFrame(
        {
            "row": said["row"],
            "from_kind": from_kind,
            "from_code": _cleaned(from_kind, said["from"]),
            "to_kind": to_kind,
            "to_code": _cleaned(to_kind, said["to"]),
            "label": said["label"].map(_label),
            "source": key,
        }
    )
    return table[(table["from_code"] != "") & (table["to_code"] != "")]


def _kind(kind: str, codes: pd.Series) -> str:
    if kind != "fap":
        return kind
    return "fap2021" if fap_version(codes) == "FAP 2021" else "fap2009"


def _cleaned(kind: str, codes: pd.Series) -> pd.Series:
    return codes.map({code: clean(kind, code) for code in codes.unique()})


def _label(text: str) -> str:
    # Extracts of databases double the apostrophes.
    return " ".join(text.replace("''", "'").split()) if fold(text) not in ("na", "null") else ""
