"""The tables of the project in TOML: a line that is wrong is named, never left out."""

import pytest

from loaders.demonstration.kinds import _KINDS, _Kinds
from loaders.embedding.sources import FILE, _File
from loaders.errors import StoreError
from loaders.paths import DATA
from loaders.project_data.checked_file import read_checked
from loaders.titles.rules import FALLBACKS, SUBJECTS, _Rules, level_of

TITLES = DATA / "titles.toml"
KINDS = DATA / "demonstration" / "kinds.toml"


@pytest.mark.parametrize(
    ("path", "schema", "old", "new", "problem"),
    [
        (TITLES, _Rules, 'diploma = "CAP"', 'diplome = "CAP"', "heads.1.diploma"),
        (TITLES, _Rules, "level = 3", 'level = "trois"', "heads.0.level"),
        (TITLES, _Rules, r"'\bbac 2\b'", "'(bac 2'", "years.2.pattern"),
        (KINDS, _Kinds, "fewest = 1", "fewer = 1", "teachings.lycee-general.0.fewest"),
        (KINDS, _Kinds, "pattern = 'cap '", "pattern = '(cap '", "families.2.pattern"),
        (KINDS, _Kinds, "[teachings]", "[teachings", "ligne 56, colonne"),
        (FILE, _File, 'package = "pvlib"', 'package = "pvlob"', "origins.8.package"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path, path, schema, old, new, problem):
    text = path.read_text("utf-8")
    assert old in text
    copy = tmp_path / path.name
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(StoreError, match=f"« {path.name} » .*{problem}"):
        read_checked(copy, schema, "de la démonstration")


def test_no_word_names_two_groups():
    rules = read_checked(TITLES, _Rules, "de titres")
    for table, by_word in ((rules.subjects, SUBJECTS), (rules.fallbacks, FALLBACKS)):
        assert sum(map(len, table.values())) == len(by_word)


def test_the_first_head_that_fits_wins():
    assert level_of("cap agricole palefrenier") == 3
    assert level_of("d e accompagnant educatif") == 3
    assert level_of("d e d infirmier") == 6


def test_every_family_taught_is_one_that_a_line_gives():
    given = {line.family for line in _KINDS.families} | {"titre", "court"}
    taught = {
        family
        for teachings in _KINDS.teachings.values()
        for one in teachings
        for family in one.families.split()
    }
    assert taught <= given
