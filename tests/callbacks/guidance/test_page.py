"""« Qui peut m'aider ? »: a place by its name or code, publics, what is not known."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
from atlases.guided import guided_atlas, place, with_guidance
from atlases.small import FULL, small_atlas

from callbacks.course.page import page as course_page
from callbacks.find.answer import answer_request
from callbacks.guidance import fold
from callbacks.guidance.fold import guides_near
from callbacks.guidance.page import page
from callbacks.routes import addresses, head_of
from geodata.asking.query import parse_query
from geodata.finding.answer import find
from geodata.guidance.near import nearest
from geodata.guides import HELPS
from geodata.travel.roads import RoadTimes, RoadTravel
from layouts.kit.markup import markup
from layouts.kit.still import Still
from layouts.kit.tree import plain

TODAY = date(2026, 10, 6)


def shown(content):
    """Return a page as it stands before its scripts."""
    return Still().write(plain(content))


@pytest.fixture(scope="module")
def atlas():
    return guided_atlas()


def test_a_way_whose_times_are_not_known_is_told_and_not_offered(atlas):
    text = shown(page(atlas, "?lieu=02003&mode=transports"))
    assert "les temps vers ces lieux manquent" in text
    assert "Chez Gamma" in text
    assert "mode=transports" not in text
    assert "mode=velo" in text


def test_a_search_by_timetables_still_names_who_guides(atlas):
    times = np.zeros((len(atlas.sites), len(atlas.communes)), dtype=np.uint8)
    by_bus = replace(atlas, travel={**atlas.travel, "transports": times}, _kept={})
    found = find(by_bus, parse_query({"lieu": "02003", "mode": "transports"}), TODAY)
    assert "Chez Gamma" in markup(guides_near(by_bus, found))


def test_only_what_is_near_a_town_hall_is_remembered(monkeypatch):
    atlas, asked = guided_atlas(), []
    monkeypatch.setattr(fold, "nearest", lambda *given: asked.append(given[2]) or nearest(*given))
    lon, lat = atlas.communes[["lon", "lat"]].iloc[0]
    for start in ({"lieu": "02003"}, {"near": f"{lon},{lat}"}):
        found = find(atlas, parse_query(start), TODAY)
        texts = {markup(guides_near(atlas, found)) for _ in range(3)}
        assert len(texts) == 1
    assert len(asked) == 1 + 3


def test_times_by_road_are_not_called_estimates(atlas):
    xy = atlas.communes[["x", "y"]].to_numpy(float)
    minutes = {"voiture": np.full((len(xy), len(xy)), 12, dtype=np.uint8)}
    roads = RoadTimes("r", "OSRM", "nord.osm.pbf", date(2026, 11, 12), xy, minutes)
    by_road = replace(atlas, model=RoadTravel(roads, atlas.model), roads=roads, _kept={})
    found = find(by_road, parse_query({"lieu": "02003"}), TODAY)
    for text in (shown(page(by_road, "?lieu=02003")), markup(guides_near(by_road, found))):
        assert "temps routiers OSRM" in text
        assert "estimés" not in text
    assert "temps estimés" in shown(page(by_road, "?lieu=02003&mode=velo"))


@pytest.mark.parametrize("lieu", ["Gamma", "02003", "gamma"])
def test_the_nearest_first(atlas, lieu):
    text = shown(page(atlas, f"?lieu={lieu}&public=jeunes"))
    assert text.index("Chez Gamma") < text.index("Chez Alpha")
    assert "Même commune" in text
    assert "Apec" not in text.split("Aucune source")[0]
    assert "03 22 00 01 02" in text
    assert "Liste partielle" in text


def test_an_unknown_place_is_told_and_the_page_stays(atlas):
    text = shown(page(atlas, "?lieu=Nulle-Part&public=martiens"))
    assert "Nous ne trouvons pas" in text
    assert "martiens" in text
    assert "Chez Alpha" in text


def test_what_no_source_gives_is_named_with_who_has_it():
    text = shown(page(small_atlas(), ""))
    assert "Aucune source chargée ne donne" in text
    assert "Annuaire de l" in text


def test_a_position_is_not_read(atlas):
    assert "2.7" not in shown(page(atlas, "?near=2.7,50.1"))


def test_the_page_has_its_head_and_is_listed(atlas):
    assert "/accueils" in addresses(atlas)
    assert "missions locales" in head_of(atlas, "/accueils", "?lieu=02003").description


def test_the_search_folds_who_can_help(atlas):
    notices = answer_request(atlas, {"lieu": "02003", "mode": "voiture"}, TODAY)[2]
    text = markup(notices)
    assert "Qui peut m" in text
    assert "Chez Gamma" in text
    assert "/accueils?lieu=02003" in text
    assert "Qui peut m" not in markup(answer_request(atlas, {}, TODAY)[2])
    disabled = answer_request(atlas, {"lieu": "02003", "public": "handicap"}, TODAY)[2]
    assert "Qui peut m" not in markup(disabled)


def test_the_sheet_and_its_paper_say_who_helps(atlas):
    text = shown(course_page(atlas, "full", "?lieu=02003"))
    assert "Gare d&#x27;Alpha" in text or "Gare d'Alpha" in text
    assert text.count("Chez Gamma") >= 2  # on screen, then on paper
    assert "Aucune source chargée ne donne" in text


def test_a_place_of_a_simulation_is_told():
    bare = guided_atlas()
    sources = pd.DataFrame(bare.sources).assign(simulated=True)
    text = shown(page(replace(bare, sources=sources, _kept={}), ""))
    assert "lieux simulés" in text
    assert FULL["offer"] == "full"


def test_what_helps_is_filtered_by_kind_among_those_that_a_source_gives():
    bare = small_atlas()
    rows = [place(bare, "Alpha", "gare", name="Gare d'Alpha"),
            place(bare, "Alpha", "internat", name="Internat d'Alpha")]  # fmt: skip
    atlas, every = with_guidance(bare, rows), ",".join(HELPS)
    text = shown(page(atlas, f"?lieu=02003&kind={every}"))
    assert "Gare d'Alpha" in text
    assert "Internat d'Alpha" in text
    assert 'href="/accueils?lieu=02003&amp;kind=internat"' in text
    assert "kind=creche" not in text.replace(every, "")
    only = shown(page(atlas, "?lieu=02003&kind=internat"))
    assert "Internat d'Alpha" in only
    assert "Gare d'Alpha" not in only
    assert f'href="/accueils?lieu=02003&amp;kind={every}"' in only
    assert "Ce qui aide à venir et à rester</strong>" in only


def test_a_kind_that_guides_may_be_asked_for_alone(atlas):
    told = shown(page(atlas, "?kind=mission_locale"))
    assert "Missions locales" in told
    assert "Seulement" not in told
