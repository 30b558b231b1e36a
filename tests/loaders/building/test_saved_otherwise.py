"""A table gives the same, whatever program, person or site saved it again."""

import csv
import gzip
import io
import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from loaders.building.gathering import Reading, gather, read_files
from loaders.building.region import context_of
from loaders.embedding.base import read_base
from loaders.files.finding import find_files
from loaders.project_data.profile import read_profile
from loaders.reading.archives.faults import zstd
from loaders.reading.spreadsheets.web_pages import NOT_DATA
from loaders.source import Context
from tests.loaders.book_files import ods, xls, xlsx

Rows = list[list[str]]


def _rows(header: str, *lines: str) -> Rows:
    return [line.split(";") for line in (header, *lines)]


TABLES: dict[str, Rows] = {
    "parcoursup": _rows(
        "session;uai;etablissement;region;formation;lat;lon",
        *(f"2025;0620001A;Lycée d'été;Hauts-de-France;BTS - Services - Métiers {n};50.29{n};2.78{n}"
          for n in range(1, 5)),
    ),
    "masters": _rows(
        "Année de la campagne de recueil des informations;Code UAI de l'établissement accrédité;"
        "Nom officiel (long) de l'établissement accrédité;"
        "Code postal de la ville de l'établissement accrédité;"
        "Ville de l'établissement accrédité;Identifiant navette de la mention (INM) de master;"
        "Intitulé de la mention de master;Mention ouverte ou non ouverte;"
        "Modalités d'enseignement de la mention",
        *(f"2024;0593559Y;Université d'été;59000;Lille;150{n}M;Économie {n};1;Formation initiale"
          for n in range(1, 5)),
    ),
    "bmo": _rows(
        "annee;Code métier BMO;Nom métier BMO;Famille_met;Lbl_fam_met;REG;NOM_REG;Dept;NomDept;"
        "BE24;NOMBE24;met;xmet;smet",
        *(f"2024;A{n}X40;Métiers élevés {n};Z;Autres;32;Hauts-de-France;02;Aisne;3206;"
          f"CHATEAU THIERRY;1{n}68;159;*" for n in range(1, 5)),
    ),
    "mef": _rows(
        "MEF;DISPOSITIF_FORMATION;FORMATION_DIPLOME;ANNEE_DISPOSITIF;LIBELLE_LONG;DATE_FERMETURE;"
        "MEF_STAT_11",
        *(f"2{n}43340421;254;4503340{n};1;GOUVERNANTE D'ÉTAGE {n};31/08/2030;2321003320{n}"
          for n in range(1, 5)),
    ),
    "frr": _rows("code_insee;nom;departement;codefrr", "02001;Abbécourt;02;0", "02002;Achery;02;1"),
    "missions": _rows(
        "id;nom_officiel;nom_usuel;code_departement;nom_region",
        "02168S00;02-ML ÉTÉ;Mission locale de Château-Thierry;02;Hauts-de-France",
    ),
    "france-services": _rows(
        "id_fs;lib_fs;adresse;insee_com;code_postal;lib_com;latitude;longitude;format_fs;"
        "labellisation_fs",
        *(f"{n};Espace d'été {n};6 rue André;02361;02120;Guise;49.90147;3.62668;Fixe;Label 2020"
          for n in range(1, 5)),
    ),
    "centres": _rows(
        "siret;uai;enseigne;entreprise_raison_sociale;code_postal;localite;code_insee_localite;"
        "lat;lon",
        *(f"1300227180001{n};062000{n}A;;ÉCOLE D'ARRAS {n};62000;ARRAS;62041;50.29{n};2.78{n}"
          for n in range(1, 5)),
    ),
    "inserjeunes_2021_2022": _rows(
        "n°UAI de l'établissement;Libellé de l'établissement;Région;Dont apprentis en EPLE;"
        "Taux de poursuite d'études;Taux;Taux attendu;Valeur ajoutée",
        *(f"002001{n}C;Lycée d'été {n};HAUTS-DE-FRANCE;ensemble;4{n};5{n};50;1"
          for n in range(1, 5)),
    ),
}  # fmt: skip
"""Small tables of many sources, in the columns of their producers."""


