"""`travel --check`: an operator's own trips measure the times in force."""

import json
from dataclasses import replace

import numpy as np
import pytest

from geodata.places.projection import to_metres
from geodata.travel.model import EstimatedTravel
from loaders.__main__ import main
from loaders.errors import SourceError
from loaders.project_data.profile import read_profile
from loaders.store.regional import write_store
from loaders.travel.check import check_travel
from loaders.travel.commands import ground_of

HEADER = "origin_lon,origin_lat,destination_lon,destination_lat,minutes\n"
LILLE_ARRAS = "3.0573,50.6292,2.7772,50.2910"


def written(folder, text, name="trajets.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def estimate():
    ends = to_metres(np.array([[3.0573, 50.6292], [2.7772, 50.2910]]))
    return float(EstimatedTravel().minutes(ends[:1], ends[1:], "voiture")[0, 0])


def test_the_error_is_that_of_the_model(tmp_path):
    known = estimate()
    path = written(tmp_path, HEADER + f"{LILLE_ARRAS},{known + 5:.3f}\n")
    found = check_travel(path, EstimatedTravel(), "voiture", 30).found
    assert found.pairs == 1
    assert found.bias == pytest.approx(-5, abs=0.01)


def test_many_trips_are_each_estimated_between_their_own_ends(tmp_path):
    known = estimate()
    # More than are estimated together; each trip is there once, or it would count once.
    rows = "".join(
        f"{LILLE_ARRAS},{known + n / 1e5:.5f}\n3.0573,50.6292,3.0573,50.6292,{0.35 + n / 1e5:.5f}\n"
        for n in range(400)
    )
    found = check_travel(written(tmp_path, HEADER + rows), EstimatedTravel(), "voiture", 30).found
    assert found.pairs == 800
    assert found.mean_absolute_error == pytest.approx(0, abs=0.01)


def test_rows_that_cannot_be_compared_are_counted_with_their_reason(tmp_path):
    rows = (
        f"{LILLE_ARRAS},40\n{LILLE_ARRAS},\n{LILLE_ARRAS},-3\n,50,2,50,10\n700000,6900000,2,50,10\n"
    )
    found = check_travel(written(tmp_path, HEADER + rows), EstimatedTravel(), "voiture", 30)
    assert found.refused == {
        "durée absente ou négative": 2,
        "coordonnées absentes": 1,
        "coordonnées qui ne sont pas des degrés": 1,
    }
    assert found.rows_read == found.found.pairs + sum(found.refused.values())


def test_a_row_cut_otherwise_than_the_header_is_counted_too(tmp_path):
    rows = f"{LILLE_ARRAS},40\n{LILLE_ARRAS},40,x,y\n"
    found = check_travel(written(tmp_path, HEADER + rows), EstimatedTravel(), "voiture", 30)
    assert found.refused == {"ligne mal découpée": 1}
    assert found.rows_read == 2


def test_the_people_at_the_start_weigh_the_error(tmp_path):
    known = estimate()
    header = HEADER.replace("minutes", "minutes,origin_population")
    rows = f"{LILLE_ARRAS},{known + 10:.3f},300\n{LILLE_ARRAS},{known:.3f},100\n"
    found = check_travel(written(tmp_path, header + rows), EstimatedTravel(), "voiture", 30).found
    assert found.mean_absolute_error == pytest.approx(5, abs=0.01)
    assert found.weighted_error == pytest.approx(7.5, abs=0.01)


def test_a_semicolon_and_decimal_commas_are_read(tmp_path):
    text = (HEADER + f"{LILLE_ARRAS},40.5\n").replace(",", ";").replace(".", ",")
    assert check_travel(written(tmp_path, text), EstimatedTravel(), "voiture", 30).found.pairs == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER.replace("minutes", "km") + f"{LILLE_ARRAS},40\n", "« minutes »"),
        (HEADER + ",,,,\n1,2,,4,5\n", "aucun trajet utilisable (1 : coordonnées absentes)"),
        (HEADER + f"{LILLE_ARRAS},0:45\n", "durée illisible : un nombre de minutes est attendu"),
        (HEADER + "2°18'E,49°53'N,2°49'E,50°17'N,45\n", "coordonnées illisibles"),
        (HEADER, "aucun trajet utilisable."),
        ("", "ce n'est pas une table"),
    ],
)
def test_a_file_that_cannot_serve_says_why(tmp_path, text, said):
    with pytest.raises(SourceError, match=r"trajets\.csv") as problem:
        check_travel(written(tmp_path, text), EstimatedTravel(), "voiture", 30)
    assert said in str(problem.value)


