"""The portrait of a territory: what is counted, compared, kept apart, and said to be missing."""

from dataclasses import replace

import numpy as np
import pytest
from atlases.portrait import figure, leavers, portrait_atlas, projects
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.query import UnknownCode
from geodata.portrait.choice import choices, compare, parse_places
from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.export import HEADERS, portrait_table
from geodata.portrait.figure import ENTRIES, THEMES, Figure, rate
from geodata.portrait.names import full_names
from geodata.portrait.sums import commune_measures, sums
from geodata.portrait.themes.labour import unemployment
from geodata.portrait.themes.outcomes import outcome_figures
from geodata.portrait.themes.recruitment import needs, recruitment_figures
from geodata.territory import territory


def figures_of(shown, theme):
    return {f.key: f for of, f in every_figure(shown) if of == theme}


def test_what_is_summed_over_the_communes_is_the_region():
    atlas = portrait_atlas()
    whole = commune_measures(atlas).sum()
    for level in ("departement", "spel", "region", "commune"):
        assert np.allclose(sums(atlas, level).sum(), whole)


def test_residents_and_shares_have_their_terms():
    shown = portrait(portrait_atlas(), "departement", "80")
    people = figures_of(shown, "population")
    assert people["habitants"].value == 2000
    young = people["age-0-19"]
    assert young.value == pytest.approx(25)
    assert [n for _, n in young.parts] == [500, 2000]
    assert young.beside[0].place == "Petite-Région"


def test_a_zoning_that_is_not_known_is_missing_not_zero():
    band = portrait(portrait_atlas(), "departement", "80").bands[0]
    lost = {f.key: f for f in band.missing}
    assert lost["part-rural"].value is None
    assert "Insee" in lost["part-rural"].missing
    assert lost["part-frr"].missing


def test_nothing_published_is_said_for_every_entry_and_theme():
    atlas = portrait_atlas()
    for entry in ENTRIES:
        shown = portrait(atlas, "spel", "S1", entry)
        assert [band.theme for band in shown.bands] == list(THEMES)
        economy = shown.bands[1]
        assert economy.key_figures == ()
        assert all(f.missing and f.value is None for f in economy.missing)
        assert economy.missing


def test_an_unknown_territory_or_entry_is_refused():
    atlas = portrait_atlas()
    with pytest.raises(UnknownCode):
        territory(atlas, "spel", "nulle-part")
    with pytest.raises(UnknownCode):
        territory(atlas, "planete", "80")
    with pytest.raises(KeyError):
        portrait(atlas, "spel", "S1", "couleur")


def test_unemployment_comes_from_the_departement_where_the_territory_has_none():
    rows = [
        figure("Taux de chômage", 11.2, level="departement", code="80"),
        figure("Taux de chômage", 9.4),
    ]
    atlas = portrait_atlas(rows)
    found = unemployment(atlas, territory(atlas, "commune", "80001"))
    assert (found.value, found.place, found.level) == (11.2, "Somme", "departement")
    assert found.beside[-1].value == 9.4
    assert "département" in found.note


def test_two_series_of_the_same_rate_are_never_mixed():
    rows = [
        figure("Taux de chômage", 11.2, "T1 2021", level="departement", code="80"),
        figure("Taux de chômage", 10.6, "2021", level="departement", code="80", source="essai",
               reference=""),
        figure("Taux de chômage", 10.7, "2023", level="departement", code="80", source="essai",
               reference=""),
    ]  # fmt: skip
    atlas = portrait_atlas(rows)
    found = unemployment(atlas, territory(atlas, "departement", "80"))
    assert found.value == 10.7
    assert [(f.period, f.value) for f in found.before] == [("2021", 10.6)]
    assert [(f.period, f.value) for f in found.others] == [("T1 2021", 11.2)]


