"""What `python -m loaders addresses` does: streets to start from put in service, or taken away."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from loaders.addresses.reading import read_streets_of
from loaders.store.addresses import ADDRESSES, write_addresses
from loaders.store.regional import read_store

Say = Callable[[str], None]


def load_addresses(files: Sequence[Path], store_address: str, as_json: bool, say: Say) -> int:
    """Put the streets of the communes of a store in service, of files of the BAN."""
    communes = read_store(store_address).communes["code"]
    say(f"Lecture de {len(files)} fichier(s) d'adresses")
    read = read_streets_of(files, set(communes))
    written = write_addresses(store_address, read.addresses)
    account = {
        "rows": read.rows,
        "elsewhere": read.elsewhere,
        "unplaced": read.unplaced,
        "streets": len(written.streets),
        "numbers": len(written.numbers),
    }
    if as_json:
        print(json.dumps(account))
    else:
        print(
            f"{account['streets']} rues et {account['numbers']} numéros en service ; "
            f"{read.rows} lignes lues, {read.elsewhere} hors de la région, {read.unplaced} sans "
            "position ou sans nom de rue."
        )
    return 0


def without_addresses(store_address: str, say: Say) -> int:
    """Take the streets out of service."""
    there = ADDRESSES.remove(store_address)
    say("On ne part plus d'une adresse." if there else "Aucune adresse n'était en service.")
    return 0
