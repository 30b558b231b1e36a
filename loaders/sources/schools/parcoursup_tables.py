"""From placed rows of Parcoursup to the tables of sites and offers."""

import math
import re
from typing import Any

import pandas as pd

from geodata.folding import fold
from loaders.locating.courses import digest
from loaders.reading.tables import number
from loaders.source import Context, report
from loaders.titles.accents import Accents, lost_accents
from loaders.titles.courses import TitleReader
from loaders.titles.establishments import NameReader

DUPLICATE = "doublon"
MERGED = "même formation au même endroit sous un autre code Parcoursup, capacités additionnées"

# « Lycée Condorcet (Saint-Priest - 69) », « École (Paris 12e Arrondissement) (75) »
_GEOGRAPHY = re.compile(
    r"\s*\((?:[^()]* - )?(?:\d{2,3}|2[AB])\)\s*$|\s*\([^()]*arrondissement[^()]*\)\s*$",
    re.IGNORECASE,
)
_YES = re.compile(r"(?!$|non$|0$|false$|faux$).+", re.IGNORECASE)
ROUNDED = 10.0
"""Metres that rounding a position to four decimals may put between two writings of it."""
_DECIMALS = 5  # about one metre: the precision of the producer's own positions


def offers_and_sites(
    rows: pd.DataFrame, context: Context, key: str
) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return the tables (sites, offers, tidied), and the rows that repeat another one.

    Parameters
    ----------
    rows : placed rows (see `place_rows`), indexed by row number
    key : the source's key, written in every row
    """
    rows = _at_one_door(_identified(_read_titles(_named(rows, context), context)))
    repeated = rows.duplicated("offer")
    codes = rows["code"] != rows["offer"].map(
        rows.drop_duplicates("offer").set_index("offer")["code"]
    )
    reasons = codes.map({True: MERGED, False: DUPLICATE})
    capacity = _capacities(rows)
    offers = rows[~repeated].assign(capacity=lambda kept: kept["offer"].map(capacity))
    sites = offers[offers["site"] != ""].drop_duplicates("site")
    tables = {"sites": _sites(sites, key), "offers": _offers(offers, key)}
    return {**tables, "tidied": _tidied(offers)}, report(rows, repeated, reasons)


def _named(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Give establishments a readable name, in proper case and with its accents."""
    names = rows["name"].map(lambda name: _GEOGRAPHY.sub("", _GEOGRAPHY.sub("", name)).strip())
    names = names.where(names != "", rows["name"]).map(lambda name: " ".join(name.split()))
    names = names.map(NameReader(context).read_mixed)
    return rows.assign(provider=names.where(names != "", "Établissement " + rows["uai"]))


def _read_titles(rows: pd.DataFrame, context: Context) -> pd.DataFrame:
    known = context.certifications
    accents = None
    if lost_accents(rows["title"]):
        accents = Accents([*known["title"], *known["short"], *context.romes["label"]])
    reader = TitleReader(known, accents)
    readings = {title: reader.read(title) for title in rows["title"].unique()}
    read = rows["title"].map(readings)
    fields = ("certification", "level", "nsf", "romes", "rncp")
    yes = rows["apprenticeship"].map(lambda text: bool(_YES.fullmatch(text.strip())))
    return rows.assign(
        **{name: [getattr(reading, name) for reading in read] for name in fields},
        shown=[reading.title for reading in read],
        before=[reading.before for reading in read],
        apprentice=yes.astype(bool) | read.map(lambda reading: reading.apprenticeship).astype(bool),
    )


def _identified(rows: pd.DataFrame) -> pd.DataFrame:
    """Give each row the ids of its site and of its course, the same from one vintage to another."""
    school = rows["uai"].where(rows["uai"] != "", rows["provider"].map(fold))
    place = [
        "" if distance else f"{lon:.{_DECIMALS}f},{lat:.{_DECIMALS}f}"
        for distance, lon, lat in zip(rows["distance"], rows["lon"], rows["lat"], strict=True)
    ]
    label = rows["uai"].str.replace(r"[^A-Z0-9]", "", regex=True).replace("", "lieu")
    site = (
        label
        + "-"
        + pd.Series([digest(*key) for key in zip(school, place, strict=True)], rows.index)
    )
    course = zip(school, rows["title"].map(fold), place, rows["apprentice"], strict=True)
    return rows.assign(
        site=site.where(~rows["distance"].astype(bool), ""),
        offer=[f"psup-{digest(*map(str, key))}" for key in course],
    )


