"""Each real file, cut to some rows and damaged in each way, leaves the others and is told.

One file in eight is damaged in one way; `make damage` (ATLAS_DAMAGE=all) damages every file in
every way, then builds again and again with a few files damaged at once.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from loaders.building.gathering import read_file
from loaders.building.region import build, context_of
from loaders.embedding.base import read_base
from loaders.errors import SourceError
from loaders.files.finding import find_files, find_one
from loaders.project_data.profile import read_profile
from loaders.source import Context
from loaders.store.regional import read_sources
from tests import damage

ALL = os.environ.get("ATLAS_DAMAGE") == "all"
REGION = "hauts-de-france"
AT_ONCE = 6

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def here() -> Context:
    profile = read_profile(REGION)
    return context_of(read_base(profile.slug), profile)


@pytest.fixture(scope="module")
def folders(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Return the real folders, their tables cut to some rows."""
    to = tmp_path_factory.mktemp("cut")
    given = [folder for folder in (shared_data, shared_data.parent / "more") if folder.is_dir()]
    for folder in given:
        damage.cut_down(folder, to / folder.name, 150 if ALL else 40)
    return [to / folder.name for folder in given]


def _paths(folders: list[Path]) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())


@contextmanager
def damaged(path: Path, hurt: Damage) -> Iterator[None]:
    """Damage a file, and put everything back."""
    content, before = path.read_bytes(), set(path.parent.iterdir())
    try:
        hurt(path)
        yield
    finally:
        for extra in set(path.parent.iterdir()) - before:
            extra.unlink()
        if path.is_dir():
            path.rmdir()
        path.unlink(missing_ok=True)
        path.write_bytes(content)


def _fits(path: Path, hurt: Damage) -> bool:
    """Tell whether a damage is one that such a file may suffer."""
    text = path.suffix in (*damage.TEXTS, ".xml", ".json", ".geojson")
    return text or hurt not in (damage.in_utf_16, damage.in_eight_bits)


def test_a_damaged_file_is_read_or_told(folders: list[Path], here: Context) -> None:
    reading = [hurt for hurt in damage.DAMAGES if hurt not in (damage.a_folder, damage.doubled)]
    for rank, path in enumerate(_paths(folders)):
        if not ALL and rank % 8:
            continue
        for hurt in reading if ALL else [reading[rank // 8 % len(reading)]]:
            if not _fits(path, hurt) or not find_one(path).files:
                continue
            with damaged(path, hurt):
                found = [find_one(one) for one in path.parent.iterdir() if one.name == path.name]
                for file in [file for one in found for file in one.files]:
                    with suppress(SourceError):  # any other exception would stop a build
                        assert read_file(file, here).rows_kept >= 0


@pytest.mark.skipif(not ALL, reason="long : make damage")
def test_whatever_is_damaged_a_build_ends_with_the_others(
    folders: list[Path], tmp_path: Path
) -> None:
    address = str(tmp_path / "store")
    known = {file.source.name for file in find_files(folders).files}
    paths = [path for path in _paths(folders) if find_one(path).files]
    for first in range(0, len(paths), AT_ONCE):
        hurt = [
            (path, damage.DAMAGES[(first // AT_ONCE + 5 * rank) % len(damage.DAMAGES)])
            for rank, path in enumerate(paths[first : first + AT_ONCE])
        ]
        hurt = [(path, how if _fits(path, how) else damage.halved) for path, how in hurt]
        _build_damaged(folders, address, hurt, known)


def _build_damaged(
    folders: list[Path], address: str, hurt: list[tuple[Path, Damage]], known: set[str]
) -> None:
    if not hurt:
        manifest = build(folders, address, REGION, force=True, accept=["*"])
        read = {str(name) for name in read_sources(address)[1]["name"]}
        lost = known - read
        said = {str(one["name"]) for one in manifest.set_aside}
        assert len(lost - said) <= AT_ONCE, lost  # those whose file nobody can tell any more
        return
    (path, how), *others = hurt
    with damaged(path, how):
        _build_damaged(folders, address, others, known)
