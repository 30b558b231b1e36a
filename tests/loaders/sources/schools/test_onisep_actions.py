"""The actions de formation of Onisep, on rows written here."""

import pytest

from geodata.courses.establishments import ESTABLISHMENTS
from loaders.catalogue import CATALOGUE
from loaders.sources.schools.onisep_actions import (
    NO_ID,
    NO_TITLE,
    ONISEP_ACTIONS,
    TWICE,
    level_of,
    read,
)
from tests.loaders.training_region import checked, reasons, save_table, small_context, town


def action(communes, **values) -> dict[str, str]:
    alpha = town(communes, "Alpha")
    return {
        "Action de Formation (AF) identifiant Onisep": "AF.1",
        "Formation (FOR) libellé": "BTS travaux publics",
        "FOR URL et ID Onisep": "https://www.onisep.fr/FOR.1",
        "FOR niveau de sortie": "bac + 2",
        "FOR URL référentiel": "https://www.francecompetences.fr/recherche/rncp/37199/",
        "Lieu d'enseignement (ENS) libellé": "Lycée Alpha",
        "ENS URL et ID Onisep": "https://www.onisep.fr/ENS.1",
        "ENS code UAI": "0800001A",
        "ENS statut": "public",
        "ENS adresse": "2 rue du Collège",
        "ENS code postal": "80100",
        "ENS commune": "Alpha",
        "ENS latitude": str(alpha.lat),
        "ENS longitude": str(alpha.lon),
        "ENS n° téléphone": "03 22 00 01 02",
        "ENS site web": "https://alpha.fr",
        "ENS hébergement": "internat (homme/femme)",
        "AF durée cycle standard": "2 ans",
        "AF modalités scolarité": "temps plein, cours en présentiel",
        "AF coût scolarité": "2700 euros en 2025",
        "AF page web": "",
        "AF date de modification": "27/03/2025",
        **values,
    }


AF, FOR = "Action de Formation (AF) identifiant Onisep", "Formation (FOR) libellé"


def test_an_action_is_a_course_with_its_facts(tmp_path, communes) -> None:
    path = save_table(tmp_path / "x.csv", [action(communes)], ";")
    assert [source.key for source in CATALOGUE if source.recognises(path)] == [ONISEP_ACTIONS.key]
    parsed = read(path, small_context(communes))
    offers, _ = checked(parsed)
    course = offers.iloc[0]
    assert course[["offer", "title", "voie", "rncp", "duration", "cost", "url"]].tolist() == [
        "onisep-AF.1", "BTS Travaux publics", "superieur", "RNCP37199", "2 ans",
        "2700 euros en 2025", "https://www.onisep.fr/FOR.1",
    ]  # fmt: skip
    assert (course["level"], course["entry_level"], parsed.vintage) == (5, 4, "2025-03")
    about = ESTABLISHMENTS.validate(parsed.tables["establishments"]).iloc[0]
    assert about[["telephone", "commune", "updated"]].tolist() == [
        "03 22 00 01 02", "80001", "2025-03-27",
    ]  # fmt: skip
    assert bool(about["boarding"])


def test_rows_that_say_no_course_are_refused_and_those_elsewhere_counted(
    tmp_path, communes
) -> None:
    rows = [
        action(communes),
        action(communes),
        action(communes, **{AF: "AF.2", FOR: ""}),
        action(communes, **{AF: "AF/../3"}),
        action(communes, **{AF: "AF.4", "ENS code postal": "35000", "ENS commune": "Rennes",
                            "ENS latitude": "48.1", "ENS longitude": "-1.6"}),
    ]  # fmt: skip
    parsed = read(save_table(tmp_path / "x.csv", rows, ";"), small_context(communes))
    assert reasons(parsed) == {2: TWICE, 3: NO_TITLE, 4: NO_ID}
    assert (parsed.elsewhere, parsed.rows_kept) == (1, 1)


@pytest.mark.parametrize(
    ("ways", "voie", "modality"),
    [
        ("temps plein, cours en présentiel", "superieur", "presentiel"),
        ("en apprentissage", "apprentissage", "presentiel"),
        ("cours à distance", "superieur", "distance"),
        ("cours en présentiel et à distance", "superieur", "mixte"),
    ],
)
def test_the_way_of_schooling_tells_the_voie_and_the_modality(
    tmp_path, communes, ways, voie, modality
) -> None:
    row = action(communes, **{"AF modalités scolarité": ways})
    parsed = read(save_table(tmp_path / "x.csv", [row], ";"), small_context(communes))
    course = parsed.tables["offers"].iloc[0]
    assert (course["voie"], course["modality"]) == (voie, modality)


@pytest.mark.parametrize(
    ("text", "level"),
    [("CAP ou équivalent", 3), ("bac ou équivalent", 4), ("bac + 2", 5), ("bac + 3", 6),
     ("bac + 5", 7), ("bac + 8", 8), ("sans diplôme", None)],
)  # fmt: skip
def test_a_level_is_told_in_words(text, level) -> None:
    assert level_of(text) == level
