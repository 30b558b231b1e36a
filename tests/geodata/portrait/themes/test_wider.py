"""What is published for the region alone is beside the figures of its territories, once."""

import pytest
from atlases.portrait import figure, portrait_atlas

from geodata.portrait.composition import portrait
from geodata.portrait.figure import ENTRIES, THEMES

REGIONAL = "Un chiffre de la région"
PUBLISHED = [
    figure(REGIONAL, 12.0, theme=theme, entry=entry) for theme in THEMES for entry in ENTRIES
]


def shown(level, code, entry):
    """Return by theme the labels of a portrait's own figures and of those of a wider place."""
    bands = portrait(portrait_atlas(PUBLISHED), level, code, entry).bands
    return {
        band.theme: ({one.label for one in band.figures}, {one.label for one in band.wider})
        for band in bands
    }


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_is_the_region_s_own_and_wider_for_a_spel(entry):
    region, spel = shown("region", "99", entry), shown("spel", "S1", entry)
    for theme in THEMES:
        own, wider = region[theme]
        assert (REGIONAL in own, wider) == (True, set()), theme
        own, wider = spel[theme]
        assert REGIONAL not in own, theme
        # People are counted in each territory: of them only the publics are told region-wide.
        assert (REGIONAL in wider) == (theme != "population" or entry == "public"), theme
