"""A contract of one engagement, put on a small atlas."""

from dataclasses import replace

from geodata.contract.following import follows
from geodata.region.contract import Contract


def contract(*indicators):
    """Return a contract of one engagement, « 9.9 »."""
    engagement = {"key": "9.9", "title": "Former", "reference": "l. 1", "indicators": indicators}
    chapter = {"slug": "ambition-9", "name": "Ambition 9", "title": "Tout", "reference": "l. 1"}
    return Contract.model_validate(
        {
            "region": "99", "name": "Contrat d'essai", "start": 2022, "end": 2028,
            "signatories": "État et Région",
            "chapters": [{**chapter, "engagements": [engagement]}],
        }
    )  # fmt: skip


def followed(atlas, *indicators):
    return follows(replace(atlas, contract=contract(*indicators), _kept={}))


def published(label, **more):
    return {"published": label, "producer": "Dares", "rhythm": "chaque année", **more}
