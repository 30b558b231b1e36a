"""The places that guide, that help or that are shown, as layers of the map the browser draws."""

from collections.abc import Mapping
from dataclasses import dataclass

from geodata.atlas import Atlas
from geodata.completeness.matrix import ABSENT
from geodata.guidance.known import known_of
from geodata.guidance.near import places_of
from geodata.guides import GUIDES, HELPS, KINDS, SHOWN, publics_words
from geodata.maps.overlays import Overlay, overlays
from geodata.provenance.age import in_words

PLACES_KEY = "accueil"
"""The layer of those who guide, as addresses write it."""
HELPS_KEY = "venir"
"""The layer of what helps to come and to stay, as addresses write it."""

SHOWN_KEY = "reseaux"
"""The layer of campus and innovations, as addresses write it."""

_NAMED = 2  # sources that a legend names
_TOLD = ("name", "address", "telephone", "hours", "note")


@dataclass(frozen=True)
class _Layer:
    """A layer of places.

    Attributes
    ----------
    sought : the kinds to look for on the page of places, with commas, "" for those that guide
    elsewhere : where the other kinds that it might have are
    """

    name: str
    kinds: tuple[str, ...]
    sought: str = ""
    elsewhere: str = ""


_LAYERS: Mapping[str, _Layer] = {
    PLACES_KEY: _Layer("Qui peut m'aider (accueil, conseil)", GUIDES),
    HELPS_KEY: _Layer(
        "Venir et rester (logement, crèches, transports…)",
        tuple(kind for kind in HELPS if kind not in GUIDES),
        ",".join(HELPS),
        "Les espaces France services sont avec « Qui peut m'aider ».",
    ),
    SHOWN_KEY: _Layer("Campus des métiers et innovations", SHOWN, ",".join(SHOWN)),
}

PLACE_LAYERS = tuple(_LAYERS)
"""The layers of places that an address may ask for; a store may lack some (`place_layers`)."""


def place_layers(atlas: Atlas) -> dict[str, Overlay]:
    """Return the layers of places, each with its sources and how many of its kinds have none.

    A layer without a place known is left out. A legend has no room for the names of the kinds
    without a source: the page of those who guide has them.
    """
    made = {key: _overlay(atlas, layer) for key, layer in _LAYERS.items()}
    return {key: overlay for key, overlay in made.items() if overlay.vintage}


def _overlay(atlas: Atlas, layer: _Layer) -> Overlay:
    known = [known_of(atlas, kind) for kind in layer.kinds]
    sources = dict.fromkeys(source for one in known for source in one.sources)
    absent = sum(one.state == ABSENT for one in known)
    kinds = f"{absent} autres sortes" if absent > 1 else "1 autre sorte"
    lacks = f"Sans source chargée, pas sur la carte : {kinds} de lieux." if absent else ""
    told = " ".join(filter(None, (lacks, layer.elsewhere)))
    # A legend is narrow on a phone, and each place names its own source.
    many = f"{len(sources)} sources, nommées avec chaque lieu"
    return Overlay(layer.name, many if len(sources) > _NAMED else "\u00a0; ".join(sources), told)


def places_and_zonings(atlas: Atlas) -> dict[str, Overlay]:
    """Return what can be laid over the map of courses, in the order in which it is offered."""
    return {**place_layers(atlas), **overlays(atlas)}


def places_table(atlas: Atlas, key: str) -> dict[str, object]:
    """Return the places of a layer, as the browser reads them.

    `kinds` have what each is and whom it receives, or what one does there; `sources` are « name,
    date »; `sought` is what the page of places is asked for; `places` is columns of the same
    length, where `kind` and `source` are ranks and `lat`, `lon` degrees. What no source says is "".
    """
    table, wanted = places_of(atlas), _LAYERS[key].kinds
    rows = table[table["kind"].isin(wanted)].sort_values(["name", "place"])
    kinds = [kind for kind in wanted if (rows["kind"] == kind).any()]
    names = atlas.sources.set_index("source")["name"]
    dated = [
        ", ".join(filter(None, (str(names.get(source, source)), in_words(str(vintage)))))
        for source, vintage in zip(rows["source"], rows["vintage"], strict=True)
    ]
    sources = list(dict.fromkeys(dated))
    return {
        "kinds": [{"name": KINDS[kind].one, "words": _words(kind)} for kind in kinds],
        "sources": sources,
        "sought": _LAYERS[key].sought,
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


def _words(kind: str) -> str:
    return publics_words(kind) if KINDS[kind].guides else KINDS[kind].does
