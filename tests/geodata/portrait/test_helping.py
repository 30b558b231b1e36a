"""Places that help per inhabitants of a territory, and the sentence where no list is loaded."""

from guided_atlas import guided_atlas
from small_atlas import small_atlas

from geodata.portrait.helping import helping_figures
from geodata.territory import territory


def test_places_per_inhabitants():
    atlas = guided_atlas()
    place = territory(atlas, "departement", "80")
    known, missing = helping_figures(atlas, place)
    by_key = {figure.key: figure for figure in known}
    figure = by_key["aide-mission-locale"]
    people = float(atlas.communes.loc[place.inside, "population"].sum())
    assert figure.parts == (("missions locales", 1.0), ("habitants", people))
    assert figure.value == 10_000 / people
    assert "liste partielle" in by_key["aide-cio"].note
    (lost,) = missing
    assert "crèches" in lost.label
    assert "Insee" in lost.missing


def test_a_partial_list_is_a_least_and_none_on_it_is_unknown():
    atlas = guided_atlas()
    known, _ = helping_figures(atlas, territory(atlas, "commune", "80002"))
    elsewhere = {figure.key: figure for figure in known}
    assert elsewhere["aide-cio"].value is None
    assert elsewhere["aide-cio"].status == "indisponible"
    assert elsewhere["aide-cio"].parts[0] == ("lieux connus", 0.0)
    assert elsewhere["aide-mission-locale"].value == 0
    known, _ = helping_figures(atlas, territory(atlas, "departement", "80"))
    assert {figure.key: figure for figure in known}["aide-cio"].status == "partiel"


def test_without_any_list_one_sentence_says_so():
    atlas = small_atlas()
    known, missing = helping_figures(atlas, territory(atlas, "departement", "80"))
    assert known == []
    assert len(missing) == 1
