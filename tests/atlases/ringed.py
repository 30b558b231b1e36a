"""The small atlas, with a town of a neighbouring region whose courses reach people of ours."""

from dataclasses import replace

import numpy as np
import pandas as pd

from atlases.small import FULL, offer, small_atlas
from geodata.atlas import Atlas
from geodata.tables.schema import OFFERS, RING, SITES
from geodata.travel.model import matrix

OURS = [FULL, offer("bare"), offer("far", modality="distance", title="Titre à distance")]


def theirs(name, **values):
    """Return a course of the neighbouring town."""
    usual = {
        "voie": "superieur", "domain": "sante", "capacity": 30, "enrolled": 12,
        "site": "across", "title": "DE Infirmier", "publics": "jeunes",
    }  # fmt: skip
    return offer(name, **{**usual, **values})


def ringed_atlas(others, ours=OURS) -> Atlas:
    """Return the atlas of the region and, a quarter of an hour east of it, `others` at one site."""
    known = small_atlas(list(ours))
    ring = RING.validate(
        pd.DataFrame(
            [{"code": "51454", "name": "Oméga", "departement": "51", "region": "Voisine",
              "population": 5000, "minutes": 15}]
        )
    )  # fmt: skip
    edge = known.communes.iloc[1]
    site = {
        "site": "across", "uai": "0510031G", "siret": "", "name": "IFSI d'Oméga",
        "commune": "51454", "x": edge["x"] + 8_000, "y": edge["y"], "lon": edge["lon"] + 0.11,
        "lat": edge["lat"], "precision": "address", "source": "essai",
    }  # fmt: skip
    sites = SITES.validate(pd.concat([known.sites, pd.DataFrame([site])], ignore_index=True))
    offers = pd.concat(
        [known.offers, OFFERS.validate(pd.DataFrame(list(others)))], ignore_index=True
    ) if others else known.offers  # fmt: skip
    travel = {
        mode: np.concatenate(
            [times, matrix(known.model, known.commune_xy, sites[["x", "y"]].to_numpy()[-1:], mode)]
        )
        for mode, times in known.travel.items()
    }
    return replace(known, sites=sites, offers=offers, travel=travel, ring=ring, _kept={})
