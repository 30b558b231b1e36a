"""A small town written by hand, as OpenStreetMap XML: its streets, water, rails and names."""

from pathlib import Path

from samples.road_networks import osm


def small_town(folder: Path, lon: float = 2.30, lat: float = 49.90) -> Path:
    """Write a town round a place: a main road, streets, a track, a canal, a pond, a station.

    The pond's outline is closed; a broken one, of two points, is beside it.
    """
    nodes = {
        1: (lon - 0.01, lat), 2: (lon, lat), 3: (lon + 0.01, lat), 4: (lon, lat + 0.005),
        5: (lon, lat - 0.005), 6: (lon + 0.002, lat + 0.002), 7: (lon + 0.004, lat + 0.002),
        8: (lon + 0.004, lat + 0.004), 9: (lon - 0.006, lat + 0.004), 10: (lon - 0.01, lat - 0.004),
        11: (lon + 0.01, lat - 0.004),
    }  # fmt: skip
    named = {
        9: {"place": "neighbourhood", "name": "Saint-Leu"},
        10: {"railway": "station", "name": "Gare du Nord"},
        11: {"place": "city", "name": "Ville"},
    }
    ways = [
        ([1, 2, 3], {"highway": "primary", "name": "Avenue de la Gare"}),
        ([2, 4], {"highway": "residential", "name": "Rue du Lycée"}),
        ([2, 5], {"highway": "footway"}),
        ([4, 6], {"highway": "service", "service": "parking_aisle"}),
        ([10, 11], {"railway": "rail"}),
        ([5, 11], {"railway": "subway", "tunnel": "yes"}),
        ([1, 10], {"waterway": "canal", "name": "Canal de la Somme"}),
        ([6, 7, 8, 6], {"natural": "water", "name": "Étang"}),
        ([7, 8, 7], {"natural": "water", "name": "Brisé"}),
        ([9, 4], {"natural": "coastline"}),
    ]
    path = folder / "ville.osm"
    path.write_text(osm(nodes, ways, named), encoding="utf-8")
    return path
