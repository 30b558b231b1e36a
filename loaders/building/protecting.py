"""What a build may not put in place of the store in service, unless someone accepts it.

A store of real courses is not replaced by the demonstration, nor by courses of a source that lost
most of its rows (`loaders.files.replacing.lost_most`): a file cut on its way, a disk that is not
mounted.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from loaders.building.gathering import ACCEPT_ALL
from loaders.catalogue import CATALOGUE
from loaders.errors import LoaderError
from loaders.files.finding import SetAside
from loaders.files.replacing import lost_most
from loaders.project_data.profile import Profile
from loaders.store.manifest import Manifest

DEMONSTRATION = "demonstration"
_NUMBERED = re.compile(r"-\d+$")


class RefusedError(LoaderError):
    """What was built is not put in service: the message says why, and how to accept it."""


@dataclass(frozen=True)
class InService:
    """The store that a build would replace: its manifest and its table of sources."""

    manifest: Manifest
    sources: pd.DataFrame


@dataclass(frozen=True)
class Loss:
    """A source with too few rows left; `files` are those of the store in service."""

    source: str
    name: str
    before: int
    after: int
    files: str

    def text(self) -> str:
        """Return it as a sentence of French."""
        left = (
            f"plus que {self.after} ligne(s) utilisable(s)" if self.after else "plus aucune ligne"
        )
        return (
            f"« {self.name} » n'a {left}, contre {self.before} dans la base en service "
            f"({self.files}). Rendez-lui son fichier ; si c'est voulu : "
            f"python -m loaders build --accept {self.source}"
        )


def losses(
    before: InService | None, after: pd.DataFrame, region: str, accepted: Collection[str]
) -> list[Loss]:
    """Return the sources that lost most of their rows since the store in service.

    Parameters
    ----------
    before : None when nothing is in service
    after : the accounts of the files that were read (schema SOURCES)
    region : slug of the region that is built: another one than before has nothing to lose
    accepted : sources that may lose rows, ACCEPT_ALL for all
    """
    if before is None or before.manifest.region != region:
        return []
    if {ACCEPT_ALL, DEMONSTRATION} & {*accepted}:  # the demonstration gives every course up
        return []
    old, new = (_by_source(table) for table in (before.sources, after))
    found = []
    for source in CATALOGUE:
        if source.key in old and source.key not in accepted:
            rows, files = old[source.key]
            left = new.get(source.key, (0, ""))[0]
            if lost_most(rows, left):
                found.append(Loss(source.key, source.name, rows, left, files))
    return found


def _by_source(table: pd.DataFrame) -> dict[str, tuple[int, str]]:
    known = {source.key for source in CATALOGUE}
    keys = table["source"].map(
        lambda key: key if key in known else _NUMBERED.sub("", key)  # « …-2022 » is no number
    )
    return {
        str(key): (int(rows["rows_kept"].sum()), ", ".join(rows["file"].head(3)))
        for key, rows in table.groupby(keys)
        if key in known
    }


def refuse(
    before: InService | None,
    lost: Sequence[Loss],
    real: bool,
    accepted: Collection[str],
    folders: Sequence[Path],
    aside: Sequence[SetAside],
) -> None:
    """Raise RefusedError if what was gathered may not replace the store in service.

    Parameters
    ----------
    real : whether courses come from files, rather than from the demonstration
    folders, aside : where the files are, and those that gave nothing, to say why
    """
    reasons = [loss.text() for loss in lost]
    simulated = before is not None and not before.manifest.demonstration and not real
    if simulated and not {DEMONSTRATION, ACCEPT_ALL} & {*accepted}:
        where = ", ".join(f"« {folder} »" for folder in folders)
        reasons.insert(
            0,
            f"aucun fichier de formations dans {where} : la démonstration ne remplace pas une base "
            "de formations réelles. Vérifiez que le dossier est le bon et qu'il est monté ; si "
            f"c'est voulu : python -m loaders build --accept {DEMONSTRATION}",
        )
    if reasons:
        reasons += [f"mis de côté : {one.text()}" for one in aside if one.fault]
        raise RefusedError("La base en service est gardée.\n- " + "\n- ".join(reasons))


def no_course(rejects: pd.DataFrame, aside: Sequence[SetAside], profile: Profile) -> str:
    """Return why no course of the files can be used; `rejects` are the rows refused."""
    reasons = rejects["reason"].value_counts().head(3)
    why = " ; ".join(
        [f"{reason} ({count})" for reason, count in reasons.items()]
        + [one.text() for one in aside if one.fault]
    )
    why = why or "elles sont de régions voisines"
    return (
        f"Aucune formation des fichiers reconnus n'est utilisable en {profile.name} : {why}. "
        "La base précédente est inchangée."
    )
