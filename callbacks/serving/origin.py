"""Where visitors know the site to be, and whom they may write to, as the settings say."""

from flask import Flask, current_app, has_request_context, request
from werkzeug.middleware.proxy_fix import ProxyFix

_SET = "SITE_ADDRESS"
_MAIL = "OPERATOR_MAIL"


def register(server: Flask, address: str | None, mail: str | None = None) -> None:
    """Remember the address of the site and that of its operator, if they are set."""
    server.config[_SET] = address
    server.config[_MAIL] = mail


def origin() -> str:
    """Return where the site is, without a final slash: as set, else as the request says.

    Outside a request it is "".
    """
    if not has_request_context():
        return ""
    address: str = current_app.config.get(_SET) or request.host_url
    return address.rstrip("/")


def operator_mail() -> str:
    """Return the operator's address of mail, "" where none is set."""
    return (current_app.config.get(_MAIL) or "") if has_request_context() else ""


def believe(server: Flask, proxies: int) -> None:
    """Take the address and the scheme of a visitor from what so many proxies in front say."""
    server.wsgi_app = ProxyFix(  # type: ignore[method-assign]
        server.wsgi_app, x_for=proxies, x_proto=proxies
    )
