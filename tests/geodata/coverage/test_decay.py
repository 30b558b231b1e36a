import numpy as np
import pytest

from geodata.coverage.decay import LUO_QI, Decay

# The method before its enhancement: whoever is within the threshold counts the same.
FLAT = Decay("Sans décroissance", (30.0,), (1.0,), "Luo et Wang (2003)")


def test_the_published_steps():
    table = LUO_QI.table()
    assert table[[0, 10, 11, 20, 21, 30, 31, 255]].tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22, 0, 0]


@pytest.mark.parametrize("decay", [LUO_QI, FLAT])
def test_a_table_falls_and_ends_at_the_threshold(decay):
    table = decay.table()
    assert (np.diff(table) <= 0).all()
    assert table[-1] == 0
    within = np.arange(255) <= decay.threshold
    assert ((table[:-1] > 0) == within).all()


@pytest.mark.parametrize(
    ("bounds", "weights"),
    [((), ()), ((10,), (1, 2)), ((20, 10), (1, 0.5)), ((10, 20), (0.5, 1)), ((10,), (0,)),
     ((-1,), (1,))],
)  # fmt: skip
def test_refuses_what_is_not_a_fall(bounds, weights):
    with pytest.raises(ValueError, match=r"bound|weight"):
        Decay("", bounds, weights, "")
