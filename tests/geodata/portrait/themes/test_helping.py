"""Places that help per inhabitants of a territory, and the sentence where no list is loaded."""

from dataclasses import replace

import pandas as pd
from atlases.guided import guided_atlas, place, with_guidance
from atlases.small import small_atlas

from geodata.month.table import LABOUR_SERIES
from geodata.portrait.themes.helping import helping_figures
from geodata.territory import territory


def test_places_per_inhabitants():
    atlas = guided_atlas()
    here = territory(atlas, "departement", "80")
    known, missing = helping_figures(atlas, here)
    by_key = {figure.key: figure for figure in known}
    figure = by_key["aide-mission-locale"]
    people = float(atlas.communes.loc[here.inside, "population"].sum())
    assert figure.parts == (("missions locales", 1.0), ("habitants", people))
    assert figure.value == 10_000 / people
    assert "liste partielle" in by_key["aide-cio"].note
    in_quarters, lost = missing
    assert "QPV" in in_quarters.label
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


def counted_atlas(labour=()):
    """An atlas with places of four kinds, ages, the first commune in FRR, and series of labour."""
    bare = small_atlas()
    towns = [("Alpha", "internat"), ("Alpha", "france_travail"), ("Alpha", "france_services"),
             ("Gamma", "france_services"), ("Gamma", "mission_locale")]  # fmt: skip
    communes = bare.communes.copy()
    communes["frr"] = pd.array([True, False, False, False], dtype="boolean")
    communes["pop_0_19"] = communes["population"] // 4
    series = LABOUR_SERIES.validate(pd.DataFrame(labour, columns=list(LABOUR_SERIES.columns)))
    atlas = with_guidance(bare, [place(bare, town, kind) for town, kind in towns])
    return replace(atlas, communes=communes, labour_series=series, _kept={})


def figures_of(atlas):
    known, missing = helping_figures(atlas, territory(atlas, "region", "99"))
    return {figure.key: figure for figure in known}, missing


def test_places_are_counted_for_their_public_where_a_source_counts_it():
    atlas = counted_atlas([seekers(code, 100) for code in small_atlas().communes["code"]])
    found, _ = figures_of(atlas)
    young = float(atlas.communes["pop_0_19"].sum())
    boarding = found["aide-internat"]
    assert boarding.value == 10_000 / young
    assert boarding.unit == "pour 10 000 habitants de moins de 20 ans"
    assert found["aide-france-travail"].value == 10_000 / 400
    assert found["aide-france-travail"].unit == "pour 10 000 demandeurs d'emploi"
    assert found["aide-france-travail"].period == "2024-T4"


def test_a_public_that_nobody_counts_is_named_with_who_does():
    found, _ = figures_of(counted_atlas())
    for key, words in (
        ("aide-mission-locale", "jeunes de 16 à 25 ans"),
        ("aide-france-travail", "demandeurs d'emploi"),
    ):
        assert found[key].unit == "pour 10 000 habitants"
        assert words in found[key].note
        assert "n'est pas chargé" in found[key].note
    assert "Insee" in found["aide-mission-locale"].note


def test_a_secret_commune_leaves_no_rate():
    codes = small_atlas().communes["code"]
    found, _ = figures_of(counted_atlas([seekers(code, 100) for code in codes[1:]]))
    assert found["aide-france-travail"].value is None
    assert [value for _, value in found["aide-france-travail"].parts] == [1.0]
    assert "secret dans une commune" in found["aide-france-travail"].note


def test_places_of_frr_communes_are_counted_for_their_inhabitants():
    atlas = counted_atlas()
    found, _ = figures_of(atlas)
    people = float(atlas.communes["population"].iloc[0])
    rural = found["aide-france-services-frr"]
    assert rural.parts == (("espaces France services", 1.0), ("habitants de communes FRR", people))
    assert found["aide-france-services"].parts[0] == ("espaces France services", 2.0)


def seekers(code, value):
    return {
        "measure": "demandeurs", "kind": "ABC", "axis": "", "category": "", "level": "commune",
        "code": code, "period": "2024-T4", "value": value, "unit": "personnes", "status": "",
        "adjusted": "brut", "perimeter": "p", "source": "essai",
    }  # fmt: skip
