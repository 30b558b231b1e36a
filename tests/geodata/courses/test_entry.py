"""What it takes to enter a course, said by its source or by the rule of its diploma."""

import pytest
from atlases.small import offer, small_atlas

from geodata.courses.entry import UNKNOWN


@pytest.mark.parametrize(
    ("title", "level", "said", "expected"),
    [
        ("CAP Cuisine", 3, None, 0),
        ("Baccalauréat professionnel Cuisine", 4, None, 0),
        ("BTS Tourisme", 5, None, 4),
        ("BTS Tourisme", 5, 5, 5),  # the source comes first
        ("Licence professionnelle Bois", 6, None, 5),
        ("Master Droit", 7, None, 6),
        ("Certificat de spécialisation Cuisine de tradition", 4, None, UNKNOWN),
        ("Certificat de spécialisation Barman", 3, None, 0),
        ("Titre professionnel Négociateur", 5, None, UNKNOWN),
        ("Remise à niveau", None, None, UNKNOWN),
    ],
)
def test_the_level_that_a_course_asks_for(title, level, said, expected):
    atlas = small_atlas([offer("one", title=title, level=level, entry_level=said)])
    assert atlas.columns.entry.tolist() == [expected]
