"""The Base Adresse Nationale places establishments that only say their address."""

import gzip
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from loaders.errors import SourceError
from loaders.locating.addresses import (
    ADDRESSES,
    NO_POSITION,
    number_of,
    read,
    recognises,
    refined,
    street_key,
)
from loaders.locating.courses import STREETS
from tests.loaders.training_region import small_context

HEADER = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat;type_position"
)


def line(number: object, street: str, x: object, commune: str = "80001") -> str:
    return f"i;;{number};;{street};80100;{commune};Alpha;{x};7000000;2.5;50.1;entrée"


def said(*streets: str) -> pd.DataFrame:
    rows = [("", f"{rank:014d}", "80001", street) for rank, street in enumerate(streets)]
    return pd.DataFrame(rows, columns=["uai", "siret", "commune", "street"])


@pytest.fixture
def context(communes: gpd.GeoDataFrame):
    return lambda **tables: small_context(communes, nomenclatures=tables)


def test_the_streets_that_are_asked_for_are_kept(tmp_path: Path, context) -> None:
    rows = [
        line(3, "Rue des Minimes", 1),
        line(5, "Rue des Minimes", 2),
        line(5, "Rue Haute", 3),
        line(1, "Rue des Minimes", 4, "75056"),
        line(9, "Rue des Minimes", 5).replace("2.5;50.1", ";"),
    ]
    for name, content in (("a", "\n".join([HEADER, *rows]).encode()),):
        for path, packed in ((tmp_path / name, content), (tmp_path / "z", gzip.compress(content))):
            path.write_bytes(packed)
            assert recognises(path)
            parsed = read(path, context(**{STREETS: said("3 r. des MINIMES - BP 12")}))
            assert parsed.tables[ADDRESSES]["x"].tolist() == [1, 2]
            assert (parsed.rows_read, parsed.elsewhere) == (5, 1)
            assert parsed.rejects[["row", "reason"]].values.tolist() == [[5, NO_POSITION]]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_saved_by_a_spreadsheet_is_read(tmp_path: Path, context, separator: str) -> None:
    shorn = line(3, "Rue Haute", "700000,5", "2003").replace("2.5;50.1", "3,5;49,5")
    rows = [HEADER, shorn] if separator == ";" else [HEADER, line(3, "Rue Haute", 7, "2003")]
    (tmp_path / "a.csv").write_text("\n".join(rows).replace(";", separator), encoding="utf-8-sig")
    assert recognises(tmp_path / "a.csv")
    streets = said("3 rue Haute").assign(commune="02003")
    parsed = read(tmp_path / "a.csv", context(**{STREETS: streets}))
    assert parsed.tables[ADDRESSES]["commune"].tolist() == ["02003"]
    assert parsed.elsewhere == 0


def test_sites_at_the_town_hall_are_put_at_their_number(context) -> None:
    table = pd.DataFrame(
        [("80001", "rue minimes", n, 2.5, 50.1, 100.0 * n, 0.0) for n in (1, 5, 9)],
        columns=["commune", "street", "number", "lon", "lat", "x", "y"],
    )
    sites = pd.DataFrame(
        {
            "site": list("abcde"),
            "uai": "",
            "siret": ["", "", "", f"{0:014d}", ""],
            "commune": ["80001"] * 4 + ["80002"],
            "precision": ["commune", "commune", "address", "commune", "commune"],
            "street": ["5 rue Minimes", "rue Minimes", "5 rue Minimes", "", "1 rue Minimes"],
            "x": 0.0, "y": 0.0, "lon": 0.0, "lat": 0.0,
        }
    )  # fmt: skip
    known = context(**{ADDRESSES: table, STREETS: said("8, rue des Minimes")})
    found, moved = refined(sites, known)
    assert moved == 3
    assert found["x"].tolist() == [500, 500, 0, 900, 0]
    assert found["precision"].tolist() == ["address"] * 4 + ["commune"]
    assert refined(sites, context())[1] == 0


def test_addresses_are_read_as_people_write_them() -> None:
    for text in (
        "12 bis av. du Gal de Gaulle",
        "AVENUE DU GENERAL DE GAULLE BP 40",
        "Lycée, 3 avenue Général de Gaulle",
    ):
        assert street_key(text) == "avenue general gaulle", text
    assert number_of("12 bis av. Foch") == 12
    assert number_of("Lycée Foch, 3 rue Haute") == 3
    assert number_of("rue Haute") is None


def test_a_broken_file_is_said(tmp_path: Path, context) -> None:
    path = tmp_path / "a"
    path.write_bytes(gzip.compress("\n".join([HEADER, line(1, "Rue", 1)]).encode())[:-12])
    with pytest.raises(SourceError):
        read(path, context())
    path.write_text("nom;prenom\n")
    assert not recognises(path)
