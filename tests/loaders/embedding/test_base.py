"""The committed base of Hauts-de-France: every figure that it must carry."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from loaders.embedding.base import EMBEDDED, EmbeddedError, read_base
from loaders.embedding.shapes import holes
from loaders.embedding.sources import sources_page
from loaders.project_data.profile import REGIONS, ProfileError


@pytest.fixture(scope="module")
def base():
    return read_base()


@pytest.fixture(scope="module")
def polygons(base):
    return base.communes.geometry.to_numpy()


class TestCommunes:
    def test_counts(self, base):
        communes = base.communes
        assert len(communes) == communes["code"].nunique() == 3782
        assert communes["population"].sum() == 5_992_194
        assert communes["departement"].nunique() == 5
        assert communes["epci"].nunique() == 92
        assert (communes["epci"] != "").all()
        assert (communes["postcodes"].str.match(r"^\d{5}( \d{5})*$")).all()

    def test_spel_are_the_arrondissements(self, base):
        spel = base.communes.groupby("departement")["spel"].nunique()
        assert spel.to_dict() == {"02": 5, "59": 6, "60": 4, "62": 7, "80": 4}
        assert (base.communes["spel"] == base.communes["arrondissement"]).all()

    def test_zrr_of_2022(self, base):
        # 1,114 communes of 2022, of which four then two have since made one: 1,110 today.
        assert base.communes["zrr_communes_2022"].sum() == 1114
        assert base.communes["zrr"].sum() == 1110
        assert (base.communes["zrr"] == (base.communes["zrr_communes_2022"] > 0)).all()
        merged = base.communes[base.communes["zrr_communes_2022"] > 1].set_index("code")
        assert merged["zrr_communes_2022"].to_dict() == {"62447": 4, "80155": 2}

    def test_people_in_qpv(self, base):
        assert base.communes["qpv_population"].sum() == 661_011
        assert (base.communes["qpv_population"] > 0).sum() == 156

    def test_ages_are_those_of_the_census_of_2021(self, base):
        ages = base.communes[["pop_0_19", "pop_20_64", "pop_65_plus"]]
        assert ages.sum().to_dict() == {
            "pop_0_19": 1_531_897,
            "pop_20_64": 3_348_072,
            "pop_65_plus": 1_115_318,
        }
        assert (ages.sum(axis=1) > 0).mean() > 0.99

    def test_communes_separated_since_share_their_common_count(self, base):
        pair = base.communes.set_index("code").loc[["60054", "60694"]]
        assert pair["pop_0_19"].tolist() == [77, 123]
        assert pair["population"].tolist() == [339, 542]

    def test_a_new_commune_has_the_people_of_all_that_it_was(self, base):
        hesdin = base.communes.set_index("code").loc["62447"]
        # Hesdin, Huby-Saint-Leu, Marconne and Sainte-Austreberthe.
        assert hesdin["pop_20_64"] + hesdin["pop_65_plus"] + hesdin["pop_0_19"] == pytest.approx(
            2222 + 855 + 1061 + 371, abs=8
        )
        assert hesdin["name"] == "Hesdin-la-Forêt"

    def test_what_no_package_has_is_missing(self, base):
        assert (base.communes[["zone_emploi", "bmo_basin", "density"]] == "").all(axis=None)
        assert base.communes["frr"].isna().all()


class TestShapes:
    def test_no_hole_no_overlap(self, polygons):
        assert shapely.is_valid(polygons).all()
        assert shapely.coverage_is_valid(polygons)
        assert not holes(polygons)
        assert shapely.area(polygons).sum() == pytest.approx(shapely.union_all(polygons).area)

    def test_area_of_the_region(self, polygons):
        assert shapely.area(polygons).sum() / 1e6 == pytest.approx(31_806, rel=0.01)

    @pytest.mark.parametrize(
        ("code", "km2"), [("62447", 20.5), ("80155", 7), ("02589", 4.6), ("59006", 5)]
    )
    def test_the_four_holes_are_filled_by_their_new_commune(self, base, code, km2):
        shape = base.communes.set_index("code").geometry[code]
        assert shape.area / 1e6 > km2

    def test_every_point_is_inside_its_polygon(self, base, polygons):
        points = shapely.points(base.communes[["x", "y"]].to_numpy())
        assert shapely.contains_properly(polygons, points).all()
        assert base.communes["point"].value_counts()["mairie"] > 3500

    def test_degrees_and_metres_say_the_same_place(self, base):
        points = gpd.points_from_xy(base.communes["lon"], base.communes["lat"], crs="EPSG:4326")
        metres = shapely.get_coordinates(points.to_crs(base.communes.crs))
        assert np.abs(metres - base.communes[["x", "y"]].to_numpy()).max() < 2

    def test_crs(self, base):
        for table in (base.communes, base.zones, base.context):
            assert table.crs.to_epsg() == 2154


class TestZones:
    def test_counts(self, base):
        assert base.zones["level"].value_counts().to_dict() == {
            "region": 1,
            "departement": 5,
            "spel": 26,
            "epci": 92,
        }

    def test_each_level_is_the_whole_region(self, base):
        by_level = base.zones.dissolve("level", aggfunc={"population": "sum", "communes": "sum"})
        assert (by_level["population"] == 5_992_194).all()
        assert (by_level["communes"] == 3782).all()
        assert by_level.area.max() == pytest.approx(by_level.area.min())

    def test_names_are_real(self, base):
        names = base.zones.set_index(["level", "code"])["name"]
        assert names["region", "32"] == "Hauts-de-France"
        assert names["departement", "62"] == "Pas-de-Calais"
        assert names["spel", "025"] == "Vervins"
        assert names["epci", "200093201"] == "Métropole Européenne de Lille"
        assert not (base.zones["name"] == base.zones["code"]).any()

    def test_an_epci_that_straddles_the_region_is_counted_for_its_part(self, base):
        outside = base.zones[base.zones["communes_outside"] > 0].set_index("name")
        assert len(outside) == 2
        aumale = outside.loc["CC Interrégionale Aumale - Blangy-sur-Bresle"]
        assert (aumale["communes"], aumale["communes_outside"]) == (10, 34)


class TestSpelFile:
    def _profiles(self, folder, rows):
        text = (REGIONS / "hauts-de-france.toml").read_text(encoding="utf-8")
        (folder / "hauts-de-france.toml").write_text(
            text.replace('file = ""', 'file = "spel.csv"'), encoding="utf-8"
        )
        (folder / "spel.csv").write_text(rows, encoding="utf-8")
        return folder

    def test_it_overrides_the_column(self, tmp_path):
        rows = "commune;spel;name\n02001;025;\n02002;N1;Nouveau SPEL\n"
        base = read_base(profiles=self._profiles(tmp_path, rows))
        spel = base.communes.set_index("code")["spel"]
        assert spel[["02001", "02002", "02003"]].tolist() == ["025", "N1", "024"]
        zones = base.zones[base.zones["level"] == "spel"].set_index("code")
        assert zones["name"][["N1", "025"]].tolist() == ["Nouveau SPEL", "Vervins"]
        assert zones["population"].sum() == 5_992_194

    @pytest.mark.parametrize(
        ("rows", "message"),
        [
            ("commune;spel\n02001;025\n99999;025\n", "ligne 3"),
            ("commune;spel\n02001;025\n02001;022\n", "ligne 3"),
            ("commune;spel\n02001;\n", "ligne 2"),
            ("code;spel\n02001;025\n", "« commune » et « spel »"),
        ],
    )
    def test_a_wrong_row_is_named(self, tmp_path, rows, message):
        with pytest.raises(ProfileError, match=message):
            read_base(profiles=self._profiles(tmp_path, rows))


class TestReferences:
    def test_lycees(self, base):
        assert len(base.lycees) == base.lycees["uai"].nunique() == 430
        place = base.communes.set_index("code")["departement"]
        assert (base.lycees["commune"].map(place) == base.lycees["uai"].str[1:3]).all()
        assert base.lycees["city"].str.contains("CEDEX").any()

    def test_a_lycee_whose_postal_code_is_elsewhere_is_in_its_city(self, base):
        saint_pierre = base.lycees.set_index("uai").loc["0801206B"]
        assert saint_pierre["commune"] == "80001"

    def test_romes(self, base):
        assert len(base.romes) == base.romes["rome"].nunique() == 1584

    def test_sources(self, base):
        sources = base.sources.set_index("source")
        assert len(sources) == 8
        assert not sources["simulated"].any()
        text = sources[["name", "producer", "licence", "vintage", "perimeter", "file", "checksum"]]
        assert (text != "").all(axis=None)
        assert sources["rows_read"]["embarque-ages"] == 5008
        assert sources["rows_read"]["embarque-zonages-2022"] == 3788
        assert (sources["rows_read"] == sources["rows_kept"] + sources["rows_rejected"]).all()

    def test_the_page_of_sources_is_up_to_date(self):
        assert (EMBEDDED / "SOURCES.md").read_text(encoding="utf-8") == sources_page()

    def test_the_base_stays_small(self):
        assert sum(file.stat().st_size for file in EMBEDDED.rglob("*.*")) < 3_000_000


class TestContext:
    def test_it_is_drawn_from_the_farthest_to_the_region(self, base):
        kinds = base.context["kind"].tolist()
        assert kinds == sorted(kinds)
        assert base.context["name"].iloc[-1] == "Hauts-de-France"
        foreign = base.context.loc[base.context["kind"] == "foreign", "name"]
        assert {"Belgique", "Royaume-Uni", "Pays-Bas", "Luxembourg", "Allemagne"} <= set(foreign)
        assert {"Seine-Maritime", "Ardennes", "Val-d'Oise"} <= set(base.context["name"])

    def test_no_gap_along_the_borders_on_land(self, base, polygons):
        region = shapely.union_all(polygons)
        land = shapely.union_all(base.context.geometry.to_numpy())
        around = shapely.difference(land, region)
        gaps = [
            gap
            for gap in shapely.get_parts(shapely.difference(region.buffer(2000), land))
            if gap.distance(region) < 1 and gap.distance(around) < 1 and gap.area < 5e6
        ]
        assert sum(gap.area for gap in gaps) < 1e5

    def test_the_sea_is_left_free(self, base):
        land = shapely.union_all(base.context.geometry.to_numpy())
        strait = gpd.GeoSeries.from_xy([1.5], [51.02], crs="EPSG:4326").to_crs(2154).iloc[0]
        assert not land.contains(strait)


def test_a_region_that_was_not_built_says_what_to_run(tmp_path):
    with pytest.raises(EmbeddedError, match="python -m loaders embed --region provence"):
        read_base("provence-alpes-cote-d-azur", folder=tmp_path)


def test_a_damaged_base_says_what_to_run(tmp_path):
    place = tmp_path / "hauts-de-france"
    place.mkdir()
    for file in (EMBEDDED / "hauts-de-france").iterdir():
        (place / file.name).write_bytes(file.read_bytes())
    (place / "communes.parquet").write_bytes(b"PAR1 cut short")
    with pytest.raises(EmbeddedError, match="illisible"):
        read_base(folder=tmp_path)


def test_reading_twice_gives_the_same(base):
    pd.testing.assert_frame_equal(pd.DataFrame(base.zones), pd.DataFrame(read_base().zones))
