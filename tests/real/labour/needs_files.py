"""The real files of needs, read by the source that recognises them, and read without our code."""

import csv
from functools import cache
from pathlib import Path

from loaders.building.region import context_of
from loaders.catalogue import recognise
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.source import Context, Parsed


@cache
def region() -> Context:
    """Return what parsers know of Hauts-de-France."""
    return context_of(read_base("hauts-de-france"), read_profile("hauts-de-france"))


@cache
def parsed(path: Path, key: str) -> Parsed:
    """Read a file by the source of the catalogue that recognises it, which must be `key`."""
    source = recognise(path)
    assert source is not None, f"{path.name} n'est pas reconnu"
    assert source.key == key
    found = source.read(path, region())
    assert found.rows_kept + len(found.rejects) == found.rows_read
    return found


@cache
def rows_of(path: Path, separator: str = ",") -> tuple[dict[str, str], ...]:
    """Return the rows of a CSV with the csv module alone."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter=separator))
