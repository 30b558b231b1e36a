from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest
from atlases.small import FULL, of_type, parts, small_atlas, texts
from samples.establishment_sample import about, with_establishments

from geodata.finding.course import describe
from geodata.travel.margin import SUPPOSED, Margin
from layouts.course.place import Visit, time_band, travel_time
from layouts.course.sheet import course_page, session_dates

TODAY = date(2026, 8, 1)


def sheet(course, **visit):
    facts = {"back": "/", "search": "", "place": "", "today": TODAY, "map": {}, "all_others": "/"}
    return course_page(course, Visit(**{**facts, **visit}))


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 9, 7), date(2027, 6, 30), "Du 7 septembre 2026 au 30 juin 2027"),
        (date(2026, 9, 1), None, "À partir du 1er septembre 2026"),
        (None, date(2027, 6, 30), "Jusqu'au 30 juin 2027"),
        (None, None, ""),
    ],
)
def test_session_dates_are_written_as_people_say_them(start, end, words):
    assert session_dates(start, end) == words


def test_a_time_is_marked_as_an_estimate_and_its_limit_is_said():
    assert travel_time(65) == "≈ 1\u00a0h\u00a005"
    assert travel_time(255) == "Plus de 4 h"
    assert travel_time(0) == "Même commune"


def test_what_a_source_does_not_say_is_said_and_no_value_is_empty():
    page = sheet(describe(small_atlas(), "bare"))
    values = of_type(page, "Dd")
    assert all(texts(value) for value in values)
    (sentence,) = [texts(p) for p in of_type(page, "P") if "unsaid" in getattr(p, "className", "")]
    assert sentence.startswith(
        "Non renseigné dans les sources chargées : adresse, téléphone, site,"
    )
    for name in ("dates", "durée", "coût", "hébergement", "places", "publics", "code RNCP",
                 "niveau de sortie", "métiers visés", "financeur"):  # fmt: skip
        assert name in sentence, name
    assert "pas d'internat" not in texts(page)
    assert "nan" not in texts(page).lower().split()
    assert "None" not in texts(page)


def test_codes_are_shown_in_words():
    words = texts(sheet(describe(small_atlas(), "full")))
    for expected in (
        "Apprentissage", "Niveau 3 (CAP)", "Sur place et à distance", "24\u00a0places",
        "1\u00a0personne", "Apprentis, Salariés", "Hôtellerie, restauration",
        "Cuisinier / Cuisinière", "ROME G1602", "Alpha (Somme)", "37553", "Économie circulaire",
    ):  # fmt: skip
        assert expected in words, expected


def test_a_session_that_began_or_ended_is_told():
    course = describe(small_atlas(), "full")
    assert "déjà commencée" not in texts(sheet(course))
    assert "déjà commencée" in texts(sheet(course, today=date(2026, 12, 1)))
    assert "session terminée" in texts(sheet(course, today=date(2027, 8, 1)))


def test_a_position_at_the_centre_of_the_commune_is_told():
    course = describe(small_atlas([{**FULL, "site": "bêta"}]), "full")
    assert "Au centre de la commune : l'adresse n'est pas connue" in texts(sheet(course))


def test_a_simulated_course_says_so():
    assert "simulée" in texts(sheet(describe(small_atlas(demonstration=True), "full")))
    assert "simulée" not in texts(sheet(describe(small_atlas(), "full")))


def test_a_distance_course_has_a_sentence_instead_of_a_map():
    page = sheet(describe(small_atlas(), "far"))
    assert "entièrement à distance" in texts(page)
    assert not of_type(page, "Map")


def test_links_that_leave_the_site_say_so_and_do_not_tell_where_from():
    page = sheet(describe(small_atlas(), "full"))
    away = [link for link in of_type(page, "A") if str(link.href).startswith("http")]
    register = "https://www.francecompetences.fr/recherche/rncp/37553/"
    assert {link.href for link in away} == {
        "https://exemple.fr/cap", "https://exemple.fr", register,
    }  # fmt: skip
    assert all("noopener" in link.rel for link in away)
    assert texts(page).count("(autre site)") == len(away)


def test_headings_follow_one_another():
    atlas = small_atlas()
    kinds = ("H1", "H2", "H3", "H4")
    found = [type(part).__name__ for part in parts(sheet(describe(atlas, "full")))]
    levels = [int(name[1]) for name in found if name in kinds]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_browser_learns_the_title():
    page = sheet(describe(small_atlas(), "full"))
    assert getattr(page, "data-title") == "CAP Cuisine à Alpha – Atlas Formation"


