"""What people type, on the real courses: what must be among the first ten of the list.

`everyday_requests.csv`: what is typed; parts of folded titles of which any must be among the first
ten courses, « …@town » for one of them there; « voie:… » for courses all of that voie, « at:… » for
courses all of schools so named; « said:… » for what is said above them, « aucune » for the sentence
that says that no loaded source has it, « n existe pas » for a code that is none.
`names_of_metiers.csv` asks with every name of the ROME, `requests_of_all_files.csv` for what is in
`../shared/more`.
"""

import csv
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from callbacks.find.meant import filters_of
from callbacks.find.place import place_of_text
from geodata.asking.query import parse_leniently
from geodata.atlas import Atlas
from geodata.finding.answer import find, order
from geodata.finding.words import answer_words
from geodata.folding import fold
from geodata.search.lexicon.words import terms
from loaders.sources.nomenclatures.rome_appellations import ROME_APPELLATIONS
from tests.loaders.training_region import small_context

ARCHIVE = Path(__file__).parents[4] / "shared" / "more" / "rome" / "rome_v460_utf8_csv.zip"
TODAY = date(2026, 1, 1)
FIRST = 10
WANTED = 0.98


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(__file__).with_name(name).read_text("utf-8").splitlines()))


ROWS = rows_of("everyday_requests.csv")
CALLED = rows_of("names_of_metiers.csv")
OF_ALL_FILES = rows_of("requests_of_all_files.csv")
_TOLD = ("aucune", "n existe pas")
_KINDS = ("voie:", "at:", "said:")
TABLE = 31
"""The first rows are those that were asked for by name: each must be right."""


@pytest.fixture(scope="module")
def atlas(real_atlas) -> Atlas:
    return real_atlas


def first_rows(atlas: Atlas, request: str) -> list[int]:
    query, _ = parse_leniently({"q": request})
    found = find(atlas, query, TODAY)
    return list(order(found, atlas, found.shown, today=TODAY)[:FIRST])


def places_of(atlas: Atlas) -> list[tuple[str, str]]:
    """The folded names of the town and of the school of each course."""
    sites = atlas.sites.set_index("site").reindex(atlas.offers["site"])
    towns = atlas.commune_names.reindex(sites["commune"]).fillna("")
    schools = zip(sites["name"].fillna(""), atlas.offers["provider"], strict=True)
    return [(fold(a), fold(" ".join(b))) for a, b in zip(towns, schools, strict=True)]


def towns_of(atlas: Atlas, rows: list[int]) -> list[str]:
    places = atlas.cached("places of courses", lambda: places_of(atlas))
    return [places[row][0] for row in rows]


def schools_of(atlas: Atlas, rows: list[int]) -> list[str]:
    places = atlas.cached("places of courses", lambda: places_of(atlas))
    return [places[row][1] for row in rows]


def is_right(atlas: Atlas, request: str, expected: str) -> bool:
    rows = first_rows(atlas, request)
    titles = [fold(title) for title in atlas.offers["title"].iloc[rows]]
    voies = set(atlas.offers["voie"].iloc[rows])
    sentence = fold(atlas.text.explain(request).sentence)
    for wanted in expected.split(";"):
        kind, _, asked = wanted.partition(":")
        if kind == "voie":
            right = voies == {asked}
        elif kind == "said":
            right = asked in fold(answer_words(atlas, request).sentence)
        elif kind == "at":
            right = bool(rows) and all(asked in name for name in schools_of(atlas, rows))
        elif wanted == "aucune":
            right = not rows and "aucune formation des sources chargees" in sentence
            right |= not rows and sentence.startswith("aucune formation ne")
        elif wanted == "n existe pas":
            right = not rows and wanted in sentence
        else:
            title, _, town = wanted.partition("@")
            there = zip(titles, towns_of(atlas, rows), strict=True)
            right = any(title in one and place.startswith(town) for one, place in there)
        if right:
            return True
    return False


def is_loaded(atlas: Atlas, expected: str) -> bool:
    """Tell whether a course of the loaded files can answer, or none has to."""
    titles = atlas.cached("folded titles", lambda: {fold(one) for one in atlas.offers["title"]})
    return any(
        wanted in _TOLD
        or wanted.startswith(_KINDS)
        or any(wanted.partition("@")[0] in title for title in titles)
        for wanted in expected.split(";")
    )


def test_the_list_is_long_and_asks_nothing_twice():
    assert len(ROWS) >= 400
    assert len({row["request"] for row in ROWS}) == len(ROWS)
    assert all(row["expected"] for row in ROWS)


@pytest.fixture(scope="module")
def naming_atlas(atlas, tmp_path_factory) -> Atlas:
    """The same courses, with every name of the ROME."""
    if not ARCHIVE.is_file():
        pytest.skip("le ROME (../shared/more/rome) n'est pas là")
    with zipfile.ZipFile(ARCHIVE) as archive:
        name = next(one for one in archive.namelist() if "referentiel_appellation_v" in one)
        path = Path(archive.extract(name, tmp_path_factory.mktemp("rome")))
    table = ROME_APPELLATIONS.read(path, small_context(atlas.communes)).tables["appellations"]
    assert len(table) == 13_120
    return replace(atlas, appellations=table, _kept={})


def test_what_people_call_metiers_finds_what_leads_to_them(naming_atlas):
    missed = [row["request"] for row in CALLED if not is_right(naming_atlas, **row)]
    assert len(missed) <= (1 - WANTED) * len(CALLED), missed


