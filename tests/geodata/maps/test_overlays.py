"""The zonings of the map say what they are, and only those that are known are offered."""

import base64

import numpy as np
from atlases.small import small_atlas

from geodata.maps.overlays import OVERLAY_KEYS, overlays, zonings_table


def bits(text, n):
    raw = np.frombuffer(base64.b64decode(text), dtype=np.uint8)
    return np.unpackbits(raw, bitorder="little")[:n].astype(bool)


def test_each_zoning_says_its_vintage(atlas):
    known = overlays(atlas)
    assert {"departement", "spel", "epci", "zrr", "qpv"} <= set(known) <= set(OVERLAY_KEYS)
    for overlay in known.values():
        assert any(year in overlay.vintage for year in ("2022", "2024", "2025", "2026"))


def test_what_the_store_does_not_know_is_not_offered(atlas):
    assert "frr" not in overlays(atlas)
    assert "quartiers" not in overlays(small_atlas())


def test_flags_are_those_of_the_communes(atlas):
    table = zonings_table(atlas)
    inside = bits(table["flags"]["zrr"], len(atlas.communes))
    assert np.array_equal(inside, atlas.communes["zrr"].fillna(False).to_numpy(dtype=bool))
