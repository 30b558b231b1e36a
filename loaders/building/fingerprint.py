"""Whether anything that a build depends on has changed since the one in service."""

import datetime as dt
import hashlib
from dataclasses import replace

from loaders.errors import StoreError
from loaders.files.finding import Found
from loaders.paths import ROOT
from loaders.project_data.profile import REGIONS, Profile
from loaders.store.manifest import Manifest
from loaders.store.regional import read_store


def with_courses(found: Found) -> bool:
    """Tell whether a file gives courses, so that no course is simulated."""
    return any("offers" in file.source.gives for file in found.files)


def unchanged(address: str, mark: str, found: Found) -> Manifest | None:
    """Return the manifest of the current build when it is whole and was made of the same things."""
    try:
        manifest = read_store(address).manifest
    except StoreError:
        return None
    if manifest.fingerprint != mark:
        return None
    return replace(manifest, unrecognised=found.unrecognised, refused="")


def fingerprint(found: Found, profile: Profile) -> str:
    """Return a SHA-256 of all that a build depends on: files, embedded base, profile and code."""
    digest = hashlib.sha256()
    inputs = [
        *sorted((ROOT / "data" / "embedded" / profile.slug).rglob("*")),
        *sorted((ROOT / "data" / "embedded" / "france").rglob("*")),
        *sorted((ROOT / "data" / "demonstration").rglob("*")),
        ROOT / "data" / "capitals.toml",
        ROOT / "data" / "titles.toml",
        *sorted((ROOT / "data" / "indicators").glob(f"{profile.slug}*")),
        *sorted((ROOT / "data" / "nomenclatures").rglob("*")),
        *sorted(REGIONS.glob(f"{profile.slug}*")),
        *sorted((ROOT / "loaders").rglob("*.py")),
        *sorted((ROOT / "geodata").rglob("*.py")),
    ]
    if profile.spel_file is not None:
        inputs.append(profile.spel_file)
    for path in inputs:
        if path.is_file():
            digest.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    for file in found.files:
        digest.update(f"{file.name}\0{file.checksum}\0".encode())
    for one in found.set_aside:
        digest.update(f"{one.text()}\0".encode())
    # Sessions that are over leave a real offer; those of the demonstration are of their month.
    digest.update(f"{dt.date.today():{'%Y-%m-%d' if with_courses(found) else '%Y-%m'}}".encode())
    return digest.hexdigest()
