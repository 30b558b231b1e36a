"""What a projection expects, beside the courses known to lead there."""

import numpy as np
import pandas as pd
import pytest
from atlases.needs import needs_atlas

from geodata.needs.metiers import metiers
from geodata.needs.prospects import family_of, prospects, prospects_rows
from geodata.tables.observation import PROSPECTS


def expected(metier, label, jobs, created, departures, starters, moves=0.0, tension=None):
    openings = created + departures
    return {
        "metier": metier, "label": label, "level": "region", "code": "99", "period": "2019-2030",
        "jobs": jobs, "created": created, "departures": departures, "openings": openings,
        "starters": starters, "moves": moves, "gap": openings - starters + moves,
        "tension": tension, "source": "metiers_2030", "vintage": "2019",
    }  # fmt: skip


@pytest.fixture(scope="module")
def atlas():
    rows = [
        expected("S1Z", "Cuisiniers", 2000.0, -100.0, 400.0, 600.0),
        expected("V0Z", "Aides-soignants", 4000.0, 250.4, 1200.0, 800.0, 25.0, 5),
        expected("B2Z", "Couvreurs", 500.0, 0.0, 50.0, 60.0),
    ]
    return needs_atlas(prospects=PROSPECTS.validate(pd.DataFrame(rows)))


def test_the_most_openings_come_first_with_the_courses_that_lead_there(atlas):
    rows = prospects(atlas)
    assert rows["metier"].tolist() == ["V0Z", "S1Z", "B2Z"]
    # soin-1 and the one of the night, the distant one too; no table links the third family.
    assert rows["courses"].tolist()[:2] == [3, 2]
    assert np.isnan(rows["courses"].iat[2])


def test_a_family_counts_a_course_once_however_many_of_its_metiers_it_leads_to(atlas):
    known = metiers(atlas)
    keys = prospects(atlas).set_index("metier")["metiers"]["S1Z"]
    assert {known.rows[known.position[key]].fap2009[:3] for key in keys} == {"S1Z"}
    assert len(keys) == 2


def test_a_metier_has_its_family(atlas):
    own = metiers(atlas).find("V0Z60")
    assert family_of(atlas, own)["openings"] == pytest.approx(1450.4)
    assert family_of(needs_atlas(), own) is None


def test_a_file_has_whole_people(atlas):
    rows = prospects_rows(prospects(atlas))
    assert rows["Postes à pourvoir"].tolist() == [1450, 300, 50]
    assert rows["Écart entre besoins et jeunes débutants"].tolist() == [675, -300, -10]
    assert pd.isna(rows["Formations connues"].iat[2])
