"""The three layouts of La bonne alternance give the same course, and the catalogue's own id."""

import datetime as dt
from pathlib import Path
from typing import Any

import geopandas as gpd

from loaders.locating.gazetteer import OUTSIDE
from loaders.sources.apprenticeship.bonne_alternance import NOT_A_COURSE, read_reply, recognises
from loaders.sources.apprenticeship.catalogue import WITHDRAWN, read_catalogue
from tests.loaders.training_region import checked, reasons, save_json, town

TODAY = dt.date(2024, 6, 1)
SIRET = "80443252400010"


def v1(communes: gpd.GeoDataFrame, **values: Any) -> dict[str, Any]:
    alpha = town(communes, "Alpha")
    return {
        "ideaType": "formation",
        "title": "CUISINE (CAP)",
        "longTitle": "CUISINE (CAP)",
        "id": "101139P012",
        "place": {
            "fullAddress": "1 rue 80100 Alpha", "latitude": f"{alpha.lat:.6f}",
            "longitude": f"{alpha.lon:.6f}", "city": "Alpha", "zipCode": "80100",
            "departementNumber": "80", "insee": "80001",
        },
        "company": {
            "name": "CFA D ALPHA", "siret": SIRET, "uai": "0800001A",
            "headquarter": {"name": "SIEGE", "uai": "0750001A"}, "place": {"city": "ALPHA"},
        },
        "diplomaLevel": "3 (CAP...)",
        "cfd": "50022137",
        "rncpCode": "RNCP26650",
        "rncpLabel": "CAP Cuisine",
        "period": '["2024-09", "2025-01"]',
        "capacity": None,
        "lastUpdateAt": "2024-05-06T05:49:44.836Z",
        "onisepUrl": "www.onisep.fr/http/redirection/FOR.1534",
        "url": "javascript:alert(1)",
        "romes": [{"code": "G1602"}, {"code": "x"}],
        "training": None,
        **values,
    }  # fmt: skip


def v1_inside(communes: gpd.GeoDataFrame) -> dict[str, Any]:
    """Return the layout whose codes and sessions are inside « training »."""
    old = v1(communes)
    moved = {name: old.pop(name) for name in ("title", "cfd", "rncpCode", "rncpLabel", "romes")}
    for name in ("longTitle", "diplomaLevel", "period", "training"):
        old.pop(name)
    sessions = [{"startDate": "2024-09-01", "endDate": None, "isPermanentEntry": False}]
    training = {**moved, "target_diploma_level": "3 (CAP...)", "sessions": sessions}
    place = {**old["place"], "latitude": float(old["place"]["latitude"])}
    return {**old, "place": place, "training": training}


def v3(communes: gpd.GeoDataFrame, **values: Any) -> dict[str, Any]:
    alpha = town(communes, "Alpha")
    address = {
        "label": "1 rue", "code_postal": "80100",
        "commune": {"nom": "Alpha", "code_insee": "80001"},
        "departement": {"nom": "Somme", "code_insee": "80"},
    }  # fmt: skip
    return {
        "identifiant": {"cle_ministere_educatif": "101139P012"},
        "statut": {"catalogue": "publié"},
        "formateur": {
            "connu": True,
            "organisme": {
                "identifiant": {"uai": "0800001A", "siret": SIRET},
                "etablissement": {"enseigne": "CFA D ALPHA", "adresse": address},
                "unite_legale": {"raison_sociale": "SIEGE"},
            },
        },
        "certification": {
            "connue": True,
            "valeur": {
                "identifiant": {"cfd": "50022137", "rncp": "RNCP26650"},
                "intitule": {
                    "cfd": {"long": "CUISINE (CAP)", "court": "CUISINE"},
                    "niveau": {"cfd": {"europeen": "3"}, "rncp": None},
                    "rncp": "CAP Cuisine",
                },
                "domaines": {
                    "nsf": {"cfd": {"code": "221"}, "rncp": None},
                    "rome": {"rncp": [{"code": "G1602", "intitule": "Cuisine"}]},
                },
            },
        },
        "lieu": {
            "adresse": address,
            "geolocalisation": {"type": "Point", "coordinates": [alpha.lon, alpha.lat]},
            "siret": None,
        },
        "onisep": {"url": None},
        "modalite": {"entierement_a_distance": False},
        "sessions": [
            {"debut": "2023-09-01T00:00:00.000+02:00", "fin": "2024-07-01", "capacite": 10},
            {"debut": "2024-09-01T00:00:00.000+02:00", "fin": "2025-07-01", "capacite": None},
        ],
        **values,
    }


