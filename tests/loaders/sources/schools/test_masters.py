"""The open mentions of the last campaign are courses, the others say why they are not."""

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pytest

from geodata.folding import fold
from geodata.tables.schema import OFFERS, SITES
from loaders.errors import MissingColumnError
from loaders.locating.gazetteer import OUTSIDE
from loaders.sources.schools.masters import NOT_OPEN, TWICE, read, recognises
from tests.loaders.training_region import reasons, save_table, small_context


@pytest.fixture(scope="module")
def region(communes: gpd.GeoDataFrame):
    certif_info = pd.DataFrame(
        [
            ("Master sciences, technologies, santé mention chimie", "F1201 Z9999", "38703", "116a"),
            ("Master mention chimie", "M1805", "1", "222"),
        ],
        columns=["title", "romes", "rncp", "nsf"],
    ).assign(formacode="11554")
    return small_context(communes, nomenclatures={"certif_info": certif_info})


def mention(**values: Any) -> dict[str, Any]:
    row = {
        "year": "2021", "uai": "0801344B", "name": "UNIVERSITE D ALPHA", "usual": "",
        "postcode": "80021", "city": "ALPHA CEDEX 1", "inm": "1502463M",
        "field": "SCIENCES, TECHNOLOGIES, SANTÉ", "mention": "Informatique", "open": "1",
        "ways": "Formation initiale,Formation continue,Apprentissage", "capacity": "30",
        "url": "https://u.fr/m",
    }  # fmt: skip
    names = {
        "year": "Année de la campagne de recueil des informations",
        "uai": "Code UAI de l’établissement accrédité",
        "name": "Nom officiel (long) de l’établissement accrédité",
        "usual": "Nom d’usage de l’établissement accrédité",
        "postcode": "Code postal de la ville de l’établissement accrédité",
        "city": "Ville de l’établissement accrédité",
        "inm": "Identifiant navette de la mention (INM) de master",
        "field": "Domaine(s) de la mention de master",
        "mention": "Intitulé de la mention de master",
        "open": "Mention ouverte ou non ouverte",
        "ways": "Modalités d’enseignement de la mention",
        "capacity": "Capacité d’accueil limitée au 1er semestre",
        "url": "URL de la fiche relative à la mention sur le site internet de l’établissement",
    }
    return {names[key]: value for key, value in {**row, **values}.items()}


def account_checked(parsed) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return (offers, sites): a mention is a course of each voie it is taught in."""
    offers = OFFERS.validate(parsed.tables["offers"])
    sites = SITES.validate(parsed.tables["sites"])
    assert offers["offer"].str.split("-").str[1].nunique() == parsed.rows_kept
    assert set(offers["site"]) - {""} <= set(sites["site"])
    return offers, sites


def test_open_mentions_of_the_last_campaign(tmp_path: Path, region) -> None:
    rows = [
        mention(year="2019"),
        mention(year="2020"),
        mention(),
        mention(inm="2", mention="Chimie", ways="Formation initiale,Formation à distance"),
        mention(inm="3", mention="Mondes anciens", field="ARTS, LETTRES, LANGUES|AUTRE", url="x"),
        mention(inm="4", mention="Droit public", open="0"),
        mention(mention="Informatique"),
        mention(inm="6", postcode="75005", city="PARIS"),
    ]
    path = save_table(tmp_path / "x", rows, ";")
    assert recognises(path)
    parsed = read(path, region)
    offers, sites = account_checked(parsed)
    found = reasons(parsed)
    assert found[1] == "campagne 2019, remplacée par la campagne 2021"
    assert (found[6], found[7], found[8]) == (NOT_OPEN, TWICE, OUTSIDE)
    # The first is taught in three ways: one course of each voie, its capacity told once.
    first = offers.head(3)
    assert first["title"].tolist() == ["Master Informatique"] * 3
    assert first["voie"].tolist() == ["superieur", "apprentissage", "continue"]
    assert first["publics"].tolist() == ["jeunes", "apprentis", "demandeurs_emploi salaries"]
    assert first["capacity"].fillna(0).tolist() == [30, 0, 0]
    offers = offers[~offers["offer"].str.contains(r"-(?:apprentissage|continue)$")]
    offers = offers.drop_duplicates("title").reset_index(drop=True)
    assert offers["title"].tolist() == [
        "Master Informatique", "Master Chimie", "Master Mondes anciens",
    ]  # fmt: skip
    assert offers["certification"][0] == "Master mention Informatique"
    assert set(offers["level"]) == {7}
    assert set(offers["voie"]) == {"superieur"}
    assert offers["nsf"].tolist() == ["326", "116", "130"]
    assert offers["romes"].tolist() == ["M1805", "F1201", ""]
    assert offers["rncp"].tolist()[1] == "RNCP38703"
    assert offers["modality"].tolist() == ["presentiel", "mixte", "presentiel"]
    assert offers["capacity"].tolist() == [30, 30, 30]
    assert offers["url"].tolist() == ["https://u.fr/m", "https://u.fr/m", ""]
    assert sites["name"].tolist() == ["Université d'Alpha"]
    assert sites["commune"].tolist() == ["80001"]
    assert sites["precision"].tolist() == ["commune"]
    assert parsed.vintage == "campagne 2021"


def test_open_is_said_in_several_ways(tmp_path: Path, region) -> None:
    said = ["1", "Oui", "ouverte", "true", "0", "non ouverte", "Non", ""]
    rows = [mention(inm=str(rank), open=text) for rank, text in enumerate(said)]
    parsed = read(save_table(tmp_path / "x", rows), region)
    assert sorted(reasons(parsed)) == [5, 6, 7, 8]


def test_ids_are_those_of_the_mention_not_of_the_row(tmp_path: Path, region) -> None:
    rows = [mention(), mention(inm="2", mention="Chimie", year="2021")]
    later = [{**row, next(iter(row)): "2022"} for row in rows[::-1]]
    one = account_checked(read(save_table(tmp_path / "a", rows), region))[0]
    two = account_checked(read(save_table(tmp_path / "b", later), region))[0]
    assert set(one["offer"]) == set(two["offer"])


def test_a_renamed_column_is_named(tmp_path: Path, region) -> None:
    row = {
        k.replace("Mention ouverte ou non ouverte", "Ouverture"): v for k, v in mention().items()
    }
    path = save_table(tmp_path / "x", [row])
    assert recognises(path)
    with pytest.raises(MissingColumnError, match="Mention ouverte"):
        read(path, region)


@pytest.mark.parametrize(
    ("column", "renamed"),
    [
        ("Ville de l'établissement accrédité", "Localité de l'établissement accrédité"),
        ("Code postal de la ville de l'établissement accrédité", "CP de l'établissement accrédité"),
    ],
)
def test_a_town_needs_its_name_and_its_postal_code(
    tmp_path: Path, region, column: str, renamed: str
) -> None:
    row = {renamed if fold(name) == fold(column) else name: v for name, v in mention().items()}
    with pytest.raises(MissingColumnError, match=f"« {column} ».*« {renamed} »"):
        read(save_table(tmp_path / "x", [row]), region)
    placed = {**row, "Coordonnées": "49.9,2.3"}
    assert read(save_table(tmp_path / "y", [placed]), region).rows_read == 1


def test_the_file_of_options_is_another_one(tmp_path: Path) -> None:
    row = {**mention(), "Intitulé du parcours": "Image"}
    assert not recognises(save_table(tmp_path / "x", [row]))
