"""The filters in force as chips."""

from atlases.small import texts

from geodata.asking.query import parse_query
from layouts.find.chips import chips


def words(component):
    return " ".join(texts(component).split())


def test_each_filter_has_a_chip_that_says_what_it_lifts():
    asked = parse_query(
        {"voie": "scolaire,continue", "level": "3", "rev3": "oui", "spel": "025", "start": "3"}
    )
    made = chips(asked, {"spel:025": "Vervins"})
    said = [words(chip) for chip in made]
    assert said == [
        "Voie scolaire ×", "Formation continue ×", "Niveau 3 (CAP) ×", "Débute dans les 3 mois ×",
        "Rev3 ×", "Vervins ×",
    ]  # fmt: skip
    facts = [chip.to_plotly_json()["props"] for chip in made]
    assert [f["data-control"] for f in facts] == ["voie", "voie", "level", "start", "rev3", "zone"]
    assert facts[-1]["data-value"] == "spel:025"
