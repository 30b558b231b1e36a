"""The ways of certifications, and what becomes of them beside their validity."""

import pandas as pd

from loaders.building.ordering import enriched
from loaders.catalogue import recognise
from loaders.certifications.certificates import certificates
from loaders.sources.nomenclatures.rncp_access import NO_WAY, RNCP_ACCESS, read
from loaders.sources.nomenclatures.rncp_sheets import NOT_A_SHEET, RNCP_SHEETS
from tests.loaders.conftest import offer
from tests.loaders.sources.nomenclatures.test_rncp_sheets import SHEETS
from tests.loaders.training_region import reasons, small_context

WAYS = """\
"Numero_Fiche";"Si_Jury"
"RNCP37674";"Par expérience"
"RNCP37674";"En contrat d’apprentissage"
"RNCP37674";"Par expérience"
"RNCP9";"Par candidature individuelle"
"37674";"Par expérience"
"RNCP9";""
"""


def written(folder, name: str, text: str):
    path = folder / f"export_fiches_CSV_{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ways_are_read_once_each(tmp_path, communes) -> None:
    path = written(tmp_path, "VoixdAccès_2026_02_22", WAYS)
    assert recognise(path) is RNCP_ACCESS
    parsed = read(path, small_context(communes))
    assert parsed.tables["rncp_access"]["way"].tolist() == [
        "par experience",
        "en contrat d apprentissage",
        "par candidature individuelle",
    ]
    assert reasons(parsed) == {5: NOT_A_SHEET, 6: NO_WAY}
    assert (parsed.rows_read, parsed.vintage) == (6, "2026-02-22")


def test_a_table_of_more_columns_is_another(tmp_path) -> None:
    more = WAYS.replace('"Si_Jury"', '"Si_Jury";"Autre"')
    assert recognise(written(tmp_path, "x", more)) is None


def test_what_is_known_of_the_certifications_of_courses(tmp_path, communes) -> None:
    context = small_context(communes)
    paths = {
        RNCP_SHEETS: written(tmp_path, "Standard_2026_02_22", SHEETS),
        RNCP_ACCESS: written(tmp_path, "VoixdAccès_2025_02_22", WAYS),
    }
    known = enriched(context, [(s, s.read(path, context)) for s, path in paths.items()])
    rows = [offer(n, rncp=code) for n, code in enumerate(("RNCP37674", "RNCP9", "RNCP404", ""))]
    found = certificates(known, pd.DataFrame(rows))
    assert found.astype(object).where(found.notna(), None).values.tolist() == [
        [
            "RNCP37674",
            "2028-09-01",
            True,
            "par experience|en contrat d apprentissage",
            "2026-02-22",
        ],
        ["RNCP9", "", None, "par candidature individuelle", "2025-02-22"],
    ]
    assert certificates(context, pd.DataFrame(rows)).empty
    assert certificates(known, pd.DataFrame()).empty
