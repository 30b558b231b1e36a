"""Where an action is: kept, put right and reported, or refused."""

from dataclasses import replace

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import Transformer
from shapely import box

from loaders.locating.communes import BECOMES, MOVES
from loaders.locating.gazetteer import (
    ABSENT,
    AWAY,
    BORROWED,
    BY_POSITION,
    FAR,
    FORMER,
    FORMER_NAME,
    NAME_KEPT,
    NO_PLACE,
    NOWHERE,
    OTHERS,
    OUTSIDE,
    POSTCODE,
    POSTCODE_KEPT,
    SWAPPED,
    UNKNOWN_CODE,
    Gazetteer,
    place_courses,
)
from loaders.locating.place import Candidates, Place
from loaders.locating.region import locate
from tests.loaders.conftest import TO_DEGREES
from tests.loaders.lheo_sample import context_of

# The square of Alpha (80001) goes from (680000, 7000000) to (690000, 7010000); Bêta is to its east.
CENTRE = (685_000, 7_005_000)


@pytest.fixture
def gazetteer(communes):
    return Gazetteer(context_of(communes))


def degrees(x: float, y: float) -> dict[str, str]:
    lon, lat = TO_DEGREES.transform(x, y)
    return {"lon": f"{lon:.6f}", "lat": f"{lat:.6f}"}


def placed(gazetteer, *places: Place):
    [result] = place_courses([Candidates(places)], gazetteer)
    return result


def test_a_position_in_its_commune_is_kept(gazetteer):
    result = placed(gazetteer, Place(**degrees(*CENTRE), insee="80001"))
    assert (result.spot.commune, result.spot.precision) == ("80001", "address")
    assert (result.spot.x, result.spot.y) == pytest.approx(CENTRE, abs=1)
    assert result.corrections == []


@pytest.mark.parametrize(
    ("metres", "precision", "corrections"), [(1_900, "address", []), (2_100, "commune", [FAR])]
)
def test_two_kilometres_from_the_commune_are_the_limit(gazetteer, metres, precision, corrections):
    beyond = degrees(690_000 + metres, 7_005_000)  # in Bêta
    result = placed(gazetteer, Place(**beyond, insee="80001"))
    assert (result.spot.commune, result.spot.precision) == ("80001", precision)
    assert result.corrections == corrections


def test_a_position_out_of_the_region_gives_way_to_the_town_hall(gazetteer):
    result = placed(gazetteer, Place("48.85", "2.35", insee="80001"))
    assert (result.spot.commune, result.spot.precision) == ("80001", "commune")
    assert (result.spot.x, result.spot.y) == CENTRE
    assert result.corrections == [AWAY]


@pytest.mark.parametrize("lat", ["", "0", "nord", "nan", "1e400"])
def test_without_a_position_the_town_hall_is_the_place(gazetteer, lat):
    result = placed(gazetteer, Place(lat, lat, insee="80001"))
    assert result.spot.precision == "commune"
    assert result.corrections == [ABSENT]


def test_swapped_numbers_are_put_right(gazetteer):
    here = degrees(*CENTRE)
    result = placed(gazetteer, Place(here["lon"], here["lat"], insee="80001"))
    assert (result.spot.x, result.spot.y) == pytest.approx(CENTRE, abs=1)
    assert result.corrections == [SWAPPED]


def test_decimal_commas_are_read(gazetteer):
    here = {name: text.replace(".", ",") for name, text in degrees(*CENTRE).items()}
    assert placed(gazetteer, Place(**here, insee="80001")).spot.precision == "address"


@pytest.mark.parametrize(
    "place",
    [
        Place(postcode="80100", city="Alpha"),
        Place(postcode="80100", city="ALPHA CEDEX 1"),
        Place(postcode="80009", city="alpha cedex"),
        Place(departement="80", city="Alpha (Somme)"),
        Place(departement="80", city="Alpha 2e arrondissement"),
    ],
)
def test_a_commune_is_found_by_its_name(gazetteer, place):
    result = placed(gazetteer, place)
    assert (result.spot.commune, result.corrections) == ("80001", [ABSENT])


@pytest.mark.parametrize(
    ("city", "postcode", "commune", "notes"),
    [
        ("Alpha", "80100", "80001", []),
        ("Bêta", "80100", "80002", [NAME_KEPT]),  # of the same département
        ("Gamma", "80100", "80001", [POSTCODE_KEPT]),  # of another one
        ("Quartier neuf", "80100", "80001", []),  # no commune's name
        ("Bêta", "80999", "80002", []),  # no commune's postal code
    ],
)
def test_a_name_and_a_postal_code_that_disagree_are_told(communes, city, postcode, commune, notes):
    coded = communes.copy()
    coded["name"] = ["Alpha", "Bêta", "Gamma", "Delta"]
    coded["postcodes"] = ["80100", "80300", "02100", "02200"]
    result = placed(Gazetteer(context_of(coded)), Place(postcode=postcode, city=city))
    assert (result.spot.commune, result.corrections) == (commune, [*notes, ABSENT])


