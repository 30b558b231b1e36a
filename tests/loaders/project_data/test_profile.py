"""A region's profile: what it gives, and what it says when it is wrong."""

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.region.rev3 import tag_rev3
from loaders.embedding.base import read_base
from loaders.project_data.profile import Profile, ProfileError, known_regions, read_profile

GOOD = """
name = "Île d'essai"
code = "99"
departements = ["98"]
capital = "98001"
bounding_box = [1.0, 48.0, 2.0, 49.0]

[spel]
column = "arrondissement"
file = "spel.csv"
label = "Bassins"

[[rev3]]
label = "Énergie"
romes = ["F1136"]
nsf = ["227"]
words = ["méthanisation"]
source = "essai"
"""


@pytest.fixture
def write(tmp_path):
    def write(text: str) -> Path:
        (tmp_path / "essai.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_hauts_de_france():
    profile = read_profile("hauts-de-france")
    assert (profile.name, profile.code) == ("Hauts-de-France", "32")
    assert profile.departements == ("02", "59", "60", "62", "80")
    assert (profile.spel_column, profile.spel_file) == ("arrondissement", None)
    assert len(profile.rev3) == 5


@pytest.mark.parametrize(
    "name",
    [
        "provence-alpes-cote-d-azur",
        "Provence-Alpes-Côte d'Azur",
        "93",
        "PROVENCE ALPES COTE D AZUR",
    ],
)
def test_a_region_is_found_by_its_slug_its_name_or_its_code(name):
    assert read_profile(name).slug == "provence-alpes-cote-d-azur"


def test_an_unknown_region_lists_the_known_ones():
    with pytest.raises(ProfileError, match="Région inconnue : « Atlantide »") as error:
        read_profile("Atlantide")
    assert all(slug in str(error.value) for slug in known_regions())


def test_every_profile_of_the_project_is_read():
    assert {"hauts-de-france", "provence-alpes-cote-d-azur"} <= set(known_regions())
    for slug in known_regions():
        profile = read_profile(slug)
        west, south, east, north = profile.bounding_box
        frame = (-62, -22, 56, 17) if profile.overseas else (-6, 41, 10, 52)
        assert frame[0] < west < east < frame[2]
        assert frame[1] < south < north < frame[3]
        assert profile.capital.startswith(profile.departements)


def test_the_file_of_the_spel_stands_beside_the_profile(write):
    folder = write(GOOD)
    assert read_profile("essai", folder).spel_file == folder / "spel.csv"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "Île d\'essai"', "", "name"),
        ('code = "99"', "code = 99", "code"),
        ('departements = ["98"]', "departements = []", "departements"),
        ('departements = ["98"]', "departements = [98]", "departements"),
        ("[1.0, 48.0, 2.0, 49.0]", "[1.0, 48.0, 2.0]", "bounding_box"),
        ("[1.0, 48.0, 2.0, 49.0]", "[48.0, 1.0, 49.0]", "bounding_box"),
        ("[1.0, 48.0, 2.0, 49.0]", "[2.0, 48.0, 1.0, 49.0]", "bounding_box"),
        ('column = "arrondissement"', "", "spel.column"),
        ('label = "Énergie"', "", "rev3\\[1\\].label"),
        ('source = "essai"', "", "rev3\\[1\\].source"),
        ('nsf = ["227"]', "nsf = 227", "rev3\\[1\\].nsf"),
    ],
)
def test_a_wrong_key_is_named_with_its_file(write, old, new, key):
    assert old in GOOD
    with pytest.raises(ProfileError, match=f"essai.toml.*« {key} »"):
        read_profile("essai", write(GOOD.replace(old, new)))


@pytest.mark.parametrize(
    ("old", "new", "key", "expected"),
    [
        ('code = "99"', 'code = " "', "code", "un texte est attendu"),
        ('["98"]', '["98", ""]', "departements", "une liste de textes est attendue"),
        ("[1.0, 48.0, 2.0, 49.0]", '["1", "2", "3", "4"]', "bounding_box",
         "quatre nombres sont attendus (ouest, sud, est, nord, en degrés)"),
        ("[1.0, 48.0, 2.0, 49.0]", "[1, 48, 2, 91]", "bounding_box",
         "l'ordre attendu est ouest, sud, est, nord, en degrés"),
        ("[spel]", "[autre]", "spel", "une table est attendue"),
        ("[[rev3]]", "[rev3]", "rev3", "une suite de tables [[rev3]] est attendue"),
        ('words = ["méthanisation"]', 'words = "méthanisation"', "rev3[1].words",
         "une liste de textes est attendue"),
    ],
)  # fmt: skip
def test_what_was_expected_is_said_word_for_word(write, old, new, key, expected):
    with pytest.raises(ProfileError) as told:
        read_profile("essai", write(GOOD.replace(old, new)))
    start = "Le fichier « essai.toml » a une clé absente ou mal remplie,"
    assert str(told.value) == f"{start} « {key} » : {expected}."


def test_a_rule_that_marks_nothing_is_refused(write):
    text = (
        GOOD.replace('["F1136"]', "[]").replace('["227"]', "[]").replace('["méthanisation"]', "[]")
    )
    with pytest.raises(ProfileError, match="au moins un code ROME"):
        read_profile("essai", write(text))


def test_a_file_that_is_not_toml_is_named(write):
    with pytest.raises(ProfileError, match=r"essai\.toml » n'est pas un TOML"):
        read_profile("essai", write("name = [[["))


@given(
    st.text(max_size=200)
    | st.sampled_from(GOOD.splitlines()).map(lambda line: GOOD.replace(line, ""))
)
def test_any_text_gives_a_profile_or_a_message(tmp_path_factory, text):
    folder = tmp_path_factory.mktemp("regions")
    (folder / "essai.toml").write_text(text, encoding="utf-8", errors="ignore")
    try:
        read = read_profile("essai", folder)
    except ProfileError as error:
        read = str(error)
    assert isinstance(read, Profile) or "essai" in read


class TestRev3:
    profile = read_profile("hauts-de-france")

    @pytest.mark.parametrize(
        ("title", "romes", "nsf", "filiere"),
        [
            (
                "BTS Maintenance des systèmes, option systèmes éoliens",
                "I1321",
                "",
                "Énergies renouvelables et décarbonées",
            ),
            ("Technicien METHANISATION", "", "", "Énergies renouvelables et décarbonées"),
            ("CAP Monteur en installations thermiques", "F1603", "227", "Bâtiment durable"),
            ("Mécanicien cycles", "", "", "Mobilité décarbonée"),
            (
                "BTSA Gestion et protection de la nature",
                "",
                "",
                "Économie circulaire et environnement",
            ),
            ("Développeur web et web mobile", "M1855", "326", "Transition numérique"),
            ("CAP Cuisine", "G1602", "221", ""),
            ("Titre d'ingénieur, cycle préparatoire", "", "", ""),
            ("Agent de propreté", "K2204", "343", ""),
        ],
    )
    def test_a_course_is_tagged_by_the_published_rule(self, title, romes, nsf, filiere):
        course = {"title": [title], "certification": [""], "romes": [romes], "nsf": [nsf]}
        assert tag_rev3(pd.DataFrame(course), self.profile.rev3).tolist() == [filiere]

    def test_every_rome_of_the_rules_exists(self):
        known = set(read_base().romes["rome"])
        for rule in self.profile.rev3:
            assert rule.romes <= known, rule.label

    def test_every_rule_says_where_it_comes_from(self):
        assert all(rule.source for rule in self.profile.rev3)
