"""The application: its settings, what it is made of, and the WSGI server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dash import Dash
from flask import Flask

from callbacks.api import offers as api
from callbacks.course import page as course
from callbacks.coverage import page as coverage
from callbacks.data import page as data
from callbacks.find import page as find
from callbacks.serving import compression, resources, routes, security, unavailable
from callbacks.tensions import page as tensions
from callbacks.territory import command as portraits
from callbacks.territory import page as territory
from geodata.atlas import make_atlas
from layouts import document
from layouts.shell import shell
from loaders.store.regional import StoreError, StoreWatcher

ROOT = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Settings:
    """What changes from one installation to another.

    Attributes
    ----------
    store : str
        Any fsspec address of a folder that `python -m loaders build` wrote (`ATLAS_STORE`).
    tiles : str
        Address of a tile server that the user may choose, "" for none (`ATLAS_TILES`).
    """

    store: str = str(ROOT / "data" / "store")
    tiles: str = ""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read the settings; a variable that is absent or empty leaves the default."""
        chosen = {name: environment.get(f"ATLAS_{name.upper()}") for name in ("store", "tiles")}
        return cls(**{name: value for name, value in chosen.items() if value})


def create_app(settings: Settings) -> Dash:
    """Make the application over a store, which may come later or be replaced while it serves."""
    watcher = StoreWatcher(settings.store, make_atlas)
    server = Flask(__name__, static_folder=None)
    unavailable.register(server, watcher.current, StoreError)
    server.extensions["compressed_files"] = compression.register(server)
    app = Dash(
        __name__,
        server=server,  # type: ignore[arg-type]  # Dash's types forget what it takes
        assets_folder=str(ROOT / "assets"),
        title=document.TITLE,
        update_title="",
        index_string=document.INDEX,
        meta_tags=document.METAS,
        suppress_callback_exceptions=True,
        enable_mcp=False,
    )
    app.layout = lambda: shell(watcher.current().region_name, watcher.current().demonstration)
    api.register(server, watcher.current)
    portraits.register(server, watcher.current, StoreError)
    resources.register(app, watcher.current)
    security.register(app, settings.tiles)
    for part in (routes, find, coverage, tensions, territory, course, data):
        part.register(app, watcher.current)
    return app


app = create_app(Settings.from_environment())
server = app.server

if __name__ == "__main__":
    port = os.environ.get("PORT") or "8050"
    app.run(port=port, debug=True, dev_tools_disable_version_check=True)
