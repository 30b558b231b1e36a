"""JSON for a program, a page for a person: which of them a request wants."""

from flask import request

from geodata.asking.reading import BadQuery

JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
LINKED = "application/ld+json"
HTML = "text/html"

JSON_NAME, HTML_NAME = "json", "html"
_PROGRAMS = (JSON, GEOJSON, "application/vnd.oai.openapi+json", LINKED)


def wanted_format() -> str:
    """Return « json » or « html »: as `f` says, else as the header `Accept` does.

    Raises BadQuery: `f` is neither.
    """
    asked = request.args.get("f", "")
    if asked not in ("", JSON_NAME, HTML_NAME):
        raise BadQuery("f", "« f » ne connaît que « json » et « html ».")
    if asked:
        return asked
    best = request.accept_mimetypes.best_match([*_PROGRAMS, HTML], default=JSON)
    return HTML_NAME if best == HTML else JSON_NAME
