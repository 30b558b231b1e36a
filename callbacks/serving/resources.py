"""What the browser keeps for good: the map, its surroundings and the table of courses.

Each is compressed once a store and served under an address that carries its hash, so that a
browser never asks twice for the same content, and never keeps an old one.
"""

import threading
from collections.abc import Callable
from hashlib import blake2b

from dash import Dash
from flask import Response, request

from callbacks.serving.compression import ENCODINGS, FOREVER, chosen_encoding, compress
from callbacks.serving.streets import base_map
from geodata.atlas import Atlas
from geodata.finding.browser_table import browser_table
from geodata.finding.export import to_json
from geodata.guidance.on_map import PLACE_LAYERS, places_table
from geodata.maps.overlays import zonings_table

_KEPT_STORES = 2  # a page opened just before a build still finds its resources
_DRAWN_AT_ONCE = ("communes.json", "contexte.json", "offres.json")


class Resource:
    """A JSON content, its hash and its compressed forms."""

    def __init__(self, name: str, body: bytes) -> None:
        self.name, self.body = name, body
        self.hash = blake2b(body, digest_size=8).hexdigest()
        self.encoded = {encoding: compress(body, encoding) for encoding in ENCODINGS}

    @property
    def address(self) -> str:
        """Where the browser fetches it."""
        return f"/ressources/{self.hash}/{self.name}"


class Resources:
    """The resources of the last stores served, made the first time they are asked for."""

    def __init__(self) -> None:
        self._by_store: dict[str, dict[str, Resource]] = {}
        self._lock = threading.Lock()

    def of(self, atlas: Atlas) -> dict[str, Resource]:
        """Return the resources of an atlas by name."""
        found = self._by_store.get(atlas.id)
        if found is None:
            with self._lock:
                found = self._by_store.get(atlas.id) or self._add(atlas)
        return found

    def at(self, hash: str, name: str) -> Resource | None:
        """Return the resource at an address, or None when no kept store has it."""
        for resources in reversed(list(self._by_store.values())):
            resource = resources.get(name)
            if resource and resource.hash == hash:
                return resource
        return None

    def _add(self, atlas: Atlas) -> dict[str, Resource]:
        bodies = {
            "communes.json": atlas.topology,
            "contexte.json": atlas.context,
            "offres.json": to_json(browser_table(atlas)),
            "zonages.json": to_json(zonings_table(atlas)),
            **{f"{key}.json": to_json(places_table(atlas, key)) for key in PLACE_LAYERS},
            "fond.json": to_json(base_map(atlas)),
        }
        made = {name: Resource(name, body) for name, body in bodies.items()}
        kept = list(self._by_store.items())[1 - _KEPT_STORES :]
        self._by_store = {**dict(kept), atlas.id: made}
        return made


_RESOURCES = Resources()


def resource_addresses(atlas: Atlas) -> dict[str, str]:
    """Return the address of each resource of an atlas by its name (`communes.json`…)."""
    return {name: resource.address for name, resource in _RESOURCES.of(atlas).items()}


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Serve the resources."""

    @app.server.get("/ressources/<path:_unknown>")
    def gone(_unknown: str) -> Response:
        message = "Cette ressource n'existe plus : rechargez la page."
        return Response(message, status=404, headers={"Cache-Control": "no-store"})

    @app.server.get("/ressources/<hash>/<name>")
    def resource(hash: str, name: str) -> Response:
        atlas = current()
        _RESOURCES.of(atlas)
        found = _RESOURCES.at(hash, name)
        if found is None:
            return gone(name)
        encoding = chosen_encoding(request.accept_encodings)
        response = Response(found.encoded.get(encoding, found.body), mimetype="application/json")
        if encoding:
            response.headers["Content-Encoding"] = encoding
        response.headers["Cache-Control"] = FOREVER
        response.vary.add("Accept-Encoding")
        return response


def read_first(atlas: Atlas) -> list[str]:
    """Return the addresses of the resources that a map needs: fetched beside the scripts."""
    addresses = resource_addresses(atlas)
    return [address for name, address in addresses.items() if name in _DRAWN_AT_ONCE]
