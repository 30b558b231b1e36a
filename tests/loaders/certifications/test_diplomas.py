"""Closed diplomas follow what replaces them; common years lead to the diplomas they begin."""

import datetime as dt
from pathlib import Path

import pytest

from loaders.certifications.diplomas import Diplomas
from tests.loaders.diploma_sample import TODAY, sample_context


@pytest.fixture
def diplomas(communes, tmp_path: Path) -> Diplomas:
    return Diplomas(sample_context(communes, tmp_path), TODAY)


def test_a_module_gives_a_diploma_and_a_year(diplomas: Diplomas) -> None:
    assert (diplomas.of_mef("23820031212"), diplomas.year_of("23820031212")) == ("40031212", 2)
    assert (diplomas.of_mef("1"), diplomas.year_of("1")) == ("", 1)


def test_a_closed_diploma_follows_its_successor(diplomas: Diplomas) -> None:
    assert diplomas.current("50022139") == "50022146"
    assert diplomas.current("50022146") == "50022146"
    assert diplomas.current("99999999") == "99999999", "an unknown code is left as it is"


def test_a_diploma_is_open_on_its_last_day(communes, tmp_path: Path) -> None:
    context = sample_context(communes, tmp_path)
    assert Diplomas(context, dt.date(2025, 8, 31)).current("50022139") == "50022139"
    assert Diplomas(context, dt.date(2025, 9, 1)).current("50022139") == "50022146"


def test_of_several_successors_the_one_taught_at_the_place(diplomas: Diplomas) -> None:
    assert diplomas.current("50020001", {"50020003"}) == "50020003"
    assert diplomas.current("50020001") == "50020001", "no guess: it stands under its own name"


def test_a_successor_may_be_told_by_its_title(diplomas: Diplomas) -> None:
    assert diplomas.current("01034401") == "46134401", "a mention that became a certificat"


def test_a_diploma_that_nothing_replaces_has_no_current_one(diplomas: Diplomas) -> None:
    assert diplomas.current("50023440") == ""
    assert diplomas.closing("50023440") == dt.date(2023, 8, 31)


def test_a_diploma_that_replaces_itself_ends(diplomas: Diplomas) -> None:
    assert diplomas.current("50020009") == "50020009"


def test_a_family_leads_to_the_diplomas_its_comment_names(diplomas: Diplomas) -> None:
    assert diplomas.is_common("40031211")
    assert diplomas.members("40031211") == ("40031213", "40031212")
    assert diplomas.options("40031211") == (), "several diplomas"


def test_a_first_year_leads_to_the_options_of_its_diploma(diplomas: Diplomas) -> None:
    assert diplomas.members("32032612") == ("32032613", "32032614")
    assert diplomas.options("32032612") == ("32032613", "32032614")
    assert diplomas.members("40025218") == ("40025214",)


def test_lineage_goes_back_and_ends(diplomas: Diplomas) -> None:
    assert list(diplomas.lineage("50022146")) == ["50022146", "50022139"]
    assert list(diplomas.lineage("40031211")) == ["40031211", "40031213", "40031212"]


def test_without_nomenclature_nothing_is_known(communes, tmp_path: Path) -> None:
    empty = Diplomas(sample_context(communes, tmp_path, nomenclatures={}), TODAY)
    assert not empty.known
    assert empty.of_mef("23820031212") == ""
    assert empty.members("40031211") == ()
