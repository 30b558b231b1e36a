"""The producers' real files, beside the project where they were given; absent, these tests skip."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.assembly import make_atlas
from geodata.atlas import Atlas
from loaders.building.region import build
from loaders.store.regional import Store, read_store
from settings import read_settings

DATA = read_settings().shared_data


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of the real files."""
    if not DATA.is_dir():
        pytest.skip("les fichiers réels (../shared/data) ne sont pas là")
    return DATA


@pytest.fixture(scope="session")
def real_address(shared_data: Path, made_once: Callable[..., Path]) -> Path:
    """Return the folder of the store built from all the real files, once for all workers."""

    def make(folder: Path) -> None:
        build(shared_data, str(folder / "store"), "hauts-de-france")

    return made_once("real", make) / "store"


@pytest.fixture(scope="session")
def whole_store(shared_data: Path, made_once: Callable[..., Path]) -> Store:
    """Return the store built from both folders of real files."""
    more = shared_data.parent / "more"
    if not more.is_dir():
        pytest.skip("les fichiers réels de ../shared/more ne sont pas là")

    def make(folder: Path) -> None:
        build([shared_data, more], str(folder / "store"), "hauts-de-france")

    return read_store(str(made_once("whole", make) / "store"))


@pytest.fixture(scope="session")
def real_store(real_address: Path) -> Store:
    """Return the store built from all the real files."""
    return read_store(str(real_address))


@pytest.fixture(scope="session")
def real_atlas(real_store: Store) -> Atlas:
    """Return the atlas of the store built from all the real files."""
    return make_atlas(real_store)


@pytest.fixture(scope="session")
def whole_atlas(whole_store: Store) -> Atlas:
    """Return the atlas of the store built from both folders of real files."""
    return make_atlas(whole_store)
