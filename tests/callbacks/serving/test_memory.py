"""The cache in memory: bounded by weight, the least asked forgotten first."""

from random import Random

from callbacks.serving.memory import WeighedCache

RNG = Random(1)


def noise(size: int) -> str:
    return RNG.randbytes(size).hex()


def kept(cache: WeighedCache) -> set[str]:
    return {key for key in "abcdef" if cache.has(key)}


def test_what_is_asked_least_is_forgotten_first():
    cache = WeighedCache(threshold=3_500)
    for key in "abc":
        cache.set(key, noise(1_000))
    assert len(cache.get("a")) == 2_000
    for key in "de":
        cache.set(key, noise(1_000))
    assert kept(cache) == {"a", "c", "d", "e"}
    cache.set("f", "small")
    assert kept(cache) == {"a", "d", "e", "f"}


def test_what_is_kept_anew_weighs_once():
    cache = WeighedCache(threshold=3_500)
    for _ in range(20):
        cache.set("a", noise(1_000))
    cache.set("b", noise(1_000))
    cache.set("c", noise(1_000))
    assert kept(cache) == {"a", "b", "c"}


def test_what_is_deleted_or_cleared_weighs_nothing():
    cache = WeighedCache(threshold=2_500)
    cache.set("a", noise(1_000))
    assert cache.delete("a")
    assert not cache.delete("a")
    assert cache.get("a") is None
    for key in "bc":
        cache.set(key, noise(1_000))
    assert kept(cache) == {"b", "c"}
    cache.clear()
    for key in "de":
        cache.set(key, noise(1_000))
    assert kept(cache) == {"d", "e"}


def test_a_page_is_kept_compressed():
    cache = WeighedCache(threshold=5_000)
    for key in "abcdef":
        cache.set(key, ["<li class='course'>Boulanger</li>" * 1_000, "titre", 200])
    assert kept(cache) == set("abcdef")
    assert cache.get("a")[1:] == ["titre", 200]


def test_what_is_added_weighs_and_replaces_nothing():
    cache = WeighedCache(threshold=2_500)
    assert cache.add("a", "first")
    assert not cache.add("a", "second")
    assert cache.get("a") == "first"
    for key in "bcde":
        cache.add(key, noise(1_000))
    assert kept(cache) == {"c", "d", "e"}
