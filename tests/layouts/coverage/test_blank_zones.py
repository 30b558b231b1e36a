import pandas as pd
from atlases.small import of_type, texts

from geodata.travel.margin import Uncertainty
from layouts.coverage.blank_zones import computed_zones, declared_zones, gaps_panel

BOX = {"lon_min": 3.0, "lat_min": 49.0, "lon_max": 4.0, "lat_max": 50.0}
BAND = (800, 1200)
NO_LINES = pd.DataFrame(columns=["row", "content", "reason"])


def zones(n=1, **values):
    row = {
        "zone": "02381", "name": "Hirson", "spel": "Vervins", "spels": 1, "communes": 12,
        "population": 1000, "sure_population": 800, "km2": 150.4, "nearest_minutes": 34,
        "median_minutes": 47, "course": "CAP Cuisine et 2 autres",
        "place": "Lycée, Fourmies",
        **BOX, **values,
    }  # fmt: skip
    return pd.DataFrame([row] * n)


def test_a_zone_says_where_how_many_how_far_and_what_is_missing():
    lacks = [{"transport-logistique": 0.0, "sante": 0.1, "mode-beaute": 0.2}]
    shown = texts(computed_zones(zones(), lacks, "total", BAND, Uncertainty(30)))
    assert "1\u00a0zone" in shown
    assert "SPEL Vervins · 12\u00a0communes · 150\u00a0km²" in shown
    assert "47\u00a0min CAP Cuisine et 2 autres · Lycée, Fourmies" in shown
    assert "34" not in shown  # the edge of a zone says nothing of its people
    assert "Transport et logistique" in shown
    assert "et 1\u00a0autre" in shown


def test_people_are_given_with_what_the_times_error_allows():
    shown = texts(computed_zones(zones(), [{}], "total", BAND, Uncertainty(30)))
    assert "1\u202f000 dont 800 à coup sûr" in shown
    assert "Entre 800 et 1\u202f200" in shown


def test_a_zone_over_several_territories_counts_them():
    shown = texts(computed_zones(zones(spels=4), [{}], "total", BAND, Uncertainty(30)))
    assert "SPEL Vervins et 3\u00a0autres · 12" in shown


def test_a_zone_that_reaches_nothing_or_an_opening_says_so():
    assert "Aucune n'est à portée" in texts(
        computed_zones(zones(nearest_minutes=None, place=""), [{}], "total", BAND, Uncertainty(30))
    )
    assert "ouverture simulée" in texts(
        computed_zones(zones(place="", course=""), [{}], "total", BAND, Uncertainty(30))
    )


def test_no_zone_is_said():
    assert "toutes les communes sont à portée" in texts(
        computed_zones(zones(0), [], "total", BAND, Uncertainty(30))
    )


def test_a_long_list_counts_what_it_does_not_show():
    shown = computed_zones(zones(45), [{}] * 45, "total", BAND, Uncertainty(30))
    assert len(of_type(shown, "Tr")) == 1 + 40
    assert "Et 5 autres zones, plus petites : 5\u202f000 personnes" in texts(shown)
    assert "45\u202f000" in texts(shown)


def test_each_zone_opens_the_map_there():
    (button,) = of_type(computed_zones(zones(), [{}], "total", BAND, Uncertainty(30)), "Button")
    assert button.to_plotly_json()["props"]["data-show-box"] == "49.0000,3.0000,50.0000,4.0000"


def test_an_empty_declared_list_is_said_not_hidden():
    empty = pd.DataFrame(columns=["zone", "communes"])
    shown = texts(declared_zones(empty, NO_LINES, "", "Hauts-de-France"))
    assert shown == "Aucune zone déclarée dans le profil de la région Hauts-de-France."


def test_a_declared_list_says_its_source_and_every_line_left_out():
    row = {"zone": "Thiérache", "communes": 2, "population": 200, "beyond_population": 50,
           "nearest_minutes": 20, **BOX}  # fmt: skip
    rejected = pd.DataFrame([{"row": 3, "content": "99999", "reason": "Code inconnu."}])
    shown = texts(declared_zones(pd.DataFrame([row]), rejected, "ma-liste.csv", "Région"))
    assert "Thiérache 2\u00a0communes 200 50 25 % 20\u00a0min" in shown
    assert "votre fichier « ma-liste.csv »" in shown
    assert "1\u00a0ligne sans correspondance" in shown
    assert "Ligne 3 (sans l'en-tête) : 99999. Code inconnu." in shown


def test_the_panel_says_that_the_zones_are_candidates_and_the_file_is_not_kept():
    shown = texts(gaps_panel(by_spel=True))
    assert "candidates" in shown
    assert "il n'est pas conservé" in shown


def test_zones_are_cut_at_the_limits_of_the_spel_at_first():
    (box,) = of_type(gaps_panel(by_spel=True), "Checkbox")
    assert box.checked


def test_a_zone_of_which_half_reach_nothing_says_so():
    row = zones(median_minutes=None)
    assert "plus de la moitié n'en atteint aucune" in texts(
        computed_zones(row, [{}], "total", BAND, Uncertainty(30))
    )
