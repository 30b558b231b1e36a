"""Official zonings win over the embedded base, the freshest of them first, commune by commune."""

from types import SimpleNamespace

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import box

from geodata.tables.schema import COMMUNES, ZONES
from loaders.building.overlay import overlay
from loaders.embedding.base import Base
from loaders.source import Parsed, no_report
from loaders.store.layers import clpe_note, outside_their_spel

PROFILE = SimpleNamespace(spel_column="arrondissement")


@pytest.fixture
def base(communes) -> Base:
    communes = communes.assign(
        arrondissement=["A1", "A1", "A2", "A2"], spel=["A1", "A1", "A2", "A2"]
    )
    rows = [("region", "99", "Petite-Région", communes.union_all())]
    for level, code in (("spel", "A1"), ("spel", "A2"), ("epci", "E1")):
        rows.append((level, code, f"{level} {code}", communes[communes[level] == code].union_all()))
    zones = gpd.GeoDataFrame(rows, columns=["level", "code", "name", "geometry"], crs=communes.crs)
    zones = zones.assign(population=4000, communes=4, communes_outside=0)
    empty = pd.DataFrame()
    keys = ["embarque-cog", "embarque-zonages-2022"]
    sources = pd.DataFrame({"source": keys, "vintage": ["COG 2026", "2022"]})
    return Base(
        COMMUNES.validate(communes), zones, gpd.GeoDataFrame(), empty, empty, sources, empty
    )


def listed(vintage: str = "essai 2025", origin: dict | None = None, **columns: dict) -> Parsed:
    codes = sorted({code for values in columns.values() for code in values})
    table = pd.DataFrame(
        {"code": codes, "origin": [(origin or {}).get(code, code) for code in codes]}
    )
    for attribute, values in columns.items():
        table[attribute] = table["code"].map(values)
    return Parsed({"commune_attributes": table}, len(table), no_report(), no_report(), vintage)


def named(parsed: Parsed, level: str, names: dict[str, str]) -> Parsed:
    rows = [(level, code, name, 0) for code, name in names.items()]
    parsed.tables["zones"] = pd.DataFrame(
        rows, columns=["level", "code", "name", "communes_outside"]
    )
    return parsed


def of(base: Base, column: str) -> dict[str, object]:
    return base.communes.set_index("code")[column].to_dict()


ALL = ("80001", "80002", "02003", "02004")


def test_without_files_nothing_changes(base: Base) -> None:
    same, layers = overlay(base, [], PROFILE)
    assert same.communes.equals(base.communes)
    assert same.zones[["level", "code", "name"]].equals(base.zones[["level", "code", "name"]])
    assert layers["zrr"]["vintage"] == "ZRR 2022"
    assert "frr" not in layers


def test_a_list_changes_only_the_communes_that_it_has(base: Base) -> None:
    known = of(base, "zrr")
    flags = pd.Series({"80001": True}, dtype="boolean").to_dict()
    laid, layers = overlay(base, [("zrr", listed("ZRR 2023", zrr=flags))], PROFILE)
    assert of(laid, "zrr") == known | {"80001": True}
    assert layers["zrr"]["vintage"] == "ZRR 2023"
    assert layers["zrr"]["source"] == "zrr"
    assert layers["zrr"]["communes"] == 1


def test_the_zones_of_a_new_level_are_drawn_and_named(base: Base) -> None:
    parsed = named(
        listed(zone_emploi=dict(zip(ALL, ["0001", "0001", "0002", ""], strict=True))),
        "zone_emploi", {"0001": "Nord", "0002": "Sud"},
    )  # fmt: skip
    laid, _ = overlay(base, [("zones-emploi", parsed)], PROFILE)
    zones = ZONES.validate(laid.zones).set_index(["level", "code"])
    assert zones.loc[("zone_emploi", "0001"), "name"] == "Nord"
    assert zones.loc[("zone_emploi", "0001"), "population"] == 2000
    assert zones.loc[("zone_emploi", "0002"), "communes"] == 1
    assert zones.loc["zone_emploi"].geometry.area.tolist() == [2e8, 1e8]
    assert of(laid, "zone_emploi")["02004"] == "", "a commune in no zone is in none"


def test_the_freshest_list_wins_and_the_other_fills(base: Base) -> None:
    fresh = listed("2020", zone_emploi=dict.fromkeys(ALL[:3], "NEW"))
    # More recent by its name, but written with codes of communes that are no more.
    origin = {"80002": "80002 80009 80010 80011 80012"}
    old = listed("2023", origin, zone_emploi=dict.fromkeys(ALL[1:], "OLD"))
    for order in ([("a", fresh), ("b", old)], [("b", old), ("a", fresh)]):
        laid, layers = overlay(base, order, PROFILE)
        assert of(laid, "zone_emploi") == dict.fromkeys(ALL[:3], "NEW") | {"02004": "OLD"}
        assert layers["zone_emploi"]["source"] == "a"


def test_a_list_older_than_the_base_does_not_undo_its_epci(base: Base) -> None:
    old = listed("communes 2023", {"80001": "80001 80009"}, epci=dict.fromkeys(ALL, "OLD"))
    laid, layers = overlay(base, [("a", old)], PROFILE)
    assert set(of(laid, "epci").values()) == {"E1"}
    assert layers["epci"]["vintage"] == "COG 2026"
    assert "communes 2023" in layers["epci"]["note"]


