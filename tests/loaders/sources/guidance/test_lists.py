"""The lists of places that help, on rows written here: layouts, old rows, places told twice."""

import csv
import datetime as dt
import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geodata.guidance.table import GUIDANCE
from loaders.catalogue import CATALOGUE, recognise
from loaders.merging.guidance import each_once
from loaders.sources.guidance.administration import ADMINISTRATION, hours_of
from loaders.sources.guidance.coming import HITCH_HIKING
from loaders.sources.guidance.mission_locales import BAD_CODE
from loaders.sources.guidance.places import TOO_OLD, TWICE
from tests.loaders.training_region import small_context, town

TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def read(tmp_path, communes):
    """Write a file, and read it as the source that recognises it."""

    def read(name, rows, today=TODAY):
        path = tmp_path / name
        if name.endswith(".json"):
            path.write_text(json.dumps(rows), encoding="utf-8")
        else:
            with path.open("w", newline="", encoding="utf-8") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        source = recognise(path)
        assert source is not None
        parsed = source.read(path, small_context(communes, today=today))
        assert parsed.rows_kept == len(parsed.tables["guidance"])
        GUIDANCE.validate(parsed.tables["guidance"].assign(source=source.key))
        return source.key, parsed

    return read


def spot(communes, name="Alpha"):
    """Return the position of a commune, in texts."""
    place = town(communes, name)
    return {"latitude": str(place.lat), "longitude": str(place.lon)}


def row_2016(communes, **values):
    """Return a row of the directory of 2016."""
    return {
        "id": "mission_locale-80001-01", "type": "mission_locale", "nom": "Mission locale d'Alpha",
        "codeinsee": "80001", "streetAddress": "Hôtel de ville | 1 place", "postalCode": "80100",
        "addressLocality": "Alpha Cedex", **spot(communes), "geocode_pr": "8", "geo_score": "",
        "contact_phone": "+33 3 22 00 01 02", "website": "http://www.exemple.fr",
        "editeursource": "DILA", "update": "2015-04-19", **values,
    }  # fmt: skip


def service(communes, **values):
    """Return a service of today's directory, as its API answers."""
    address = {
        "type_adresse": "Adresse", "complement1": "Bâtiment B", "numero_voie": "2 rue Neuve",
        "code_postal": "80100", "nom_commune": "Alpha", **spot(communes),
    }  # fmt: skip
    opened = [
        {"nom_jour_debut": "Lundi", "nom_jour_fin": "Vendredi", "valeur_heure_debut_1": "09:00:00",
         "valeur_heure_fin_1": "12:00:00", "valeur_heure_debut_2": "", "valeur_heure_fin_2": ""}
    ]  # fmt: skip
    return {
        "nom": "Mission locale d'Alpha",
        "pivot": [{"type_service_local": "mission_locale", "code_insee_commune": ["80001"]}],
        "adresse": [address],
        "telephone": [{"valeur": "03 22 00 01 02", "description": ""}],
        "site_internet": [{"valeur": "https://exemple.fr", "libelle": ""}],
        "plage_ouverture": opened,
        "code_insee_commune": "80001",
        "url_service_public": "https://lannuaire.service-public.fr/1",
        "date_modification": "05/10/2026 10:00:00",
        **values,
    }


def test_the_directory_of_2016_reaches_nobody(read, communes):
    key, parsed = read("x.csv", [row_2016(communes), row_2016(communes, type="mairie")])
    assert key == "annuaire-administration-2016"
    assert parsed.tables["guidance"].empty
    assert parsed.rejects["reason"].tolist() == [TOO_OLD]
    assert parsed.elsewhere == 1


def test_the_directory_of_2016_in_its_time(read, communes):
    rows = [row_2016(communes), row_2016(communes, id="2", nom="Autre", geocode_pr="4")]
    _, parsed = read("x.csv", rows, dt.date(2016, 2, 1))
    first, coarse = parsed.tables["guidance"].to_dict("records")
    assert (first["kind"], first["commune"], first["precision"]) == (
        "mission_locale", "80001", "address",
    )  # fmt: skip
    assert first["address"] == "Hôtel de ville, 1 place"
    assert first["telephone"] == "03 22 00 01 02"
    assert coarse["precision"] == "commune"


