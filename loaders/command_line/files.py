"""The commands that deal with producers' files: fetch, check, sources."""

import json
import sys
from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from loaders.building.across import ring_context
from loaders.building.checking import Checked, examine
from loaders.building.fingerprint import with_courses
from loaders.building.gathering import accounts
from loaders.building.protecting import RefusedError, losses, no_course, refuse
from loaders.building.region import context_of, found_in, in_service
from loaders.catalogue import CATALOGUE
from loaders.embedding.base import read_base
from loaders.fetching.addresses import Remote, read_addresses
from loaders.fetching.download import MEGABYTE
from loaders.fetching.heavy import ALTOGETHER_MB, addresses_wanted, roads_wanted
from loaders.fetching.plan import plan
from loaders.fetching.run import NEW, UPDATED, Outcome, fetch
from loaders.files.finding import find_files
from loaders.project_data.profile import Profile, read_profile
from settings import read_settings

NOTHING_CAME = 3
"""Exit code of a `fetch` that brought nothing and could reach nothing: all is as it was."""


def fetch_files(
    folder: Path, only: Sequence[str], catalogue: Path, accept: bool, as_json: bool
) -> int:
    """Bring the files of the catalogue; 0 only if all that was asked for is there.

    Raises SourceError: the catalogue is faulty, `only` names an unknown source, or another `fetch`
    is at work.
    """
    outcomes = fetch(folder, plan(read_addresses(catalogue), CATALOGUE, only), accept=accept)
    if as_json:
        _print([outcome.account() for outcome in outcomes])
    else:
        print(_summary(outcomes, folder))
    if all(outcome.done for outcome in outcomes):
        return 0
    return 1 if any(outcome.there for outcome in outcomes) else NOTHING_CAME


def fetch_heavy(region: str, roads: bool, accept: bool, as_json: bool) -> int:
    """Bring the extracts of OpenStreetMap of a region and its ring, else its files of addresses.

    Raises SourceError, ProfileError: another `fetch` is at work, or the profile names no extract.
    """
    profile = read_profile(region)
    folder = read_settings().routing / ("extraits" if roads else "adresses")
    wanted = roads_wanted(profile) if roads else addresses_wanted(profile)
    outcomes = fetch(folder, wanted, accept=accept, largest_altogether=ALTOGETHER_MB * MEGABYTE)
    there = " ".join(str(folder / one.wanted.remote.name) for one in outcomes if one.there)
    if as_json:
        _print([outcome.account() for outcome in outcomes])
    else:
        print(_summary(outcomes, folder))
        if there:
            command = "travel --osm" if roads else "addresses --ban"
            print(f"Ensuite : python -m loaders {command} {there}")
    if all(outcome.done for outcome in outcomes):
        return 0
    return 1 if there else NOTHING_CAME


def _summary(outcomes: Sequence[Outcome], folder: Path) -> str:
    there = sum(outcome.there for outcome in outcomes)
    lines = [f"{there} fichier(s) sur {len(outcomes)} dans {folder}"]
    wanting = [outcome for outcome in outcomes if not outcome.done]
    if wanting:
        lines.append("Ce qui n'a pas pu être apporté :")
        for outcome in wanting:
            lines += [f"- {outcome.text()}", f"    {outcome.wanted.remote.where}".rstrip()]
    if not any(outcome.state in (NEW, UPDATED) for outcome in outcomes):
        lines.append("Rien n'a changé.")
    return "\n".join(lines)


def check_files(
    paths: Sequence[Path],
    sources: Sequence[Path],
    region: str,
    catalogue: Path,
    store: str,
    accepted: Collection[str],
    as_json: bool,
) -> int:
    """Say what files are; 0 only if a build of them would end without a fault.

    Of the folders of the sources, it also says what would keep the build from replacing the store
    in service. A file asked for by its name must be usable.

    Raises SourceError, ProfileError, EmbeddedError.
    """
    profile = read_profile(region)
    base = read_base(profile.slug)
    there = [folder for folder in sources if folder.is_dir()]
    whole = {*paths} == {*sources}
    if whole:
        found_in(sources)
    companions = () if whole else find_files(there).files
    checked = examine(
        [path for path in paths if not whole or path.is_dir()],
        context_of(base, profile), companions, read_addresses(catalogue), accepted=accepted,
        across=partial(ring_context, base, profile),
    )  # fmt: skip
    refused = _refusal(checked, sources, profile, store, accepted) if whole else ""
    if as_json:
        refusal = {"file": "", "error": refused, "usable": False}
        _print([*(one.account() for one in checked.reports), *([refusal] if refused else [])])
    else:
        texts = [one.text() for one in checked.reports]
        print("\n\n".join(texts + ([refused] if refused else [])))
    return 1 if refused or not all(report.passed for report in checked.reports) else 0


def _refusal(
    checked: Checked,
    sources: Sequence[Path],
    profile: Profile,
    store: str,
    accepted: Collection[str],
) -> str:
    """Return why a build would make no store, or not replace that in service, "" when it would."""
    before = in_service(store)
    lost = losses(before, accounts(checked.readings), profile.slug, accepted)
    aside = [*checked.found.set_aside, *(one.aside for one in checked.readings if one.aside)]
    try:
        refuse(before, lost, with_courses(checked.found), accepted, sources, aside)
    except RefusedError as error:
        return str(error)
    courses = (one.parsed.tables.get("offers", ()) for one in checked.readings)
    if with_courses(checked.found) and not any(map(len, courses)):
        refused = pd.concat([one.rejects for one in checked.readings])
        return no_course(refused, aside, profile)
    return ""


def list_sources(catalogue: Path, as_json: bool) -> int:
    """List the sources that can be read, with where their files are published.

    Raises SourceError.
    """
    remotes = read_addresses(catalogue)
    known: list[dict[str, Any]] = [
        {
            "source": source.key,
            "name": source.name,
            "producer": source.producer,
            "licence": source.licence,
            "page": source.page,
            "rhythm": source.rhythm,
            "gives": list(source.gives),
            "files": [_described(remote) for remote in remotes if remote.source == source.key],
        }
        for source in CATALOGUE
    ]
    if as_json:
        _print(known)
    else:
        print("\n\n".join(map(_shown, known)))
    return 0


def _described(remote: Remote) -> dict[str, Any]:
    return {
        "file": remote.name,
        "address": remote.where,
        "by_hand": remote.by_hand,
        "format": remote.format,
        "vintage": remote.vintage,
        "columns": [column.split("|")[0] for column in remote.columns],
        "verified": remote.verified,
    }


def _shown(source: dict[str, Any]) -> str:
    lines = [
        f"{source['source']} : {source['name']}",
        f"  {source['producer']} · {source['licence']} · {source['rhythm']}",
        f"  {source['page']}",
    ]
    for file in source["files"]:
        lines.append(f"  {file['file']} ← {file['address'] or file['by_hand']}")
        if file["address"]:
            seen = file["verified"] or "jamais vérifiée"
            lines.append(f"    adresse : {seen} · millésime : {file['vintage']}")
    if not source["files"]:
        lines.append("  aucun fichier à télécharger : à déposer à la main")
    return "\n".join(lines)


def _print(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=1)
    print()
