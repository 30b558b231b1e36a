"""Addresses of the Base Adresse Nationale: where a number of a street is.

A file a département (« adresses-59.csv », gzipped or not), a row an address, told by its columns:
`id`, `numero`, `rep`, `nom_voie`, `code_insee`, `x`, `y`, `lon`, `lat`, `type_position`. It may
have a million rows: they are read in batches, and only the streets that an establishment without a
position gives are kept (nomenclature « addresses »). The parsers say those streets in the column
`street` of their sites. Accents, articles and usual abbreviations (« av. », « bd ») do not matter.

An establishment is put at its number; without that number, at the number of the street that is the
nearest to it; without any number, at the address in the middle of the street.
"""

import gzip
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pcsv

from geodata.places.street_names import number_of, street_key
from loaders.errors import SourceError
from loaders.locating.courses import STREETS
from loaders.source import Context, Parsed, Source

KEY = "ban"
ADDRESSES = "addresses"
"""Table: commune, street (as `street_key` writes it), number, lon, lat, x, y."""
FOUND = "adresse retrouvée dans la Base Adresse Nationale"
NO_POSITION = "adresse sans position"

_NEEDED = ["numero", "nom_voie", "code_insee", "lon", "lat", "x", "y"]
_MARKS = {"id", "numero", "rep", "nom_voie", "code_insee", "lon", "lat"}
_BLOCK = 16 << 20  # bytes of a batch


def recognises(path: Path) -> bool:
    """Tell whether a file is one of the Base Adresse Nationale."""
    try:
        return set(_header(path)[0]) >= _MARKS
    except (OSError, EOFError):
        return False


def read(path: Path, context: Context) -> Parsed:
    """Read the addresses of the streets that the context asks for (raises SourceError)."""
    wanted = _wanted(context)
    departements = set(context.profile.departements)
    kept, rejects = list[tuple[Any, ...]](), []
    count = elsewhere = 0
    for table in batches(path, _NEEDED):
        there = pc.utf8_slice_codeunits(table["code_insee"], 0, 2)
        ours = pc.is_in(there, value_set=pa.array(sorted(departements), pa.string()))
        lost = pc.and_(ours, pc.or_(_blank(table["lon"]), _blank(table["lat"])))
        elsewhere += table.num_rows - int(pc.sum(ours).as_py() or 0)
        for index in np.flatnonzero(lost.to_numpy(zero_copy_only=False)):
            row = {name: table[name][int(index)].as_py() for name in table.schema.names}
            content = f"{row['numero']} {row['nom_voie']} {row['code_insee']}"
            rejects.append(
                {"row": count + int(index) + 1, "reason": NO_POSITION, "content": content}
            )
        communes = pa.array(sorted(wanted), pa.string())
        good = pc.and_(pc.is_in(table["code_insee"], value_set=communes), pc.invert(lost))
        kept += _rows(table.filter(good), wanted)
        count += table.num_rows
    columns = ["commune", "street", "number", "lon", "lat", "x", "y"]
    return Parsed(
        tables={ADDRESSES: pd.DataFrame(kept, columns=columns)},
        rows_read=count,
        rejects=pd.DataFrame(rejects, columns=["row", "reason", "content"]),
        vintage="sans date",
        perimeter="adresses des voies où se trouve un établissement sans position",
        elsewhere=elsewhere,
    )


def refined(sites: pd.DataFrame, context: Context) -> tuple[pd.DataFrame, int]:
    """Put the sites that are at their town hall at their address, where it is known.

    Parameters
    ----------
    sites : schema SITES, and `street` where the parser reads it
    context : its nomenclatures « addresses » and « streets »

    Returns
    -------
    The sites, and how many were moved.
    """
    addresses = context.nomenclatures.get(ADDRESSES)
    if addresses is None or addresses.empty or sites.empty:
        return sites, 0
    book = _Book(addresses)
    said = _said(context)
    found: dict[Any, dict[str, float]] = {}
    coarse = sites[sites["precision"] != "address"].reset_index(names="rank")
    rows: list[Any] = coarse.to_dict("records")
    for row in rows:
        streets = [str(row.get("street") or "")]
        streets += [said.get((code, row["commune"]), "") for code in (row["uai"], row["siret"])]
        for street in filter(None, streets):
            if position := book.position(str(row["commune"]), street):
                found[row["rank"]] = position
                break
    moved = sites.copy()
    for name in ("lon", "lat", "x", "y"):
        moved.loc[list(found), name] = [position[name] for position in found.values()]
    moved.loc[list(found), "precision"] = "address"
    return moved, len(found)


