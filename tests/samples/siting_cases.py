"""Small questions of siting drawn at random: few candidates and towns, times about a threshold."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


@st.composite
def siting_cases(draw, candidates=(1, 8), towns=(1, 12), openings=(1, 4)):
    """Draw minutes (candidates, towns), weights, which towns are covered, how many openings."""
    shape = (draw(st.integers(*candidates)), draw(st.integers(*towns)))
    minutes = draw(hnp.arrays(np.uint8, shape, elements=st.sampled_from([0, 30, 31, 255])))
    weights = draw(hnp.arrays(np.int64, shape[1], elements=st.integers(0, 50)))
    covered = draw(hnp.arrays(np.bool_, shape[1]))
    return minutes, weights, covered, draw(st.integers(*openings))
