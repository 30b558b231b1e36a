"""The commands that deal with producers' files: fetch, check, sources."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from loaders.build import context_of, files_at_hand
from loaders.catalogue import CATALOGUE
from loaders.checking import check
from loaders.embedding.base import read_base
from loaders.fetching.addresses import Remote, read_addresses
from loaders.fetching.plan import plan
from loaders.fetching.run import NEW, UPDATED, Outcome, fetch
from loaders.profile import read_profile

NOTHING_CAME = 3
"""Exit code of a `fetch` that brought nothing and could reach nothing: all is as it was."""


def fetch_files(folder: Path, only: Sequence[str], catalogue: Path, as_json: bool) -> int:
    """Bring the files of the catalogue; 0 only if all that was asked for is there.

    Raises
    ------
    SourceError
        The catalogue is faulty, `only` names an unknown source, or another `fetch` is at work.
    """
    outcomes = fetch(folder, plan(read_addresses(catalogue), CATALOGUE, only))
    if as_json:
        _print([outcome.account() for outcome in outcomes])
    else:
        print(_summary(outcomes, folder))
    if all(outcome.done for outcome in outcomes):
        return 0
    return 1 if any(outcome.there for outcome in outcomes) else NOTHING_CAME


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
    paths: Sequence[Path], sources: Path, region: str, catalogue: Path, as_json: bool
) -> int:
    """Say what files are; 0 only if each is usable (strangers in a folder are left aside).

    Raises
    ------
    SourceError, ProfileError, EmbeddedError
    """
    profile = read_profile(region)
    context = context_of(read_base(profile.slug), profile)
    reports = check(paths, context, files_at_hand((), sources), read_addresses(catalogue))
    if as_json:
        _print([report.account() for report in reports])
    else:
        print("\n\n".join(report.text() for report in reports))
    return 0 if all(report.passed for report in reports) else 1


def list_sources(catalogue: Path, as_json: bool) -> int:
    """List the sources that can be read, with where their files are published.

    Raises
    ------
    SourceError
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
