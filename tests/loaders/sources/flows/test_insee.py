"""Insee's flows between communes: bases and detail files, on small files."""

from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.flows.table import FLOWS
from loaders.errors import MissingColumnError, SourceError
from loaders.sources.flows.insee import (
    _FORMS,
    MOBPRO,
    MOBSCO,
    NO_END,
    STUDY_BASE,
    WORK_BASE,
    _Reader,
)
from tests.loaders.needs_files import one, region, save
from tests.loaders.training_region import reasons

BASE = ["CODGEO", "LIBGEO", "DCLT", "L_DCLT", "NBFLUX_C22_ACTOCC15P"]


@pytest.fixture
def own(communes):
    """Return a context and two of its communes."""
    first, second, *_ = communes["code"]
    return region(communes), first, second


def test_a_flow_is_kept_when_an_end_is_in_the_region(tmp_path: Path, own) -> None:
    context, home, work = own
    rows = [
        [home, "A", work, "B", "12.5"], [home, "A", work, "B", "0,5"],
        [home, "A", "75056", "P", "3"],
        [home, "A", "BE21004", "X", "1"], [home, "A", "99999", "X", "1"],
        ["75056", "P", home, "A", "2"], ["75056", "P", "13055", "M", "9"],
        [home, "A", "?", "", "9"], [home, "A", work, "B", "beaucoup"],
    ]  # fmt: skip
    path = save(tmp_path / "base.csv", [BASE, *rows], separator=";")
    assert WORK_BASE.recognises(path)
    assert not any(other.recognises(path) for other in (STUDY_BASE, MOBPRO, MOBSCO))
    found = WORK_BASE.read(path, context)
    table = FLOWS.validate(found.tables["flows"])
    assert set(table["kind"]) == {"home_work"}
    assert one(table, origin=home, destination=work)["people"] == 13
    assert one(table, destination="75")["destination_level"] == "departement"
    assert one(table, destination_level="etranger")["people"] == 2
    assert one(table, origin="75", destination=home)["people"] == 2
    assert (found.vintage, set(table["year"])) == ("recensement 2022", {"2022"})
    assert found.elsewhere == 1
    assert reasons(found) == {8: NO_END, 9: "nombre illisible"}


def test_a_detail_file_weighs_people_and_leaves_children_out(tmp_path: Path, own) -> None:
    context, home, school = own
    header = ["COMMUNE", "ARM", "DCETUF", "AGEREV10", "IPONDI"]
    rows = [
        [home, "Z", school, "18", "3.1"], [home, "Z", school, "15", "2.9"],
        [home, "Z", school, "06", "5"], [home, "Z", home, "25", "1"],
    ]  # fmt: skip
    path = save(tmp_path / "FD_MOBSCO_2021.csv", [header, *rows], separator=";")
    assert MOBSCO.recognises(path)
    found = MOBSCO.read(path, context)
    table = found.tables["flows"]
    assert one(table, destination=school)["people"] == 6
    assert "15 ans ou plus" in set(table["perimeter"]).pop()
    assert set(table["year"]) == {"2021"}
    assert found.elsewhere == 1
    assert reasons(found) == {}


def test_the_base_of_studies_says_that_primary_schools_are_there(tmp_path: Path, own) -> None:
    context, home, school = own
    header = ["CODGEO", "LIBGEO", "DCETU", "L_DCETU", "NBFLUX_C19_SCOL02P"]
    path = save(tmp_path / "f.csv", [header, [home, "A", school, "B", "4"]], separator=";")
    assert STUDY_BASE.recognises(path)
    found = STUDY_BASE.read(path, context)
    assert "2 ans ou plus" in found.perimeter
    assert set(found.tables["flows"]["year"]) == {"2019"}


def test_a_detail_file_without_a_year_in_its_name_is_refused(tmp_path: Path, own) -> None:
    context, home, work = own
    path = save(tmp_path / "f.csv", [["COMMUNE", "DCLT", "IPONDI"], [home, work, "1"]])
    assert MOBPRO.recognises(path)
    with pytest.raises(SourceError, match="année du recensement"):
        MOBPRO.read(path, context)


def test_a_renamed_column_is_named(tmp_path: Path, own) -> None:
    path = save(tmp_path / "f.csv", [["CODGEO", "DCLT", "NB_ACTIFS"]])
    assert WORK_BASE.recognises(path)
    with pytest.raises(MissingColumnError, match="NBFLUX"):
        WORK_BASE.read(path, own[0])


PLACES = _Reader(
    _FORMS[0],
    SimpleNamespace(
        communes=pd.DataFrame({"code": ["80001"]}),
        nomenclatures={},
        profile=SimpleNamespace(departements=("80",)),
    ),
)._place


@given(st.text(max_size=12))
def test_any_place_is_read_or_refused(text: str) -> None:
    found = PLACES(text)
    assert found == "" or found.split(":")[0] in ("commune", "departement", "etranger")
