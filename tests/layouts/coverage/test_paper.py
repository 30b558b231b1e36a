"""The page on paper: the question in words, the assumptions, the sources."""

from datetime import date

from atlases.small import texts

from geodata.asking.coverage import parse_coverage
from geodata.completeness.verdict import Gap
from geodata.travel.margin import Uncertainty
from layouts.coverage.paper import printed, question_words

DAY = date(2026, 11, 22)


SOURCES = ["Formations : simulées, éditions de 2020 à 2026.", "Habitants : recensement 2023."]


def words(**args):
    asked = parse_coverage({name: str(value) for name, value in args.items()})
    return texts(printed(asked, "Hauts-de-France", "Estimation", Uncertainty(30), SOURCES, DAY))


def test_the_question_is_a_sentence():
    asked = parse_coverage(
        {"domain": "transport-logistique", "level": "3", "threshold": "45", "mode": "velo",
         "voie": "apprentissage", "q": "cariste", "rev3": "oui", "start": "3", "spel": "022"}
    )  # fmt: skip
    assert question_words(asked) == (
        "Où habite-t-on à plus de 45\u00a0min à vélo d'une formation de niveau 3 (CAP) en "
        "transport et logistique ? (« cariste » ; voie : apprentissage ; débute dans les 3 mois ; "
        "rev3 : oui ; formations de : 022)"
    )


def test_without_a_filter_the_question_is_short():
    assert question_words(parse_coverage({})) == (
        "Où habite-t-on à plus de 30\u00a0min en voiture d'une formation ?"
    )


def test_the_assumptions_and_the_sources_are_there():
    said = words()
    for part in (
        "un temps de 30\u00a0min est estimé à 6\u00a0min près",
        "aucun texte n'en fixe",
        "éditions de 2020 à 2026",
        "recensement 2023",
    ):
        assert part in said
    assert "Simulation" not in said


def test_a_simulation_is_never_taken_for_a_fact():
    said = words(open="02381,59350:24")
    assert "Ce n'est pas la situation d'aujourd'hui" in said
    assert "2\u00a0ouvertures" in said


def test_what_is_not_known_of_the_offer_is_written_in_full():
    asked, unsure = parse_coverage({"level": "3"}), Uncertainty(30)
    gaps = (Gap("continue", (3,), False, "absent"), Gap("scolaire", (3,), False, "partial"))
    text = texts(printed(asked, "Région", "Estimation", unsure, SOURCES, DAY, gaps))
    assert (
        "Offre connue en partie : la formation continue de niveau 3 n'est pas chargée ; "
        "la voie scolaire de niveau 3 n'est chargée qu'en partie."
    ) in text
    assert "Offre connue" not in words(level=3)
