"""The lands that people name: their file, and what each stands for in the region."""

import pytest

from geodata.vocabulary import TERRITORY_LEVELS
from loaders.project_data.lands import read_lands


def test_every_land_is_of_one_level_and_named_once():
    lands = read_lands()
    assert {land.level for land in lands} <= set(TERRITORY_LEVELS)
    assert all(land.codes and len(set(land.codes)) == len(land.codes) for land in lands)
    assert len({land.name for land in lands}) == len(lands)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("le bassin minier", "Bassin minier (7 EPCI)"),
        ("Audomarois", "Audomarois (SPEL Saint-Omer)"),
        ("picardie", "Picardie (3 départements)"),
        ("la Thiérache", "Thiérache (SPEL Vervins)"),
        ("MEL", "MEL (Métropole Européenne de Lille)"),
    ],
)
def test_a_land_of_the_region_says_what_it_stands_for(atlas, text, words):
    assert atlas.territories.named(text)[0].words == words


def test_each_land_of_the_region_has_its_territories_in_the_base(atlas):
    codes = set(atlas.zones["level"] + ":" + atlas.zones["code"])
    here = [land for land in read_lands() if land.level != "departement"]
    assert [
        land.name for land in here if not {f"{land.level}:{c}" for c in land.codes} <= codes
    ] == []
