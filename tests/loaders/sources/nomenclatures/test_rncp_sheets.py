"""The sheets of the RNCP and the RS give courses their title and level."""

import pandas as pd

from loaders.catalogue import recognise
from loaders.certifications.completing import completed
from loaders.sources.nomenclatures.rncp_sheets import NO_TITLE, NOT_A_SHEET, RNCP_SHEETS, read
from tests.loaders.conftest import offer
from tests.loaders.training_region import reasons, small_context

SHEETS = """\
"Id_Fiche";"Numero_Fiche";"Intitule";"Nomenclature_Europe_Niveau";"Date_Fin_Enregistrement";\
"Type_Enregistrement";"Actif"
"1";"RNCP37674";"Développeur web et web mobile";"NIV5";"01/09/2028";"De droit";"ACTIVE"
"2";"RS6203";"Tosa Outlook";;"25/01/2026";"Sur demande";"INACTIVE"
"3";"37674";"Sans registre";"NIV5";;"De droit";"ACTIVE"
"4";"RNCP1";"";"NIV3";;"De droit";"ACTIVE"
"""


def test_sheets_are_read_with_their_validity(tmp_path, communes) -> None:
    path = tmp_path / "export_fiches_CSV_Standard_2026_02_22.csv"
    path.write_text(SHEETS, encoding="utf-8")
    assert recognise(path) is RNCP_SHEETS
    parsed = read(path, small_context(communes))
    table = parsed.tables["rncp_sheets"]
    assert table["rncp"].tolist() == ["RNCP37674", "RS6203"]
    assert table["level"].astype(object).where(table["level"].notna(), None).tolist() == [5, None]
    assert table["end"].tolist() == ["2028-09-01", "2026-01-25"]
    assert table["active"].tolist() == [True, False]
    assert reasons(parsed) == {3: NOT_A_SHEET, 4: NO_TITLE}
    assert (parsed.rows_kept, parsed.vintage) == (2, "2026-02-22")


def test_a_course_gets_what_it_does_not_say(tmp_path, communes) -> None:
    path = tmp_path / "x.csv"
    path.write_text(SHEETS, encoding="utf-8")
    known = read(path, small_context(communes)).tables
    context = small_context(communes, nomenclatures=known)
    rows = [
        offer(1, title="Devenez développeur", rncp="RNCP37674"),
        offer(2, title="Devenez développeur", rncp="RNCP37674", level=6, certification="Autre"),
        offer(3, title="Outlook", rncp="RS6203"),
    ]
    offers = pd.DataFrame(rows)
    offers["level"] = offers["level"].astype("Int64")
    found = completed(offers, context)
    assert found["certification"].tolist() == [
        "Développeur web et web mobile", "Autre", "Tosa Outlook",
    ]  # fmt: skip
    assert found["level"].fillna(0).tolist() == [5, 6, 0]
