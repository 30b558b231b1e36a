"""The grid of centralities, by its numbers or its labels."""

from pathlib import Path

from geodata.places.classifications import CENTRALITIES
from loaders.sources.zonings.commune_lists import CENTRALITY_GRID
from loaders.sources.zonings.layers import centrality_code
from tests.loaders.zoning_files import check_account, small_region, values, write


def test_every_label_has_its_code(tmp_path: Path, communes) -> None:
    assert [centrality_code(label) for label in CENTRALITIES.values()] == list(CENTRALITIES)
    assert centrality_code("Communes non centre") == "0"
    assert centrality_code("5") is None
    text = (
        "insee_com,niveau_centralite\n80001,Centre majeur d'équipements et de services\n80002,0\n"
    )
    path = write(tmp_path, text)
    assert CENTRALITY_GRID.recognises(path)
    parsed = CENTRALITY_GRID.read(path, small_region(communes))
    assert values(parsed, "centrality") == {"80001": "4", "80002": "0"}
    check_account(parsed)