def test_names_of_metiers_take_nothing_from_everyday_requests(naming_atlas):
    rows = [row for row in ROWS if is_loaded(naming_atlas, row["expected"])]
    missed = [row["request"] for row in rows if not is_right(naming_atlas, **row)]
    assert len(missed) <= (1 - WANTED) * len(rows), missed


@pytest.mark.parametrize("row", ROWS[:TABLE], ids=lambda row: row["request"])
def test_what_was_asked_for_by_name_is_found(atlas, row):
    assert is_right(atlas, **row)


def test_everyday_requests_are_right_in_the_first_ten(atlas):
    rows = [row for row in ROWS if is_loaded(atlas, row["expected"])]
    assert len(rows) > 0.9 * len(ROWS)
    missed = [row["request"] for row in rows if not is_right(atlas, **row)]
    assert len(missed) <= (1 - WANTED) * len(rows), missed


def test_what_only_all_the_files_answer_is_found_there(whole_atlas):
    assert not [row["request"] for row in OF_ALL_FILES if not is_right(whole_atlas, **row)]


def test_the_wordings_of_trades_lead_to_courses(whole_atlas):
    titles = [set(terms(title)) for title in whole_atlas.offers["title"].unique()]
    trades = whole_atlas.everyday.trades
    wordings = {one: set(terms(one)) for trade in trades for one in trade.official}
    silent = [one for one, words in wordings.items() if not any(words <= title for title in titles)]
    assert len(wordings) > 1_000
    assert not silent


def test_every_certification_is_found_by_its_number(atlas):
    missed = [
        code
        for code in set(atlas.offers["rncp"]) - {""}
        if code not in set(atlas.offers["rncp"].iloc[first_rows(atlas, code)])
    ]
    assert not missed


def test_every_metier_code_finds_courses_that_lead_to_it_or_are_named_so(atlas):
    codes = {code for codes in atlas.offers["romes"] for code in codes.split()}
    assert codes
    assert not [code for code in codes if not first_rows(atlas, code)]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ("bac pro SPVL", "est devenu"),
        ("CAP APH", "est devenu"),
        ("BTS IRIS", "est devenu"),
        ("BTS MI", "est devenu"),
        ("CAP en 1 an", "ne disent pas quels CAP se font en un an"),
    ],
)
def test_what_became_of_a_diploma_is_said(atlas, request_, said):
    assert said in atlas.text.explain(request_).sentence


def test_two_wishes_find_the_courses_of_both(atlas):
    scores = atlas.text.search("cuisine ou boulangerie")
    found = {fold(d.title) for d, s in zip(atlas.text.documents, scores, strict=True) if s > 6}
    assert {"cap cuisine", "bac pro boulanger patissier"} <= found


def test_suggestions_of_cooking_are_about_cooking(atlas):
    texts = [fold(s.text) for s in atlas.text.suggest("cuisine", 10)]
    assert "cap cuisine" in texts
    assert not [text for text in texts if "europlastics" in text]


@pytest.mark.parametrize(
    ("request_", "part"),
    [
        ("Faidherbe", "faidherbe"),
        ("Baudimont", "baudimont"),
        ("AFTRAL", "aftral"),
        ("lycée Gaston Berger", "gaston berger"),
        ("lycée Faidherbe Lille", "faidherbe"),
        ("BTS Baudimont", "baudimont"),
        ("ULCO", "littoral"),
        ("licence UPJV", "universite d amiens"),
        ("la catho", "catholique"),
        ("UTC", "technologie de compiegne"),
        ("IMT", "imt"),
        ("Centrale Lille", "centrale lille"),
        ("ESAAT", "textile"),
        ("Sciences Po Lille", "sciences po lille"),
        ("Ste Thérèse", "sainte therese"),
        ("lycée Pasteur Lille", "louis pasteur"),
    ],
)
def test_the_courses_of_a_named_establishment_lead(atlas, request_, part):
    rows = first_rows(atlas, request_)
    assert rows
    assert all(part in name for name in schools_of(atlas, rows))


@pytest.mark.parametrize(
    ("typed", "commune"),
    [
        ("Lomme", "Lille"),
        ("Hellemmes", "Lille"),
        ("Rosendaël", "Dunkerque"),
        ("Saint-Pol-sur-Mer", "Dunkerque"),
        ("Fort-Mardyck", "Dunkerque"),
        ("d'Abbeville", "Abbeville"),
    ],
)
def test_places_are_found_as_people_name_them(atlas, typed, commune):
    assert atlas.places.resolve(typed).name == commune


def test_a_name_that_many_begin_with_gives_a_choice(atlas):
    _, _, problem, chosen = place_of_text(atlas, "boulogne", {}, finished=True)
    assert "Boulogne-sur-Mer (62200)" in str(problem)
    assert not chosen


@pytest.mark.parametrize(
    ("request_", "address"),
    [
        ("logistique en apprentissage", "q=logistique&voie=apprentissage"),
        ("niveau 5", "level=5"),
        ("après la 3e", ""),  # several levels: no one filter says it
    ],
)
def test_the_filter_that_words_stand_for_is_proposed(atlas, request_, address):
    query, _ = parse_leniently({"q": request_})
    links = filters_of(query, atlas.text.explain(request_).facets)
    assert [href for _, href in links if address in href] == [href for _, href in links]
    assert bool(links) == bool(address)