def test_saints_are_spelled_in_two_ways(communes):
    named = communes.copy()
    named.loc[0, "name"] = "Sainte-Marie-sur-Somme"
    found = placed(Gazetteer(context_of(named)), Place(postcode="80100", city="STE MARIE S/ SOMME"))
    assert found.spot.commune == "80001"


def test_two_communes_of_one_name_are_not_told_apart_by_it(communes):
    named = communes.copy()
    named.loc[1, "name"] = "Alpha"
    result = placed(Gazetteer(context_of(named)), Place(postcode="80100", city="Alpha"))
    assert (result.spot, result.reason) == (None, NOWHERE)


@pytest.mark.parametrize(
    "place",
    [
        Place(insee="75101", postcode="75001", city="Paris"),
        Place(postcode="69001", city="Lyon"),
        Place(departement="69", city="Lyon"),
        Place(insee="75101", **degrees(*CENTRE)),  # its commune is surer than its position
        Place("48.85", "2.35"),
    ],
)
def test_a_place_of_another_region_is_refused(gazetteer, place):
    result = placed(gazetteer, place)
    assert (result.spot, result.reason) == (None, OUTSIDE)


def test_an_unknown_code_is_reported(gazetteer):
    by_name = placed(gazetteer, Place(insee="80999", postcode="80100", city="Bêta"))
    assert (by_name.spot.commune, by_name.corrections) == ("80002", [UNKNOWN_CODE, ABSENT])
    by_position = placed(gazetteer, Place(insee="80999", **degrees(*CENTRE)))
    assert (by_position.spot.commune, by_position.corrections) == ("80001", [BY_POSITION])
    lost = placed(gazetteer, Place(insee="80999"))
    assert (lost.spot, lost.reason) == (None, NOWHERE)


def test_a_former_code_is_brought_to_todays_commune(communes):
    moves = pd.DataFrame({"old": ["80777"], "new": ["80002"], "kind": [BECOMES]})
    context = replace(context_of(communes), nomenclatures={MOVES: moves})
    result = placed(Gazetteer(context), Place(insee="80777"))
    assert (result.spot.commune, result.corrections) == ("80002", [FORMER, ABSENT])


def known(communes, *spots, uai="0800022B"):
    """A base where another source gives positions to an establishment."""
    x, y = zip(*spots, strict=True)
    lon, lat = TO_DEGREES.transform(x, y)
    places = pd.DataFrame({"uai": uai, "siret": "", "x": x, "y": y, "lon": lon, "lat": lat})
    return Gazetteer(replace(context_of(communes), places=places))


def of_school(gazetteer, *places: Place):
    [result] = place_courses([Candidates(places, ("0800022B", ""))], gazetteer)
    return result


def test_another_source_gives_the_position_of_the_same_establishment(communes):
    result = of_school(known(communes, (681_000, 7_001_000)), Place(insee="80001"))
    assert (result.spot.x, result.spot.y) == (681_000, 7_001_000)
    assert (result.spot.commune, result.spot.precision) == ("80001", "address")
    assert result.corrections == [BORROWED]


def test_a_position_is_borrowed_only_when_it_is_sure(communes):
    in_beta, in_alpha = (695_000, 7_005_000), (681_000, 7_001_000)
    for base in (
        known(communes, in_beta),
        known(communes, in_alpha, (682_000, 7_002_000)),
        known(communes, in_alpha, uai="0809999Z"),
    ):
        assert of_school(base, Place(insee="80001")).spot.precision == "commune"
    own = of_school(known(communes, in_alpha), Place(**degrees(*CENTRE), insee="80001"))
    assert (own.spot.x, own.spot.y) == pytest.approx(CENTRE, abs=1)


def test_the_first_place_in_the_region_is_taken(gazetteer):
    paris = Place(insee="75101")
    here, there = Place(insee="80002"), Place(insee="80001")
    assert placed(gazetteer, paris, here).spot.commune == "80002"
    two = placed(gazetteer, here, paris, there)
    assert two.spot.commune == "80002"
    assert OTHERS in two.corrections
    assert placed(gazetteer, paris, paris).reason == OUTSIDE


def test_an_action_without_a_place_is_refused(gazetteer):
    assert placed(gazetteer).reason == NO_PLACE
    assert placed(gazetteer, Place()).reason == NOWHERE


