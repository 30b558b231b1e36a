"""The documents text search is tested on: the catalogue of certifications and the ROME labels."""

import csv
from functools import lru_cache
from pathlib import Path

from geodata.search.index import Document, TextIndex
from loaders.certifications.catalogue import read_certifications
from loaders.embedding.base import read_base
from loaders.project_data.everyday import read_everyday


@lru_cache(maxsize=1)
def rome_labels() -> dict[str, str]:
    """The label of every ROME code."""
    romes = read_base().romes
    return dict(zip(romes["rome"], romes["label"], strict=True))


@lru_cache(maxsize=1)
def index() -> TextIndex:
    """The index an application would have if every certification of the catalogue were taught."""
    documents = [
        Document(
            title=row.short,
            certification=row.title,
            romes=tuple(row.romes.split()),
            rncp=row.rncp,
        )
        for row in read_certifications().itertuples(index=False)
    ]
    return TextIndex(documents, rome_labels(), read_base().communes["name"], read_everyday())


def requests() -> list[dict[str, str]]:
    """The rows of requests.csv."""
    path = Path(__file__).parents[1] / "geodata" / "requests.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
