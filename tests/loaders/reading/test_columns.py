import pandas as pd
import pytest

from loaders.errors import MissingColumnError
from loaders.reading.columns import by_role, find_column, find_roles, in_short, known

NAMES = {"code": ("Code", "cod"), "name": ("Libellé",), "note": ("Remarque",)}


def test_a_role_without_a_column_is_empty() -> None:
    rows = pd.DataFrame([["1", "Arras"]], columns=["cod", "LIBELLE"], index=[7])
    found = find_roles(rows.columns, NAMES, ("code",))
    assert found == {"code": "cod", "name": "LIBELLE", "note": None}
    table = by_role(rows, found)
    assert table.loc[7].to_dict() == {"code": "1", "name": "Arras", "note": ""}
    assert in_short(table).tolist() == ["1 | Arras | "]


def test_the_column_of_another_role_is_not_the_one_that_is_missing() -> None:
    names = {"code": ("libelle code",), "name": ("Libellé",)}
    with pytest.raises(MissingColumnError) as error:
        find_roles(["Libellé", "libelles"], names, ("code",))
    assert "« libelles »" in str(error.value)


@pytest.mark.parametrize("lost", ["Taux d'emploi ? 6 mois", "Taux d?emploi \ufffd 6 mois"])
def test_a_name_that_lost_its_accents_is_found(lost):
    names = ["Taux d'emploi à 6 mois"]
    assert find_column(["UAI", lost], names) == lost
    assert known(["UAI", lost], {"rate": names}) == {"rate"}
    assert find_column([lost, "Taux d’emploi à 6 mois"], names) == "Taux d’emploi à 6 mois"


@pytest.mark.parametrize("other", ["Taux d'emploi ? 12 mois", "??", "?", "Taux ?", "Cod ?"])
def test_what_lost_too_much_or_other_letters_is_not(other):
    assert find_column([other], ["Taux d'emploi à 6 mois", "code"]) is None
