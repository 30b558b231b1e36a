"""What kind of request one is, in words that hold nothing of what it asks."""

import time

from flask import Flask, g, request

from layouts.shell import NAVIGATION

DATA = ("/api/", "/ogc")
"""What the addresses begin with that answer a program."""

PAGES = {
    **{path.strip("/"): title for path, title, _ in NAVIGATION},
    "formation": "Fiche d'une formation",
    "etablissement": "Établissement",
    "competences": "Partir de ce que je sais faire",
    "accueils": "Qui peut m'aider ?",
    "glossaire": "Glossaire",
    "integrer": "Intégrer une page",
    "api": "API",
}
"""The pages, by the first part of their path."""

_METHODS = ("GET", "HEAD", "OPTIONS", "POST")
_FILES = ("csv", "parquet", "xlsx")
_STARTED, _CALLBACK = "request_started", "request_callback"


def register(server: Flask) -> None:
    """Note when each request starts; to be called before anything that may answer."""

    @server.before_request
    def start() -> None:
        setattr(g, _STARTED, time.perf_counter())


def note_callback(name: str) -> None:
    """Say which callback the request is for, once it is known to be one of ours."""
    setattr(g, _CALLBACK, name)


def kind() -> str:
    """Return the kind of the request: a callback, a page, or the pattern of its address."""
    if name := g.get(_CALLBACK):
        return f"callback {name}"
    rule = request.url_rule.rule if request.url_rule else ""
    if rule == "/" or rule.startswith("/<path:"):
        first = request.path.split("/")[1]
        return f"page /{first}" if first in PAGES else "page"
    return rule or "none"


def method() -> str:
    """Return the method of the request; what is none of HTTP's that we answer is `other`."""
    return request.method if request.method in _METHODS else "other"


def seconds() -> float:
    """Return for how long the request has been answered."""
    return time.perf_counter() - float(g.get(_STARTED, time.perf_counter()))


def rationed() -> str | None:
    """Return which limit the request is under: `pdf`, `exports`, `api`, or None for the pages."""
    rule = request.url_rule.rule if request.url_rule else ""
    if rule.endswith(".pdf"):
        return "pdf"
    if rule.endswith((".csv", ".xlsx", ".gpkg", ".png")):
        return "exports"
    if rule.startswith(DATA):
        return "exports" if request.args.get("format") in _FILES else "api"
    return None
