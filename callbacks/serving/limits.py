"""How often one address may ask for what costs: the API, the files, the PDF.

Counts are kept where the answers are when that is Redis, so that all servers share them; else each
worker has its own. A Redis that is gone leaves each worker to its own count. The pages are under no
limit: a whole class sits behind one address.
"""

import logging
import re
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from flask import Flask, Response, request
from flask_limiter import Limiter, RateLimitExceeded

from callbacks.serving.kinds import rationed
from callbacks.serving.unavailable import answer
from layouts.kit.format import count

_IPV6_HOME = 64
"""Bits of an IPv6 address that are one subscriber's."""

_logger = logging.getLogger(__name__)


def register(server: Flask, limits: str, place: str) -> None:
    """Refuse what an address asks too often; `limits` and `place` are settings (limits, cache)."""
    rates = rates_of(limits)
    if not rates:
        return
    limiter = Limiter(
        _who,
        app=server,
        # Asked for every request, before whether it is exempt.
        application_limits=[lambda: rates.get(str(rationed()), "1/second")],
        application_limits_exempt_when=lambda: rationed() not in rates,
        strategy="fixed-window",
        in_memory_fallback_enabled=True,
        swallow_errors=True,
        **_storage(place),
    )

    @server.errorhandler(429)
    def refuse(_: RateLimitExceeded) -> Response:
        seconds = _left(limiter)
        wait = count(seconds, "seconde")
        reply = answer(
            "too many", f"Trop de demandes en peu de temps : réessayez dans {wait}.", 429
        )
        reply.headers["Retry-After"] = str(seconds)
        return reply


def _left(limiter: Limiter) -> int:
    """Return the seconds left until a visitor may ask again.

    A clock that was set back would leave them waiting until the day it was on: every count is then
    forgotten.
    """
    if not (current := limiter.current_limit):
        return 1
    seconds = round(current.reset_at - time.time())
    if seconds > current.limit.get_expiry() + 1:
        limiter.reset()
        return 1
    return max(1, seconds)


def rates_of(limits: str) -> dict[str, str]:
    """Return the rates by kind of request, of a text such as `api=300/minute, pdf=30/minute`."""
    return dict(re.findall(r"(\w+)=(\d+/\w+)", limits))


def _who() -> str:
    """Return what is counted: the kind of a request, and the address or the home it comes from."""
    return f"{rationed()} {home(request.remote_addr or '')}"


def home(address: str) -> str:
    """Return what stands for a visitor: an IPv4 address, the network of an IPv6 one."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address):
        return str(ip_network((found, _IPV6_HOME), strict=False))
    return address


def _storage(place: str) -> dict[str, Any]:
    if "://" not in place:
        return {"storage_uri": "memory://"}
    try:
        import redis  # noqa: F401
    except ImportError:
        _logger.warning("Redis has no driver here: each worker counts what addresses ask.")
        return {"storage_uri": "memory://"}
    patience: dict[str, Any] = {"socket_timeout": 1, "socket_connect_timeout": 1}
    address = re.sub("^unix:", "redis+unix:", place)
    return {"storage_uri": address, "storage_options": patience, "key_prefix": "atlas-limits"}
