"""Small networks of roads written by hand, as OpenStreetMap XML, whose times are known."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

Node = tuple[float, float]
"""Longitude and latitude, degrees."""

TOWN, BRIDGE, QUAY = (2.50, 50.10), (2.52, 50.10), (2.54, 50.10)
FAR_QUAY, ISLAND, FAR_ISLAND = (2.54, 50.12), (2.80, 50.30), (2.81, 50.30)
ACROSS = (2.50, 50.103)  # 330 m north of the town, on the other bank
EMPTY = (3.20, 50.60)  # kilometres from any road


def osm(
    nodes: dict[int, Node],
    ways: list[tuple[list[int], dict[str, str]]],
    named: dict[int, dict[str, str]] | None = None,
) -> str:
    """Return a network: its nodes, with the tags of some, then its ways (nodes, tags)."""
    points = "".join(
        f'<node id="{key}" version="1" lon="{lon}" lat="{lat}">'
        + "".join(
            f"<tag k={quoteattr(k)} v={quoteattr(v)}/>"
            for k, v in (named or {}).get(key, {}).items()
        )
        + "</node>\n"
        for key, (lon, lat) in nodes.items()
    )
    lines = "".join(
        f'<way id="{1000 + n}" version="1">'
        + "".join(f'<nd ref="{key}"/>' for key in through)
        + "".join(f"<tag k={quoteattr(k)} v={quoteattr(v)}/>" for k, v in tags.items())
        + "</way>\n"
        for n, (through, tags) in enumerate(ways)
    )
    return f'<?xml version="1.0"?>\n<osm version="0.6">\n{points}{lines}</osm>\n'


def by_hand(folder: Path) -> Path:
    """Write a network with a one-way street, a ferry, a river without a bridge and an island.

    From the town, a two-way road east to the bridge, then a one-way road to the quay; a ferry of
    fifteen minutes to the quay in front. « Across » is on the other bank: a road comes from the far
    quay only. The island has a road of its own.
    """
    nodes = {1: TOWN, 2: BRIDGE, 3: QUAY, 4: FAR_QUAY, 5: ACROSS, 6: ISLAND, 7: FAR_ISLAND}
    road = {"highway": "secondary", "maxspeed": "60"}
    ways = [
        ([1, 2], {**road, "name": "Rue de la Gare"}),
        ([2, 3], {**road, "name": "Rue du Port", "oneway": "yes"}),
        ([3, 4], {"route": "ferry", "duration": "00:15", "name": "Bac du Port",
                  "motor_vehicle": "yes", "bicycle": "no", "foot": "yes"}),
        ([4, 5], {**road, "ref": "D 940"}),
        ([6, 7], {"highway": "residential", "name": "Rue de l'Île"}),
    ]  # fmt: skip
    path = folder / "main.osm"
    path.write_text(osm(nodes, ways), encoding="utf-8")
    return path


def kilometres(a: Node, b: Node) -> float:
    """Distance of a straight road, on the sphere that OSRM measures on."""
    lon1, lat1, lon2, lat2 = np.radians([*a, *b])
    half = np.sin((lat2 - lat1) / 2) ** 2
    half += np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return float(2 * 6372.797560856 * np.arcsin(np.sqrt(half)))
