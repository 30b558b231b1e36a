"""The small atlas with a few places that guide and help, some of them simulated."""

from dataclasses import replace

import pandas as pd

from atlases.small import small_atlas
from geodata.guidance.table import GUIDANCE, TEXTS


def place(atlas, town, kind="mission_locale", **values):
    """Return a row at a town hall."""
    commune = atlas.communes[atlas.communes["name"] == town].iloc[0]
    row = {
        **dict.fromkeys(TEXTS, ""), "place": f"{kind}-{town}", "kind": kind,
        "name": f"Chez {town}", "commune": commune["code"], "x": commune["x"],
        "y": commune["y"], "lon": commune["lon"], "lat": commune["lat"], "precision": "address",
        "updated": "", "lacks": "", "source": "essai", "vintage": "2026-03",
    }  # fmt: skip
    return {**row, **values}


def with_guidance(atlas, rows):
    """Return an atlas that has these places."""
    return replace(atlas, guidance=GUIDANCE.validate(pd.DataFrame(rows)), _kept={})


def guided_atlas(**options):
    """Return an atlas with two missions locales, a station, and a CIO whose list is partial."""
    bare = small_atlas(**options)
    rows = [
        place(bare, "Alpha", telephone="03 22 00 01 02", hours="lundi : 09:00-12:00"),
        place(bare, "Gamma"),
        place(bare, "Alpha", "gare", name="Gare d'Alpha"),
        place(bare, "Gamma", "cio", lacks="le siège seulement"),
        place(bare, "Alpha", "cio", lacks="le siège seulement"),
        place(bare, "Alpha", "apec"),
    ]
    return with_guidance(bare, rows)
