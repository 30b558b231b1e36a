"""Which sites may show a page of ours in a frame, and whether a page is asked for so."""

from flask import Flask, current_app, has_request_context, request

EMBEDDED = {"embed": "1"}
"""The parameter of an address that asks for a page without its header."""

_SET = "FRAMING_SITES"


def register(server: Flask, allowed: str | None) -> None:
    """Remember which sites may show our pages: `*`, or addresses separated by commas."""
    server.config[_SET] = tuple(part.strip() for part in (allowed or "").split(",") if part.strip())


def sites() -> tuple[str, ...]:
    """Return the sites that may show our pages."""
    found: tuple[str, ...] = current_app.config.get(_SET, ())
    return found


def embedded() -> bool:
    """Tell whether the page under way is asked for without its header."""
    return has_request_context() and request.args.get("embed") == EMBEDDED["embed"]
