"""Every layout of Parcoursup gives the same courses, and no row is lost without a reason."""

import csv
import io
from pathlib import Path
from types import SimpleNamespace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyproj import Transformer

from geodata.provenance.values import TIDIED
from geodata.tables.schema import OFFERS, SITES
from loaders.errors import MissingColumnError
from loaders.source import Context
from loaders.sources.schools.parcoursup import UNDATED, read, recognises
from loaders.sources.schools.parcoursup_tables import DUPLICATE

TO_DEGREES = Transformer.from_crs("EPSG:2154", "EPSG:4326", always_xy=True)
SHORT = ["statut", "uai", "etablissement", "region", "formation", "lat", "lon"]
ADMISSIONS = [
    "Session",
    "Code UAI de l'établissement",
    "Établissement",
    "Code départemental de l’établissement",
    "Région de l’établissement",
    "Commune de l’établissement",
    "Filière de formation",
    "Filière de formation très agrégée",
    "Filière de formation",
    "Coordonnées GPS de la formation",
    "Capacité de l’établissement par formation",
    "Lien de la formation sur la plateforme Parcoursup",
    "cod_aff_form",
]
MAP = [
    "Session",
    "Identifiant de l'établissement",
    "Nom de l'établissement",
    "Types de formation",
    "Nom long de la formation",
    "Formations en apprentissage",
    "Aménagement",
    "Région",
    "Département",
    "Commune",
    "Lien vers la fiche formation",
    "Localisation",
    "Code interne Parcoursup de la formation",
]


@pytest.fixture(scope="module")
def region(communes: gpd.GeoDataFrame) -> Context:
    def certification(short: str, title: str, level: int | None, nsf: str, romes: str = "") -> dict:
        return {
            "short": short, "title": title, "level": level, "nsf": nsf, "romes": romes, "rncp": ""
        }  # fmt: skip

    bts = "Brevet de technicien supérieur"
    mco = "Management commercial opérationnel"
    return Context(
        communes=communes,
        certifications=pd.DataFrame(
            [
                certification(f"BTS {mco}", f"{bts} {mco}", 5, "312", "D1502"),
                certification("BTS Assurance", f"{bts} Assurance", 5, "313"),
                certification("DE Infirmier", "Diplôme d'État d'infirmier", 6, "331"),
                certification("Licence Droit", "Licence mention Droit", 6, "128"),
            ]
        ),
        romes=pd.DataFrame([{"rome": "D1502", "label": "Gérant de magasin"}]),
        profile=SimpleNamespace(
            name="Petite-Région", names=("Petite-Région",), departements=("80", "02")
        ),
    )


@pytest.fixture
def places(communes: gpd.GeoDataFrame) -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the town halls, five decimals."""
    return {
        row.name_: (round(row.lat, 5), round(row.lon, 5))
        for row in communes.rename(columns={"name": "name_"}).itertuples()
    }


def save(path: Path, header: list[str], rows: list[list[object]], **options: str) -> Path:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=options.get("separator", ",")).writerows([header, *rows])
    path.write_bytes(buffer.getvalue().encode(options.get("encoding", "utf-8")))
    return path


def checked(parsed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (offers, sites) once the account is right and the tables fit their schema."""
    offers = OFFERS.validate(parsed.tables["offers"])
    sites = SITES.validate(parsed.tables["sites"])
    assert parsed.rows_read == parsed.rows_kept + len(parsed.rejects)
    assert len(offers) == parsed.rows_kept
    assert set(offers["site"]) - {""} == set(sites["site"])
    return offers, sites


def test_the_short_layout(tmp_path: Path, region: Context, places) -> None:
    lat, lon = places["Alpha"]
    path = save(
        tmp_path / "x",
        SHORT,
        [
            ["Public", "0800001A", "Lycee d Alpha", "Petite Region", title, lat, lon]
            for title in ("BTS   Services   Management Commercial Operationnel", "D.E   Infirmier")
        ],
    )
    assert recognises(path)
    parsed = read(path, region)
    offers, sites = checked(parsed)
    assert parsed.vintage == UNDATED
    assert offers["title"].tolist() == ["BTS Management commercial opérationnel", "DE Infirmier"]
    assert offers["certification"][0] == (
        "Brevet de technicien supérieur Management commercial opérationnel"
    )
    assert offers["level"].tolist() == [5, 6]
    assert offers["romes"][0] == "D1502"
    assert set(offers["voie"]) == {"superieur"}
    site = sites.iloc[0]
    assert len(sites) == 1
    assert (site["lat"], site["lon"], site["commune"]) == (lat, lon, "80001")
    assert site["name"] == "Lycée d'Alpha"
    assert site["precision"] == "address"