def test_a_sum_of_which_a_part_is_secret_is_at_least():
    rows = [
        projects("total", 100, difficult=40, seasonal=10, status="partiel",
                 partial="projects difficult", difficult_of=60),
        projects("cuisiniers", 60),
        projects("couvreurs", None),
    ]  # fmt: skip
    atlas = portrait_atlas(tension=rows)
    place = territory(atlas, "region", "99")
    known = needs(atlas, place)
    total, difficult, seasonal = recruitment_figures(atlas, place)
    assert (total.value, total.status) == (100, "partiel")
    # 40 of the 60 whose answer is published; the 40 others may all be difficult, or none of them.
    assert difficult.value == pytest.approx(200 / 3)
    assert (difficult.low, difficult.high) == (40, 80)
    assert [n for _, n in difficult.parts] == [40, 60]
    assert (seasonal.value, seasonal.low) == (10, None)
    assert list(known.metiers["label"]) == ["Cuisiniers"]
    assert known.secret == 1


def test_a_sum_that_does_not_say_its_pairs_gives_bounds_and_no_share():
    rows = [projects("total", 100, difficult=40, status="partiel", partial="difficult")]
    atlas = portrait_atlas(tension=rows)
    _, difficult, _ = recruitment_figures(atlas, territory(atlas, "region", "99"))
    assert (difficult.value, difficult.low, difficult.high) == (None, 40, 100)
    assert difficult.known


def test_a_share_whose_numerator_is_secret_is_secret():
    rows = [projects("total", 100, difficult=None, seasonal=5)]
    atlas = portrait_atlas(tension=rows)
    _, difficult, _ = recruitment_figures(atlas, territory(atlas, "region", "99"))
    assert (difficult.value, difficult.status) == (None, "secret")


def outcomes_of(rows, level="departement", code="80"):
    atlas = portrait_atlas(outcomes=rows)
    return {f.key: f for f in outcome_figures(atlas, territory(atlas, level, code))}


def test_rates_of_establishments_are_weighted_by_their_leavers():
    rows = [
        leavers("0800001A", 40.0, leavers=90),
        leavers("0800002B", 60.0, leavers=10),
        leavers("0800003C", None),
        leavers("0800005E", 99.0),  # nobody says how many left it
        leavers("0020004D", 90.0, leavers=100),
    ]
    found = outcomes_of(rows)
    work = found["emploi-scolaire"]
    assert work.value == 42
    assert [n for _, n in work.parts] == [100, 3, 4]
    assert work.parts[0][0] == "Sortants"
    assert "1 sans effectif publié" in work.note
    assert work.beside[0].value == 66  # the region: 42 of 100, and 90 of 100
    assert found["poursuite-scolaire"].value is None
    assert found["poursuite-scolaire"].status == "indisponible"


def test_without_numbers_of_leavers_rates_have_no_middle():
    rows = [leavers("0800001A", 40.0), leavers("0800002B", 60.0), leavers("0800003C", 50.0)]
    work = outcomes_of(rows)["emploi-scolaire"]
    assert (work.value, work.text) == (None, "de 40 à 60 %")
    assert [n for _, n in work.parts] == [3, 3]
    alone = outcomes_of(rows[:1])["emploi-scolaire"]
    assert alone.value == 40


def test_a_trend_needs_the_same_establishments():
    then, now = "2018_2019", "2020_2021"
    same = [
        leavers("0800001A", 30.0, then, leavers=90), leavers("0800001A", 40.0, now, leavers=95),
        leavers("0800002B", 10.0, then, leavers=10), leavers("0800003C", 80.0, now, leavers=5),
    ]  # fmt: skip
    work = outcomes_of(same)["emploi-scolaire"]
    assert work.value == 42
    assert [f.value for f in work.before] == [30]
    other = [*same, leavers("0800004D", 90.0, now, leavers=60)]
    assert outcomes_of(other)["emploi-scolaire"].before == ()
    silent = [leavers("0800001A", 30.0, then), leavers("0800002B", 40.0, now)]
    assert outcomes_of(silent)["emploi-scolaire"].before == ()


def test_the_region_s_rates_are_by_course_and_never_counted_twice():
    rows = [
        leavers("99", 40.0, mef="32221025007", leavers=30, level="region"),
        leavers("99", 80.0, mef="23910022103", leavers=10, level="region"),
        leavers("99", 40.0, cfd="50022137", leavers=30, level="region"),
        leavers("0800001A", 99.0),
    ]
    work = outcomes_of(rows, "region", "99")["emploi-scolaire"]
    assert work.value == 50
    assert work.parts[0] == ("Sortants", 40)


