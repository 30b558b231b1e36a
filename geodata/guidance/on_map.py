"""The places that guide and receive, as a layer of the map: what the browser draws of them."""

from __future__ import annotations

from geodata.atlas import Atlas
from geodata.completeness.matrix import ABSENT
from geodata.guidance.known import known_of
from geodata.guidance.near import places_of
from geodata.guides import GUIDES, KINDS, publics_words
from geodata.maps.overlays import Overlay, overlays
from geodata.provenance.age import in_words

PLACES_KEY = "accueil"
"""The layer, as addresses write it."""

_TOLD = ("name", "address", "telephone", "hours", "note")


def place_layers(atlas: Atlas) -> dict[str, Overlay]:
    """Return the layer of the places that guide, with its sources and how many kinds none gives.

    It is empty when no place is known. A legend has no room for the names of the kinds without a
    source: the page of those who guide has them.
    """
    known = [known_of(atlas, kind) for kind in GUIDES]
    sources = dict.fromkeys(source for one in known for source in one.sources)
    if not sources:
        return {}
    absent = sum(one.state == ABSENT for one in known)
    kinds = f"{absent} autres sortes" if absent > 1 else "1 autre sorte"
    told = f"Sans source chargée, pas sur la carte : {kinds} de lieux." if absent else ""
    name = "Qui peut m'aider (accueil, conseil)"
    return {PLACES_KEY: Overlay(name, "\u00a0; ".join(sources), told)}


def places_and_zonings(atlas: Atlas) -> dict[str, Overlay]:
    """Return what can be laid over the map of courses, in the order in which it is offered."""
    return {**place_layers(atlas), **overlays(atlas)}


def places_table(atlas: Atlas) -> dict[str, object]:
    """Return the places that guide, as the browser reads them.

    `kinds` have what each is and whom it receives, `sources` « name, date »; `places` is columns of
    the same length, where `kind` and `source` are ranks and `lat`, `lon` degrees. What no source
    says is "".
    """
    table = places_of(atlas)
    rows = table[table["kind"].isin(GUIDES)].sort_values(["name", "place"])
    kinds = [kind for kind in GUIDES if (rows["kind"] == kind).any()]
    names = atlas.sources.set_index("source")["name"]
    dated = [
        ", ".join(filter(None, (str(names.get(source, source)), in_words(str(vintage)))))
        for source, vintage in zip(rows["source"], rows["vintage"], strict=True)
    ]
    sources = list(dict.fromkeys(dated))
    return {
        "kinds": [{"name": KINDS[kind].one, "publics": publics_words(kind)} for kind in kinds],
        "sources": sources,
        "places": {
            **{name: rows[name].tolist() for name in _TOLD},
            "kind": [kinds.index(kind) for kind in rows["kind"]],
            "source": [sources.index(source) for source in dated],
            "code": rows["commune"].tolist(),
            "commune": [str(atlas.commune_names.get(code, "")) for code in rows["commune"]],
            "centre": [int(precision == "commune") for precision in rows["precision"]],
            "lat": rows["lat"].round(5).tolist(),
            "lon": rows["lon"].round(5).tolist(),
        },
    }
