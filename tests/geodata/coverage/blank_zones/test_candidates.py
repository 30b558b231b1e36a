from datetime import date

import pytest
from atlases.small import FULL, offer, small_atlas

from geodata.asking.coverage import parse_coverage
from geodata.coverage.answer import cover
from geodata.coverage.blank_zones.candidates import (
    declared_zones,
    missing_domains,
    nearest_courses,
    uncovered,
)
from geodata.coverage.blank_zones.export import uncovered_csv
from geodata.domains import DOMAINS

TODAY = date(2026, 1, 1)


def covered(atlas=None, **args):
    atlas = atlas or small_atlas([FULL])
    return cover(atlas, parse_coverage({"threshold": "5", **args}), TODAY)


def test_the_communes_beyond_are_one_zone_when_they_touch():
    found = uncovered(covered())
    assert len(found.computed) == 1
    zone = found.computed.iloc[0]
    assert (zone["communes"], zone["population"], zone["km2"]) == (3, 3000, pytest.approx(300))
    assert zone["spel"] == "Bassin"
    assert zone["name"] == "Bêta, Delta et 1 autre"
    assert zone["place"] == "Lycée Alpha, Alpha"
    assert set(zone["codes"].split()) == {"80002", "02003", "02004"}
    assert zone["lon_min"] < zone["lon_max"]


def test_the_nearest_course_has_a_name_and_the_time_is_that_of_the_people():
    here = covered(small_atlas([FULL, offer("b", site="alpha", title="CAP Boulanger")]))
    found = uncovered(here)
    assert nearest_courses(here, found.zones, TODAY) == ["CAP Boulanger et 1 autre"]
    times = sorted(here.minutes[[1, 2, 3]].tolist())  # a thousand people in each
    assert found.computed["median_minutes"].tolist() == [times[1]]
    assert found.computed["nearest_minutes"].tolist() == [times[0]]
    opened = covered(open="02004", close="alpha")
    assert nearest_courses(opened, uncovered(opened).zones, TODAY) == [""]


def test_the_people_of_the_zones_are_those_beyond_the_threshold(atlas):
    here = cover(
        atlas, parse_coverage({"domain": "transport-logistique", "threshold": "20"}), TODAY
    )
    found = uncovered(here)
    assert len(found.computed) > 3
    assert found.computed["population"].sum() == here.whole["beyond_population"]
    spread = [code for codes in found.computed["codes"] for code in codes.split()]
    assert len(spread) == len(set(spread)) == found.computed["communes"].sum()


def test_a_zone_that_crosses_a_limit_may_be_cut_there(atlas):
    here = cover(atlas, parse_coverage({"domain": "transport-logistique", "mode": "velo"}), TODAY)
    whole, cut = uncovered(here).computed, uncovered(here, by_spel=True).computed
    assert (whole["spels"] > 1).any()
    assert (cut["spels"] == 1).all()
    assert len(cut) > len(whole)
    assert cut["population"].sum() == whole["population"].sum()


def test_what_is_sure_is_beyond_the_longest_time_that_may_be_within(atlas):
    def at(threshold):
        asked = {"domain": "transport-logistique", "threshold": str(threshold)}
        return cover(atlas, parse_coverage(asked), TODAY)

    possible = int(at(20).uncertainty.ends[1])
    near, far = (uncovered(at(threshold)).computed for threshold in (20, possible))
    assert 0 < near["sure_population"].sum() < near["population"].sum()
    assert near["sure_population"].sum() == far["population"].sum()


def test_an_opening_shrinks_the_zone_and_may_be_the_nearest():
    zone = uncovered(covered(open="02004")).computed
    assert zone["population"].sum() == 2000
    nearest = uncovered(covered(open="02004", close="alpha")).computed
    assert nearest["population"].sum() == 3000
    assert (nearest["place"] == "").all()


def test_no_zone_when_everybody_is_within_reach():
    found = uncovered(covered(threshold="240"))
    assert found.computed.empty
    assert found.compared.empty
    assert uncovered_csv(covered(threshold="240"), found, [], "").startswith(b"\xef\xbb\xbfListe;")


PROFILE = {
    "declared_zones": [
        {"nom": "Thiérache", "code insee": "02004", "note": ""},
        {"nom": "", "code insee": "2999", "note": "commune nouvelle"},
        {"nom": "", "code insee": "99999", "note": "ailleurs"},
    ],
    "commune_successors": {"02999": "80001"},
}


def test_the_declared_list_is_brought_to_the_communes_of_today():
    atlas = small_atlas([FULL], profile=PROFILE)
    found = uncovered(covered(atlas))
    assert found.declared.table["commune"].tolist() == ["02004", "80001"]
    assert found.declared.rejected["row"].tolist() == [3]
    zone = found.compared.iloc[0]
    assert (zone["zone"], zone["population"], zone["beyond_population"]) == (
        "Thiérache",
        2000,
        1000,
    )
    assert zone["codes"] == "02004 80001"
    assert found.computed["declared_communes"].tolist() == [1]


def test_a_list_of_one_s_own_takes_the_place_of_the_region_s():
    atlas = small_atlas([FULL], profile=PROFILE)
    own = [{"zone": "Mienne", "commune": "80002"}]
    assert uncovered(covered(atlas), own).compared["zone"].tolist() == ["Mienne"]
    assert declared_zones(atlas, []).table.empty


def test_what_is_missing_is_what_is_offered_elsewhere_only():
    other = offer("weld", site="delta", domain="mecanique-automobile")
    atlas = small_atlas([FULL, other])
    here = covered(atlas, domain="hotellerie-alimentation")
    (lacks,) = missing_domains(here, uncovered(here).zones, TODAY)
    assert set(lacks) == {"hotellerie-alimentation", "mecanique-automobile"}
    assert lacks["hotellerie-alimentation"] == 0
    assert lacks["mecanique-automobile"] == pytest.approx(1 / 3)
    assert set(lacks) <= set(DOMAINS)


def test_a_simulated_opening_is_no_longer_missing():
    here = covered(domain="hotellerie-alimentation", open="80002,02003")
    (lacks,) = missing_domains(here, uncovered(here).zones, TODAY)
    assert set(lacks) == {"hotellerie-alimentation"}  # the zone left is the commune without one
    everywhere = covered(domain="hotellerie-alimentation", open="80002,02003,02004")
    assert missing_domains(everywhere, uncovered(everywhere).zones, TODAY) == []


def test_both_lists_are_in_the_file():
    atlas = small_atlas([FULL], profile=PROFILE)
    here = covered(atlas)
    found = uncovered(here)
    missing = missing_domains(here, found.zones, TODAY)
    text = uncovered_csv(here, found, missing, "Profil").decode("utf-8-sig")
    lines = [line.split(";") for line in text.splitlines()]
    head = lines[0]
    assert [line[0] for line in lines[1:]] == ["calculée", "déclarée"]
    beyond = head.index("Population hors d'atteinte")
    assert [line[beyond] for line in lines[1:]] == ["3000", "1000"]
    assert lines[2][head.index("Recoupe")] == found.computed["name"].iloc[0]