def _at_one_door(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the ids of the first to the rows of a course whose positions are `ROUNDED` alike.

    One position written with four decimals and with five is one place; positions further apart may
    be of two rows that Parcoursup tells apart by what this file does not say.
    """
    same = pd.DataFrame({"uai": rows["uai"], "title": rows["title"].map(fold)})
    same["apprentice"] = rows["apprentice"]
    repeated = same.duplicated(keep=False) & (rows["uai"] != "") & (rows["site"] != "")
    known: dict[tuple[Any, ...], list[tuple[float, float, str, str]]] = {}
    sites, offers = rows["site"].to_dict(), rows["offer"].to_dict()
    for index in rows[repeated].sort_values("offer").index:  # whatever the order of the file
        x, y = float(rows.at[index, "x"]), float(rows.at[index, "y"])  # type: ignore[arg-type]
        first = known.setdefault(tuple(same.loc[index]), [])
        near = [one for one in first if math.hypot(one[0] - x, one[1] - y) <= ROUNDED]
        if near:
            *_, sites[index], offers[index] = near[0]
        else:
            first.append((x, y, sites[index], offers[index]))
    return rows.assign(site=pd.Series(sites), offer=pd.Series(offers))


def _tidied(offers: pd.DataFrame) -> pd.DataFrame:
    """Return what was written otherwise: titles, and names of establishments (schema TIDIED)."""
    titles = offers[offers["before"] != ""].assign(kind="intitulé", after=lambda of: of["shown"])
    names = offers[offers["name"] != offers["provider"]].assign(
        kind="nom", before=lambda of: of["name"], after=lambda of: of["provider"]
    )
    keys = ["kind", "before", "after", "where"]
    both = pd.concat([titles.assign(where=titles["provider"]), names.assign(where=names["uai"])])
    return both.groupby(keys, sort=False).size().rename("courses").reset_index()


def _capacities(rows: pd.DataFrame) -> pd.Series:
    """Return the places of each course: those of its rows added, a row repeated counted once."""
    once = rows.drop_duplicates(["offer", "code"])
    places = once["capacity"].map(number).astype("Float64")
    whole = places.where((places >= 0) & (places < 1e6)).round().astype("Int64")
    return whole.groupby(once["offer"]).sum(min_count=1)


def _sites(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    columns = ["site", "uai", "provider", "commune_code", "x", "y", "lon", "lat", "precision"]
    sites = rows[columns].rename(columns={"provider": "name", "commune_code": "commune"})
    return sites.assign(siret="", source=key).reset_index(drop=True)


def _offers(rows: pd.DataFrame, key: str) -> pd.DataFrame:
    apprentice = rows["apprentice"].astype(bool)
    partly = rows["setting"].map(fold).str.contains("partiellement a distance")
    modality = partly.map({True: "mixte", False: "presentiel"})
    offers = pd.DataFrame(
        {
            "offer": rows["offer"],
            "site": rows["site"],
            "title": rows["shown"],
            "certification": rows["certification"],
            "rncp": rows["rncp"],
            "level": rows["level"],
            "voie": apprentice.map({True: "apprentissage", False: "superieur"}),
            "domain": "",
            "nsf": rows["nsf"],
            "formacodes": "",
            "romes": rows["romes"],
            "modality": modality.where(~rows["distance"].astype(bool), "distance"),
            "conventionnee": None,
            "funder": "",
            "rev3": "",
            "capacity": rows["capacity"],
            "enrolled": None,
            "start": None,
            "end": None,
            "entry_level": 4,  # Parcoursup opens to holders of the baccalauréat
            "publics": apprentice.map({True: "apprentis", False: "jeunes"}),
            "url": rows["url"].where(rows["url"].str.match(r"https?://"), ""),
            "provider": rows["provider"],
            "source": key,
            "vintage": ("session " + rows["session"]).where(rows["session"] != "", ""),
        }
    )
    return offers.reset_index(drop=True)
