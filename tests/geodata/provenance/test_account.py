from atlases.small import small_atlas

from geodata.domains import DOMAINS, NSF_DOMAINS
from geodata.provenance.account import EXAMPLE_DISTANCES, account, example_times, groups_of_domains
from geodata.travel.model import SPEED_LAWS


def test_counts_are_those_of_the_tables():
    facts = account(small_atlas())
    assert (facts.offers, facts.sites, facts.communes, facts.population) == (3, 4, 4, 4000)
    assert facts.by_voie == {"scolaire": 2, "apprentissage": 1, "superieur": 0, "continue": 0}
    assert facts.by_modality == {"presentiel": 1, "mixte": 1, "distance": 1}
    assert (facts.conventionnee, facts.rev3) == (1, 1)


def test_an_unknown_zoning_is_not_a_zero():
    facts = account(small_atlas())
    assert facts.frr_communes is None
    assert facts.zrr_communes == 2
    assert (facts.qpv_communes, facts.qpv_population) == (1, 1234)


def test_rejections_are_counted_by_source_and_reason_the_most_frequent_first():
    rejects = [("essai", 1, "doublon", "a"), ("essai", 2, "sans titre", "b")]
    rejects += [("essai", 3, "sans titre", "c"), ("ailleurs", 4, "doublon", "d")]
    assert account(small_atlas(rejects=rejects)).rejections == (
        ("Fichier d'essai", "sans titre", 2),
        ("Fichier d'essai", "doublon", 1),
        ("ailleurs", "doublon", 1),
    )


def test_every_group_is_listed_once():
    groups = groups_of_domains()
    assert list(groups) == list(DOMAINS)
    assert sorted(group for of in groups.values() for group in of) == sorted(NSF_DOMAINS)


def test_example_times_grow_with_distance_and_cover_every_mode():
    times = example_times()
    assert [km for km, _ in times] == list(EXAMPLE_DISTANCES)
    for mode in SPEED_LAWS:
        minutes = [by_mode[mode] for _, by_mode in times]
        assert minutes == sorted(minutes)
