import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import box

from geodata.places.communes import AmbiguousPlace, Place, PlaceError, Places, UnknownPlace

DEPARTEMENTS = {"02": "Aisne", "59": "Nord", "62": "Pas-de-Calais", "80": "Somme"}

# Each commune is a square of 2 km, its town hall in the middle; neighbours in the list touch.
COMMUNES = [
    ("02381", "Hirson", "02500", 8_800),
    ("02023", "Any-Martin-Rieux", "02500", 470),
    ("02671", "Saint-Aubin", "02300", 240),
    ("59529", "Saint-Aubin", "59440", 390),
    ("62742", "Saint-Aubin", "62170", 280),
    ("02691", "Saint-Quentin", "02100", 53_000),
    ("59350", "Lille", "59000 59160 59260", 238_000),
    ("62516", "Lillers", "62190", 10_000),
    ("59386", "Marquette-lez-Lille", "59520", 10_600),
    ("59051", "La Bassée", "59480", 6_700),
    ("59009", "Villeneuve-d'Ascq", "59491 59493 59650", 61_000),
    ("62826", "Le Touquet-Paris-Plage", "62520", 4_100),
    ("62567", "Metz-en-Couture", "62124", 650),
    ("02565", "Œuilly", "02160", 300),
    ("80829", "Y", "80190", 90),
    ("02678", "Sainte-Geneviève", "02340", 200),
    ("59062", "Beaurieux", "59740", 150),
    ("59999", "Beaurieux", "59740", 10),
    ("62999", "Sanscode", "", 5),
]


def frame(rows):
    table = pd.DataFrame(rows, columns=["code", "name", "postcodes", "population"])
    table["departement"] = table["code"].str[:2]
    x = 700_000.0 + 2000 * pd.RangeIndex(len(table)).to_numpy()
    squares = [box(left - 1000, 6_999_000, left + 1000, 7_001_000) for left in x]
    communes = gpd.GeoDataFrame(table, geometry=squares, crs="EPSG:2154")
    communes["x"], communes["y"] = x, 7_000_000.0
    degrees = communes.geometry.centroid.to_crs("EPSG:4326")
    communes["lon"], communes["lat"] = degrees.x, degrees.y
    # An index that is no row number must not matter.
    return communes.set_index(communes["code"].to_numpy()[::-1])


PLACES = Places(frame(COMMUNES), DEPARTEMENTS)


def labels(text, **options):
    return [place.label for place in PLACES.suggest(text, **options)]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Hirson", "Hirson (02500)"),
        ("hirs", "Hirson (02500)"),
        ("HIRSON", "Hirson (02500)"),
        ("hirzon", "Hirson (02500)"),
        ("hirosn", "Hirson (02500)"),
        ("02381", "Hirson (02500)"),
        ("2500", "Hirson (02500)"),
        ("st quentin", "Saint-Quentin (02100)"),
        ("St-Quentin", "Saint-Quentin (02100)"),
        ("quentin", "Saint-Quentin (02100)"),
        ("quantin", "Saint-Quentin (02100)"),
        ("ste genevieve", "Sainte-Geneviève (02340)"),
        ("bassee", "La Bassée (59480)"),
        ("villeneuve d’ascq", "Villeneuve-d'Ascq (59491)"),
        ("villenueve", "Villeneuve-d'Ascq (59491)"),
        ("59650", "Villeneuve-d'Ascq (59491)"),
        ("oeuilly", "Œuilly (02160)"),
        ("ŒUILLY", "Œuilly (02160)"),
        ("y", "Y (80190)"),
        ("59000 lille", "Lille (59000)"),
        ("Lille (59)", "Lille (59000)"),
        ("any martin", "Any-Martin-Rieux (02500)"),
        ("rieux any", "Any-Martin-Rieux (02500)"),
        ("saint-aubin nord", "Saint-Aubin (59440, Nord)"),
    ],
)
def test_suggests_first(text, label):
    assert labels(text)[0] == label


def test_ranks_by_exactness_then_by_population():
    assert labels("lille") == ["Lille (59000)", "Lillers (62190)", "Marquette-lez-Lille (59520)"]
    assert labels("lill") == ["Lille (59000)", "Lillers (62190)", "Marquette-lez-Lille (59520)"]