def test_an_undated_list_that_agrees_with_the_base_keeps_its_vintage(base: Base) -> None:
    same = listed("sans date", epci=dict.fromkeys(ALL, "E1"))
    _, layers = overlay(base, [("a", same)], PROFILE)
    assert layers["epci"]["vintage"] == "COG 2026"
    other = listed("sans date", epci=dict.fromkeys(ALL, "E2"))
    _, layers = overlay(base, [("a", other)], PROFILE)
    assert layers["epci"]["vintage"] == "sans date"


def test_spel_follow_the_column_that_makes_them(base: Base) -> None:
    moved = named(
        listed("2026", arrondissement={"80002": "A2"}), "arrondissement", {"A2": "Le Sud"}
    )
    laid, layers = overlay(base, [("arrondissements", moved)], PROFILE)
    assert of(laid, "spel") == {"80001": "A1", "80002": "A2", "02003": "A2", "02004": "A2"}
    spel = laid.zones[laid.zones["level"] == "spel"].set_index("code")
    assert spel["population"].to_dict() == {"A1": 1000, "A2": 3000}
    assert spel["name"].to_dict() == {"A1": "spel A1", "A2": "Le Sud"}
    assert layers["spel"]["vintage"] == "2026"


def test_a_spel_that_the_profile_moved_stays_moved(base: Base) -> None:
    base.communes.loc[base.communes["code"] == "80001", "spel"] = "S9"
    laid, _ = overlay(base, [("a", listed(arrondissement=dict.fromkeys(ALL, "A2")))], PROFILE)
    assert of(laid, "spel") == {"80001": "S9", "80002": "A2", "02003": "A2", "02004": "A2"}


def test_a_list_of_spel_wins_over_the_rule(base: Base) -> None:
    spel = named(listed(spel={"80001": "S9"}), "spel", {"S9": "Nouveau"})
    arrondissements = listed(arrondissement=dict.fromkeys(ALL, "A1"))
    laid, _ = overlay(base, [("spel", spel), ("a", arrondissements)], PROFILE)
    assert of(laid, "spel") == {"80001": "S9"} | dict.fromkeys(ALL[1:], "A1")
    assert laid.zones.set_index("code").loc["S9", "name"] == "Nouveau"


def test_quarters_are_added_as_they_are_drawn(base: Base) -> None:
    shape = box(680_000, 7_000_000, 681_000, 7_001_000)
    rows = {
        "level": ["qpv"],
        "code": ["QN1"],
        "name": ["Plaine"],
        "population": [None],
        "communes_outside": [0],
    }
    drawn = gpd.GeoDataFrame(rows, geometry=[shape], crs="EPSG:2154")
    parsed = listed("QPV 2024", qpv_2024={"80001": 1, "80002": 0, "02003": 0, "02004": 0})
    parsed.tables["zones"] = drawn
    laid, layers = overlay(base, [("qpv", parsed)], PROFILE)
    quarters = ZONES.validate(laid.zones).set_index("level").loc[["qpv"]]
    assert quarters["code"].tolist() == ["QN1"]
    assert quarters["population"].isna().all()
    assert quarters.geometry.iloc[0].equals(shape)
    assert of(laid, "qpv_2024") == {"80001": 1, "80002": 0, "02003": 0, "02004": 0}
    assert layers["qpv_2024"]["vintage"] == "QPV 2024"


def test_quarters_that_several_files_draw_are_all_there_once(base: Base) -> None:
    def drawn(*codes: str) -> Parsed:
        parsed = listed("QPV 2024", qpv_2024={"80001": 1, "80002": 0, "02003": 0, "02004": 0})
        rows = {
            "level": "qpv",
            "code": list(codes),
            "name": "Plaine",
            "population": None,
            "communes_outside": 0,
        }
        shapes = [box(680_000, 7_000_000, 681_000, 7_001_000)] * len(codes)
        parsed.tables["zones"] = gpd.GeoDataFrame(rows, geometry=shapes, crs="EPSG:2154")
        return parsed

    laid, _ = overlay(base, [("qpv", drawn("QN1", "QN2")), ("qpv-2", drawn("QN2", "QN3"))], PROFILE)
    quarters = ZONES.validate(laid.zones).set_index("level").loc[["qpv"]]
    assert sorted(quarters["code"]) == ["QN1", "QN2", "QN3"]


def test_communes_outside_the_clpe_of_their_spel_are_named() -> None:
    communes = pd.DataFrame(
        {
            "name": ["Un", "Deux", "Trois", "Quatre", "Cinq"],
            "spel": ["A", "A", "A", "B", ""],
            "clpe": ["C1", "C1", "C2", "C2", "C1"],
        }
    )
    assert outside_their_spel(communes)["name"].tolist() == ["Trois"]
    assert "1 commune(s)" in clpe_note(communes)
    assert "Trois" in clpe_note(communes)
    assert clpe_note(communes[communes["name"] != "Trois"]) == "Les CLPE suivent les SPEL."