def test_the_three_layouts_are_the_same_course(tmp_path: Path, region, communes) -> None:
    replies = {
        "old": {"results": [v1(communes)]},
        "list": [v1(communes)],
        "both": {"formations": {"results": [v1(communes)]}, "jobs": {"matchas": [{"id": 1}]}},
        "inside": {"results": [v1_inside(communes)]},
        "new": {"data": [v3(communes)], "pagination": {"page": 1}},
    }
    ids = set()
    for name, reply in replies.items():
        path = save_json(tmp_path / name, reply)
        assert recognises(path), name
        offers, sites = checked(read_reply(path, region, TODAY))
        offer, site = offers.iloc[0], sites.iloc[0]
        ids.add(offer["offer"])
        assert offer["title"] == "CAP Cuisine", name
        assert offer["certification"] == "Certificat d'aptitude professionnelle Cuisine"
        assert (offer["level"], offer["nsf"], offer["romes"]) == (3, "221", "G1602")
        assert (offer["rncp"], offer["voie"]) == ("RNCP26650", "apprentissage")
        assert offer["start"].date() == dt.date(2024, 9, 1)
        assert offer["provider"] == "CFA d'Alpha"
        assert (site["uai"], site["siret"], site["commune"]) == ("0800001A", SIRET, "80001")
    assert len(ids) == 1


def test_the_catalogue_gives_the_same_id(tmp_path: Path, region, communes) -> None:
    alpha = town(communes, "Alpha")
    row = {
        "cfd": "50022137", "intitule_long": "CUISINE (CAP)", "published": True,
        "etablissement_formateur_siret": SIRET, "code_commune_insee": "80001",
        "lieu_formation_geo_coordonnees": f"{alpha.lat},{alpha.lon}",
    }  # fmt: skip
    catalogue = read_catalogue(save_json(tmp_path / "a", [row]), region, TODAY)
    reply = read_reply(save_json(tmp_path / "b", [v1(communes)]), region, TODAY)
    assert checked(catalogue)[0]["offer"].tolist() == checked(reply)[0]["offer"].tolist()


def test_addresses_of_pages_are_safe(tmp_path: Path, region, communes) -> None:
    rows = [v1(communes), v1(communes, cfd="50022138", url="https://x.fr/a", onisepUrl=None)]
    offers, _ = checked(read_reply(save_json(tmp_path / "x", rows), region, TODAY))
    assert offers["url"].tolist() == [
        "https://www.onisep.fr/http/redirection/FOR.1534", "https://x.fr/a",
    ]  # fmt: skip


def test_what_is_refused_says_why(tmp_path: Path, region, communes) -> None:
    far = {
        "latitude": "43.58", "longitude": "1.42", "insee": "31555", "zipCode": "31500",
        "city": "Toulouse",
    }  # fmt: skip
    rows = [v1(communes), v1(communes, place=far), v1(communes, ideaType="matcha"), {"a": 1}]
    parsed = read_reply(save_json(tmp_path / "x", {"results": rows}), region, TODAY)
    checked(parsed)
    assert reasons(parsed) == {2: OUTSIDE, 3: NOT_A_COURSE, 4: NOT_A_COURSE}
    gone = [v3(communes), v3(communes, statut={"catalogue": "archivé"})]
    parsed = read_reply(save_json(tmp_path / "y", {"data": gone}), region, TODAY)
    assert reasons(parsed) == {2: WITHDRAWN}


def test_a_position_far_from_the_declared_commune_is_put_right(
    tmp_path: Path, region, communes
) -> None:
    gamma = town(communes, "Gamma")
    place = {**v1(communes)["place"], "latitude": str(gamma.lat), "longitude": str(gamma.lon)}
    parsed = read_reply(save_json(tmp_path / "x", [v1(communes, place=place)]), region, TODAY)
    _, sites = checked(parsed)
    assert sites["precision"].tolist() == ["commune"]
    assert sites["commune"].tolist() == ["80001"]
    assert len(parsed.corrections) == 1
