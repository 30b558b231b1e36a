"""« Sans voiture »: the sentence, the tables and their files say the same figures."""

import re

import pytest
from atlases.small import small_atlas, texts
from samples.our_csv import rows_at

from callbacks.coverage.without_car import COMMUNES_FILE, ZONES_FILE, answered

ASKED = {"domain": "transport-logistique", "level": "3", "mode": "voiture", "threshold": "30"}


def files(answer):
    found = re.findall(r"href='(/couverture/sans-voiture-[^']+)'", str(answer))
    return sorted(set(found))


def test_the_files_add_up_to_the_sentence(client, atlas):
    answer = answered(atlas, ASKED, 10)
    said = re.search(r"([\d\u202f]+) habitants", texts(answer)).group(1).replace("\u202f", "")
    communes, zones = (rows_at(client, address) for address in files(answer))
    assert sum(int(row["Population"]) for row in communes) == int(said) > 0
    assert sum(int(row["En voiture seulement"]) for row in zones) == int(said)
    assert len(zones) == 26
    assert all(int(row["Voiture (min)"]) <= 30 for row in communes)


def test_each_number_of_people_in_the_file_has_its_band(client, atlas):
    rows = rows_at(client, files(answered(atlas, ASKED, 10))[1])
    for name in ("En voiture seulement", "Par aucun moyen", "À portée, voiture", "À portée, vélo"):
        bands = [
            [int(row[f"{name}, estimation {end}"]) for end in ("basse", "haute")] for row in rows
        ]
        values = [int(row[name]) for row in rows]
        assert all(low <= n <= high for n, (low, high) in zip(values, bands, strict=True)), name
        assert any(low < high for low, high in bands), name


def test_a_longer_way_by_bicycle_leaves_fewer_people_to_the_car(client, atlas):
    def left(kilometres):
        answer = answered(atlas, ASKED, kilometres)
        return sum(int(row["En voiture seulement"]) for row in rows_at(client, files(answer)[1]))

    assert left(0) >= left(3) > left(7)


def test_what_the_atlas_does_not_know_is_said(atlas):
    words = texts(answered(atlas, {**ASKED, "by": "lune"}, None))
    assert "Non disponible : aucune source chargée ne le dit" in words
    assert "Les bus et les trains ne sont pas comptés : aucun horaire n'est chargé." in words
    assert "s'ils ont une voiture ; les transports en commun ne sont pas comptés." in words
    assert "10\u00a0km au plus" in words


def test_nothing_depends_on_a_car_where_nothing_is_offered():
    words = texts(answered(small_atlas(), {"domain": "sante"}, 10))
    assert "Aucune commune" in words


@pytest.mark.parametrize("address", [ZONES_FILE, COMMUNES_FILE])
@pytest.mark.parametrize("asked", ["", "?velo_km=x&by=lune&threshold=-1", "?velo_km=999&mode=velo"])
def test_nonsense_in_an_address_is_left_out(client, address, asked):
    assert rows_at(client, address + asked)
