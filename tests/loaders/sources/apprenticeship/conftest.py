"""The small region that the files of apprenticeship are read for."""

import pytest

from tests.loaders.training_region import small_context


@pytest.fixture(scope="module")
def region(communes):
    return small_context(communes)