def admission(place: tuple[float, float], **values: object) -> list[object]:
    row = {
        "Session": 2025,
        "uai": "0800001A",
        "name": "Lycée d'Alpha",
        "dep": "80",
        "Région": "Petite-Région",
        "Commune": "Alpha",
        "title": "BTS - Services - Assurance",
        "family": "BTS",
        "type": "BTS - Services",
        "position": f"{place[0]}, {place[1]}",
        "capacity": 24,
        "url": "https://dossierappel.parcoursup.fr/fiche?g_ta_cod=1",
        "code": 1,
    }
    return list({**row, **values}.values())


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8-sig"), (";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")],
)
def test_the_admissions_layout(tmp_path, region, places, separator: str, encoding: str) -> None:
    rows = [
        admission(places["Alpha"]),
        admission(places["Alpha"], title="Licence - Portail - Droit", code=2, capacity="1 200"),
    ]
    path = save(tmp_path / "x", ADMISSIONS, rows, separator=separator, encoding=encoding)
    assert recognises(path)
    parsed = read(path, region)
    offers, sites = checked(parsed)
    assert parsed.vintage == "session 2025"
    assert offers["title"].tolist() == ["BTS Assurance", "Licence Droit"]
    assert offers["capacity"].tolist() == [24, 1200]
    assert offers["url"][0].startswith("https://")
    assert sites["name"].tolist() == ["Lycée d'Alpha"]


def test_the_map_layout_keeps_its_last_session(tmp_path, region, places) -> None:
    def row(session: int, title: str, app: str, setting: str, code: int) -> list[object]:
        lat, lon = places["Bêta"]
        return [
            session, "0800002B", "Lycée de Bêta (Bêta - 80)", "BTS", title, app, setting,
            "Petite-Région", "Somme", "Bêta", "https://x.fr/1", f"{lat},{lon}", code,
        ]  # fmt: skip

    path = save(
        tmp_path / "x",
        MAP,
        [
            row(2024, "BTS - Services - Assurance", "", "", 1),
            row(2026, "BTS - Services - Assurance", "", "Enseignement en présentiel", 1),
            row(2026, "BTS - Services - Assurance", "Formations en apprentissage", "", 2),
            row(2026, "Licence - Droit", "", "Enseignement partiellement à distance", 3),
            row(2026, "Licence - Droit", "Non", "Enseignement entièrement à distance", 4),
        ],
        separator=";",
        encoding="utf-8-sig",
    )
    parsed = read(path, region)
    offers, sites = checked(parsed)
    assert parsed.vintage == "session 2026"
    assert parsed.rejects["row"].tolist() == [1]
    assert "2024" in parsed.rejects["reason"][0]
    assert offers["voie"].tolist() == ["superieur", "apprentissage", "superieur", "superieur"]
    assert offers["modality"].tolist() == ["presentiel", "presentiel", "mixte", "distance"]
    assert (offers["site"] == "").tolist() == [False, False, False, True]
    assert sites["name"].tolist() == ["Lycée de Bêta"]


def test_ids_are_the_same_from_one_layout_and_order_to_another(tmp_path, region, places) -> None:
    lat, lon = places["Alpha"]
    short = save(
        tmp_path / "a",
        SHORT,
        [
            ["", "0800001A", "Lycée d'Alpha", "", "BTS   Services   Assurance", lat, lon],
            ["", "0800001A", "Lycée d'Alpha", "", "Licence   Droit", lat, lon],
        ],
    )
    rows = [
        admission(places["Alpha"], title="Licence - Droit"),
        admission(places["Alpha"]),
    ]
    long = save(tmp_path / "b", ADMISSIONS, rows, separator=";")
    first, sites = checked(read(short, region))
    second, same = checked(read(long, region))
    assert set(first["offer"]) == set(second["offer"])
    assert set(sites["site"]) == set(same["site"])


