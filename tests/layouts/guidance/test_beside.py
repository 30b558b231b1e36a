"""What stands beside a course, as its sheet says it."""

import pytest
from atlases.small import texts

from geodata.completeness.matrix import ABSENT, PARTIAL
from geodata.guidance.beside import Beside, Helper
from geodata.guidance.known import Known
from layouts.guidance.beside import helps_section

SPACE = "\u00a0"


def helper(metres, kind="gare"):
    return Helper(kind, "Gare d'Alpha", "", "Alpha", "", "", "", None, metres, "essai, 2026")


def known(kind, state=PARTIAL, places=3):
    return Known(kind, state, places, (), ("essai, 2026",), ("2026",), ("SNCF", ""), False)


@pytest.mark.parametrize(
    ("metres", "said"),
    [(20, "100 m"), (240, "200 m"), (949, "900 m"), (1_000, "1 km"), (2_540, "2,5 km"),
     (3_400, "3 km")],
)  # fmt: skip
def test_a_distance_is_no_more_precise_than_it_is_of_use(metres, said):
    beside = Beside(helps=(helper(metres),), known={"gare": known("gare")})
    assert said.replace(" ", SPACE) in texts(helps_section(beside))


def test_a_kind_that_is_known_of_and_not_near_is_said_so_and_a_near_one_is_not():
    beside = Beside(
        helps=(helper(500),), known={"gare": known("gare"), "internat": known("internat")}
    )
    (said,) = (one for one in texts(helps_section(beside)).split("Connu des sources : ")[1:])
    assert "internat" in said.partition(".")[0]
    assert "gare" not in said.partition(".")[0]


def test_what_no_source_tells_is_never_said_to_be_away():
    beside = Beside(known={"gare": known("gare", ABSENT, 0)})
    assert "Connu des sources" not in texts(helps_section(beside))
