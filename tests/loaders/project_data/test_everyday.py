"""The files of everyday words: what is read, and what is said of a file that is wrong."""

from dataclasses import fields

import pytest

from geodata.search.lexicon.everyday import Everyday, EverydayWords, Nickname
from geodata.search.lexicon.lesser_words import LesserWords
from geodata.search.lexicon.trades import Trade
from loaders.errors import StoreError
from loaders.project_data.everyday import FOLDER, read_everyday


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.toml").write_text('families = [["boucher", "boucherie"]]', encoding="utf-8")
    (tmp_path / "a.toml").write_text(
        '[[words]]\nasked = ["nounou", " bébé "]\nofficial = ["petite enfance"]\n',
        encoding="utf-8",
    )
    expected = Everyday(
        (EverydayWords(("nounou", "bébé"), ("petite enfance",)),), (("boucher", "boucherie"),)
    )
    assert read_everyday(tmp_path) == expected


def test_what_is_said_like_other_words_is_read(tmp_path):
    (tmp_path / "a.toml").write_text(
        '[[words]]\nasked = ["nurse"]\nlike = ["infirmier"]\n', encoding="utf-8"
    )
    assert read_everyday(tmp_path).words == (EverydayWords(("nurse",), like=("infirmier",)),)


def test_what_establishments_are_called_is_read(tmp_path):
    (tmp_path / "names.toml").write_text(
        'abbreviations = [["st", "saint"]]\n'
        '[[nicknames]]\ncalled = ["ulco"]\nnamed = ["université du littoral"]\n',
        encoding="utf-8",
    )
    expected = Everyday(
        nicknames=(Nickname(("ulco",), ("université du littoral",)),),
        abbreviations=(("st", "saint"),),
    )
    assert read_everyday(tmp_path) == expected


def test_what_one_does_in_a_trade_is_read_from_any_folder(tmp_path):
    (tmp_path / "trades").mkdir()
    (tmp_path / "trades" / "a.toml").write_text(
        '[[trades]]\nofficial = ["boucher"]\nwords = """\nviande\ndésosser couteau\n"""\n',
        encoding="utf-8",
    )
    expected = (Trade(("boucher",), ("viande", "désosser", "couteau")),)
    assert read_everyday(tmp_path).trades == expected


def test_lesser_words_are_read_as_stems_from_every_file(tmp_path):
    (tmp_path / "a.toml").write_text('[lesser]\nroles = "employées Chef"\n', encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        '[lesser]\nroles = "agente"\nmanners = """\nintérim\nconcours\n"""\n', encoding="utf-8"
    )
    assert read_everyday(tmp_path).lesser == LesserWords(
        roles=frozenset({"employ", "chef", "agent"}), manners=frozenset({"interim", "concour"})
    )


def test_what_names_of_establishments_have_in_common_is_read_as_stems(tmp_path):
    (tmp_path / "names.toml").write_text(
        'generic = "lycée écoles"\nleading = "notre"\n', encoding="utf-8"
    )
    expected = Everyday(generic=frozenset({"lyce", "ecol"}), leading=frozenset({"notr"}))
    assert read_everyday(tmp_path) == expected


def test_every_file_of_the_project_is_read():
    everyday = read_everyday()
    asked = sum(path.read_text("utf-8").count("asked = [") for path in FOLDER.glob("*.toml"))
    assert len(everyday.words) == asked > 300
    assert len(everyday.families) > 50
    told = sum(path.read_text("utf-8").count("words = ") for path in FOLDER.glob("trades/*.toml"))
    assert len(everyday.trades) == told > 500
    assert all(getattr(everyday.lesser, kind.name) for kind in fields(LesserWords))
    assert everyday.generic
    assert everyday.leading


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ('[[words]]\nasked = ["nounou"]\n', "words.0"),
        ('[[words]]\nasked = []\nofficial = ["crèche"]\n', "words.0.asked"),
        ('[[words]]\nasked = ["nounou"]\nofficial = ["  "]\n', "words.0.official.0"),
        ('[[word]]\nasked = ["nounou"]\nofficial = ["crèche"]\n', "word"),
        ('families = [["seul"]]\n', "families.0"),
        ('[[trades]]\nofficial = []\nwords = "viande"\n', "trades.0.official"),
        ('[[trades]]\nofficial = ["boucher"]\nwords = " "\n', "trades.0.words"),
        ('abbreviations = [["seul"]]\n', "abbreviations.0"),
        ('[[nicknames]]\ncalled = ["ulco"]\n', "nicknames.0.named"),
        ('[lesser]\nrole = "agent"\n', "« words.toml » ne peut être lu : « lesser.role » est"),
        ('[lesser]\nroles = " "\n', "lesser.roles"),
        ('generic = ["lycée"]\n', "generic"),
        ("[[words]\n", "words.toml"),
    ],
)
def test_a_wrong_file_is_named_with_what_is_wrong(tmp_path, content, problem):
    (tmp_path / "words.toml").write_text(content, encoding="utf-8")
    with pytest.raises(StoreError, match=problem):
        read_everyday(tmp_path)
