"""The zonings of communes that are known: their columns, and the value that a cell says.

- *EPCI*: SIREN of nine digits, ZZZZZZZZZ for a commune in none.
- *zone d'emploi* of 2020: four digits, the first often lost (« 54 » is 0054). A zone that straddles
  two regions has a code that begins with 00; only its communes of the region are kept.
- *BMO basin*: the column may bear the year of the basins (`BE24`, `NOMBE24`). The list keeps the
  codes of communes that were merged since: they count only where their commune of today is not
  listed.
- *CLPE*: `territoire_id`, CLPE and five digits. Files on other territories use the same columns.
- *density*: Insee's seven levels, as a number or as its label. The former grid, in four levels, is
  refused row by row: its numbers do not mean the same.
- *centrality*: a label, or a number from 0 (no centre) to 4.
- *FRR*: 0 not classed, 4 FRR, 5 FRR+, 1 a former ZRR that keeps its effects; or the same in words.
- *ZRR*: C (classed), NC (not classed), PC or P (partly: one of the communes that it was made of),
  alone or before a text (« C - Classée »). ZRR gave way to FRR on 1 July 2024.
"""

import re
from collections.abc import Sequence

from geodata.folding import fold
from geodata.places.classifications import CENTRALITIES, FRR_CLASSES, IN_FRR, IN_ZRR
from geodata.places.density import DENSITY_CLASSES
from loaders.sources.zonings.membership import Layer

_CLPE = re.compile(r"CLPE[0-9AB]{4,6}", re.ASCII)
_DENSITIES = {fold(label): code for code, label in DENSITY_CLASSES.items()} | {
    code: code for code in DENSITY_CLASSES
}
_CENTRALITIES = {
    fold("Communes non centre"): "0",
    **{fold(label): code for code, label in CENTRALITIES.items()},
    **{code: code for code in CENTRALITIES},
}
_FRR_WORDS = {
    "non classee": "0",
    "commune non classee": "0",
    "non": "0",
    "nc": "0",
    "frr": "4",
    "frr socle": "4",
    "frr plus": "5",
    "ancienne zrr beneficiaire": "1",
    "zrr beneficiaire": "1",
}
_FRR_GREATEST_LAST = "0145"
_ZRR_CLASS = re.compile(r"(NC|PC|P|C)(?:\s*[-–:].*)?", re.IGNORECASE)


def siren(cell: str) -> str | None:
    """Return a SIREN number of nine digits, None when the cell says none."""
    compact = "".join(cell.split())
    return compact if len(compact) == 9 and compact.isascii() and compact.isdigit() else None


def arrondissement_code(cell: str) -> str | None:
    """Return the code of an arrondissement on three signs: « 22 » is 022."""
    code = cell.upper()
    good = code.isascii() and code.isalnum() and code[-1:].isdigit() and 2 <= len(code) <= 4
    return code.zfill(3) if good else None


def zone_code(cell: str) -> str | None:
    """Return the code of a zone d'emploi on four digits, None when the cell says none."""
    return cell.zfill(4) if cell.isascii() and cell.isdigit() and len(cell) <= 4 else None


def clpe_code(cell: str) -> str | None:
    """Return the code of a CLPE, None when the cell says none."""
    return cell.upper() if _CLPE.fullmatch(cell.upper()) else None


def density_code(cell: str) -> str | None:
    """Return the level "1" to "7" that a cell says by its number or its label, else None."""
    return _DENSITIES.get(fold(cell))


def centrality_code(cell: str) -> str | None:
    """Return the class "0" to "4" that a cell says by its number or its label, else None."""
    return _CENTRALITIES.get(fold(cell))


def frr_class(cell: str) -> str | None:
    """Return 0, 1, 4 or 5 (see FRR_CLASSES), None when the cell says none of them."""
    return cell if cell in FRR_CLASSES else _FRR_WORDS.get(fold(cell.replace("+", " plus")))


def zrr_class(cell: str) -> str | None:
    """Return C, PC or NC, None when the cell says none of them."""
    found = _ZRR_CLASS.fullmatch(cell.strip())
    if found is None:
        return None
    return {"P": "PC"}.get(found[1].upper(), found[1].upper())


def _frr_that_gives_most(classes: Sequence[str]) -> str:
    return max(classes, key=_FRR_GREATEST_LAST.index)


def _zrr_of_several(classes: Sequence[str]) -> str:
    """Return the class of a commune made of several: partly classed unless all are alike."""
    return classes[0] if len(set(classes)) == 1 else "PC"


BASIN_YEARS = range(40, 9, -1)
"""The two digits that a column of BMO basins may bear, the latest first."""

EPCI = Layer(
    attribute="epci",
    columns=("epci", "code_epci", "epci_code", "siren_epci"),
    names=("libepci", "epci_nom", "nom_epci", "lib_epci", "libelle_epci"),
    level="epci",
    value=siren,
)
ARRONDISSEMENT = Layer(
    attribute="arrondissement",
    columns=("arrondissement", "code_arrondissement", "arr"),
    names=("libelle_arrondissement", "lib_arr", "libarr"),
    level="arrondissement",
    value=arrondissement_code,
)
ZONE_EMPLOI = Layer(
    attribute="zone_emploi",
    columns=("ze2020", "code_zone_emploi", "zone_emploi_2020"),
    names=("libze2020", "libelle_zone_emploi"),
    level="zone_emploi",
    value=zone_code,
)
BASIN = Layer(
    attribute="bmo_basin",
    columns=(
        *("code_bassin_BMO", "bassin_bmo", "code_bassin"),
        *(f"BE{year}" for year in BASIN_YEARS),
    ),
    names=("lib_bassin_BMO", "libelle_bassin_bmo", *(f"NOMBE{year}" for year in BASIN_YEARS)),
    level="bmo_basin",
)
CLPE = Layer(
    attribute="clpe",
    columns=("territoire_id", "code_clpe", "clpe"),
    names=("territoire_libelle", "libelle_clpe", "nom_clpe"),
    level="clpe",
    value=clpe_code,
)
SPEL = Layer(
    attribute="spel",
    columns=("spel", "code_spel"),
    names=("name", "nom_spel", "libelle_spel", "lib_spel"),
    level="spel",
)
DENSITY = Layer(
    attribute="density",
    columns=("niveau_densite", "LIBDENS7", "DENS7", "LIBDENS", "DENS", "Typo degré densité"),
    value=density_code,
)
CENTRALITY = Layer(
    attribute="centrality",
    columns=("niveau_centralite", "centralite", "niveau_centre"),
    value=centrality_code,
)
FRR = Layer(
    attribute="frr_class",
    columns=("codefrr", "code_frr", "frr", "zonage_frr", "classement_frr", "statut_frr"),
    value=frr_class,
    combine=_frr_that_gives_most,
    flag=("frr", IN_FRR),
)
ZRR_OWN = ("zrr_simp", "zonage_zrr", "statut_zrr", "classement_zrr", "zrr")
ZRR_ANYONES = ("statut",)
ZRR = Layer(
    attribute="zrr_class",
    columns=(*ZRR_OWN, *ZRR_ANYONES),
    value=zrr_class,
    combine=_zrr_of_several,
    flag=("zrr", IN_ZRR),
)
