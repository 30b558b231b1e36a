"""Which words of a request give way, what it refuses, what is sold."""

import pytest

from geodata.search.documents import Document
from geodata.search.index import TextIndex
from geodata.search.lexicon.everyday import NO_WORDS, Everyday, EverydayWords
from geodata.search.lexicon.trades import Trade
from geodata.search.phrasing import as_asked, refused
from loaders.project_data.everyday import read_everyday

LESSER = read_everyday().lesser
EVERYDAY = Everyday(
    words=(
        EverydayWords(("nettoyer",), ("propreté",)),
        EverydayWords(("bureau", "travail de bureau"), ("secrétariat",)),
        EverydayWords(("vendre",), ("commerce",)),
        EverydayWords(("commercial",), ("commerce",)),
        EverydayWords(("route",), ("travaux publics",)),
        EverydayWords(("hôpital",), ("infirmier", "secrétariat médical")),
        EverydayWords(("bricoler",), ("maintenance bâtiments",)),
        EverydayWords(("scooter",), ("motocycles",)),
        EverydayWords(("après un bac st2s",), ("infirmier",)),
        EverydayWords(("sans parler",), note="Rien ne le dit."),
    ),
    trades=(
        Trade(("droit",), ("défendre", "avocat", "loi")),
        Trade(("infirmier",), ("dentier", "piqûre", "fabriquer")),
        Trade(("cuisine",), ("fabriquer", "plat", "repas", "sauce")),
    ),
    lesser=LESSER,
)
TITLES = (
    ("CAP Propreté", ()),
    ("FCIL Secrétariat médical", ()),
    ("CAP Équipier polyvalent du commerce", ("D1106",)),
    ("BTS Travaux publics", ()),
    ("DE Infirmier", ()),
    ("CAP Maintenance des bâtiments", ()),
    ("CAP Motocycles", ()),
    ("BTS Assurance", ("C1102",)),
    ("BTS Réparation de téléphones", ("I1305",)),
    ("Master Intelligence artificielle", ()),
    ("Formation d'ingénieur", ()),
    ("Licence Filière droit", ()),
    ("BTS Développement bois", ()),
    ("Master Environnement", ()),
    ("Licence Sciences politiques", ()),
)
INDEX = TextIndex([Document(title, romes=romes) for title, romes in TITLES], {}, (), EVERYDAY)


def titles(request: str) -> list[str]:
    scores = INDEX.search(request)
    rows = sorted(range(len(scores)), key=lambda row: -scores[row])
    return [INDEX.documents[row].title for row in rows if scores[row]]


@pytest.mark.parametrize(
    ("request_", "found"),
    [
        ("nettoyer des bureaux", "CAP Propreté"),
        ("bureau", "FCIL Secrétariat médical"),
        ("bricoler les scooters", "CAP Motocycles"),
        ("ingénieur en intelligence artificielle", "Master Intelligence artificielle"),
        ("filière bois", "BTS Développement bois"),
        ("commerciale sur la route", "CAP Équipier polyvalent du commerce"),
        ("défendre l'environnement", "Master Environnement"),
        ("fabriquer des dentiers", "DE Infirmier"),
        ("science politique", "Licence Sciences politiques"),
        ("infirmière dans le commerce", "DE Infirmier"),
        ("assurance dans le droit", "BTS Assurance"),
        ("dans le droit assurance", "Licence Filière droit"),
    ],
)
def test_what_says_the_thing_stays(request_, found):
    assert titles(request_)[:1] == [found]


def test_what_is_sold_comes_before_selling():
    assert titles("vendre des assurances") == [
        "BTS Assurance",
        "CAP Équipier polyvalent du commerce",
    ]
    told = INDEX.explain("vendre des assurances")
    assert told.broad
    assert not told.relaxed
    assert "« assurances »".replace(" ", "\u202f") in told.sentence


def test_who_mends_what_is_sold_does_not_sell_it():
    assert titles("vendre des téléphones") == ["CAP Équipier polyvalent du commerce"]


def test_who_refuses_a_title_does_not_see_it():
    assert titles("hôpital sans être infirmière") == ["FCIL Secrétariat médical"]
    assert titles("hôpital mais pas infirmier") == ["FCIL Secrétariat médical"]
    assert set(titles("hôpital")) == {"DE Infirmier", "FCIL Secrétariat médical"}


def test_who_refuses_all_that_answers_sees_it():
    assert titles("infirmier sans être infirmier") == ["DE Infirmier"]


@pytest.mark.parametrize(
    ("request_", "parted"),
    [
        ("hôpital sans être médecin", ("hôpital", "médecin")),
        ("médecine sans passer par le PASS", ("médecine", "PASS")),
        ("bâtiment mais pas sur chantier", ("bâtiment", "chantier")),
        ("hôpital, sans forcément être médecin", ("hôpital", "médecin")),
        ("CAP sans le bac", ("CAP sans le bac", "")),
        ("sans être médecin", ("sans être médecin", "")),
    ],
)
def test_what_is_refused_is_parted(request_, parted):
    assert refused(request_, NO_WORDS) == parted


def test_a_situation_is_no_refusal():
    asked = "hôpital sans avoir à parler"
    assert refused(asked, EVERYDAY) == (asked, "")
    assert refused(asked, NO_WORDS) == ("hôpital", "parler")


