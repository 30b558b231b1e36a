"""The real zonings, against counts made with the csv module alone."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import geopandas as gpd
import pytest

from geodata.folding import fold
from loaders.building.overlay import overlay
from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.embedding.base import Base, read_base
from loaders.locating.communes import cog_of
from loaders.project_data.profile import read_profile
from loaders.source import Context, Parsed
from loaders.sources.zonings.all import ZONING_SOURCES
from loaders.store.layers import outside_their_spel

HAUTS_DE_FRANCE = "hauts-de-france"

# What the folder has, by the source that must recognise it.
FILES = {
    "territoires/arrondissements_liste_hdf.csv": "arrondissements",
    "territoires/bassin_bmo_communes_hdf.csv": "bassins-bmo",
    "territoires/clpe_communes_hdf.csv": "clpe",
    "territoires/communes_population_epci_hdf_npm.csv": "appartenance",
    "territoires/epci_communes_hdf.csv": "epci",
    "territoires/insee_appartenance_communes_hdf_2023.csv": "appartenance",
    "territoires/zone_emploi_2020_communes_hdf.csv": "zones-emploi",
    "zonages/frr_communes_hdf_2025.csv": "frr",
    "zonages/grille_centralite_communes_hdf.csv": "centralites",
    "zonages/grille_densite_communes_hdf.csv": "densite",
    "zonages/qpv2024_communes_hdf.csv": "qpv",
    "zonages/zrr_communes_hdf_2022.csv": "zrr",
}

# Mergers checked by hand: those of the project's notes, and three of its own finding.
KNOWN_MOVES = {
    "62461": "62447", "62549": "62447", "62743": "62447", "80830": "80155", "02311": "02589",
    "59070": "59006", "02695": "02054", "02077": "02564",
}  # fmt: skip


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def base() -> Base:
    return read_base(HAUTS_DE_FRANCE)


@pytest.fixture(scope="module")
def context(base: Base) -> Context:
    return context_of(base, read_profile(HAUTS_DE_FRANCE))


@pytest.fixture(scope="module")
def read(shared_data: Path, context: Context) -> dict[str, Parsed]:
    parsed = {}
    for name in FILES:
        source = recognise(shared_data / name)
        assert source is not None
        parsed[name] = source.read(shared_data / name, context)
    return parsed


@pytest.fixture(scope="module")
def laid(base: Base, read: dict[str, Parsed]):
    zonings = [(FILES[name], parsed) for name, parsed in read.items()]
    return overlay(base, zonings, read_profile(HAUTS_DE_FRANCE))


def column(laid, attribute: str) -> dict[str, object]:
    return laid[0].communes.set_index("code")[attribute].to_dict()


def test_each_file_is_recognised_by_its_source_and_no_other_file_is(shared_data: Path) -> None:
    ours = {source.key for source in ZONING_SOURCES}
    found = {}
    for path in sorted(shared_data.rglob("*")):
        source = recognise(path) if path.is_file() else None
        if source is not None and source.key in ours:
            found[path.relative_to(shared_data).as_posix()] = source.key
    assert found == FILES


def test_every_row_is_kept_or_said_why(shared_data: Path, read: dict[str, Parsed]) -> None:
    for name, parsed in read.items():
        assert parsed.rows_read == len(lines(shared_data / name)), name
        assert parsed.rows_kept + len(parsed.rejects) + parsed.elsewhere == parsed.rows_read, name
        rejected = {} if "bassin" not in name else {
            "commune fusionnée dans une autre, classée autrement : c'est l'autre qui compte": 1,
            "commune fusionnée avec une commune d'une autre région": 1,
        }  # fmt: skip
        assert parsed.rejects["reason"].value_counts().to_dict() == rejected, name


def test_every_commune_has_its_zones(laid, base: Base) -> None:
    communes = laid[0].communes
    assert len(communes) == len(base.communes) == 3782
    assert communes["population"].sum() == 5_992_194
    for attribute in ("density", "zone_emploi", "bmo_basin", "epci", "clpe", "centrality", "spel"):
        assert (communes[attribute] != "").all(), attribute
    for attribute in ("frr", "zrr", "qpv_2024"):
        assert communes[attribute].notna().all(), attribute


def test_frr_by_class(shared_data: Path, laid) -> None:
    written = {
        r["code_insee"]: r["codefrr"]
        for r in lines(shared_data / "zonages/frr_communes_hdf_2025.csv")
    }
    assert Counter(written.values()) == {"0": 2156, "4": 1269, "5": 323, "1": 34}
    assert column(laid, "frr_class") == written
    assert column(laid, "frr") == {code: value in "45" for code, value in written.items()}
    assert sum(column(laid, "frr").values()) == 1592
    assert laid[1]["frr"]["vintage"] == "FRR 2025"


def test_zrr_brought_to_todays_communes(shared_data: Path, laid, base: Base) -> None:
    rows = lines(shared_data / "zonages/zrr_communes_hdf_2022.csv")
    assert Counter(r["statut"] for r in rows) == {"NC": 2675, "C": 1113, "PC": 1}
    parts = defaultdict(set)
    for row in rows:
        parts[KNOWN_MOVES.get(row["code_insee"], row["code_insee"])].add(row["statut"])
    parts["60694"] = parts["60054"]  # Les Hauts-Talican, apart from Beaumont-les-Nonains again
    assert set(parts) == set(base.communes["code"]), "the moves known by hand are all there are"
    classes = {code: min(said) if len(said) == 1 else "PC" for code, said in parts.items()}
    assert column(laid, "zrr_class") == classes
    assert column(laid, "zrr") == {code: value != "NC" for code, value in classes.items()}
    assert column(laid, "zrr") == base.communes.set_index("code")["zrr"].to_dict(), (
        "the DGCL's list of the same year, embedded, says the same"
    )
    assert laid[1]["zrr"]["former"] == 8


def test_zones_are_those_of_the_files(shared_data: Path, laid) -> None:
    zones = laid[0].zones
    assert zones["level"].value_counts().to_dict() == {
        "epci": 92, "bmo_basin": 28, "spel": 26, "zone_emploi": 24, "departement": 5, "region": 1
    }  # fmt: skip
    assert set(zones.groupby("level")["population"].sum()) == {5_992_194}
    assert zones.geometry.is_valid.all()
    names = zones.set_index(["level", "code"])["name"]
    written = {
        (level, r[code].zfill(width)): r[name]
        for level, file, code, width, name in [
            ("zone_emploi", "zone_emploi_2020_communes_hdf.csv", "ze2020", 4, "libze2020"),
            ("bmo_basin", "bassin_bmo_communes_hdf.csv", "code_bassin_BMO", 4, "lib_bassin_BMO"),
            ("epci", "epci_communes_hdf.csv", "epci", 9, "libepci"),
        ]
        for r in lines(shared_data / "territoires" / file)
    }
    # The file of the BMO writes its basins in capitals: they are set as people write them.
    assert {key: fold(names[key]) for key in written} == {k: fold(v) for k, v in written.items()}
    assert names["bmo_basin", "3222"] == "Cambrésis"
    assert ("zone_emploi", "0054") in written, "Beauvais straddles two regions: 54 in the file"


def test_zones_hold_the_communes_that_the_files_list(shared_data: Path, laid) -> None:
    rows = lines(shared_data / "territoires/zone_emploi_2020_communes_hdf.csv")
    assert column(laid, "zone_emploi") == {r["codgeo"]: r["ze2020"].zfill(4) for r in rows}
    listed = {
        r["code_commune_insee"]: r["code_bassin_BMO"]
        for r in lines(shared_data / "territoires/bassin_bmo_communes_hdf.csv")
    }
    basins = column(laid, "bmo_basin")
    assert basins == {code: listed[code] for code in basins}
    survey = lines(shared_data / "emploi/bmo_2024_hdf.csv")
    assert {r["BE24"] for r in survey} <= set(basins.values()), "needs can be laid on these basins"


def test_density_is_one_of_seven_levels(shared_data: Path, laid) -> None:
    labels = Counter(
        r["niveau_densite"] for r in lines(shared_data / "zonages/grille_densite_communes_hdf.csv")
    )
    counts = Counter(column(laid, "density").values())
    assert sorted(counts) == list("1234567")
    assert sorted(counts.values()) == sorted(labels.values())
    assert counts["1"] == labels["Grands centres urbains"] == 90
    assert column(laid, "density")["59350"] == "1", "Lille"
    assert column(laid, "centrality")["59350"] == "4"


def test_quarters_of_2024(shared_data: Path, laid) -> None:
    rows = lines(shared_data / "zonages/qpv2024_communes_hdf.csv")
    assert len({r["code_qp"] for r in rows}) == 204
    expected = Counter(r["insee_com"] for r in rows)
    counts = column(laid, "qpv_2024")
    assert {code: n for code, n in counts.items() if n} == dict(expected)
    assert "qpv" not in set(laid[0].zones["level"]), "the list has no polygon"
    assert laid[1]["qpv_2024"]["vintage"] == "QPV 2024"
    assert laid[1]["qpv_population"]["vintage"].endswith("2022")


def test_ten_communes_are_outside_the_clpe_of_their_spel(laid) -> None:
    communes, layers = laid[0].communes, laid[1]
    assert communes["clpe"].nunique() == 26
    apart = outside_their_spel(communes)
    assert Counter(apart["departement"]) == {"59": 9, "80": 1}
    assert "Orchies" in layers["clpe"]["note"]
    assert "10 commune(s)" in layers["clpe"]["note"]


def test_the_freshest_list_is_the_one_of_the_file_that_is_up_to_date(laid) -> None:
    layers = laid[1]
    assert layers["zone_emploi"]["source"] == "zones-emploi", "and not the membership of 2023"
    assert layers["epci"]["vintage"] == layers["spel"]["vintage"] == "COG 2026"
    assert "communes 2023" in layers["epci"]["note"]
    assert column(laid, "epci")["59192"] == "200042190", "Émerchicourt changed EPCI after 2023"


def test_former_communes_are_inside_those_that_follow_them(
    shared_data: Path, context: Context
) -> None:
    """The moves of codes, against the polygons of 2018: no part of their making is shared."""
    path = shared_data / "territoires/communes_hdf_2018.geojson"
    old = gpd.read_file(path).to_crs("EPSG:2154").set_index("code")
    today = context.communes.set_index("code")
    gone = [code for code in old.index if code not in today.index]
    assert len(gone) == 26
    for code in gone:
        follower = today.loc[cog_of(context).current(code)]
        shape = old.geometry[code].buffer(0)
        share = shape.intersection(follower.geometry).area / shape.area
        assert share > 0.9, code


def test_the_store_says_the_vintage_of_each_layer(real_store, laid) -> None:
    layers = real_store.manifest.layers
    assert layers == json.loads(json.dumps(laid[1]))
    assert set(real_store.zones["level"]) >= {"zone_emploi", "bmo_basin"}
    for attribute in layers:
        assert attribute in real_store.communes
    assert {facts["source"] for facts in layers.values()} <= set(real_store.sources["source"])
