"""What became of those who left a licence, a BUT or a master: InserSup, by establishment.

Read are the open table (« fr-esr-insersup », CSV or workbook, under its technical names or under
its labels) and the replies of the APIs (JSON). A row is an establishment (UAI), a diploma (code
SISE), a year or several years together (« 2023,2024 », a list in JSON), and a part of the people:
by sex, nationality, way of enrolment, diploma got or not. Kept are the rows about all of them,
those of graduates (« diplômé ») before those of all leavers; the parts are counted apart, as are
the sums of several diplomas (« Tout master LMD ») and those of no establishment.

The rates of the open table are of those who left studies; the older API's (`taux_in_dsn_6`), of all
who were enrolled: `measure` says which. A rate marked « nd », « ns » or « na » is null, and
`status` keeps the mark. Ignored: salaries, which are mostly national.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.courses.graduates import GRADUATES, IDENTITY, MONTHS, bare, kind_of
from geodata.folding import fold
from loaders.errors import SourceError
from loaders.locating.schools import departement_of
from loaders.reading.columns import find_roles, known
from loaders.reading.figures import rate_of
from loaders.reading.json_records import first_keys, records
from loaders.reading.quotes import CutRow
from loaders.reading.streams import stream_table
from loaders.reading.tables import CUT, TOO_LONG, header_of
from loaders.reading.values import count_of, text_of, uai_code
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source

KEY = "insersup"
NO_UAI = "UAI absent ou mal formé"
NO_LABEL = "libellé du diplôme absent"
NO_COHORT = "promotion absente ou mal formée"
OUT_OF_RANGE = "taux hors de 0 à 100"
TWICE = "ligne répétée"

COLUMNS: dict[str, tuple[str, ...]] = {
    "uai": ("Code UAI de l'établissement", "uai", "etablissement"),
    "kind": ("type_diplome_long", "type_diplome", "Type de diplôme"),
    "diploma": ("diplome", "Code du diplôme", "Code SISE du diplôme"),
    "label": ("libelle_diplome", "Libellé du diplôme"),
    "cohort": ("promo", "Promotion", "annee_universitaire", "Année universitaire"),
    "sex": ("genre",),
    "nationality": ("nationalite", "Nationalité"),
    "enrolment": ("regime_inscription", "Régime d'inscription"),
    "got": ("obtention_diplome", "Obtention du diplôme"),
    "enrolled": ("nb_inscrits", "Nombre d'inscrits"),
    "leavers": ("nb_sortants", "Nombre de sortants"),
    "going_on": ("nb_poursuivants", "Nombre de poursuivants"),
    "going_on_rate": ("taux_poursuivant", "tx_poursuivants", "Taux de poursuivants"),
    **{
        f"stable_{m}": (
            f"tx_sortants_en_emploi_stable_{m}",
            f"{m}-Taux de sortants en emploi stable - {m} mois après le diplôme",
            f"Taux de sortants en emploi stable - {m} mois après le diplôme",
        )
        for m in MONTHS
    },
}
RATES: dict[str, dict[str, tuple[str, ...]]] = {
    "salarie": {
        f"employed_{m}": (
            f"tx_sortants_en_emploi_sal_fr_{m}",
            f"{m}-Taux de sortants en emploi salarié en France - {m} mois après le diplôme",
            f"{m}-Taux d'emploi salarié en France - {m} mois après le diplôme",
            f"Taux de sortants en emploi salarié en France - {m} mois après le diplôme",
        )
        for m in MONTHS
    },
    "emploi": {
        f"employed_{m}": (
            f"tx_sortants_en_emploi_{m}",
            f"{m}-Taux d'emploi - {m} mois après le diplôme",
            f"Taux d'emploi - {m} mois après le diplôme",
        )
        for m in MONTHS
    },
    "inscrits": {f"employed_{m}": (f"taux_in_dsn_{m}",) for m in MONTHS},
}
"""What the rates of employment of a file count, the best first: a file is read for one of them."""

_MARKS = ("uai", "kind", "diploma", "label", "cohort", "leavers")
_NEEDED = ("uai", "kind", "label", "cohort")
_PARTS = ("sex", "nationality", "enrolment")
_ALL = frozenset(["", "ensemble", "tous", "total"])
_SUMS = ("tout ", "toute ", "tous ", "toutes ", "ensemble")
_KINDS = (
    ("licence pro", "licence-pro"),
    ("licence", "licence"),
    ("master", "master"),
    ("but", "but"),
    ("bachelor universitaire de technologie", "but"),
    ("formation ingenieur", "ingenieur"),
    ("diplome d ingenieur", "ingenieur"),
)
_COUNTS = ("enrolled", "leavers", "going_on")
_SHARES = ("going_on_rate", *(f"{name}_{m}" for name in ("employed", "stable") for m in MONTHS))
Row = Mapping[str, str]


def recognises(path: Path) -> bool:
    """Tell whether a file is InserSup by diploma, even with one column renamed."""
    header = first_keys(path) or header_of(path)
    if len(known(header, COLUMNS) & set(_MARKS)) < len(_MARKS) - 1:
        return False
    return any(known(header, rates) for rates in RATES.values())


def read(path: Path, context: Context) -> Parsed:
    """Read a table or a reply (raises SourceError, or MissingColumnError that names a column)."""
    here = frozenset(context.profile.departements)
    kept: list[dict[str, Any]] = []
    rejects: list[tuple[int, str, str]] = []
    count = elsewhere = 0
    for count, (row, measure) in enumerate(_rows(path), start=1):
        if isinstance(row, str):
            rejects.append((count, measure, row[:200]))
            continue
        if not _is_whole(row) or (uai_code(row["uai"]) and _departement(row) not in here):
            elsewhere += 1
            continue
        content = " | ".join(row[role] for role in _NEEDED)[:200]
        entry = _entry(row, measure)
        if fault := _fault(row, entry):
            rejects.append((count, fault, content))
        else:
            kept.append({**entry, "row": count, "content": content})
    table, repeated, less = _chosen(kept)
    rejects += repeated
    years = re.findall(r"\d{4}", " ".join(table["cohort"]))
    vintage = f"promotion {max(years)}" if years else "promotion non précisée"
    return Parsed(
        tables={"graduates": table.assign(source=KEY, vintage=vintage)},
        rows_read=count,
        rejects=pd.DataFrame(sorted(rejects), columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter="diplômes des universités et des écoles, par établissement",
        elsewhere=elsewhere + less,
    )


def _rows(path: Path) -> Iterator[tuple[Row | str, str]]:
    """Yield each row by role with its measure; one that cannot be read as a text, with why."""
    if first_keys(path):
        yield from _of_json(path)
        return
    table = stream_table(path)
    header = next(table, [])
    roles, measure = _roles(header)
    at = {role: header.index(column) for role, column in roles.items()}
    for cells in table:
        if isinstance(cells, CutRow) or any(cells[len(header) :]):
            why = CUT if isinstance(cells, CutRow) else TOO_LONG
            yield " | ".join(filter(None, cells)), why
            continue
        yield _said({role: cells[n] if n < len(cells) else "" for role, n in at.items()}), measure


def _of_json(path: Path) -> Iterator[tuple[Row | str, str]]:
    found: dict[tuple[str, ...], tuple[dict[str, str], str]] = {}
    for record in records(path):
        if record.fault:
            yield "", record.fault
            continue
        keys = tuple(record.content)
        if keys not in found:
            found[keys] = _roles(keys)
        roles, measure = found[keys]
        yield _said({role: _plain(record.content[key]) for role, key in roles.items()}), measure


def _plain(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _roles(header: Sequence[str]) -> tuple[dict[str, str], str]:
    roles = find_roles(header, COLUMNS, _NEEDED)
    for measure, names in RATES.items():
        rates = find_roles(header, names)
        if any(rates.values()):
            both = {**roles, **rates}
            return {role: column for role, column in both.items() if column}, measure
    raise SourceError("aucun taux d'emploi (« tx_sortants_en_emploi_sal_fr_12 »…)")


def _said(cells: Mapping[str, str]) -> Row:
    # « na » and « nd » are marks to keep here, where `text_of` takes them for nothing.
    names = {*COLUMNS, *RATES["salarie"]}
    return {role: " ".join(cells.get(role, "").split()) for role in names}


def _departement(row: Row) -> str:
    return departement_of(uai_code(row["uai"]))


def _is_whole(row: Row) -> bool:
    """Tell whether a row is about all the people of one diploma in one establishment."""
    if any(fold(row[part]) not in _ALL for part in _PARTS):
        return False
    if fold(row["got"]) not in {*_ALL, "diplome", "diplomes"}:
        return False
    sums = fold(row["label"]).startswith(_SUMS) or fold(row["diploma"]).startswith(_SUMS[:5])
    return not sums and fold(row["uai"]) not in _ALL - {""}


def _entry(row: Row, measure: str) -> dict[str, Any]:
    shares = {name: rate_of(row[name]) for name in _SHARES}
    known_rate = any(shares[f"employed_{m}"] is not None for m in MONTHS)
    return {
        "uai": uai_code(row["uai"]),
        "kind": _kind(row),
        "diploma": re.sub(r"\.0$", "", text_of(row["diploma"])),
        "label": row["label"],
        "cohort": _cohort(row["cohort"]),
        "graduated": fold(row["got"]).startswith("diplome"),
        "measure": measure,
        **{name: count_of(row[name]) for name in _COUNTS},
        **shares,
        "status": "" if known_rate else _mark(row),
    }


def _kind(row: Row) -> str:
    words = fold(row["kind"])
    told = next((kind for start, kind in _KINDS if words.startswith(start)), "")
    return told or kind_of(row["label"]) or "autre"


def _cohort(text: str) -> str:
    """Return « 2024 », « 2023 2024 » (together) or « 2020-2021 » (a school year), "" for none."""
    if found := re.fullmatch(r"(20\d\d)\s*[-/_]\s*(20\d\d)", text):
        return f"{found[1]}-{found[2]}" if int(found[2]) == int(found[1]) + 1 else ""
    years = re.findall(r"(?<!\d)20\d\d(?!\d)", text)
    rest = re.sub(r"20\d\d(?:\.0)?|[\s,;\[\]'\"|]|\bet\b", "", text)
    return "" if rest else " ".join(sorted(set(years)))


def _mark(row: Row) -> str:
    marks = {fold(row[f"employed_{m}"]) for m in MONTHS} - {""}
    return next((mark for mark in ("ns", "na") if marks == {mark}), "nd")


def _fault(row: Row, entry: Mapping[str, Any]) -> str:
    if not entry["uai"]:
        return NO_UAI
    if not bare(row["label"]):
        return NO_LABEL
    if not entry["cohort"]:
        return NO_COHORT
    shares = [entry[name] for name in _SHARES if entry[name] is not None]
    return "" if all(0 <= share <= 100 for share in shares) else OUT_OF_RANGE


def _chosen(
    kept: Sequence[dict[str, Any]],
) -> tuple[pd.DataFrame, list[tuple[int, str, str]], int]:
    """Return the rows that stand, those that repeat one, and how many a row of graduates spares."""
    rows = pd.DataFrame(kept, columns=[*GRADUATES.columns, "row", "content"])
    rows = rows.sort_values("graduated", ascending=False, kind="stable")
    twice = rows.duplicated([*IDENTITY, "graduated"])
    spared = rows.duplicated([*IDENTITY]) & ~twice
    stands = rows[~(twice | spared)].sort_values("row")
    repeated = [(row, TWICE, text) for row, text in rows.loc[twice, ["row", "content"]].values]
    table = stands.drop(columns=["row", "content"]).assign(source=KEY, vintage="")
    return GRADUATES.validate(table.reset_index(drop=True)), repeated, int(spared.sum())


INSERSUP = Source(
    key=KEY,
    name="InserSup",
    producer="Ministère de l'Enseignement supérieur et de la Recherche (SIES)",
    licence="Licence Ouverte",
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-insersup/",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    gives=("graduates",),
    series=True,
)
