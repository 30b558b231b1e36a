"""The application: what it is made of, and the WSGI server."""

from dash import Dash
from flask import Flask

from callbacks import routes
from callbacks.api import offers as api
from callbacks.api import ready
from callbacks.brief import command as notes
from callbacks.brief import files as briefs
from callbacks.contract import files as contract
from callbacks.course import page as course
from callbacks.coverage import page as coverage
from callbacks.data import page as data
from callbacks.find import page as find
from callbacks.flows import files as flows
from callbacks.month import command as boards
from callbacks.month import files as month
from callbacks.ogc import service as ogc
from callbacks.opening import cards, document, search_engines
from callbacks.publics import files as publics
from callbacks.regions import page as regions
from callbacks.selection import page as selection
from callbacks.serving import (
    answers,
    compression,
    framing,
    guard,
    kinds,
    limits,
    origin,
    patience,
    resources,
    security,
    streets,
    unavailable,
)
from callbacks.serving.monitoring import journal, metrics, usage
from callbacks.tensions import page as tensions
from callbacks.territory import command as portraits
from callbacks.territory import page as territory
from geodata.assembly import make_atlas
from geodata.atlas import Atlas
from layouts import document as html
from layouts.head import TITLE
from layouts.kit.making import quicken
from layouts.shell import shell
from loaders.project_data.profile import ProfileError, read_profile
from loaders.roads.router import HttpRouter, addresses_of
from loaders.store.regional import StoreError, StoreWatcher
from settings import ROOT, Settings, WrongSetting, read_settings


def create_app(settings: Settings) -> Dash:
    """Make the application over a store, which may come later or be replaced while it serves."""
    quicken()
    congestion = settings.congestion
    router = None
    if settings.router:
        crs = read_profile(settings.region).projection
        router = HttpRouter(addresses_of(settings.router), congestion, crs=crs)
    watcher = StoreWatcher(
        settings.store,
        lambda store: make_atlas(store, router, congestion),
        told=Atlas.unread_since,
    )
    server = Flask(__name__, static_folder=None)
    kinds.register(server)
    if settings.log == "json":
        journal.register(server)
    if settings.metrics:
        metrics.register(server, watcher.current)
    patience.register(server)
    unavailable.register(server, watcher.current, StoreError)
    limits.register(server, settings.limits, settings.cache)
    answers.register(server, settings.cache)
    usage.register(server, settings.usage, settings.cache)
    origin.register(server, settings.address, settings.contact)
    framing.register(server, settings.frames)
    regions.register(server, served_regions(settings.regions))
    origin.believe(server, settings.proxies)
    server.extensions["compressed_files"] = compression.register(server)
    app = Dash(
        __name__,
        server=server,  # type: ignore[arg-type]  # Dash's types forget what it takes
        assets_folder=str(ROOT / "assets"),
        assets_ignore="protomaps",
        title=TITLE,
        update_title="",
        index_string=html.INDEX,
        meta_tags=html.METAS,
        suppress_callback_exceptions=True,
        enable_mcp=False,
    )
    app.layout = lambda: shell(watcher.current().region_name, watcher.current().demonstration)
    api.register(server, watcher.current, settings.cors)
    ogc.register(server, watcher.current, settings.cors)
    portraits.register(server, watcher.current, StoreError)
    boards.register(server, watcher.current, StoreError)
    month.register(server, watcher.current)
    flows.register(server, watcher.current)
    contract.register(server, watcher.current)
    publics.register(server, watcher.current)
    briefs.register(server, watcher.current)
    notes.register(server, watcher.current, StoreError)
    ready.register(server, watcher.current)
    search_engines.register(server, watcher.current)
    cards.register(server, watcher.current)
    streets.register(app, watcher.current, settings.tiles or "")
    resources.register(app, watcher.current)
    document.register(app, watcher.current)
    security.register(app, settings.tiles or "")
    for part in (routes, find, selection, coverage, tensions, territory, course, data):
        part.register(app, watcher.current)
    guard.register(app)
    return app


def served_regions(text: str | None) -> list[regions.Region]:
    """Return the regions of a setting such as `bretagne=https://…,corse=https://…`.

    Raises WrongSetting: one of them has no profile.
    """
    pairs = [pair.strip().split("=", 1) for pair in (text or "").split(",") if pair.strip()]
    try:
        profiles = [read_profile(slug) for slug, _ in pairs]
    except ProfileError as error:
        raise WrongSetting(f"ATLAS_REGIONS : {error}") from error
    return [
        regions.Region(profile.code, profile.slug, profile.name, address)
        for profile, (_, address) in zip(profiles, pairs, strict=True)
    ]


settings = read_settings()
app = create_app(settings)
server = app.server

if __name__ == "__main__":
    app.run(port=settings.port, debug=True, dev_tools_disable_version_check=True)
