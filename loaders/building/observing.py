"""What the tables of observation hold beside the files: the contract's figures, names of zones."""

from collections.abc import Mapping

import pandas as pd

from loaders.sources.observation.contract import account_of, read_indicators


def observed(
    tables: Mapping[str, pd.DataFrame], zones: pd.DataFrame, region: str
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables of observation with what ships with a region, and its account.

    Parameters
    ----------
    tables : what the files gave (« tension », « indicators »…)
    zones : the territories (schema ZONES), that name those which a file gives by their code
    region : slug of the region

    Raises
    ------
    SourceError
        The figures that ship are not a table of indicators.
    """
    shipped = read_indicators(region)
    whole = dict(tables)
    whole["indicators"] = _together(shipped, whole.get("indicators"))
    if "tension" in whole:
        whole["tension"] = named(whole["tension"], zones)
    return whole, account_of(shipped)


def named(tension: pd.DataFrame, zones: pd.DataFrame) -> pd.DataFrame:
    """Give their name to the territories that the file named by a code only."""
    names = zones.set_index(["level", "code"])["name"]
    keys = pd.MultiIndex.from_frame(tension[["level", "code"]])
    found = pd.Series(names.reindex(keys).to_numpy(), index=tension.index).fillna("")
    return tension.assign(zone_name=tension["zone_name"].where(tension["zone_name"] != "", found))


def _together(shipped: pd.DataFrame, read: pd.DataFrame | None) -> pd.DataFrame:
    if read is None or read.empty:
        return shipped
    return pd.concat([shipped, read], ignore_index=True) if len(shipped) else read
