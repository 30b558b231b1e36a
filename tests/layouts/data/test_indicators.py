"""Each indicator of coverage has its formula, its source and its limits."""

from atlases.small import of_type, texts

from geodata.domains import DOMAINS
from layouts.data.indicators import indicators
from layouts.find.answer import MODE_WORDS
from loaders.project_data.pages import read_pages


def test_every_indicator_says_its_source_and_its_limits():
    shown = indicators(read_pages()["indicators"], MODE_WORDS, {"sante": ["Aides-soignants"]})
    titles = [texts(title) for title in of_type(shown, "H3")]
    words = texts(shown)
    assert len(titles) >= 9
    assert words.count("Source : ") >= len(titles)
    assert words.count("Limites : ") == len(titles)
    for part in ("85 % au moins", "E2SFCA", "Luo", "Gini", "Zones blanches", "écart ="):
        assert part in words


def test_the_rule_between_domains_and_metiers_is_published_whole():
    words = texts(
        indicators(read_pages()["indicators"], MODE_WORDS, {"sante": ["Aides-soignants"]})
    )
    for name in DOMAINS.values():
        assert name in words
    assert "Aides-soignants" in words