def test_the_command_in_words_and_in_json(tmp_path, capsys):
    path = written(tmp_path, HEADER + f"{LILLE_ARRAS},45\n{LILLE_ARRAS},\n")
    assert main(["travel", "--check", str(path)]) == 0
    text = capsys.readouterr().out
    assert "1 trajet comparé" in text
    assert "Marge mesurée" in text
    assert "Lignes écartées : 1 (durée absente ou négative)" in text
    assert main(["travel", "--check", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["pairs"] == 1
    assert told["wrongly_within"] is None or 0 <= told["wrongly_within"] <= 1
    assert [row["pairs"] for row in told["classes"]] == [0, 0, 0, 0, 1, 0, 0]
    assert told["classes"][-1]["high"] is None
    assert told["classes"][0]["bias"] is None
    assert told["margin"]["measured"] is True
    assert len(told["margin"]["minutes"]) == len(told["margin"]["half_widths"])


def test_a_file_that_is_not_there(tmp_path, capsys):
    assert main(["travel", "--check", str(tmp_path / "rien.csv")]) == 1
    assert "rien.csv : le fichier est introuvable" in capsys.readouterr().err


def test_odd_trips_are_set_aside_and_the_rest_is_compared(tmp_path):
    rows = (
        f"{LILLE_ARRAS},40\n{LILLE_ARRAS},40\n{LILLE_ARRAS},41\n{LILLE_ARRAS},NaN\n"
        f"{LILLE_ARRAS},99999\n-73.9,40.7,-74,40.8,40\n50.62,3.05,50.29,2.77,40\n"
    )
    found = check_travel(written(tmp_path, HEADER + rows), EstimatedTravel(), "voiture", 30)
    assert found.refused == {
        "trajet déjà compté": 1,
        "durée absente ou négative": 1,
        "durée de plus de 24 heures": 1,
        "hors de la France métropolitaine": 1,
        "longitude et latitude inversées": 1,
    }
    assert found.found.pairs == 2


def test_the_trips_of_a_region_overseas_are_those_of_its_own_metres(tmp_path):
    profile = read_profile("la-reunion")
    ends = np.array([[55.4504, -20.8789], [55.4781, -21.3393]])
    model = EstimatedTravel()
    xy = to_metres(ends, profile.projection)
    known = float(model.minutes(xy[:1], xy[1:], "voiture")[0, 0])
    rows = (
        f"55.4504,-20.8789,55.4781,-21.3393,{known + 5:.3f}\n{LILLE_ARRAS},40\n"
        "-20.8789,55.4504,-21.3393,55.4781,40\n"
    )
    path = written(tmp_path, HEADER + rows)
    found = check_travel(path, model, "voiture", 30, ground=ground_of(profile))
    assert found.refused == {"hors de La Réunion": 1, "longitude et latitude inversées": 1}
    assert found.found.bias == pytest.approx(-5, abs=0.01)


def test_the_region_is_that_of_the_store_in_service(tmp_path, tables, meta, capsys):
    path = written(tmp_path, HEADER + "55.45,-20.88,55.48,-21.34,60\n")
    store = str(tmp_path / "store")
    write_store(store, tables, replace(meta, region="la-reunion"))
    assert main(["travel", "--check", str(path), "--store", store]) == 0
    assert "1 trajet comparé" in capsys.readouterr().out


def test_the_mode_that_nothing_measures_says_so(tmp_path, capsys):
    path = written(tmp_path, HEADER + f"{LILLE_ARRAS},200\n")
    assert main(["travel", "--check", str(path), "--mode", "velo"]) == 0
    assert "Marge supposée" in capsys.readouterr().out


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main(["travel", "--check", str(tmp_path)]) == 1
    assert "le fichier ne peut pas être lu" in capsys.readouterr().err
