"""While there is no store: every address says what to run, and serves as soon as it is done."""

import json
from collections.abc import Callable

from flask import Flask, Response, request

from callbacks.serving.kinds import DATA
from layouts.fault import unavailable_page

LONGEST_ADDRESS = 200_000
"""Characters: enough for ten thousand emojis, and an end."""


def register(server: Flask, current: Callable[[], object], missing: type[Exception]) -> None:
    """Answer 503 in a server's place when `current` raises `missing`, whose message is shown.

    To be called before Dash takes the server, whose own preparation needs the store.
    """

    @server.before_request
    def refuse() -> Response | None:
        if len(request.query_string) > LONGEST_ADDRESS:
            return answer("address too long", "L'adresse est trop longue.", 414)
        if request.path.startswith("/assets/"):
            return None
        try:
            current()
        except missing as error:
            if not isinstance(error.__cause__, FileNotFoundError | None):
                server.logger.error("The store cannot be served", exc_info=error.__cause__)
            return answer("store missing", str(error), 503)
        return None


def answer(status: str, message: str, code: int) -> Response:
    """Return one sentence as the client reads it: JSON for a program, a page for a person."""
    if request.path in ("/healthz", "/readyz") or request.path.startswith((*DATA, "/_dash")):
        body = json.dumps({"status": status, "error": message}, ensure_ascii=False)
        response = Response(body, status=code, content_type="application/json")
    else:
        response = Response(unavailable_page(message), status=code, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response