def text(rows: Rows, separator: str = ";", end: str = "\n") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(rows)
    return written.getvalue()


def alone(rows: Rows, cell: str) -> list[str]:
    """Return a row of one cell, as wide as the others."""
    return [cell] + [""] * (len(rows[0]) - 1)


def cells(rows: Rows, change: Callable[[str], str]) -> Rows:
    """Return the rows with the cells under the header changed."""
    return [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def under_titles(rows: Rows) -> Rows:
    return [alone(rows, "Édition 2025 ; provisoire"), alone(rows, ""), *rows]


def under_long_names(rows: Rows) -> Rows:
    return [[f"Nom long de la colonne {rank}" for rank in range(len(rows[0]))], *rows]


def with_notes(rows: Rows) -> Rows:
    notes = ("", "Source : le producteur", "(1) nd : non diffusé")
    return [*rows, *(alone(rows, note) for note in notes)]


def with_a_total(rows: Rows) -> Rows:
    sums = [re.sub(r".*\d$", "99999", cell) if cell[-1:].isdigit() else "" for cell in rows[-1]]
    return [*rows, ["Total", *sums[1:]]]


def numbered(rows: Rows) -> Rows:
    return [["", *rows[0]], *([str(rank), *row] for rank, row in enumerate(rows[1:]))]


def numbers(rows: Rows) -> list[list[object]]:
    """Return the rows with every number as a number, which loses its first zeros."""
    number = re.compile(r"\d{1,14}(\.\d+)?")
    return [
        [float(cell) if number.fullmatch(cell) else cell for cell in row] if rank else [*row]
        for rank, row in enumerate(rows)
    ]


def page(rows: Rows) -> str:
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<html><body><h1>Export</h1><table>{table}</table></body></html>"


def xml_2003(rows: Rows) -> str:
    lines = (
        "".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in row)
        for row in rows
    )
    table = "".join(f"<Row>{line}</Row>" for line in lines)
    spaces = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss='
    spaces += '"urn:schemas-microsoft-com:office:spreadsheet"'
    sheet = f'<Worksheet ss:Name="Export"><Table>{table}</Table></Worksheet>'
    return f'<?xml version="1.0"?><Workbook {spaces}>{sheet}</Workbook>'


def encoded_again(content: str, encoding: str) -> str:
    """Return a text whose UTF-8 was taken for another encoding."""
    signs = (bytes([code]).decode(encoding, "ignore") or chr(code) for code in content.encode())
    return "".join(signs)


def in_turn(content: str) -> bytes:
    lines = enumerate(content.splitlines(keepends=True))
    return b"".join(line.encode("cp1252" if rank % 2 else "utf-8") for rank, line in lines)


def entities(cell: str) -> str:
    return cell.replace("&", "&amp;").encode("ascii", "xmlcharrefreplace").decode()


