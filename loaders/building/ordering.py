"""Reading files in an order such that each parser finds in its context what it needs."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from graphlib import TopologicalSorter
from typing import Protocol, TypeVar

import pandas as pd

from geodata.tables.schema import SITES
from loaders.locating.courses import KNOWN_PLACES, STREETS
from loaders.reading.joining import together
from loaders.source import Context, Parsed, Source
from loaders.store.tables import OPTIONAL

STORE_TABLES = frozenset({"sites", "offers", *OPTIONAL})
"""What files may give that goes to the store; any other table is a nomenclature."""

PLACES = "places"


class Belongs(Protocol):
    """Anything that belongs to a source, such as a file."""

    @property
    def source(self) -> Source:
        """The source it belongs to."""
        ...


class Read(Protocol):
    """What a file gave."""

    @property
    def parsed(self) -> Parsed:
        """What counts of it."""
        ...


F = TypeVar("F", bound=Belongs)
R = TypeVar("R", bound=Read)


def read_in_order(
    files: Sequence[F],
    context: Context,
    read: Callable[[F, Context], Parsed],
    choose: Callable[[Sequence[tuple[F, Parsed]]], Sequence[R]],
) -> list[R]:
    """Read files, those that give what others need first; return them in the order given.

    Parameters
    ----------
    files : what to read, each with its `source`
    context : what every parser knows; each step adds to it what the steps before gave
    read : reads one file
    choose : says what counts of files that were read, all those of their sources

    Raises
    ------
    graphlib.CycleError
        Sources need one another: a fault of the catalogue.
    """
    done: dict[int, R] = {}
    for keys in _steps([file.source for file in files]):
        ranks = [rank for rank, file in enumerate(files) if file.source.key in keys]
        chosen = choose([(files[rank], read(files[rank], context)) for rank in ranks])
        done.update(zip(ranks, chosen, strict=True))
        context = enriched(context, [(files[rank].source, done[rank].parsed) for rank in ranks])
    return [done[rank] for rank in range(len(files))]


def enriched(context: Context, read: Sequence[tuple[Source, Parsed]]) -> Context:
    """Return the context with the nomenclatures and the places that some files gave."""
    newest = sorted(read, key=lambda pair: by_year(pair[1].vintage), reverse=True)
    tables: dict[str, list[pd.DataFrame]] = {
        name: [table] for name, table in context.nomenclatures.items()
    }
    places = [context.places]
    for source, parsed in newest:
        for name, table in parsed.tables.items():
            if name not in STORE_TABLES:
                tables.setdefault(name, []).append(table)
        for name in ("sites", KNOWN_PLACES):
            if "street" in (listed := parsed.tables.get(name, pd.DataFrame())):
                tables.setdefault(STREETS, []).append(_streets(listed))
        if PLACES in source.gives and "sites" in parsed.tables:
            sites = parsed.tables["sites"]
            places.append(sites.loc[sites["precision"] == "address"])
    return replace(
        context, nomenclatures=_joined(tables), places=together(places)[list(SITES.columns)]
    )


def _streets(sites: pd.DataFrame) -> pd.DataFrame:
    """Return the addresses of the sites that have one, to place those without a position."""
    return sites.loc[sites["street"] != "", ["uai", "siret", "commune", "street"]]


def by_year(vintage: str) -> tuple[str, str]:
    """Return what sorts vintages: « session 2025 » by its year, after any without a year."""
    return "".join(sign for sign in vintage if sign.isdigit()), vintage


def _joined(tables: Mapping[str, Sequence[pd.DataFrame]]) -> dict[str, pd.DataFrame]:
    return {name: together(parts) for name, parts in tables.items()}


def _steps(sources: Sequence[Source]) -> list[set[str]]:
    """Return the keys of the sources step by step: each needs only what earlier steps give."""
    known = {source.key: source for source in sources}
    sorter = TopologicalSorter(
        {
            key: {
                other.key
                for other in known.values()
                if other.key != key and set(source.needs) & set(other.gives)
            }
            for key, source in known.items()
        }
    )
    sorter.prepare()
    steps = []
    while sorter.is_active():
        ready = sorter.get_ready()
        steps.append(set(ready))
        sorter.done(*ready)
    return steps
