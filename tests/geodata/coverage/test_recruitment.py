"""Projects of recruitment by basin: sums of what is published, and what is secret."""

import pandas as pd

from geodata.coverage.recruitment import FAMILIES, families, family_names, recruitment
from geodata.domains import DOMAINS
from geodata.tables.observation import TENSION


def rows(*cells):
    names = list(TENSION.columns)
    filled = [
        {
            **dict.fromkeys(names, ""),
            **dict.fromkeys(
                [n for n in names if "Int64" in str(TENSION.columns[n].dtype)], None
            ),
            "nomenclature": "fap", "level": "bmo_basin", "code": "1", "year": 2024, **cell,
        }
        for cell in cells
    ]  # fmt: skip
    return TENSION.validate(pd.DataFrame(filled))


def test_projects_of_a_domain_are_summed_by_basin_and_secrets_are_told():
    found = recruitment(
        rows(
            {"metier": "J3X40", "projects": 10, "difficult": 4},
            {"metier": "J0X20", "projects": 5, "difficult": 1, "code": "2"},
            {"metier": "J0X20", "status": "secret"},
            {"metier": "V0X60", "projects": 100},
            {"metier": "total", "projects": 110},
            {"metier": "J3X40", "projects": 99, "year": 2023},
            {"metier": "J3X40", "projects": 99, "level": "departement"},
        ),
        ("transport-logistique",),
    )
    assert found.year == 2024
    assert found.table.loc["1"].to_dict() == {
        "projects": 10, "difficult": 4, "published": 1, "secret": 1,
    }  # fmt: skip
    assert found.table.loc["2", "projects"] == 5


def test_a_basin_of_secrets_only_has_no_number_and_shares_have_bounds():
    found = recruitment(
        rows(
            {"metier": "J3X40", "status": "secret"},
            {"metier": "J3X40", "projects": 30, "status": "secret", "code": "2"},
            {"metier": "J0X20", "projects": 10, "difficult": 4, "code": "2"},
        ),
        (),
    )
    assert found.table["projects"].isna().to_dict() == {"1": True, "2": False}
    assert found.shares.loc["2"].to_dict() == {"low": 10, "high": 85, "known": 40}
    assert found.shares.loc["1"].isna().all()


def test_every_metier_is_counted_without_a_domain_and_the_total_never_twice():
    table = rows({"metier": "J3X40", "projects": 10}, {"metier": "total", "projects": 10})
    assert recruitment(table, ()).table["projects"].sum() == 10


def test_nothing_is_invented_where_no_survey_is_loaded():
    assert recruitment(pd.DataFrame(), ()) is None
    assert recruitment(rows({"metier": "total", "projects": 3}), ()) is None
    assert recruitment(rows({"metier": "J3X40", "tension": 5}), ()) is None


def test_each_domain_has_its_line_in_the_rule_and_no_family_is_in_two():
    assert set(FAMILIES) == set(DOMAINS)
    every = families(())
    assert len(every) == len(set(every))
    for one in every:
        assert not any(other != one and one.startswith(other) for other in every)


def test_families_are_named_by_the_nomenclature():
    crosswalks = pd.DataFrame(
        {"to_kind": ["fap2021_22", "fap2021_86", "rome"], "to_code": ["M", "T0X", "M"],
         "label": ["Informatique", "Coiffeurs", "autre"]}
    )  # fmt: skip
    names = family_names(crosswalks)
    assert names["informatique-numerique"] == ["Informatique"]
    assert names["mode-beaute"] == ["Coiffeurs"]
    assert family_names(pd.DataFrame()) == {}