@pytest.mark.parametrize(
    ("place", "commune", "note"),
    [
        # 80002, the code of Bêta, is here the postal code of Alpha.
        (Place(insee="80002", postcode="80002", city="Alpha"), "80001", POSTCODE),
        (Place(insee="80002", postcode="80002", city="ALPHA CEDEX"), "80001", POSTCODE),
        (Place(insee="80002", city="Alpha"), "80001", POSTCODE),
        (Place(insee="80002", postcode="80002"), "80001", POSTCODE),
        (Place(insee="80002", postcode="80002", city="Bêta"), "80002", None),
        (Place(insee="80002", postcode="80200", city="Bêta-le-Vieux"), "80002", None),
        (Place(insee="80002"), "80002", None),
        (Place(insee="80002", city="Autre"), "80002", None),
    ],
)
def test_a_postal_code_is_no_commune_code(communes, place, commune, note):
    """Where the two codes are the same and the name disagrees, the name wins."""
    coded = communes.copy()
    coded.loc[0, "postcodes"], coded.loc[1, "postcodes"] = "80002", "80200"
    result = placed(Gazetteer(context_of(coded)), place)
    assert result.spot.commune == commune
    assert [why for why in result.corrections if why != ABSENT] == ([note] if note else [])


@pytest.mark.parametrize(
    ("city", "postcode", "commune", "note"),
    [
        ("LOMME", "80300", "80002", FORMER_NAME),
        ("LOMME CEDEX 2", "80461", "80002", FORMER_NAME),
        ("Beta sur Somme", "80300", "80002", None),
        ("Delta", "80300", "", None),  # two communes have this postal code, and none that name
        ("Ambigu", "80300", "", None),  # a former commune of one and of the other
    ],
)
def test_a_former_commune_is_known_by_its_name(communes, city, postcode, commune, note):
    shared = communes.copy()
    shared.loc[[0, 1], "postcodes"] = "80300"
    moves = pd.DataFrame(
        {
            "old": ["80901", "80902", "80903"],
            "new": ["80002", "80002", "80001"],
            "kind": BECOMES,
            "name": ["Lomme", "Ambigu", "Ambigu"],
        }
    )
    context = replace(context_of(shared), nomenclatures={MOVES: moves})
    result = placed(Gazetteer(context), Place(postcode=postcode, city=city))
    assert (result.spot.commune if result.spot else "") == commune
    assert [why for why in result.corrections if why != ABSENT] == ([note] if note else [])


@pytest.mark.parametrize(
    ("insee", "postcode"), [("2004", ""), ("2004.0", ""), ("", "F-2400"), ("", "2400.0")]
)
def test_codes_that_a_spreadsheet_changed_are_read(communes, insee, postcode):
    coded = communes.copy()
    coded.loc[3, "postcodes"] = "02400"
    result = placed(Gazetteer(context_of(coded)), Place(insee=insee, postcode=postcode, city=""))
    assert result.spot.commune == "02004"


@pytest.mark.parametrize(
    ("code", "system"),
    [
        (2154, "Lambert-93"),
        (27572, "Lambert II étendu"),
        (27571, "Lambert (zones I à IV)"),
        (27561, "Lambert (zones I à IV)"),
        (3950, "Lambert conique (zones CC42 à CC50)"),
        (3857, "Web Mercator"),
        (32631, "UTM"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_metres_are_converted_and_said(gazetteer, code, system, turned):
    x, y = Transformer.from_crs(2154, code, always_xy=True).transform(*CENTRE)
    lon, lat = (y, x) if turned else (x, y)
    written = [f"{value:.1f}".replace(".", ",") for value in (lat, lon)]
    result = placed(gazetteer, Place(*written, insee="80001"))
    assert (result.spot.x, result.spot.y) == pytest.approx(CENTRE, abs=2)
    assert result.corrections == [f"coordonnées en {system}, converties en degrés"]


def test_metres_overseas_are_those_of_the_region():
    town = gpd.GeoDataFrame(
        {"code": ["97411"]}, geometry=[box(337_000, 7_687_000, 341_000, 7_691_000)], crs="EPSG:2975"
    )
    found = locate(town, [339_000.0, 55.450, 0.0], [7_689_000.0, -20.896, 0.0])
    assert list(found.system) == ["UTM", "", ""]
    assert list(found.inside) == [True, True, False]
    assert (found.lon[0], found.lat[0]) == pytest.approx((55.453, -20.889), abs=0.01)


def test_metres_elsewhere_in_france_are_out_of_the_region(gazetteer):
    assert placed(gazetteer, Place("6240000", "890000")).reason == OUTSIDE
    assert placed(gazetteer, Place("123456789", "123456789")).reason == NOWHERE