class _Book:
    def __init__(self, addresses: pd.DataFrame) -> None:
        self._streets = dict(iter(addresses.groupby(["commune", "street"], sort=False)))

    def position(self, commune: str, address: str) -> dict[str, float] | None:
        street = self._streets.get((commune, street_key(address)))
        if street is None:
            return None
        number = number_of(address)
        if number is None:
            middle = street[["x", "y"]].median()
            away = np.hypot(street["x"] - middle["x"], street["y"] - middle["y"])
        else:
            away = (street["number"] - number).abs()
        nearest = street.loc[away.idxmin()]
        return {name: float(nearest[name]) for name in ("lon", "lat", "x", "y")}


def _said(context: Context) -> dict[tuple[str, str], str]:
    """Return the address of establishments by their UAI or SIRET and their commune."""
    table = context.nomenclatures.get(STREETS, pd.DataFrame())
    found: dict[tuple[str, str], str] = {}
    for row in table.to_dict("records"):
        for code in filter(None, (str(row["uai"]), str(row["siret"]))):
            found.setdefault((code, str(row["commune"])), str(row["street"]))
    return found


def _wanted(context: Context) -> dict[str, set[str]]:
    table = context.nomenclatures.get(STREETS, pd.DataFrame())
    wanted: dict[str, set[str]] = {}
    for row in table.to_dict("records"):
        if key := street_key(str(row["street"])):
            wanted.setdefault(str(row["commune"]), set()).add(key)
    return wanted


def _rows(table: pa.Table, wanted: dict[str, set[str]]) -> Iterator[tuple[Any, ...]]:
    for row in table.to_pylist():
        street = street_key(str(row["nom_voie"]))
        if street not in wanted[row["code_insee"]]:
            continue
        try:
            numbers = [
                float(row[name].replace(",", ".")) for name in ("numero", "lon", "lat", "x", "y")
            ]
        except (TypeError, ValueError):
            continue
        yield row["code_insee"], street, *numbers


def batches(path: Path, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Read some columns of a file, as texts, with the codes of communes as they should be.

    Raises SourceError: the file is damaged, or does not have the columns.
    """
    try:
        names, separator = _header(path)
        if missing := [name for name in columns if name not in names]:
            raise SourceError(
                f"« {path.name} » n'est pas un fichier de la Base Adresse Nationale : il manque "
                f"{', '.join(missing)}."
            )
        with opened(path) as file:
            reader = pcsv.open_csv(
                file,
                read_options=pcsv.ReadOptions(
                    column_names=names, skip_rows=1, block_size=_BLOCK, use_threads=False
                ),
                parse_options=pcsv.ParseOptions(delimiter=separator),
                convert_options=pcsv.ConvertOptions(
                    include_columns=list(columns),
                    column_types=dict.fromkeys(columns, pa.string()),
                    strings_can_be_null=False,
                ),
            )
            for batch in reader:
                yield _coded(pa.Table.from_batches([batch]))
    except (pa.ArrowException, OSError, EOFError, KeyError) as error:
        raise SourceError(
            f"Le fichier d'adresses « {path.name} » est illisible ({str(error)[:120]})."
        ) from error


def _header(path: Path) -> tuple[list[str], str]:
    """Return the names of the columns of a file, and what parts them."""
    with opened(path) as file:
        text = file.readline(1 << 12).decode("utf-8-sig", "replace").strip()
    separator = max(";,\t", key=text.count)
    return [name.strip('" ').lower() for name in text.split(separator)], separator


def _coded(table: pa.Table) -> pa.Table:
    """Give back the first zero of the codes of communes: a spreadsheet takes it off."""
    codes = pc.utf8_lpad(pc.utf8_trim_whitespace(table["code_insee"]), 5, "0")
    return table.set_column(table.schema.get_field_index("code_insee"), "code_insee", codes)


def opened(path: Path) -> Any:
    """Open a file, gzipped or not, to read its bytes."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
    return gzip.open(path, "rb") if packed else path.open("rb")


def _blank(column: Any) -> Any:
    return pc.equal(pc.utf8_trim_whitespace(column), "")


BAN = Source(
    key=KEY,
    name="Base Adresse Nationale",
    producer="IGN, La Poste, communes (Base Adresse Nationale)",
    licence="Licence Ouverte",
    page="https://adresse.data.gouv.fr/donnees-nationales",
    rhythm="chaque semaine",
    recognises=recognises,
    read=read,
    gives=(ADDRESSES,),
    needs=("sites", "places", "known_places"),
    complementary=True,
)
