"""Who is near, what is around, and what may be said when a list lacks, on the small atlas."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from atlases.guided import guided_atlas
from atlases.small import small_atlas
from pandas.testing import assert_frame_equal

from geodata.asking.query import Near
from geodata.completeness.matrix import ABSENT, COMPLETE, PARTIAL
from geodata.courses.establishments import ESTABLISHMENTS, FLAGS, TEXTS
from geodata.finding.origin import locate
from geodata.guidance.known import known_of
from geodata.guidance.near import (
    around,
    minutes_from,
    near,
    nearest,
    nearest_of_each,
    places_of,
)
from geodata.guides import GUIDED, GUIDES, HELPS, KINDS, guides_of, publics_words
from geodata.travel.congestion import CAR
from geodata.vocabulary import TRANSIT


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


def test_the_nearest_come_first(atlas):
    rows = near(atlas, ("mission_locale",), locate(atlas, Near(commune="02003")))
    assert rows["name"].tolist() == ["Chez Gamma", "Chez Alpha"]
    assert rows["minutes"].tolist()[0] == 0
    assert rows["minutes"].is_monotonic_increasing
    assert len(near(atlas, ("mission_locale",), locate(atlas, Near(commune="02003")),
                    max_minutes=5)) == 1  # fmt: skip
    assert len(nearest_of_each(near(atlas, GUIDES))) == 3


def test_without_a_place_nobody_is_nearest(atlas):
    rows = near(atlas, ("mission_locale",))
    assert rows["minutes"].isna().all()


def test_around_a_place_is_what_helps_within_its_distance(atlas):
    alpha = atlas.communes.iloc[0]
    assert [row["kind"] for row in around(atlas, alpha["x"], alpha["y"])] == ["gare"]
    assert around(atlas, alpha["x"] + 6_000, alpha["y"]) == []


def test_around_a_place_are_the_nearest_of_each_kind_the_kinds_in_their_order(atlas):
    alpha = atlas.communes.iloc[0]
    station = atlas.guidance[atlas.guidance["kind"] == "gare"].iloc[[0]]
    moved = [
        station.assign(place=name, kind=kind, x=alpha["x"] + metres, y=alpha["y"])
        for name, kind, metres in (
            ("c", "gare", 20), ("b", "gare", 10), ("a", "gare", 20), ("d", HELPS[0], 30),
            ("far", HELPS[0], 1_000_000), ("guides", GUIDES[0], 1),
        )
    ]  # fmt: skip
    dense = replace(atlas, guidance=pd.concat(moved, ignore_index=True), _kept={})
    rows = around(dense, alpha["x"], alpha["y"], each=2)
    assert [row["place"] for row in rows if row["kind"] == "gare"] == ["b", "a"]
    assert [row["kind"] for row in rows] == sorted((row["kind"] for row in rows), key=HELPS.index)
    assert {row["place"]: row["metres"] for row in rows}["b"] == pytest.approx(10)


def test_publics():
    assert "cap_emploi" in guides_of(["handicap"])
    assert "cio" not in guides_of(["handicap"])
    assert guides_of([]) == GUIDES
    assert publics_words("france_services") == "Tous publics"
    assert all(set(kind.publics) <= set(GUIDED) for kind in KINDS.values())


@pytest.mark.parametrize(
    ("kind", "state", "words"),
    [
        ("mission_locale", COMPLETE, ""),
        ("cio", PARTIAL, "le siège seulement"),
        ("apec", PARTIAL, "aucun centre Apec n'y est dans : Aisne"),
        ("mdph", ABSENT, ""),
    ],
)
def test_what_is_known_of_a_kind(atlas, kind, state, words):
    known = known_of(atlas, kind)
    assert known.state == state
    assert words in " ; ".join(known.lacks)
    assert known.silent == (state == ABSENT)
    assert known.bringing[0]


def test_a_boarding_is_a_place_that_helps():
    atlas = small_atlas()
    atlas.sites["uai"] = ["0800001A", "", "", ""]
    empty = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(FLAGS)}
    known = {**empty, "uai": "0800001A", "boarding": True, "source": "essai", "vintage": "2026"}
    table = ESTABLISHMENTS.validate(pd.DataFrame([known]))
    (row,) = places_of(replace(atlas, establishments=table, _kept={})).to_dict("records")
    assert (row["kind"], row["name"], row["source"]) == ("internat", "Lycée Alpha", "essai")


def test_a_region_without_any_list_says_nothing():
    bare = small_atlas()
    assert places_of(bare).empty
    assert near(bare, GUIDES, locate(bare, Near(commune="80001"))).empty
    assert known_of(bare, "cio").state == ABSENT


def test_the_nearest_of_each_is_the_first_of_each(atlas):
    for code in atlas.communes["code"]:
        origin = locate(atlas, Near(commune=code))
        first = nearest_of_each(near(atlas, (*GUIDES, *HELPS), origin))
        found = nearest(atlas, (*GUIDES, *HELPS), origin)
        assert_frame_equal(pd.DataFrame(found).astype(first.dtypes), first.reset_index(drop=True))


def test_times_kept_from_town_halls_are_those_of_the_model(atlas):
    guides = places_of(atlas)["kind"].isin(GUIDES).to_numpy()
    for code in atlas.communes["code"]:
        origin = locate(atlas, Near(commune=code))
        found = near(atlas, GUIDES, origin)
        asked = dict(zip(places_of(atlas)["place"], minutes_from(atlas, origin, CAR), strict=True))
        assert len(found) == guides.sum() > 0
        assert [asked[one] for one in found["place"]] == found["minutes"].tolist()


class Asked:
    """A model that counts the starts it is asked about."""

    name, modes = "compté", (CAR, TRANSIT)

    def __init__(self) -> None:
        self.starts: list[int] = []

    def minutes(self, origins_xy, destinations_xy, mode):
        self.starts.append(len(origins_xy))
        return np.full((len(origins_xy), len(destinations_xy)), 7.0, dtype=np.float32)


@pytest.mark.parametrize("mode", [CAR, TRANSIT])
def test_timetables_are_asked_about_one_start_at_a_time(atlas, mode):
    model = Asked()
    counted = replace(atlas, model=model, _kept={})
    for code in counted.communes["code"][:2]:
        found = nearest(counted, GUIDES, locate(counted, Near(commune=code)), mode)
        assert [row["minutes"] for row in found] == [7] * len(found) != []
    several = len(counted.communes)
    assert several > 2
    if mode == TRANSIT:
        assert model.starts == [1, 1]
    else:
        assert len(model.starts) == 1  # for all town halls, whichever side is the more numerous