def test_a_beginning_beats_a_more_populated_word():
    rows = [("59001", "Grand-Ham", "59100", 9000), ("59002", "Hamel", "59200", 10)]
    found = Places(frame(rows), DEPARTEMENTS).suggest("ham")
    assert [place.name for place in found] == ["Hamel", "Grand-Ham"]


def test_suggests_by_postal_code_the_most_populated_first():
    assert labels("02500") == ["Hirson (02500)", "Any-Martin-Rieux (02500)"]
    assert labels("025")[0] == "Hirson (02500)"


def test_limits_the_suggestions():
    assert labels("59", limit=2) == ["Lille (59000)", "Villeneuve-d'Ascq (59491)"]


def test_forgives_one_typing_error_only_if_nothing_else_matches():
    assert labels("lille") == ["Lille (59000)", "Lillers (62190)", "Marquette-lez-Lille (59520)"]
    assert labels("hyrzon") == []


@pytest.mark.parametrize("text", ["", "   ", "🙂", "?!", "x" * 10_000, "hirson " * 2_000, "99999"])
def test_suggests_nothing_for_nonsense(text):
    assert PLACES.suggest(text) == []


def test_homonyms_are_told_apart_by_departement():
    assert labels("saint aubin") == [
        "Saint-Aubin (59440, Nord)",
        "Saint-Aubin (62170, Pas-de-Calais)",
        "Saint-Aubin (02300, Aisne)",
    ]


def test_homonyms_of_one_departement_are_told_apart_by_code():
    assert labels("beaurieux") == [
        "Beaurieux (59740, Nord, 59062)",
        "Beaurieux (59740, Nord, 59999)",
    ]


def test_a_commune_without_postal_code_shows_its_departement():
    assert labels("sanscode") == ["Sanscode (Pas-de-Calais)"]


def test_departement_names_may_be_missing():
    places = Places(frame(COMMUNES))
    assert places.resolve("Saint-Aubin 59").label == "Saint-Aubin (59440, 59)"


def test_every_label_names_its_commune():
    for code, *_ in COMMUNES:
        place = PLACES.by_code(code)
        assert PLACES.resolve(place.label) is place
        assert PLACES.suggest(place.label) == [place]
        assert PLACES.resolve(place.label.upper()) is place


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hirson", "02381"),
        ("  Hirson ", "02381"),
        ("bassee", "59051"),
        ("Le Touquet", "62826"),
        ("59520", "59386"),
        ("59386", "59386"),
        ("Saint-Aubin (59440)", "59529"),
        ("St Aubin Nord", "59529"),
        ("y", "80829"),
        ("touquet", "62826"),  # one town's only
        ("du touquet", "62826"),
        ("gare d'Hirson", "02381"),
        ("Lille centre", "59350"),
    ],
)
def test_resolves(text, code):
    assert PLACES.resolve(text).code == code


def test_a_place_has_what_travel_and_screens_need():
    place = PLACES.resolve("Lille")
    assert place == Place(
        code="59350",
        name="Lille",
        departement="59",
        postcodes=("59000", "59160", "59260"),
        population=238_000,
        x=712_000.0,
        y=7_000_000.0,
        lon=place.lon,
        lat=place.lat,
        label="Lille (59000)",
    )
    assert 2 < place.lon < 4
    assert 49 < place.lat < 51


def test_an_unknown_name_proposes_the_nearest():
    with pytest.raises(UnknownPlace) as caught:
        PLACES.resolve("Hirzon")
    assert str(caught.value).replace("\u00a0", " ") == (
        "Nous ne trouvons pas « Hirzon » dans la région. Vouliez-vous dire « Hirson (02500) » ?"
    )
    assert [place.code for place in caught.value.candidates] == ["02381"]


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Metz", "62567"),  # another town's name is not guessed to be a village's
        ("Paris", "62826"),
        ("Hirson 59000", "02381"),
        ("Sainct Quentain", "02691"),
    ],
)
def test_proposes_but_does_not_guess(text, proposed):
    with pytest.raises(UnknownPlace) as caught:
        PLACES.resolve(text)
    assert proposed in [place.code for place in caught.value.candidates]


