"""The producers' real files, beside the project where they were given; absent, these tests skip."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.build import build
from loaders.store.regional import Store, read_store

DATA = Path(os.environ.get("ATLAS_SHARED_DATA") or Path(__file__).parents[3] / "shared" / "data")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of the real files."""
    if not DATA.is_dir():
        pytest.skip("les fichiers réels (../shared/data) ne sont pas là")
    return DATA


@pytest.fixture(scope="session")
def real_store(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return the store built from all the real files."""
    address = str(tmp_path_factory.mktemp("real") / "store")
    build(shared_data, address, "hauts-de-france")
    return read_store(address)
