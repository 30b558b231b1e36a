"""Going back to an earlier build of the store, which is still there and whole."""

from loaders.errors import StoreError
from loaders.store.manifest import Manifest
from loaders.store.regional import builds_of, read_build
from loaders.store.storage import Folder, display


def roll_back(address: str, build: str = "") -> Manifest:
    """Put an earlier build in service; a running server passes to it by itself.

    Parameters
    ----------
    address : any fsspec address of a store
    build : the id of the build, the newest one before that in service when ""

    Raises
    ------
    StoreError
        There is no such build, or it is not whole. The store is unchanged.
    """
    if not (builds := builds_of(address)):
        raise StoreError(f"Aucune base régionale dans « {display(address)} ».")
    current, *others = builds
    wanted = [one for one in others if (one.id == build if build else one.id < current.id)]
    if not wanted:
        there = ", ".join(one.id for one in others) or "aucune autre base"
        raise StoreError(f"Il n'y a pas de base plus ancienne à remettre : {there}.")
    read_build(address, wanted[0])
    folder = Folder(address)
    try:
        with folder.alone():
            folder.write("manifest.json", wanted[0].to_json())
    except OSError as error:
        raise StoreError(f"La base ne peut pas être remise en service : {error}.") from error
    return wanted[0]
