"""Which basins of the BMO belong to the region."""

import pandas as pd

from loaders.source import Context


def in_region(codes: pd.Series, context: Context) -> pd.Series:
    """Tell which codes of basins are the region's.

    Those of its communes where they are known; else the codes that begin with the region's, as
    France Travail makes them (3221 is a basin of region 32).
    """
    known = set(context.communes["bmo_basin"]) - {""}
    if known:
        return codes.isin(known)
    return codes.str.fullmatch(rf"{context.profile.code}\d\d")
