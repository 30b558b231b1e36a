"""The catalogue and the domains, compared with the official nomenclatures they carry codes of."""

import csv
import re
from pathlib import Path

import pytest

from geodata.domains import NSF_DOMAINS
from geodata.folding import fold
from loaders.certifications.catalogue import read_certifications

DATA = Path(__file__).parents[4] / "shared" / "data"

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason="../shared/data absent: no nomenclature to compare with"
)


def _rows(path: str) -> list[dict[str, str]]:
    with (DATA / path).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_group_of_the_nsf_has_a_domain() -> None:
    text = (DATA / "lheo/dict/lheo-dict-NSF.xml").read_text(encoding="utf-8")
    assert set(re.findall(r'<key val="(\d{3})"', text)) == set(NSF_DOMAINS)


def test_rome_codes_are_of_rome_4() -> None:
    known = {row["code_rome"] for row in _rows("emploi/rome_v460.csv")}
    assert set(" ".join(read_certifications()["romes"]).split()) <= known


def test_rncp_sheets_are_active_and_of_the_level_we_say() -> None:
    levels: dict[str, set[str]] = {}
    for row in _rows("emploi/kit_apprentissage_rncp_cfd_20240426.csv"):
        if row["Fiche ACTIVE/INACTIVE"] == "ACTIVE":
            levels.setdefault(row["FicheRNCP"], set()).add(row["Niveau fiche RNCP"][-1:])
    catalogue = read_certifications()
    sheets = catalogue[(catalogue["rncp"] != "") & catalogue["level"].notna()]
    wrong = [
        row.short
        for row in sheets.itertuples()
        if str(row.level) not in levels.get(str(row.rncp), set())
    ]
    assert wrong == []


def test_formacodes_exist() -> None:
    text = (DATA / "lheo/dict/lheo-dict-FORMACODE.xml").read_text(encoding="utf-8")
    known = set(re.findall(r'val="(\d{5})"', text))
    ours = set(read_certifications()["formacode"]) - {""}
    # The dictionary is of an earlier version of the thesaurus: some codes came after it.
    assert len(ours - known) < 0.15 * len(ours)


def test_most_courses_of_parcoursup_bear_a_name_of_the_catalogue() -> None:
    names = {fold(short) for short in read_certifications()["short"]}
    rows = _rows("offre_formation/parcoursup_formations_hdf.csv")
    known = sum(_known(row["formation"] or "", names) for row in rows)
    assert known > 0.8 * len(rows)


def _known(formation: str, names: set[str]) -> bool:
    kind, *rest = [part.strip() for part in formation.split("   ") if part.strip()] or [""]
    if kind == "BTS" and rest:
        kind, rest = ("BTSA" if rest[0] == "Agricole" else "BTS"), rest[1:]
    if kind.startswith("Certificat de Spec"):
        kind = "CS"
    title = fold(re.sub(r"^D\.E", "DE", " ".join([kind, *rest]).replace("Portail ", "")))
    return any(title == n or title.startswith(f"{n} ") or n.startswith(f"{title} ") for n in names)
