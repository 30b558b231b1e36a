"""The tag rev3 follows its rules and nothing else."""

from dataclasses import dataclass

import pandas as pd

from geodata.region.rev3 import tag_rev3


@dataclass(frozen=True)
class Filiere:
    label: str
    romes: frozenset[str] = frozenset()
    nsf: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()


RULES = (
    Filiere("Énergies", romes=frozenset({"F1610"}), words=("éolien", "pompe à chaleur")),
    Filiere("Numérique", nsf=frozenset({"326"})),
)


def offers(**columns: list[str]) -> pd.DataFrame:
    blank = {"title": [""], "certification": [""], "nsf": [""], "romes": [""]}
    size = max(len(values) for values in columns.values())
    return pd.DataFrame({k: v * size for k, v in blank.items()} | columns)


def test_a_rome_code_an_nsf_group_or_a_word_is_enough() -> None:
    found = tag_rev3(
        offers(
            title=["Couvreur", "Développeur", "BTS Parc ÉOLIEN", "Boulanger"],
            nsf=["232", "326t", "227", "221"],
            romes=["F1619 F1610", "", "", "D1102"],
        ),
        RULES,
    )
    assert found.tolist() == ["Énergies", "Numérique", "Énergies", ""]


def test_words_are_whole_and_the_certification_counts() -> None:
    found = tag_rev3(
        offers(
            title=["Éoliennes", "Technicien", "Pompe a chaleur"],
            certification=["", "Titre Pompe à chaleur", ""],
        ),
        RULES,
    )
    assert found.tolist() == ["", "Énergies", "Énergies"]


def test_the_first_rule_wins_and_the_index_is_kept() -> None:
    table = offers(title=["Réseaux du parc éolien"], nsf=["326"]).set_index(pd.Index([7]))
    found = tag_rev3(table, RULES)
    assert found.to_dict() == {7: "Énergies"}
    assert tag_rev3(table, RULES[::-1]).to_dict() == {7: "Numérique"}


def test_a_region_without_rules_tags_nothing() -> None:
    assert tag_rev3(offers(title=["Éolien"], nsf=["326"]), ()).tolist() == [""]