@pytest.mark.parametrize(
    ("request_", "plain"),
    [
        ("bac st2s et après quoi", "après un bac st2s"),
        ("bac stmg que faire ?", "après un bac stmg"),
        ("que faire avec un bac général", "après un bac général"),
        ("mon ado veut devenir avocat", "veut devenir avocat"),
        ("déjà aide soignante je veux être infirmière", "infirmière"),
        ("je suis vendeur, je voudrais devenir secrétaire", "secrétaire"),
        ("grimper aux arbres et les couper", "grimper aux arbres"),
        ("réparer des vélos et les vendre", "réparer des vélos et les vendre"),
        ("j'aime bien bricoler le bois", "j'aime bricoler le bois"),
        ("travailler dans les bois", "travailler en forêt"),
        ("faire les factures et le courrier", "faire les factures et le courrier"),
        ("ma petite fille n'aime que les chevaux", "n'aime que les chevaux"),
        ("aider mon fils handicapé", "aider mon fils handicapé"),
        ("mon fils handicapé", "mon fils handicapé"),
        ("suite après bts sio", "après un bts sio"),
        ("pharmacie avec juste le brevet ou un bac pro", "pharmacie"),
        ("admission parallèle commerce bac+2", "admission parallèle commerce"),
        ("bac pro cuisine", "bac pro cuisine"),
        ("STI2D que faire après", "après un bac STI2D"),
        ("aide-soignante qui veut devenir infirmière", "infirmière"),
        ("ancienne vendeuse et je veux être aide à domicile", "aide à domicile"),
        ("cariste qui veut devenir chef", "chef cariste"),
        ("femme de chambre qui veut évoluer", "femme de chambre"),
        ("assistante maternelle qui veut passer un diplôme", "un diplôme assistante maternelle"),
        ("boulanger qui veut une alternance", "une alternance boulanger"),
        ("vendeuse qui veut travailler à Lille", "travailler à Lille vendeuse"),
        ("arrêter le lycée pour travailler", "arrêter le lycée pour travailler"),
        ("changer de métier à 40 ans", "changer de métier à 40 ans"),
        ("reconversion d'infirmière à Lille", "reconversion d'infirmière à Lille"),
        ("sans parler et je veux cuisiner", "sans parler et je veux cuisiner"),
        ("passer de comptable à expert-comptable", "expert-comptable"),
        ("quitter la vente pour le social", "le social"),
        ("reconversion de boulanger en chauffeur", "chauffeur"),
        ("ASH évolution", "ASH"),
        ("j'ai un bac pro et je veux un bts", "j'ai un bac pro et je veux un bts"),
        ("j'ai un bac pro commerce et je veux un bts", "un bts commerce"),
        ("passer le bac à distance", "passer le bac à distance"),
        ("après un bac pro", "après un bac pro"),
    ],
)
def test_a_sentence_is_said_plainly(request_, plain):
    assert as_asked(request_, EVERYDAY) == plain


def test_where_one_works_yields_to_what_is_named_there():
    found = titles("bricoler dans un hôpital")
    assert found[0] == "CAP Maintenance des bâtiments"
    assert titles("infirmière en boutique")[:1] == ["DE Infirmier"]


def test_accounts_are_no_manner_though_one_works_on_ones_own_account():
    everyday = Everyday((EverydayWords(("faire les comptes",), ("comptabilité",)),), lesser=LESSER)
    names = ("BTS Comptabilité", "Master Entreprise")
    index = TextIndex([Document(name) for name in names], {}, (), everyday)
    assert index.search("faire les comptes d'une entreprise").argmax() == 0


@pytest.mark.parametrize("request_", ["agent zorglub", "filière zorglub", "industrie zorglub"])
def test_a_word_around_what_no_course_has_finds_nothing(request_):
    assert not titles(request_)


def test_a_role_takes_what_the_next_one_is_of():
    told = INDEX.explain("directeur ou responsable de propreté")
    assert told.wishes == ("directeur de proprete", "responsable de propreté")
    assert INDEX.explain("droit ou responsable de propreté").wishes == (
        "droit",
        "responsable de propreté",
    )


def test_titles_with_the_thing_are_enough_for_a_role():
    rows = (Trade(("propreté",), ("agent", "laboratoire", "balai")),)
    everyday = Everyday(trades=rows, lesser=LESSER)
    names = ("CAP Propreté", "BTS Laboratoire")
    index = TextIndex([Document(name) for name in names], {}, (), everyday)
    assert not index.explain("agent de laboratoire").described
    assert index.search("agent de laboratoire").argmax() == 1


def test_one_works_in_a_place_or_for_a_time_whatever_the_trade():
    rows = (Trade(("droit",), ("intérim", "bâtiment", "paye")),)
    everyday = Everyday(trades=rows, lesser=LESSER)
    index = TextIndex([Document("CAP Bâtiment"), Document("Master Droit")], {}, (), everyday)
    assert not index.explain("travailler en intérim dans le bâtiment").described


def test_one_thing_is_a_family_whatever_is_said_around_it():
    assert INDEX.explain("nettoyer des bureaux").broad
    assert not INDEX.explain("équipier commerce").broad


def test_a_level_is_no_second_wish():
    assert INDEX.explain("zorglub bac+3 droit").wishes == ()
    assert INDEX.explain("droit + bois").wishes == ("droit", "bois")
