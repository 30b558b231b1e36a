"""Whether a server can take visitors: a supervisor asks `/readyz` before it sends any."""

from collections.abc import Callable

from flask import Flask, Response

from callbacks.api.replies import json_reply
from callbacks.serving.answers import Answers
from geodata.atlas import Atlas


def register(server: Flask, current: Callable[[], Atlas]) -> None:
    """Add `/readyz`; without a store, `unavailable` has answered 503 already."""

    @server.get("/readyz")
    def readyz() -> Response:
        answers: Answers | None = server.extensions.get("answers")
        content, status = readiness(faults(current()), answers.answers() if answers else None)
        return json_reply(content, status)


def readiness(faults: list[str], cache: bool | None) -> tuple[dict[str, object], int]:
    """Return what is told and the status of the reply.

    A cache that fails takes no server away: every answer still comes, only slower, and all servers
    would stop at once for want of one Redis.

    Parameters
    ----------
    faults : what the store lacks
    cache : whether the cache answers, None where there is none
    """
    status = "not ready" if faults else "degraded" if cache is False else "ready"
    told = {None: "none", True: "ok", False: "unreachable"}[cache]
    content: dict[str, object] = {"status": status, "store": faults or "ok", "cache": told}
    return content, 503 if faults else 200


def faults(atlas: Atlas) -> list[str]:
    """Return what a store lacks to answer: tables that are empty, matrices of another store."""
    shape = (len(atlas.sites), len(atlas.communes))
    lacking = [name for name in ("communes", "zones") if getattr(atlas, name).empty]
    other = [mode for mode, minutes in atlas.travel.items() if minutes.shape != shape]
    return [f"{name}: empty" for name in lacking] + [f"travel {mode}: {shape}" for mode in other]
