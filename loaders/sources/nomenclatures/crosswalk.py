"""Rows of the table of crosswalks: which code of a nomenclature goes with which of another."""

import pandas as pd

from geodata.tables.observation import CROSSWALKS


def links(
    table: pd.DataFrame, from_kind: str, to_kind: str, *, label: str = "", to: str = ""
) -> pd.DataFrame:
    """Return the links between two columns of codes (schema CROSSWALKS without its source).

    Parameters
    ----------
    table : with a column of codes by kind; several codes in a cell are separated by a space
    from_kind, to_kind : kinds of codes, such as « cfd » and « rome », also the columns' names
    label : the column that names what the second code is, if there is one
    to : the column of the second codes, when it does not bear the name of its kind
    """
    found = pd.DataFrame(
        {
            "from_kind": from_kind,
            "from_code": table[from_kind],
            "to_kind": to_kind,
            "to_code": table[to or to_kind].str.split(),
            "label": table[label] if label else "",
            "source": "",
        },
        columns=list(CROSSWALKS.columns),
    ).explode("to_code")
    found = found.fillna({"to_code": ""})
    found = found[(found["from_code"] != "") & (found["to_code"] != "")]
    return found.drop_duplicates(["from_code", "to_code"], ignore_index=True)
