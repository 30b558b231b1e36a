"""Which rows of tension and of indicators an address of the API asks for."""

from collections.abc import Mapping

import pandas as pd

from geodata.asking.query import MAX_TEXT, BadQuery, UnknownCode, one_of, short
from geodata.atlas import Atlas
from geodata.folding import fold
from geodata.needs.metiers import metiers
from geodata.tables.observation import INDICATORS, TENSION, TERRITORIES

THEMES = ("population", "entreprises-emploi", "marche-travail", "formations")
ENTRIES = ("metier", "secteur", "territoire", "public")


def tension_rows(atlas: Atlas, args: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of tension that an address asks for, as they are published.

    Parameters
    ----------
    args : mapping
        `level`, `code`, `metier`, `rome`, `fap`, `year` and `source`, as texts. `metier` is a code
        of any nomenclature, and gives the rows of all the codes that the atlas joins to it; `rome`
        and `fap` give their own only.

    Raises
    ------
    BadQuery
        A value that cannot be read.
    UnknownCode
        A code that no row has.
    """
    table = _whole(atlas.tension, TENSION)
    table = _among(table, "level", args, TERRITORIES)
    table = _with_code(table, "code", args)
    table = _of_metier(atlas, table, args)
    table = _of_nomenclature(table, "rome", args)
    table = _of_nomenclature(table, "fap", args)
    if year := read_year("year", args.get("year", "").strip()):
        table = table[table["year"] == year]
    return _with_code(table, "source", args)


def indicator_rows(
    atlas: Atlas, args: Mapping[str, str], more: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the indicators that an address asks for; `year` is any year of their period.

    `more` are rows that come after those of the store.

    Raises BadQuery, UnknownCode as `tension_rows`.
    """
    table = _whole(atlas.indicators, INDICATORS)
    if more is not None:
        table = pd.concat([table, more], ignore_index=True)
    table = _among(table, "theme", args, THEMES)
    table = _among(table, "entry", args, ENTRIES)
    table = _among(table, "level", args, TERRITORIES)
    table = _with_code(table, "code", args)
    table = _with_text(table, "indicator", args)
    table = _with_text(table, "category", args)
    if year := read_year("year", args.get("year", "").strip()):
        table = table[table["period"].str.contains(rf"(?<!\d){year}(?!\d)", regex=True)]
    return _with_code(table, "source", args)


def _whole(table: pd.DataFrame, schema: object) -> pd.DataFrame:
    columns = list(schema.columns)  # type: ignore[attr-defined]
    if table.empty:
        return pd.DataFrame(columns=columns, dtype=object)
    return table[[name for name in columns if name in table]]


def _among(
    table: pd.DataFrame, name: str, args: Mapping[str, str], allowed: tuple[str, ...]
) -> pd.DataFrame:
    values = one_of(dict.fromkeys(allowed, ""))(name, args.get(name, ""))
    return table[table[name].isin(values)] if values else table


def _with_code(table: pd.DataFrame, name: str, args: Mapping[str, str]) -> pd.DataFrame:
    values = [part.strip() for part in args.get(name, "").split(",") if part.strip()]
    known = set(table[name])
    for value in values:
        if value not in known:
            sentence = f"Aucune ligne n'a « {short(value)} » pour « {name} »."
            raise UnknownCode(name, sentence)
    return table[table[name].isin(values)] if values else table


def _with_text(table: pd.DataFrame, name: str, args: Mapping[str, str]) -> pd.DataFrame:
    # A name may hold commas: the whole text is one value.
    text = args.get(name, "").strip()
    if not text:
        return table
    if len(text) > MAX_TEXT:
        raise BadQuery(name, f"« {name} » est trop long : {MAX_TEXT} signes au plus.")
    wanted = fold(text)
    found = table[table[name].map(fold) == wanted]
    if found.empty:
        raise UnknownCode(name, f"Aucun chiffre ne s'appelle « {short(text)} ».")
    return found


def _of_metier(atlas: Atlas, table: pd.DataFrame, args: Mapping[str, str]) -> pd.DataFrame:
    code = args.get("metier", "").strip()
    if not code:
        return table
    own = table[table["metier"] == code]
    try:
        metier = metiers(atlas).find(code)
    except KeyError:
        if own.empty:
            raise UnknownCode(
                "metier", f"Le métier « {short(code)} » n'est dans aucune source chargée."
            ) from None
        return own
    versions = table["vintage"].str.endswith("FAP 2021")
    fap = table["nomenclature"] == "fap"
    rows = fap & ~versions & (table["metier"] == metier.fap2009)
    rows |= fap & versions & (table["metier"] == metier.fap2021)
    rows |= (table["nomenclature"] == "rome") & table["metier"].isin(metier.romes)
    return table[rows]


def _of_nomenclature(table: pd.DataFrame, name: str, args: Mapping[str, str]) -> pd.DataFrame:
    code = args.get(name, "").strip().upper()
    if not code:
        return table
    found = table[(table["nomenclature"] == name) & (table["metier"] == code)]
    if found.empty:
        sentence = f"Aucune ligne n'a le code {name.upper()} « {short(code)} »."
        raise UnknownCode(name, sentence)
    return found


def read_year(name: str, text: str) -> int | None:
    """Return a year, None when the text is empty (raises BadQuery)."""
    if text and not (text.isascii() and text.isdigit() and len(text) == 4):
        raise BadQuery(name, f"« {name} » est une année de quatre chiffres, pas « {short(text)} ».")
    return int(text) if text else None
