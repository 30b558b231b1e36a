"""What goes wrong with a request, in one French sentence: JSON for a program, else a page."""

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException

from callbacks.api.replies import json_reply
from callbacks.serving.kinds import DATA
from geodata.asking.query import BadQuery, UnknownCode
from layouts.fault import fault_page

UNEXPECTED = "Une erreur inattendue s'est produite : elle est notée."

_SENTENCES = {
    404: "Cette adresse n'existe pas.",
    405: "Cette adresse se lit seulement (méthodes GET et HEAD).",
    413: "La demande est trop longue.",
    414: "L'adresse est trop longue.",
    500: UNEXPECTED,
}


def register(server: Flask) -> None:
    """Answer in French, and in the form that was asked for, whatever is wrong with a request."""
    server.register_error_handler(BadQuery, bad_query)
    server.register_error_handler(HTTPException, http_error)


def bad_query(error: BadQuery) -> Response:
    """Answer to what cannot be read, or names what is not there."""
    code = 404 if isinstance(error, UnknownCode) else 400
    if not _to_read():
        return json_reply({"error": error.message, "parameter": error.parameter}, code)
    return Response(fault_page(error.message), status=code, mimetype="text/html")


def http_error(error: HTTPException) -> Response | HTTPException:
    """Answer to an error of HTTP; what is none, such as a redirection, stays as it is."""
    code = error.code or 500
    if code < 400 or error.response is not None:
        return error
    sentence = _SENTENCES.get(code, "La demande ne peut pas être lue.")
    if not _to_read():
        return json_reply({"error": sentence}, code)
    return Response(fault_page(sentence), status=code, mimetype="text/html")


def _to_read() -> bool:
    """Tell whether a person reads the answer: a browser asks for a page, a script for anything."""
    return not request.path.startswith(DATA) and "text/html" in request.accept_mimetypes.values()


def unexpected(error: Exception) -> Response | HTTPException:
    """Answer to what should not have happened, and note it without what was asked."""
    if isinstance(error, HTTPException):
        return http_error(error)
    if isinstance(error, BadQuery):
        return bad_query(error)
    # The path alone: a position in the address must not reach a log.
    current_app.logger.exception("Unexpected error on %s", request.path)
    return json_reply({"error": UNEXPECTED}, 500)