@pytest.mark.parametrize("form", ["api", "dump", "csv"])
def test_todays_directory(read, communes, form):
    one = service(communes)
    other = service(communes, nom="Mairie", pivot=[{"type_service_local": "mairie"}])
    if form == "csv":
        texts = [
            {k: v if isinstance(v, str) else json.dumps(v) for k, v in row.items()}
            for row in (one, other)
        ]
        key, parsed = read("x.csv", texts)
    else:
        wrapper = "results" if form == "api" else "service"
        key, parsed = read("x.json", {"total_count": 2, wrapper: [one, other]})
    assert key == "annuaire-administration"
    (place,) = parsed.tables["guidance"].to_dict("records")
    assert place["address"] == "Bâtiment B, 2 rue Neuve"
    assert place["hours"] == "lundi au vendredi : 09:00-12:00"
    assert place["telephone"] == "03 22 00 01 02"
    assert place["website"] == "https://exemple.fr"
    assert (place["updated"], parsed.vintage) == ("2026-10-05", "2026-10")
    assert parsed.elsewhere == 1


def test_a_mobile_is_not_shown(read, communes):
    mobile = [{"valeur": "06 22 00 01 02"}]
    _, parsed = read("x.json", {"results": [service(communes, telephone=mobile)]})
    assert parsed.tables["guidance"]["telephone"].tolist() == [""]


@given(
    st.recursive(
        st.none() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["nom_jour_debut", "x"]), inner, max_size=2)
        ),
        max_leaves=6,
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12,
          deadline=None)  # fmt: skip
def test_whatever_a_field_holds(tmp_path, communes, value):
    path = tmp_path / "x.json"
    fields = dict.fromkeys(("pivot", "adresse", "telephone", "plage_ouverture"), value)
    rows = [service(communes, **{name: value}) for name in fields] + [service(communes, **fields)]
    path.write_text(json.dumps(rows), encoding="utf-8")
    parsed = ADMINISTRATION.read(path, small_context(communes, today=TODAY))
    assert parsed.rows_kept == len(parsed.tables["guidance"])


def test_hours_say_their_comment():
    assert hours_of([{"nom_jour_debut": "Mardi", "commentaire": "sur rendez-vous"}]) == (
        "mardi : sur rendez-vous"
    )


def test_missions_locales(read):
    row = {
        "id": "80001S00", "nom_officiel": "80-ML ALPHA", "nom_usuel": "", "code_departement": "80",
        "nom_departement": "Somme", "code_region": "32", "nom_region": "Petite-Région",
    }  # fmt: skip
    elsewhere = {**row, "id": "59350S00", "code_departement": "59"}
    key, parsed = read("x.csv", [row, {**row, "id": "99"}, elsewhere])
    assert key == "missions-locales"
    (place,) = parsed.tables["guidance"].to_dict("records")
    found = place["name"], place["commune"], place["precision"]
    assert found == ("Mission Locale Alpha", "80001", "commune")
    assert "antennes" in place["lacks"]
    assert parsed.rejects["reason"].tolist() == [BAD_CODE]
    assert parsed.elsewhere == 1


@pytest.mark.parametrize(
    ("usual", "shown"),
    [
        ("62-ML LENS", "Mission Locale Lens"),
        ("AMIE du Boulonnais", "AMIE du Boulonnais"),
    ],
)
def test_a_mission_locale_is_named_without_its_code(read, usual, shown):
    row = {
        "id": "80001S00", "nom_officiel": "80-ML ALPHA", "nom_usuel": usual,
        "code_departement": "80", "nom_departement": "Somme", "nom_region": "Petite-Région",
    }  # fmt: skip
    _, parsed = read("x.csv", [row])
    assert parsed.tables["guidance"]["name"].tolist() == [shown]


def test_france_services(read, communes):
    times = "09:00 - 12:00 / 14:00 - 17:00"
    row = {
        "id_fs": "3", "insee_dep": "80", "lib_fs": "BUS FRANCE SERVICES", "adresse": "1 rue",
        "complement_adresse": "", "insee_com": "80001", "code_postal": "80100", "lib_com": "Alpha",
        **spot(communes), "telephone": "", "h_lundi": times, "h_mardi": times, "h_mercredi": "",
        "h_jeudi": times, "h_vendredi": "", "h_samedi": "", "format_fs": "Bus_équivalent",
        "labellisation_fs": "2020",
    }  # fmt: skip
    key, parsed = read("liste_20250801.csv", [row, row])
    assert (key, parsed.vintage) == ("france-services", "2025-08-01")
    (place,) = parsed.tables["guidance"].to_dict("records")
    both = "09:00 - 12:00, 14:00 - 17:00"
    assert place["hours"] == f"lundi au mardi : {both} ; jeudi : {both}"
    assert "se déplace" in place["note"]
    assert parsed.rejects["reason"].tolist() == [TWICE]


