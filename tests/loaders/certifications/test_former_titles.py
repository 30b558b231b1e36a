"""Closed diplomas are kept under the titles they had, with what courses prepare today."""

from pathlib import Path

import pandas as pd
import pytest

from loaders.certifications.diplomas import Diplomas
from loaders.certifications.former_titles import former_titles, written
from loaders.source import Context
from loaders.sources.nomenclatures.bcn import read_diplomas
from tests.loaders.diploma_sample import DIPLOMAS, TODAY, sample_context

_MORE = [
    "50020000;500;254;GRAND ANCETRE (CAP);01/09/1990;31/08/2002;;50020001;;;1;01/03/2025;03",
    "51020000;510;254;STRUCTURES A PLAT (BEP);01/09/1990;31/08/2010;;50020002;;;1;01/03/2025;03",
    "50020004;500;254;METIER OPTION B (CAP);01/09/2000;31/08/2010;;50020002;;;1;01/03/2025;03",
    "50020005;500;254;SANS SUITE (CAP);01/09/2000;31/08/2010;;;;;1;01/03/2025;03",
    "50020006;500;254;DE PASSAGE (CAP);01/09/2000;31/08/2010;;50020007;;;1;01/03/2025;03",
    "50020007;500;254;CLOS HIER (CAP);01/09/2010;31/08/2025;;50020008;;;1;01/03/2025;03",
    "50020008;500;254;NOUVEAU (CAP);01/09/2025;;;;;;1;01/03/2025;03",
    "50020010;500;254;TOUTE PREMIERE (CAP);01/09/2000;31/08/2010;;32032612;;;1;01/03/2025;03",
    "50020011;500;254;SANS SORTE;01/09/2000;31/08/2010;;50020002;;;1;01/03/2025;03",
    "50020012;500;254;ANCIEN 2NDE COMMUNE (CAP);01/09/2000;31/08/2010;;50020002;;T;T;01/03/2025;03",
    "50020014;500;254;CLOS HIER (CAP);01/09/2000;31/08/2010;;50020007;;;1;01/03/2025;03",
    "50020015;500;254;NOUVEAU (CAP);01/09/2000;31/08/2010;;50020002;;;1;01/03/2025;03",
]
A, B = "CAP Métier option A", "CAP Métier option B"
OFFERS = [("50020002", A), ("50020003", B), ("50022146", "CAP Cuisine")]


@pytest.fixture
def context(communes, tmp_path: Path) -> Context:
    found = sample_context(communes, tmp_path)
    path = tmp_path / "more.csv"
    path.write_text("\n".join([DIPLOMAS, *_MORE]), encoding="utf-8")
    diplomas = read_diplomas(path, found).tables["diplomas"]
    return Context(
        **{**found.__dict__, "nomenclatures": {**found.nomenclatures, "diplomas": diplomas}}
    )


def offers_of(*rows: tuple[str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=["cfd", "title"])


def told(context: Context, *rows: tuple[str, str]) -> dict[str, list[str]]:
    table = former_titles(context, offers_of(*rows), TODAY)
    return table.groupby("former", sort=False)["title"].agg(list).to_dict()


def test_a_diploma_that_was_split_leads_to_what_courses_prepare(context: Context) -> None:
    assert told(context, *OFFERS)["CAP Ancien métier"] == [A, B]
    assert told(context, OFFERS[1])["CAP Ancien métier"] == [B]


def test_the_chain_of_successors_is_followed_however_old(context: Context) -> None:
    assert told(context, *OFFERS)["CAP Grand ancetre"] == [A, B]


def test_the_last_to_close_come_first_with_their_day(context: Context) -> None:
    table = former_titles(context, offers_of(*OFFERS), TODAY)
    assert table["closed"].tolist() == sorted(table["closed"], reverse=True)
    days = dict(zip(table["former"], table["closed"], strict=True))
    assert days["CAP Grand ancetre"] == "2002-08-31"


def test_the_kind_comes_in_front_and_lost_accents_come_back(context: Context) -> None:
    assert told(context, *OFFERS)["BEP Structures à plat"] == [A]
    assert written("Soudage (mc aux cap et bep)") == "MC Soudage"
    assert written("Prêt-a-porter") == "Prêt-à-porter"
    assert written("Métier option A") == "Métier option A"


@pytest.mark.parametrize(
    "ending", ["Métier", "Cuisine", "Sans suite", "Sans sorte", "Ancien", "Nouveau"]
)
def test_what_is_no_former_title(context: Context, ending: str) -> None:
    """A title of today, what nothing replaced, what is of no kind, a common year."""
    found = told(context, *OFFERS)
    assert not [title for title in found if title.split(" option")[0].endswith(ending)]


def test_a_course_of_a_diploma_that_has_just_closed_counts(context: Context) -> None:
    found = told(context, ("50020007", "CAP Clos hier"))
    assert found == {"CAP De passage": ["CAP Clos hier"]}, "its own title is that of a course"
    found = told(context, ("50020007", "CAP Clos hier"), ("50020008", "CAP Nouveau"))
    assert found["CAP De passage"] == ["CAP Nouveau"], "rather what is open"


def test_a_common_year_leads_to_its_options(context: Context) -> None:
    title = "BTS Services informatiques aux organisations option B logiciels"
    assert told(context, ("32032614", title))["CAP Toute première"] == [title]


def test_courses_without_a_code_are_known_by_their_title(context: Context) -> None:
    assert told(context, ("", "CAP métier, option A"))["CAP Ancien métier"] == [
        "CAP métier, option A"
    ]


def test_the_title_that_most_courses_have_is_kept(context: Context) -> None:
    rows = [("50020002", "CAP Autrement"), OFFERS[0], OFFERS[0]]
    assert told(context, *rows)["CAP Ancien métier"] == [A]


def test_a_kind_alone_is_no_title_of_today(context: Context) -> None:
    assert not told(context, ("50020002", "CAP"))


def test_nothing_is_known_without_nomenclature_or_courses(context: Context) -> None:
    bare = Context(**{**context.__dict__, "nomenclatures": {}})
    for table in (
        former_titles(bare, offers_of(*OFFERS), TODAY),
        former_titles(context, offers_of(), TODAY),
        former_titles(context, pd.DataFrame(), TODAY),
    ):
        assert table.empty
        assert list(table.columns) == ["former", "title", "closed"]


def test_courses_that_know_no_code_have_no_such_column(context: Context) -> None:
    table = former_titles(context, offers_of(("", A))[["title"]], TODAY)
    assert set(table["title"]) == {A}


def test_successors_are_all_those_of_a_split_near_first(context: Context) -> None:
    diplomas = Diplomas(context, TODAY)
    assert diplomas.successors("50020000") == ("50020001", "50020002", "50020003")
    assert diplomas.successors("50020006") == ("50020007", "50020008")
    assert diplomas.successors("50020002") == (), "an open one"
    assert diplomas.successors("50020009") == (), "one that replaces itself"
    assert diplomas.is_renewed("50022139")
    assert not diplomas.is_renewed("50020001")