def test_occupation_is_not_worked_out_of_counts_that_do_not_match():
    from atlases.small import offer

    rows = [offer("a", site="alpha", capacity=20, enrolled=15)]
    simulated = portrait(portrait_atlas(offers=rows), "region", "99")
    found = figures_of(simulated, "formations")["occupation"]
    assert found.value == 75
    assert [n for _, n in found.parts] == [15, 20]
    rows = [offer("a", site="alpha", capacity=20, enrolled=60, source="affelnet")]
    real = portrait(portrait_atlas(offers=rows), "region", "99")
    found = figures_of(real, "formations")["occupation"]
    assert found.value is None
    assert found.formula
    assert found.missing


def test_a_voie_of_which_nothing_is_loaded_is_not_zero():
    shown = portrait(portrait_atlas(), "region", "99")
    rows = {bar.label: bar for chart in shown.bands[3].charts for bar in chart.rows}
    assert rows["Formation continue"].value is None
    assert rows["Voie scolaire"].value == 0


def test_the_essentials_are_made_of_figures_of_the_page():
    rows = [figure("Taux de chômage", 9.4), figure("Autre", 1.0)]
    shown = portrait(portrait_atlas(rows), "region", "99")
    keys = {f.key for band in shown.bands for f in band.figures}
    assert 3 <= len(shown.essentials) <= 5
    assert {statement.anchor for statement in shown.essentials} <= keys


def test_the_table_has_a_row_for_every_value_that_the_page_shows():
    rows = [
        figure("Taux de chômage", 12.0, "2016"),
        figure("Taux de chômage", 9.4, "2021"),
        figure("Taux de chômage", 7.8, "2021", level="france", code="FR"),
    ]
    table = portrait_table(portrait(portrait_atlas(rows), "region", "99"), "marche-travail")
    assert list(table.columns) == list(HEADERS)
    found = table[table["Indicateur"] == "Taux de chômage"].set_index("Rôle")["Valeur"]
    assert found["Chiffre"] == 9.4
    assert found["Valeur antérieure"] == 12.0
    assert found["Comparaison"] == 7.8


def test_territories_side_by_side():
    atlas = portrait_atlas()
    own = territory(atlas, "departement", "80")
    places, problems = parse_places(atlas, "departement:02,planete:1,departement:80", own)
    assert [place.name for place in places] == ["Somme", "Aisne"]
    assert len(problems) == 1
    rows = {row.label: row for row in compare(atlas, places)}
    assert [f.value for f in rows["Habitants"].figures] == [2000, 2000]
    many = ",".join(f"commune:{code}" for code in ("80001", "80002", "02003", "02004"))
    assert len(parse_places(atlas, many, own)[0]) == 4


def test_a_territory_is_found_by_its_name():
    atlas = portrait_atlas()
    assert "commune" not in {c.level for c in choices(atlas)}
    assert [c.key for c in choices(atlas, "beta")] == ["commune:80002"]
    assert [c.key for c in choices(atlas, "som")] == ["departement:80"]


def test_homonyms_are_offered_with_what_tells_them_apart():
    atlas = portrait_atlas()
    communes = atlas.communes.assign(name=["Somme", "Bêta", "Gamma", "Bêta"])
    names = full_names(replace(atlas, communes=communes, _kept={}))
    assert names["commune", "80001"] == "Somme (commune)"
    assert names["departement", "80"] == "Somme (département)"
    assert names["commune", "80002"] == "Bêta (commune, Somme)"
    assert names["commune", "02004"] == "Bêta (commune, Aisne)"
    assert names["commune", "02003"] == "Gamma"


ATLAS = portrait_atlas()


@settings(deadline=None)
@given(st.text(max_size=300))
def test_any_address_of_places_is_read_or_refused_in_words(text):
    atlas = ATLAS
    places, problems = parse_places(atlas, text, territory(atlas, "spel", "S1"))
    assert 1 <= len(places) <= 4
    assert all(isinstance(problem, str) and problem for problem in problems)


@pytest.mark.parametrize(("part", "whole"), [(1.0, 0.0), (float("nan"), 2.0), (1.0, float("nan"))])
def test_a_rate_of_nothing_is_unknown(part, whole):
    worked = rate(Figure("k", "Part"), ("a", part), ("b", whole))
    assert (worked.value, worked.status) == (None, "indisponible")
