"""The files of the contracts: what is read, and what is said of a file that is wrong."""

import pytest

from loaders.errors import StoreError
from loaders.paths import DATA
from loaders.project_data.regional import read_contracts
from loaders.sources.observation.contract import read_indicators

HEAD = """
region = "99"
name = "Contrat d'essai"
start = 2022
end = 2028
signatories = "État et Région"
[[chapters]]
slug = "ambition-1"
name = "Ambition 1"
title = "Tout"
reference = "l. 1"
[[chapters.engagements]]
key = "1.1"
title = "Former"
reference = "l. 2"
"""
GOOD = '{ awaited = "Entrées", source = "Base", producer = "Dares" }'


def contract(folder, indicators=GOOD, head=HEAD):
    (folder / "essai.toml").write_text(f"{head}indicators = [{indicators}]\n", encoding="utf-8")
    return read_contracts(folder)


def test_a_contract_is_that_of_the_region_that_it_names(tmp_path):
    (found,) = contract(tmp_path).values()
    assert found.region == "99"
    (engagement,) = found.chapters[0].engagements
    assert found.pilot(engagement) == "État et Région"
    assert found.chapter("ambition-1").engagements == (engagement,)
    assert found.chapter("ambition-2") is None


@pytest.mark.parametrize(
    ("indicators", "problem"),
    [
        ("", "chapters.0.engagements.0.indicators"),
        ('{ awaited = "Entrées", producer = "Dares" }', "indicators.0"),
        ('{ published = "A", awaited = "B", source = "C", producer = "Dares" }', "indicators.0"),
        ('{ computed = "couleur", producer = "Dares" }', "indicators.0.computed"),
        ('{ published = "A" }', "indicators.0.producer"),
        ('{ published = "A", producer = "Dares", cible = "x" }', "indicators.0.cible"),
    ],
)
def test_a_wrong_indicator_is_named(tmp_path, indicators, problem):
    with pytest.raises(StoreError, match=problem):
        contract(tmp_path, indicators)


@pytest.mark.parametrize(
    "head", [HEAD.replace("ambition-1", "indicateurs"), HEAD.replace("ambition-1", "Ambition 1"),
             HEAD.replace("start = 2022", 'start = "hier"')],
)  # fmt: skip
def test_an_address_is_taken_once_and_a_year_is_a_number(tmp_path, head):
    with pytest.raises(StoreError, match=r"essai\.toml"):
        contract(tmp_path, head=head)


def test_every_published_indicator_of_a_contract_is_in_its_region_s_figures():
    contracts = read_contracts()
    assert set(contracts) == {"32"}
    for path in (DATA / "contracts").glob("*.toml"):
        table = read_indicators(path.stem)
        region = table[table["level"] == "region"]
        known = set(zip(region["indicator"], region["category"], strict=True))
        (contract,) = [one for one in contracts.values() if path.stem in ("hauts-de-france",)]
        for chapter in contract.chapters:
            for engagement in chapter.engagements:
                for one in engagement.indicators:
                    name = one.published or one.start
                    assert not name or (name, one.category) in known
                    assert not one.target or one.target in set(region["indicator"])


def test_every_priority_by_sector_of_the_contract_is_told_with_who_has_it():
    """The contract of 2022-2028 has 10, 5, 9 and 6 of them (l. 1916, 2780, 3411, 4158)."""
    engagements = [
        one for chapter in read_contracts()["32"].chapters for one in chapter.engagements
    ]
    by_key = {one.key: one for one in engagements}
    asked = [f"S{theme}.{rank}" for theme, most in enumerate((10, 5, 9, 6), 1)
             for rank in range(1, most + 1)]  # fmt: skip
    assert [key for key in by_key if key.startswith("S") and key[1:2].isdigit()] == asked
    for key in asked:
        assert by_key[key].pilot
        assert all(sign.awaited and sign.producer for sign in by_key[key].indicators)
