"""A small atlas whose course is at an establishment that directories know."""

from dataclasses import replace

import pandas as pd
from atlases.small import FULL, small_atlas

from geodata.courses.establishments import ESTABLISHMENTS, FLAGS, TEXTS

UAI = "0800001A"


def about(**values):
    """Return a row of the table of establishments, for the course « full » of the small atlas."""
    blank = {**dict.fromkeys(TEXTS, ""), **dict.fromkeys(FLAGS)}
    return {
        **blank, "uai": UAI, "address": "2 rue du Collège", "postcode": "80100", "city": "Alpha",
        "commune": "80001", "telephone": "03 22 00 01 02", "website": "https://alpha.fr",
        "boarding": True, "updated": "2026-03-12", "source": "annuaire", **values,
    }  # fmt: skip


def with_establishments(rows, offers=None):
    """Return the small atlas, its site « alpha » at the UAI of `about`, and these rows."""
    atlas = small_atlas(offers or [FULL])
    sites = atlas.sites.assign(uai=atlas.sites["site"].map({"alpha": UAI}).fillna(""))
    named = atlas.sources.assign(source="annuaire", name="Annuaire d'essai")
    frame = pd.DataFrame(rows, columns=[*TEXTS, *FLAGS])
    return replace(
        atlas,
        sites=sites,
        sources=pd.concat([atlas.sources, named], ignore_index=True),
        establishments=ESTABLISHMENTS.validate(frame),
    )