def test_positions_are_put_right_or_refused_and_said(tmp_path, region, places) -> None:
    (lat, lon), beta = places["Alpha"], places["Bêta"]

    def row(uai: str, title: str, lat: object, lon: object, region: str = "Petite-Région") -> list:
        return ["Public", uai, f"École {uai}", region, title, lat, lon]

    path = save(
        tmp_path / "x",
        SHORT,
        [
            row("0800001A", "Licence Droit", lat, lon),
            row("0800001A", "Licence Histoire", 43.3, 5.4),  # elsewhere: the same school's place
            row("0800001A", "Licence Philosophie", "", ""),  # nowhere: the same
            row("0800002B", "Licence Droit", beta[1], beta[0]),  # swapped
            row("0750003C", "Licence Droit", 48.85, 2.35, "Île-de-France"),
            row("0800004D", "Licence Droit", 48.85, 2.35),
            row("0800005E", "Licence Droit", 0, 0),
            row("0800005E", "Licence Histoire", "inconnue", ""),
            row(
                "0800006F", "Licence Droit", f"{lat}".replace(".", ","), f"{lon}".replace(".", ",")
            ),
            row("0800001A", "", lat, lon),
        ],
        separator=";",
    )
    parsed = read(path, region)
    offers, sites = checked(parsed)
    reasons = dict(zip(parsed.rejects["row"], parsed.rejects["reason"], strict=True))
    assert reasons == {
        5: "établissement d'une autre région",
        6: "position hors de la région",
        7: "coordonnées absentes",
        8: "coordonnées absentes",
        10: "intitulé absent",
    }
    assert "48.85, 2.35" in parsed.rejects.set_index("row")["content"][6]
    assert sorted(parsed.corrections["row"]) == [2, 3, 4]
    by_school = sites.set_index("uai")
    assert (by_school["lat"]["0800002B"], by_school["lon"]["0800002B"]) == beta
    assert (by_school["lat"]["0800006F"], by_school["lon"]["0800006F"]) == (lat, lon)
    assert len(offers) == 5


def test_of_two_places_of_a_school_the_nearest_is_that_of_a_course_outside(
    tmp_path, region, places
) -> None:
    alpha, beta = (np.array(places[name]) for name in ("Alpha", "Bêta"))
    for near, far in ((alpha, beta), (beta, alpha)):
        beyond = near + 20 * (near - far)  # on the same line, well out of the region
        rows = [
            ["Public", "0800001A", "École", "Petite-Région", f"Licence {title}", *place]
            for title, place in (("Droit", alpha), ("Lettres", beta), ("Histoire", beyond))
        ]
        offers, sites = checked(read(save(tmp_path / "x", SHORT, rows, separator=";"), region))
        lost = offers.loc[offers["title"] == "Licence Histoire", "site"].item()
        found = sites.set_index("site").loc[lost]
        assert (found["lat"], found["lon"]) == tuple(near)


def test_without_a_position_the_named_commune_is_the_place(tmp_path, region, places) -> None:
    rows = [admission((0, 0), Commune="GAMMA")]
    path = save(tmp_path / "x", ADMISSIONS, rows, separator=";")
    parsed = read(path, region)
    _, sites = checked(parsed)
    assert sites["commune"].tolist() == ["02003"]
    assert sites["precision"].tolist() == ["commune"]
    assert len(parsed.corrections) == 1


def test_a_border_town_counts_only_when_the_region_claims_it(tmp_path, region, communes) -> None:
    west = communes.total_bounds[0]
    lon, lat = TO_DEGREES.transform(west - 1500, communes["y"].iloc[0])
    path = save(
        tmp_path / "x",
        SHORT,
        [
            ["", "0800001A", "École", "Petite-Région", "Licence Droit", lat, lon],
            ["", "0760001A", "École", "Normandie", "Licence Droit", lat, lon],
        ],
    )
    _, sites = checked(read(path, region))
    assert sites["uai"].tolist() == ["0800001A"]
    assert sites["commune"].tolist() == ["80001"]