def test_proposes_nothing_for_what_resembles_no_name():
    with pytest.raises(UnknownPlace, match="Vérifiez l'orthographe") as caught:
        PLACES.resolve("nonsense")
    assert caught.value.candidates == ()


def test_an_ambiguous_name_lists_the_candidates():
    with pytest.raises(AmbiguousPlace) as caught:
        PLACES.resolve("saint aubin")
    assert [place.code for place in caught.value.candidates] == ["59529", "62742", "02671"]
    assert "Saint-Aubin (02300, Aisne)" in str(caught.value)


def test_a_shared_postal_code_is_ambiguous():
    with pytest.raises(AmbiguousPlace, match="Any-Martin-Rieux"):
        PLACES.resolve("02500")


def test_many_candidates_are_counted_not_all_named():
    with pytest.raises(AmbiguousPlace, match=r"et \d+ autres"):
        PLACES.resolve("59")


@pytest.mark.parametrize("text", ["", " \n", "🙂", "...", " " * 10_000])
def test_a_text_without_a_word_says_what_to_type(text):
    with pytest.raises(UnknownPlace, match=r"^Indiquez le nom d'une commune ou un code postal\.$"):
        PLACES.resolve(text)


@pytest.mark.parametrize("text", ["x" * 10_000, "é" * 10_000, "saint " * 2_000, "9" * 10_000])
def test_a_very_long_text_is_refused_and_shown_short(text):
    with pytest.raises(UnknownPlace) as caught:
        PLACES.resolve(text)
    assert len(str(caught.value)) < 250


def answer(text):
    try:
        return PLACES.resolve(text)
    except PlaceError as error:
        return str(error)


@given(st.text(max_size=300))
def test_any_text_gets_a_place_or_a_sentence(text):
    answered = answer(text)
    if not isinstance(answered, Place):
        assert answered.endswith((".", "?"))
        assert len(answered) < 800
    assert len(PLACES.suggest(text)) <= 8


@given(st.sampled_from(COMMUNES), st.data())
def test_any_one_typing_error_still_suggests_the_commune(commune, data):
    _, name, _, _ = commune
    if len(name) < 5:
        return
    place = data.draw(st.integers(1, len(name) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    mistyped = name[:place] + letter + name[place + 1 :]
    # A letter in the place of a hyphen joins two words: one error too.
    assert name in [found.name for found in PLACES.suggest(mistyped, limit=20)]


def test_by_code():
    assert PLACES.by_code("02381").name == "Hirson"
    with pytest.raises(UnknownPlace, match="99999"):
        PLACES.by_code("99999")


def test_the_commune_of_a_position():
    lille = PLACES.by_code("59350")
    assert PLACES.at(lille.lon, lille.lat) is lille


def test_a_position_just_outside_the_region_takes_the_nearest_commune():
    hirson = PLACES.by_code("02381")
    # The square ends 1,000 m north of the town hall; a degree of latitude is 111.2 km.
    assert PLACES.at(hirson.lon, hirson.lat + 1_250 / 111_200) is hirson
    assert PLACES.at(hirson.lon, hirson.lat + 1_350 / 111_200) is None


@pytest.mark.parametrize(
    ("lon", "lat"),
    [(2.35, 48.85), (0, 0), (-180, 90), (1e9, 50), (3, 1e9), (float("nan"), 50), (3, float("inf"))],
)
def test_a_position_outside_the_region_is_nowhere(lon, lat):
    assert PLACES.at(lon, lat) is None


@given(st.floats(), st.floats())
def test_any_position_is_answered(lon, lat):
    assert PLACES.at(lon, lat) is None or isinstance(PLACES.at(lon, lat), Place)


FORMER = Places(frame(COMMUNES), DEPARTEMENTS, [("59350", "Lomme"), ("02381", "Lille")])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Lomme", "Lille"),
        ("lom", None),
        ("Lille", "Lille"),  # a commune of today goes before a former one of the same name
        ("d'Hirson", "Hirson"),
        ("du Touquet-Paris-Plage", "Le Touquet-Paris-Plage"),
    ],
)
def test_former_communes_and_elision(text, name):
    if name is None:
        assert FORMER.suggest(text)[0].name == "Lille"
    else:
        assert FORMER.resolve(text).name == name
