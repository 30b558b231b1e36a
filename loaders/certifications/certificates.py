"""The validity and the ways of the certifications that courses lead to, for their sheets."""

import pandas as pd

from geodata.courses.certificates import BETWEEN, CERTIFICATES
from loaders.source import Context


def certificates(context: Context, offers: pd.DataFrame) -> pd.DataFrame:
    """Return what France compétences says of the certifications of courses (CERTIFICATES).

    Parameters
    ----------
    context : its nomenclatures « rncp_sheets » and « rncp_access », the newest first
    offers : the courses
    """
    nothing = pd.DataFrame(columns=["rncp", "end", "active", "way", "vintage"])
    wanted = set(offers["rncp"]) - {""} if len(offers) else set[str]()
    sheets, ways = (
        table[table["rncp"].isin(wanted)]
        for table in (
            context.nomenclatures.get(name, nothing) for name in ("rncp_sheets", "rncp_access")
        )
    )
    ways = ways[ways["vintage"] == ways.groupby("rncp")["vintage"].transform("max")]
    access = ways.groupby("rncp")["way"].agg(lambda told: BETWEEN.join(dict.fromkeys(told)))
    found = sheets.drop_duplicates("rncp").set_index("rncp")
    codes = sorted({*found.index, *access.index})
    dated = {**dict(zip(ways["rncp"], ways["vintage"], strict=True)), **found["vintage"].to_dict()}
    table = pd.DataFrame(
        {
            "rncp": codes,
            "end": found["end"].reindex(codes).fillna("").to_numpy(),
            "active": found["active"].reindex(codes).astype("boolean").to_numpy(),
            "access": access.reindex(codes).fillna("").to_numpy(),
            "vintage": [dated.get(code, "") for code in codes],
        }
    )
    return CERTIFICATES.validate(table.astype({"active": "boolean"}))