def test_the_same_course_twice_is_one(tmp_path, region, places) -> None:
    rows = [
        admission(places["Alpha"], code=1, capacity=20),
        admission(places["Alpha"], code=1, capacity=20),
        admission(places["Alpha"], code=2, capacity=5),
        admission(places["Bêta"], code=3, capacity=7, Commune="Bêta"),
    ]
    parsed = read(save(tmp_path / "x", ADMISSIONS, rows, separator=";"), region)
    offers, sites = checked(parsed)
    assert offers["capacity"].tolist() == [25, 7]
    assert len(sites) == 2
    assert parsed.rejects["reason"].tolist()[0] == "doublon"
    assert "additionnées" in parsed.rejects["reason"].tolist()[1]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("Code UAI de l'établissement", "Code UAI étab", "Code UAI de l'établissement"),
        ("Coordonnées GPS de la formation", "Coordonnées de la formation", "Coordonnées GPS"),
        ("Établissement", "Nom établissement", "Établissement"),
    ],
)
def test_a_renamed_column_is_named(tmp_path, region, places, old, new, named) -> None:
    header = [new if column == old else column for column in ADMISSIONS]
    path = save(tmp_path / "x", header, [admission(places["Alpha"])], separator=";")
    assert recognises(path)
    with pytest.raises(MissingColumnError, match=named) as raised:
        read(path, region)
    assert raised.value.nearest == new


@pytest.mark.parametrize(
    "header",
    [
        ["code_insee", "lat", "lon", "annee"],
        ["siret", "uai", "enseigne", "code_postal", "lat", "lon"],
        ["UAI", "LIBELLÉFORMATION", "MEFSTAT11", "CAPACITEPSUP"],
        ["n°UAI de l'établissement", "Libellé de l'établissement", "Région", "Taux"],
        ["nom", "prenom"],
    ],
)
def test_other_tables_are_not_taken_for_it(tmp_path: Path, header: list[str]) -> None:
    assert not recognises(save(tmp_path / "parcoursup.csv", header, [["x"] * len(header)]))


CELL = st.one_of(
    st.text(max_size=15),
    st.sampled_from(["0800001A", "Licence Droit", "49.5", "2.9", "0", "", "2,9", "-1e9", "91"]),
    st.floats().map(str),
)


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rows=st.lists(st.lists(CELL, min_size=5, max_size=9), max_size=8))
def test_any_rows_are_kept_or_refused(tmp_path: Path, region: Context, rows) -> None:
    path = save(tmp_path / "x", SHORT, [[cell.replace("\x00", "") for cell in row] for row in rows])
    try:
        parsed = read(path, region)
    except UnicodeEncodeError:
        return
    checked(parsed)


@pytest.mark.parametrize(
    ("name", "vintage"),
    [("parcoursup_2026.csv", "2026"), ("parcoursup.csv", UNDATED)],
)
def test_a_file_without_a_session_has_the_year_of_its_name(
    tmp_path, region, name: str, vintage: str
) -> None:
    path = tmp_path / name
    path.write_text(",".join(SHORT) + "\nPublic,0800001A,Lycée,,BTS Tourisme,49.9,2.3\n")
    assert read(path, region).vintage == vintage


def test_a_uai_that_lost_its_zero_is_the_same_school(tmp_path, region, places) -> None:
    lat, lon = places["Alpha"]
    rows = [
        ["Public", uai, "Lycée d'Alpha", "Petite-Région", title, lat, lon]
        for uai, title in (("0020001A", "BTS Tourisme"), (" 20001a ", "BTS Banque"),
                           ("020001A", "BTS Assurance"))
    ]  # fmt: skip
    _, sites = checked(read(save(tmp_path / "x", SHORT, rows), region))
    assert sites["uai"].tolist() == ["0020001A"]


def test_two_roundings_of_one_position_are_one_course(tmp_path, region, places) -> None:
    lat, lon = places["Alpha"]
    rows = [
        ["Public", uai, "Lycée d'Alpha", "Petite Région", title, lat + north, lon]
        for uai, title, north in (
            ("0800001A", "Licence - Droit", 0.0),
            ("0800001A", "Licence - Droit", 0.00005),
            ("0800001A", "Licence - Droit", 0.0003),
            ("0800002B", "Licence - Droit", 0.00005),
            ("0800001A", "Formation d'ingénieur Bac + 5 - Bac STL", 0.0),
        )
    ]
    found = [read(save(tmp_path / "x", SHORT, order), region) for order in (rows, rows[::-1])]
    for parsed in found:
        offers, _ = checked(parsed)
        assert len(offers) == 4
        assert parsed.rejects["reason"].tolist() == [DUPLICATE]
    one, other = (set(parsed.tables["offers"]["offer"]) for parsed in found)
    assert one == other
    tidied = TIDIED.validate(found[0].tables["tidied"])
    assert tidied[["kind", "before", "after"]].values.tolist() == [
        [
            "intitulé",
            "Formation d'ingénieur Bac + 5 Bac STL",
            "Formation d'ingénieur (après un bac STL)",
        ]
    ]