def test_whom_to_call_is_told_with_its_source_and_its_month():
    atlas = with_establishments([about()])
    page = sheet(describe(atlas, "full"))
    words = texts(page)
    for expected in ("2 rue du Collège, 80100 Alpha", "03 22 00 01 02", "internat",
                     "Annuaire d'essai, mars 2026"):  # fmt: skip
        assert expected in words, expected
    assert "tel:+33322000102" in {link.href for link in of_type(page, "A")}
    assert words.index("Adresse et contact") < words.index("Session")


def test_two_sources_that_disagree_are_both_shown_the_newer_first():
    older = about(source="vieux", updated="2023-06-08", telephone="03 22 99 99 99", boarding=False)
    words = texts(sheet(describe(with_establishments([older, about()]), "full")))
    assert words.index("03 22 00 01 02") < words.index("03 22 99 99 99")
    assert "internat Annuaire d'essai, mars 2026 pas d'internat vieux, juin 2023" in words


def test_an_unknown_boarding_is_never_shown_as_none():
    atlas = with_establishments([about(boarding=None)])
    words = texts(sheet(describe(atlas, "full")))
    assert "internat" not in words
    assert "hébergement" in words.partition("Non renseigné dans les sources chargées")[2]


def test_old_data_are_told_at_the_top():
    atlas = with_establishments([], offers=[{**FULL, "vintage": "rentrée 2020"}])
    words = texts(sheet(describe(atlas, "full", today=TODAY)))
    told = "Données de la rentrée 2020 : à vérifier auprès de l'établissement."
    assert words.index(told) < words.index("Session")
    recent = with_establishments([], offers=[{**FULL, "vintage": "session 2026"}])
    assert "à vérifier" not in texts(sheet(describe(recent, "full", today=TODAY)))


def test_a_number_of_several_sources_says_which_and_when():
    full = {**FULL, "source": "essai+annuaire"}
    words = texts(sheet(describe(with_establishments([], offers=[full]), "full")))
    assert "24\u00a0places Fichier d'essai, 2025" in words


def test_an_establishment_that_closes_says_so_and_an_open_one_does_not():
    closing = texts(sheet(describe(with_establishments([about(state="va fermer")]), "full")))
    assert "Établissement va fermer Annuaire d'essai, mars 2026" in closing
    still = texts(sheet(describe(with_establishments([about(state="ouvert")]), "full")))
    assert "Établissement ouvert" not in still


def test_open_days_that_are_over_are_not_shown():
    days = "le 31/01/2026 de 09h00 à 13h00 | le 30/01/2027 de 09h00 à 12h00"
    atlas = with_establishments([about(open_days=days)])
    words = texts(sheet(describe(atlas, "full", today=TODAY)))
    assert "le 30/01/2027 de 09h00 à 12h00" in words
    assert "31/01/2026" not in words
    later = texts(sheet(describe(atlas, "full", today=date(2027, 2, 1))))
    assert "portes ouvertes" in later.partition("Non renseigné")[2]


def test_a_time_says_between_which_it_may_be():
    margin = Margin((20.0, 40.0), (5.0, 9.0), placing=24.0)
    assert time_band(30, margin, placed=False) == (
        "≈ 30\u00a0min, entre 23\u00a0min et 37\u00a0min"
    )
    # √(7² + 24²) = 25: where the site is placed at its commune's centre.
    assert time_band(30, margin, placed=True).endswith("entre 5\u00a0min et 55\u00a0min")
    assert time_band(3, margin, placed=False).endswith("entre 1\u00a0min et 8\u00a0min")
    assert time_band(30, SUPPOSED, placed=False) == "≈ 30\u00a0min, erreur non mesurée"
    assert time_band(0, margin, placed=True) == "Même commune"


@pytest.mark.parametrize(
    ("end", "access", "said", "unsaid"),
    [
        ("2028-09-01", "par experience|en contrat d apprentissage",
         ("Enregistrée jusqu'au 1er septembre 2028", "Possible", "France compétences, février 2024",
          "En apprentissage, par la validation des acquis"), ()),
        ("2026-07-31", "en contrat d apprentissage",
         ("Enregistrement terminé le 31 juillet 2026", "à vérifier", "Non prévue"), ()),
        ("2028-09-01", "", ("Enregistrée jusqu'au",), ("VAE",)),
    ],
)  # fmt: skip
def test_validity_and_ways_of_a_certification(end, access, said, unsaid):
    atlas = small_atlas()
    course = describe(atlas, "full")
    known = {"rncp": atlas.offers.set_index("offer")["rncp"]["full"], "end": end, "active": True,
             "access": access, "vintage": "2024-02-22"}  # fmt: skip
    told = replace(small_atlas(), certificates=pd.DataFrame([known]))
    words = texts(sheet(describe(told, "full")))
    for words_ in said:
        assert words_ in words.replace("\xa0", " "), words_
    assert not any(word in words for word in unsaid)
    assert "Validité de la fiche" not in texts(sheet(course))
