"""Courses found by what one does in a trade, which no title says."""

import pytest

from geodata.search.documents import Document
from geodata.search.index import TextIndex
from geodata.search.lexicon.appellations import Appellations
from geodata.search.lexicon.everyday import Everyday
from geodata.search.lexicon.trades import Trade, Trades
from loaders.project_data.everyday import read_everyday

ROWS = (
    Trade(("boucher",), ("viande", "désosser", "découper", "bœuf", "couteau")),
    Trade(("poissonnier",), ("poisson", "écailler", "découper", "couteau", "marée")),
    Trade(("électricien", "électrotechnique"), ("borne", "recharge", "câble", "prise")),
    Trade(("musicologie",), ("musique", "histoire", "compositeur")),
)
TRADES = Trades(ROWS)
LESSER = read_everyday().lesser
INDEX = TextIndex(
    [
        Document("CAP Boucher", level=3, voie="scolaire"),
        Document("BP Boucher", level=4, voie="apprentissage"),
        Document("CAP Poissonnier", level=3, voie="scolaire"),
        Document("BTS Électrotechnique", level=5, voie="superieur"),
        Document("CAP Électricien", level=3, voie="scolaire"),
        Document("Licence Histoire", level=6, voie="superieur"),
        Document("Licence Musicologie", level=6, voie="superieur"),
    ],
    {},
    everyday=Everyday(trades=ROWS, lesser=LESSER),
    appellations=Appellations([("Poseur / Poseuse de bornes", "A1000", "A1000")]),
)


def titles(request: str) -> list[str]:
    scores = INDEX.search(request)
    rows = sorted(range(len(scores)), key=lambda row: -scores[row])
    return [INDEX.documents[row].title for row in rows if scores[row]]


def test_the_nearest_trade_has_most_of_what_is_told():
    first, *others = TRADES.nearest(["viand", "couteau"])
    assert first.trade.official == ("boucher",)
    assert first.share == 1
    assert not others
    assert [one.trade.official for one in TRADES.nearest(["couteau"])] == [
        ("boucher",),
        ("poissonnier",),
    ]
    assert not TRADES.nearest(["zorglub"])


def test_what_few_trades_have_tells_more():
    assert TRADES.tells("viand") > TRADES.tells("couteau")
    assert TRADES.tells("zorglub") == TRADES.tells("viand")
    assert TRADES.share(["viand"], ["viand", "couteau"]) > 0.5
    assert TRADES.share([], []) == 0


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("désosser la viande", ["CAP Boucher", "BP Boucher"]),
        ("désosseuse de viandes", ["CAP Boucher", "BP Boucher"]),
        ("bornes de recharge", ["CAP Électricien", "BTS Électrotechnique"]),
        ("histoire de la musique", ["Licence Musicologie"]),
        ("BP désosser la viande", ["BP Boucher"]),
        ("licence désosser la viande", ["CAP Boucher", "BP Boucher"]),
    ],
)
def test_a_request_is_answered_by_what_is_done(request_, found):
    assert titles(request_) == found


def test_it_is_said_that_no_title_has_the_words():
    told = INDEX.explain("désosser la viande")
    assert not told.relaxed
    assert told.sentence.startswith("Aucune formation des sources chargées n'a ces mots")
    partly = INDEX.explain("désosser viande été")
    assert partly.left_out == ("été",)
    assert partly.sentence.endswith(
        "a été laissé de côté. Voici des formations où l'on apprend ce qui s'en approche."
    )


def test_titles_that_have_all_the_words_come_alone():
    assert titles("histoire") == ["Licence Histoire"]
    assert "Aucun titre" not in INDEX.explain("histoire").sentence


def test_less_than_half_of_a_request_is_no_answer():
    assert not titles("viande soleil lune étoile")


def test_a_word_of_a_trade_is_no_other_word_misspelt():
    misread = TextIndex([Document("CAP Bornage")], {}, everyday=Everyday(trades=ROWS))
    assert not misread.explain("borne").corrected


def test_a_title_that_is_not_loaded_is_no_way_to_its_neighbours():
    rows = (Trade(("ambulancier", "boucher"), ("ambulancier", "ambulance", "brancard")),)
    index = TextIndex([Document("CAP Boucher")], {}, everyday=Everyday(trades=rows))
    assert not index.search("ambulancière").any()
    assert index.search("brancard").any()


def test_the_beginning_of_a_name_comes_before_a_trade():
    index = TextIndex(
        [Document("CAP Boucher"), Document("CAP Armes", romes=("A1000",))],
        {"A1000": "Armurerie"},
        everyday=Everyday(trades=(Trade(("boucher",), ("armurier", "fusil")),)),
        appellations=Appellations([("Armurier / Armurière de fabrication", "A1000", "A1000")]),
    )
    found = [d.title for d, s in zip(index.documents, index.search("armurier"), strict=True) if s]
    assert found == ["CAP Armes"]
    assert index.explain("fusil").described
