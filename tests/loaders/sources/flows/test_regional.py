"""The region's own file of flows: what is kept, and the words of each refusal."""

from pathlib import Path

import pandas as pd
import pytest

from geodata.flows.table import FLOWS
from loaders.errors import MissingColumnError
from loaders.sources.flows import regional
from loaders.sources.flows.regional import REGIONAL_FLOWS
from tests.loaders.needs_files import one, reasons, region, save

HEADER = ["type", "origine", "destination", "effectif", "annee", "perimetre"]


@pytest.fixture
def own(communes):
    """Return a context whose communes are of the SPEL 627, and the code of one."""
    placed = communes.assign(spel="627")
    return region(placed), placed["code"].iloc[0]


def row(origin, destination, value="12", kind="domicile-formation", year="2024"):
    return [kind, origin, destination, value, year, "apprentis"]


def test_communes_spel_departements_and_abroad_are_ends(tmp_path: Path, own) -> None:
    context, code = own
    rows = [
        row(code, "627", "1 200"), row("627", "75", "s", "formation-emploi", "2023-2024"),
        row("627", "Étranger", "4", "Formation – emploi"),
        row("627.0", code, "3", "domicile emploi"),
    ]  # fmt: skip
    path = save(tmp_path / "flux.csv", [HEADER, *rows], separator=";")
    assert REGIONAL_FLOWS.recognises(path)
    found = REGIONAL_FLOWS.read(path, context)
    table = FLOWS.validate(found.tables["flows"])
    assert one(table, origin=code)["people"] == 1200
    secret = one(table, destination="75")
    assert pd.isna(secret["people"])
    assert (secret["status"], secret["year"]) == ("secret", "2024")
    assert one(table, destination_level="etranger")["kind"] == "training_work"
    assert one(table, kind="home_work")["origin_level"] == "spel"
    assert reasons(found) == {}
    assert (found.vintage, found.perimeter) == ("2024", "apprentis")


def test_each_refused_row_has_its_number_and_why(tmp_path: Path, own) -> None:
    context, code = own
    rows = [
        row(code, "627"), row(code, "627"), row(code, "627", kind="domicile"),
        row("nulle part", "627"),
        row(code, "80999"), row(code, "75", year="hier"), row(code, "75", "-3"), row("75", "13"),
    ]  # fmt: skip
    found = REGIONAL_FLOWS.read(save(tmp_path / "f.csv", [HEADER, *rows]), context)
    assert reasons(found) == {
        2: regional.TWICE,
        3: regional.NO_KIND,
        4: regional.NO_ORIGIN,
        5: regional.NO_DESTINATION,
        6: regional.NO_YEAR,
        7: "nombre illisible",
        8: regional.OUTSIDE,
    }


def test_a_file_without_a_perimeter_says_so(tmp_path: Path, own) -> None:
    context, code = own
    path = save(tmp_path / "f.csv", [HEADER[:5], row(code, "627")[:5]])
    found = REGIONAL_FLOWS.read(path, context)
    assert set(found.tables["flows"]["perimeter"]) == {regional.UNSAID}


def test_a_renamed_column_is_named(tmp_path: Path, own) -> None:
    path = save(tmp_path / "f.csv", [["type", "départ", *HEADER[2:]]])
    assert REGIONAL_FLOWS.recognises(path)
    with pytest.raises(MissingColumnError, match="origine"):
        REGIONAL_FLOWS.read(path, own[0])


def test_times_between_places_are_no_flows(tmp_path: Path) -> None:
    path = save(tmp_path / "f.csv", [["origin", "destination", "minutes", "km", "source"]])
    assert not REGIONAL_FLOWS.recognises(path)
