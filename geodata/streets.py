"""Our own base map of streets: what it is made of, and how its bytes are read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Streets:
    """Tiles of streets, as files of which a browser reads parts.

    Attributes
    ----------
    id : str
        Changes when any of it does.
    extract : str
        Name of the file of OpenStreetMap that they come from.
    sizes : mapping
        Bytes of each file, by its name (`far`, `near`).
    bounds : west, south, east, north, in degrees
        Of what is drawn.
    read : callable
        Returns the bytes of a file from one to another, the last left out; raises OSError.
    """

    id: str
    extract: str
    sizes: Mapping[str, int]
    bounds: tuple[float, float, float, float]
    read: Callable[[str, int, int], bytes]
