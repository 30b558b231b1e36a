"""`/region`: the regions served side by side, and the way from the code of one to its address.

Each has an address of its own (`docs/decisions/host-per-region.md`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from dash.development.base_component import Component
from flask import Flask, Response, current_app, redirect

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from layouts.regions.page import PATH, regions_page
from layouts.shell import not_found

_SET = "SERVED_REGIONS"


@dataclass(frozen=True)
class Region:
    """A region that is served: its Insee code, the name of its profile, its name, its address."""

    code: str
    slug: str
    name: str
    address: str


def register(server: Flask, regions: Iterable[Region]) -> None:
    """Lead to the regions that are served; none where this one is alone."""
    server.config[_SET] = known = tuple(sorted(regions, key=lambda one: one.name))
    by_key = {key: one.address for one in known for key in (one.code, one.slug)}

    @server.get(f"{PATH}/<key>")
    def region(key: str) -> Response:
        if key not in by_key:
            raise UnknownCode("region", "Cette région n'a pas d'atlas ici.")
        return redirect(by_key[key].rstrip("/") + "/")  # type: ignore[return-value]


def page(atlas: Atlas) -> Component:
    """Return the list of the regions, or that there is no such page where this one is alone."""
    regions: tuple[Region, ...] = current_app.config.get(_SET, ())
    if not regions:
        return not_found()
    return regions_page({one.name: one.address for one in regions}, atlas.region_name)