def records(rows: Rows) -> list[dict[str, str]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def merged(rows: Rows) -> bytes:
    """Return a workbook where a cell that is the same as the one above is merged with it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for column in range(len(rows[0])):
        first = 1
        for rank in range(1, len(rows)):
            last = rank + 1 == len(rows) or rows[rank + 1][column] != rows[rank][column]
            if last and rank > first:
                sheet.merge_cells(None, first + 1, column + 1, rank + 1, column + 1)
            first = rank + 1 if last else first
    stored = io.BytesIO()
    book.save(stored)
    return stored.getvalue()


def parquet(rows: Rows) -> bytes:
    stored = io.BytesIO()
    pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(stored)
    return stored.getvalue()


def xml_records(rows: Rows) -> str:
    lines = (
        "".join(f"<{name}>{cell}</{name}>" for name, cell in zip(names(rows), row, strict=True))
        for row in rows[1:]
    )
    return f"<export>{''.join(f'<row>{line}</row>' for line in lines)}</export>"


def names(rows: Rows) -> list[str]:
    """Return the names of the columns as those of elements."""
    return [re.sub(r"\W+", "_", name).strip("_") for name in rows[0]]


SAVED: dict[str, tuple[str, Callable[[Rows], str | bytes]]] = {
    "by a Macintosh": ("csv", lambda rows: text(rows).encode("mac_roman", "replace")),
    "accents apart": ("csv", lambda rows: unicodedata.normalize("NFD", text(rows))),
    "eight bits": ("csv", lambda rows: text(rows).encode("cp1252")),
    "UTF-16": ("txt", lambda rows: text(rows, "\t").encode("utf-16")),
    "sep=": ("csv", lambda rows: "sep=\t\r\n" + text(rows, "\t", "\r\n")),
    "whole lines quoted": (
        "csv",
        lambda rows: "".join(f'"{line}"\n' for line in text(rows).replace('"', '""').splitlines()),
    ),
    "under titles": ("csv", lambda rows: text(under_titles(rows)).encode("cp1252")),
    "under long names": ("csv", lambda rows: text(under_long_names(rows))),
    "notes under it": ("csv", lambda rows: text(with_notes(rows))),
    "a total": ("csv", lambda rows: text(with_a_total(rows))),
    "a column of ranks": ("csv", lambda rows: text(numbered(rows))),
    "columns turned": ("csv", lambda rows: text([row[::-1] for row in rows])),
    "zeros lost": ("csv", lambda rows: text(cells(rows, lambda c: re.sub(r"^0+(?=\d)", "", c)))),
    "codes as fractions": (
        "csv",
        lambda rows: text(cells(rows, lambda c: re.sub(r"^0*(\d{1,14})$", r"\1.0", c))),
    ),
    "decimal commas": (
        "csv",
        lambda rows: text(cells(rows, lambda c: re.sub(r"^(\d+)\.(\d+)$", r"\1,\2", c))),
    ),
    "xlsx of numbers": ("xlsx", lambda rows: xlsx({"Notice": [["À lire"]], "T": numbers(rows)})),
    "xlsx under titles": ("xlsx", lambda rows: xlsx({"T": with_notes(under_titles(rows))})),
    "xls": ("xls", lambda rows: xls({"Notice": [["À lire"]], "T": numbers(rows)})),
    "ods": ("ods", lambda rows: ods({"T": under_titles(rows)})),
    "a web page": ("xls", page),
    "the XML of 2003": ("xls", xml_2003),
    "gzip": ("csv.gz", lambda rows: gzip.compress(text(under_titles(rows)).encode())),
    "zstandard": ("csv.zst", lambda rows: zstd.compress(text(rows).encode())),
    "encoded twice": ("csv", lambda rows: encoded_again(text(rows), "cp1252")),
    "encoded twice by a Macintosh": ("csv", lambda rows: encoded_again(text(rows), "mac_roman")),
    "encoded three times": (
        "csv",
        lambda rows: encoded_again(encoded_again(text(rows), "cp1252"), "cp1252"),
    ),
    "a mark of UTF-8 on eight bits": (
        "csv",
        lambda rows: b"\xef\xbb\xbf" + text(rows).encode("cp1252"),
    ),
    "a line in each encoding": ("csv", lambda rows: in_turn(text(rows))),
    "entities": ("csv", lambda rows: text([[entities(cell) for cell in row] for row in rows])),
    "escapes of JSON": ("csv", lambda rows: text(cells(rows, lambda cell: json.dumps(cell)[1:-1]))),
    "codes kept as texts": (
        "csv",
        lambda rows: text(cells(rows, lambda c: f'="{c}"' if c.isalnum() else c)),
    ),
    "codes under a quote": (
        "csv",
        lambda rows: text(cells(rows, lambda c: re.sub(r"^(?=\d)", "'", c))),
    ),
    "signs that nobody sees": ("csv", lambda rows: text(cells(rows, lambda c: f"\u200b{c}"))),
    "spaces and quotes": (
        "csv",
        lambda rows: "\n".join("; ".join(f'"{cell}"' for cell in row) for row in rows),
    ),
    "quotes of typography": (
        "csv",
        lambda rows: "\n".join(";".join(f"“{cell}”" for cell in row) for row in rows),
    ),
    "a rare separator": ("csv", lambda rows: text(rows, "§")),
    "records": ("json", lambda rows: json.dumps(records(rows), ensure_ascii=False)),
    "records of a site": (
        "json",
        lambda rows: json.dumps({"records": [{"id": 1, "fields": one} for one in records(rows)]}),
    ),
    "a record a line": ("jsonl", lambda rows: "\n".join(map(json.dumps, records(rows)))),
    "lists in JSON": ("json", lambda rows: json.dumps({"columns": rows[0], "data": rows[1:]})),
    "zeros that a disk added": ("csv", lambda rows: text(rows).encode() + bytes(9000)),
    "cells merged": ("xlsx", merged),
    "Parquet": ("parquet", parquet),
    "the XML of a site": ("xml", xml_records),
    "two sheets for a table": (
        "xlsx",
        lambda rows: xlsx({"Aisne": rows[:2], "Nord": [rows[0], *rows[2:]]}),
    ),
    "two sheets under titles": (
        "ods",
        lambda rows: ods({"Aisne": [["Aisne"], *rows[:2]], "Nord": [["N"], rows[0], *rows[2:]]}),
    ),
}
"""How each is saved: the end of its name, its content."""


@pytest.fixture(scope="module")
def here() -> Context:
    profile = read_profile("hauts-de-france")
    return context_of(read_base(profile.slug), profile)


def read(folder: Path, here: Context) -> list[Reading]:
    return read_files(find_files(folder).files, here)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, here: Context) -> dict[str, list[Reading]]:
    """What each table gives as it is published."""
    found = {}
    for name, rows in TABLES.items():
        folder = tmp_path_factory.mktemp(name)
        (folder / f"{name}.csv").write_text(text(rows), encoding="utf-8")
        found[name] = read(folder, here)
    return found


def told(readings: list[Reading]) -> dict[str, list[tuple[str, ...]]]:
    """Return the rows of every table, whatever their order, without what dates the file."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for reading in readings:
        for name, table in reading.parsed.tables.items():
            facts = pd.DataFrame(table).drop(columns=["vintage", "source"], errors="ignore")
            rows = facts.map(str).itertuples(index=False, name=None)
            found.setdefault(name, []).extend(rows)
    return {name: sorted(rows) for name, rows in found.items()}


@pytest.mark.parametrize("how", SAVED)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_saved_otherwise_gives_the_same(
    tmp_path: Path, here: Context, expected: dict[str, list[Reading]], name: str, how: str
) -> None:
    end, save = SAVED[how]
    content = save(TABLES[name])
    path = tmp_path / f"{name}.{end}"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert sum(one.rows_kept for one in expected[name]) == len(TABLES[name]) - 1
    assert told(read(tmp_path, here)) == told(expected[name])


@pytest.mark.parametrize("name", TABLES)
def test_of_one_table_saved_twice_one_counts(tmp_path: Path, here: Context, name: str) -> None:
    (tmp_path / f"{name}.csv").write_text(text(TABLES[name]), encoding="utf-8")
    (tmp_path / f"{name} (copie).xlsx").write_bytes(xlsx({"T": under_titles(TABLES[name])}))
    readings = read(tmp_path, here)
    count = len(TABLES[name]) - 1
    assert sorted(one.rows_kept for one in readings) == [0, count]
    [other] = [one for one in readings if not one.rows_kept]
    assert len(other.rejects) == count
    assert len(gather(readings, here).sources) == 2
    if name not in ("parcoursup", "masters"):  # of courses, it is told row by row
        assert other.aside is not None
        assert other.aside.reason.startswith("mêmes données que « ")
        assert not other.aside.fault


@pytest.mark.parametrize("name", ["offres.csv", "tableau.xls", "flux.json"])
def test_the_page_that_a_site_answers_is_no_file_of_data(tmp_path: Path, name: str) -> None:
    answer = "<!DOCTYPE html><html><head><title>404</title></head><body>Introuvable</body></html>"
    (tmp_path / name).write_text(answer, encoding="utf-8")
    (tmp_path / "notice.html").write_text(answer, encoding="utf-8")
    found = find_files(tmp_path)
    assert [(one.file, one.reason, one.fault) for one in found.set_aside] == [
        (name, NOT_DATA, True)
    ]
    assert found.unrecognised == ("notice.html",)
