import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from geodata.coverage.nearest import nearest, nearest_site, within
from geodata.travel.margin import Uncertainty


@st.composite
def matrices(draw):
    """A small matrix, with ties and places out of reach, and a choice of its sites."""
    shape = draw(hnp.array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=8))
    minutes = draw(hnp.arrays(np.uint8, shape, elements=st.sampled_from([0, 1, 30, 254, 255])))
    return minutes, draw(hnp.arrays(np.bool_, shape[:1]))


def brute_force(matrix, mask):
    """(minutes, row) of the nearest chosen site of each commune, one at a time."""
    found = []
    for commune in range(matrix.shape[1]):
        best = (255, -1)
        for site in range(matrix.shape[0]):
            if mask[site] and matrix[site, commune] < best[0]:
                best = (int(matrix[site, commune]), site)
        found.append(best)
    return found


@given(matrices())
def test_nearest_is_exact(case):
    matrix, mask = case
    expected = brute_force(matrix, mask)
    assert nearest(matrix, mask).tolist() == [minutes for minutes, _ in expected]
    assert nearest_site(matrix, mask).tolist() == [site for _, site in expected]


def test_no_chosen_site_is_out_of_reach_everywhere():
    matrix = np.zeros((3, 4), dtype=np.uint8)
    nobody = np.zeros(3, dtype=bool)
    assert nearest(matrix, nobody).tolist() == [255] * 4
    assert nearest(matrix, nobody).dtype == np.uint8
    assert nearest_site(matrix, nobody).tolist() == [-1] * 4


@pytest.mark.parametrize("find", [nearest, nearest_site])
def test_refuses_a_mask_that_does_not_fit(find):
    matrix = np.zeros((3, 4), dtype=np.uint8)
    with pytest.raises(ValueError, match="shape"):
        find(matrix, np.ones(4, dtype=bool))
    # Rows given as numbers would be taken as booleans, and the answer would be wrong in silence.
    with pytest.raises(ValueError, match="boolean"):
        find(matrix, np.array([0, 1, 2]))


MINUTES = np.array([0, 29, 30, 31, 254, 255], dtype=np.uint8)
PEOPLE = np.array([1, 10, 100, 1000, 10_000, 100_000])


def people_within(minutes, people, threshold):
    return people[within(minutes, threshold)].sum()


@pytest.mark.parametrize(
    ("threshold", "people"),
    [(0, 1), (29.9, 11), (30, 111), (254, 11_111), (255, 11_111), (1e9, 11_111)],
)
def test_people_within_never_have_what_is_out_of_reach(threshold, people):
    assert people_within(MINUTES, PEOPLE, threshold) == people


def test_within():
    assert within(MINUTES, 30).tolist() == [True, True, True, False, False, False]


@given(hnp.arrays(np.uint8, 20), hnp.arrays(np.int64, 20, elements=st.integers(0, 10_000)))
def test_the_band_holds_the_figure(minutes, people):
    least, most = (people_within(minutes, people, bound) for bound in Uncertainty(30).ends)
    assert least <= people_within(minutes, people, 30) <= most


def test_a_supposed_band_is_of_a_fifth():
    minutes = np.array([24, 25, 26, 30, 31, 37, 38], dtype=np.uint8)
    # 25 min may really be 30 (20 % more); 37 min may really be 29.6 (20 % less), 38 min not.
    one_each = np.ones(7, dtype=int)
    assert [people_within(minutes, one_each, bound) for bound in Uncertainty(30).ends] == [
        2,
        6,
    ]