@pytest.mark.parametrize("networks", ["[mission-locale, plie]", "ML", "plie;mission-locale"])
def test_data_inclusion(read, communes, networks):
    row = {
        "source": "dora", "id": "1", "nom": "Structure", "date_maj": "2026-01-02",
        "adresse": "1 rue", "complement_adresse": "", "code_postal": "80100", "commune": "Alpha",
        "code_insee": "80001", **spot(communes), "telephone": "", "courriel": "a@exemple.fr",
        "site_web": "", "horaires_accueil": "", "accessibilite_lieu": "",
        "reseaux_porteurs": networks, "lien_source": "",
    }  # fmt: skip
    key, parsed = read("x.csv", [row, {**row, "id": "2", "reseaux_porteurs": "emmaus"}])
    assert key == "data-inclusion"
    (place,) = parsed.tables["guidance"].to_dict("records")
    assert place["kind"] in ("mission_locale", "plie")
    assert "exemple.fr" not in str(place)


def test_carpool_areas(read, communes):
    where = spot(communes)
    row = {
        "id_lieu": "80001-C-001", "nom_lieu": "", "ad_lieu": "Route", "com_lieu": "ALPHA",
        "insee": "80001", "type": "Parking", "date_maj": "2024-01-01", "ouvert": "true",
        "Xlong": where["longitude"], "Ylat": where["latitude"], "nbre_pl": "9",
    }  # fmt: skip
    key, parsed = read("x.csv", [row, {**row, "type": "Auto-stop"}])
    assert key == "covoiturage"
    (place,) = parsed.tables["guidance"].to_dict("records")
    assert (place["name"], place["note"]) == ("Aire de Alpha", "9 places")
    assert parsed.rejects["reason"].tolist() == [HITCH_HIKING]


def test_the_crous_says_its_address_in_one_piece(read, communes):
    row = {
        "id": "1", "nom": "Résidence", "adresse": "1 rue Neuve 80100 ALPHA", "zone": "Alpha",
        "region": "", "url_residence": "https://exemple.fr/", "services": "Laverie | Parking",
        **spot(communes),
    }  # fmt: skip
    key, parsed = read("x.csv", [row])
    (place,) = parsed.tables["guidance"].to_dict("records")
    assert (key, place["address"], place["note"]) == (
        "crous-logements", "1 rue Neuve", "Laverie, Parking",
    )  # fmt: skip


def test_equipment_of_other_types_is_about_other_things(read, communes):
    row = {
        "AN": "2024", "NOMRS": "", "TYPEQU": "D502", "NUMVOIE": "1", "TYPVOIE": "RUE",
        "LIBVOIE": "NEUVE", "CODPOS": "80100", "DEPCOM": "80001", "LIBCOM": "ALPHA",
        **{name.upper(): text for name, text in spot(communes).items()},
    }  # fmt: skip
    key, parsed = read("x.csv", [row, {**row, "TYPEQU": "A101"}])
    (place,) = parsed.tables["guidance"].to_dict("records")
    assert (key, place["kind"], place["address"]) == ("bpe", "creche", "1 rue Neuve")
    assert (parsed.elsewhere, parsed.vintage) == (1, "2024-01")


def test_a_place_of_several_lists_is_kept_once(communes):
    alpha, far = town(communes, "Alpha"), town(communes, "Bêta")
    row = {
        "place": "1", "kind": "cio", "name": "CIO d'Alpha", "commune": "80001", "x": alpha.x,
        "y": alpha.y, "precision": "address", "updated": "2026", "vintage": "2026", "source": "one",
    }  # fmt: skip
    near = {**row, "place": "2", "name": "Centre", "x": alpha.x + 100, "source": "two"}
    coarse = {
        **row,
        "place": "3",
        "name": "Sans adresse",
        "precision": "commune",
        "source": "three",
    }
    apart = {**row, "place": "4", "name": "Annexe", "x": far.x, "source": "two"}
    same_list = {**row, "place": "5", "name": "Antenne", "x": alpha.x + 50}
    kept = each_once(pd.DataFrame([coarse, near, row, apart, same_list]))
    assert set(kept["place"]) == {"2", "4"}


def test_each_source_is_in_the_catalogue_of_files():
    assert {"annuaire-administration", "bpe", "gares"} <= {source.key for source in CATALOGUE}
