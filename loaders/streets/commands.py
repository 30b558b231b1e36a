"""What `python -m loaders streets` does: the base map made of an extract, or taken away."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.store.streets import STREETS, write_streets
from loaders.streets.tiles import tiles_of

Say = Callable[[str], None]


def make_streets(osm: Sequence[Path], store_address: str, as_json: bool, say: Say) -> int:
    """Make the base map of an extract and put it in service, whatever store is there."""
    made = tiles_of(osm, say)
    streets = write_streets(
        store_address, " et ".join(one.name for one in osm), made.files, made.bounds
    )
    size = sum(streets.sizes.values())
    if as_json:
        account = {"extract": streets.extract, "shapes": made.shapes, "bytes": size}
        print(json.dumps({**account, "bounds": list(streets.bounds)}, ensure_ascii=False))
    else:
        print(
            f"Rues de « {streets.extract} » en service : {made.shapes} tracés, "
            f"{max(1, round(size / 1e6))} Mo."
        )
    return 0


def without_streets(store_address: str, say: Say) -> int:
    """Take the base map out of service."""
    there = STREETS.remove(store_address)
    say("Les cartes n'ont plus de rues." if there else "Les cartes n'avaient pas de rues.")
    return 0
