import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.coverage.offering import known_capacity, offering

COURSES = st.lists(
    st.tuples(
        st.booleans(), st.integers(-1, 3), st.booleans(), st.one_of(st.none(), st.integers(0, 40))
    ),
    max_size=30,
)


def spread(courses):
    which, site, distance, capacity = zip(*courses, strict=True) if courses else ((), (), (), ())
    return offering(
        np.array(which, dtype=bool),
        np.array(site, dtype=np.int32),
        np.array(distance, dtype=bool),
        known_capacity(pd.Series(capacity, dtype="Int64")),
        4,
    )


@given(COURSES)
def test_no_course_is_lost(courses):
    found = spread(courses)
    assert found.total == sum(which for which, *_ in courses)
    for row in range(4):
        here = [c for c in courses if c[0] and c[1] == row and not c[2]]
        assert found.courses[row] == len(here)
        assert found.places[row] == sum(c[3] or 0 for c in here)
        assert found.mask[row] == bool(here)


def test_what_has_no_place_is_counted_apart():
    found = spread(
        [(True, 0, False, 12), (True, 0, False, None), (True, 1, True, 9), (True, -1, False, 5),
         (True, -1, True, None), (False, 2, False, 7)]
    )  # fmt: skip
    assert found.courses.tolist() == [2, 0, 0, 0]
    assert found.places.tolist() == [12, 0, 0, 0]
    assert (found.without_capacity, found.distance, found.unplaced) == (1, 2, 1)
    assert (found.placed, found.total) == (2, 5)


def test_refuses_what_does_not_fit():
    one = np.ones(1, dtype=bool)
    with pytest.raises(ValueError, match="one value a course"):
        offering(one, np.zeros(2, dtype=int), ~one, np.zeros(1), 3)
    with pytest.raises(ValueError, match="site 3"):
        offering(one, np.full(1, 3), ~one, np.zeros(1), 3)
