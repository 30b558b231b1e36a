"""The list of the series: each once, with its scales, its periods, its producer and its rhythm."""

from dataclasses import replace

from atlases.portrait import figure, leavers, portrait_atlas

from geodata.contract.series import series


def test_a_series_is_an_indicator_of_a_source():
    rows = [
        figure("Taux", 9, "T1 2021"),
        figure("Taux", 8, "T4 2020", level="departement", code="80"),
        figure("Taux", 7, "2023", source="essai"),
        figure("Projets", None, "2024"),
    ]
    atlas = replace(
        portrait_atlas(rows), quality={"sources": {"essai": {"rhythm": "chaque année"}}}
    )
    document, loaded = series(atlas)
    assert document.levels == ("Région", "Département")
    assert (document.first, document.last, document.values) == ("T4 2020", "T1 2021", 2)
    assert (document.document, document.rhythm) == (True, "")
    assert (loaded.document, loaded.rhythm) == (False, "chaque année")
    assert loaded.source == "Fichier d'essai (Rectorat)"


def test_other_tables_are_series_too_in_the_order_of_the_themes():
    atlas = portrait_atlas(
        [figure("Taux", 9, "2021"), figure("Habitants", 9, "2021", theme="population")],
        outcomes=[leavers("0800001A", 30.0, "2018_2019"), leavers("0800001A", 45.0, "2021_2022")],
    )
    found = series(atlas)
    assert [one.theme for one in found] == ["population", "marche-travail", "formations"]
    assert (found[-1].first, found[-1].last) == ("2018_2019", "2021_2022")


def test_without_any_figure_there_is_no_series():
    assert series(portrait_atlas()) == ()
