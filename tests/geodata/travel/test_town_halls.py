"""Times from town halls are worked out once; those of a person's position, each time."""

import numpy as np
import pytest

from geodata.travel import town_halls
from geodata.travel.model import EstimatedTravel, whole_minutes
from geodata.travel.town_halls import TownHalls

HALLS = np.array([[0.0, 0.0], [10_000.0, 0.0], [20_000.0, 0.0]])
PLACES = np.array([[5_000.0, 5_000.0], [np.nan, np.nan]])


class Counting(EstimatedTravel):
    """A model that counts what it is asked."""

    asked = 0

    def minutes(self, *args):
        self.asked += 1
        return super().minutes(*args)

    def reach(self, *args):
        self.asked += 1
        return super().reach(*args)


@pytest.fixture
def model():
    return Counting()


def test_a_town_hall_is_worked_out_once_for_each_question(model):
    halls = TownHalls(model, HALLS)
    expected = whole_minutes(EstimatedTravel().minutes(HALLS[:1], PLACES, "velo")[0])
    for _ in range(3):
        assert halls.minutes((0.0, 0.0), "places", PLACES, "velo").tolist() == expected.tolist()
        assert halls.reach((0.0, 0.0), 20, "velo").area > 0
    assert model.asked == 2
    halls.minutes((0.0, 0.0), "places", PLACES, "marche")
    halls.minutes((0.0, 0.0), "others", PLACES[:1], "velo")
    halls.minutes((10_000.0, 0.0), "places", PLACES, "velo")
    halls.reach((0.0, 0.0), 30, "velo")
    assert model.asked == 6


def test_the_position_of_a_person_is_never_kept(model):
    halls = TownHalls(model, HALLS)
    for _ in range(2):
        halls.minutes((1.0, 0.0), "places", PLACES, "velo")
        halls.reach((1.0, 0.0), 20, "velo")
    assert model.asked == 4
    assert not halls._kept


def test_no_more_is_kept_than_said(model, monkeypatch):
    monkeypatch.setattr(town_halls, "MOST", 2)
    halls = TownHalls(model, HALLS)
    for x, _ in HALLS:
        halls.minutes((x, 0.0), "places", PLACES, "velo")
    assert len(halls._kept) == 2
    halls.minutes((20_000.0, 0.0), "places", PLACES, "velo")
    assert model.asked == 3
    halls.minutes((0.0, 0.0), "places", PLACES, "velo")
    assert model.asked == 4


def test_what_is_kept_cannot_be_changed(model):
    minutes = TownHalls(model, HALLS).minutes((0.0, 0.0), "places", PLACES, "velo")
    with pytest.raises(ValueError, match="read-only"):
        minutes[0] = 0


def test_a_search_from_a_commune_asks_the_store_and_one_from_elsewhere_is_not_kept(
    atlas, monkeypatch
):
    from datetime import date

    from geodata.asking.query import parse_query
    from geodata.finding.answer import find

    def minutes(*_):
        raise AssertionError("the model was asked")

    commune = parse_query({"lieu": "62041", "max_minutes": "30"})
    near = parse_query({"near": "2.77,50.29", "max_minutes": "30"})
    with monkeypatch.context() as patched:
        patched.setattr(type(atlas.model), "minutes", minutes)
        assert find(atlas, commune, date(2026, 1, 1)).placed.any()
        with pytest.raises(AssertionError, match="was asked"):
            find(atlas, near, date(2026, 1, 1))
    kept = len(atlas.town_halls._kept)
    find(atlas, near, date(2026, 1, 1))
    assert len(atlas.town_halls._kept) == kept
