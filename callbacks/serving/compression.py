"""What is sent is compressed: files once and for good, answers as they come."""

import gzip
import threading
from hashlib import blake2b

import brotli
from flask import Flask, Response, request
from flask_compress import Compress
from werkzeug.datastructures import Accept

ENCODINGS = ("br", "gzip")
"""Encodings the application writes, the shortest first."""

FOREVER = "public, max-age=31536000, immutable"
"""Cache-Control of an address whose content never changes."""

BUNDLES = "/paquets/"
"""Where the files made of several are (`callbacks.serving.bundles`)."""

FONTS = "/assets/fonts/"

_FILES = ("/_dash-component-suites/", "/assets/", "/_favicon.ico", BUNDLES)
_TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml", "image/x-icon")
_BEST = {"br": 11, "gzip": 9}
_QUICK = {"br": 9, "gzip": 9}


def compress(body: bytes, encoding: str, best: bool = False) -> bytes:
    """Compress a content; at its best, brotli takes a second a megabyte and gains 8 %."""
    quality = (_BEST if best else _QUICK)[encoding]
    if encoding == "br":
        return brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality)
    return gzip.compress(body, quality, mtime=0)


def chosen_encoding(accepted: Accept) -> str:
    """Return the best encoding that a client accepts, "" for none."""
    return next((encoding for encoding in ENCODINGS if accepted[encoding] > 0), "")


class CompressedFiles:
    """Compressed bodies of the files a server sends, by what they contain.

    Keyed by content, so that no made-up address can fill the memory.
    """

    def __init__(self) -> None:
        self.best = False
        self._bodies: dict[tuple[bytes, str], bytes] = {}
        self._lock = threading.Lock()

    def get(self, body: bytes, encoding: str) -> bytes:
        """Return the body in an encoding, compressed the first time it is asked for."""
        key = (blake2b(body, digest_size=16).digest(), encoding)
        if key not in self._bodies:
            with self._lock:
                if key not in self._bodies:
                    self._bodies[key] = compress(body, encoding, self.best)
        return self._bodies[key]


def register(server: Flask) -> CompressedFiles:
    """Compress everything a server sends; returns the memory of its files."""
    server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    server.config["COMPRESS_MIMETYPES"] = [
        "text/html", "text/css", "text/csv", "text/plain", "text/javascript",
        "application/javascript", "application/json", "application/geo+json", "image/svg+xml",
    ]  # fmt: skip
    server.config["COMPRESS_LEVEL"] = 4  # half the time of 6, for 5 % more to send
    Compress(server)
    files = CompressedFiles()

    # Flask runs these in reverse order: this one first, and Flask-Compress leaves its work alone.
    @server.after_request
    def compress_files(response: Response) -> Response:
        if request.path.startswith(_FILES) and response.status_code == 200:
            _send_file(response, files)
        return response

    return files


def _send_file(response: Response, files: CompressedFiles) -> None:
    # Dash writes the version or the date of a file in its address: such an address never changes.
    dated = not request.args.keys().isdisjoint({"m", "v"})
    if dated or "max-age=31536000" in response.headers.get("Cache-Control", ""):
        response.headers["Cache-Control"] = FOREVER
    elif request.path.startswith(FONTS):
        response.headers["Cache-Control"] = "public, max-age=2592000"
    encoding = chosen_encoding(request.accept_encodings)
    if not encoding or not (response.mimetype or "").startswith(_TEXT):
        return
    response.direct_passthrough = False
    source = response.response
    response.set_data(files.get(response.get_data(), encoding))
    if close := getattr(source, "close", None):
        close()  # a file, wholly read
    response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(f"{etag}-{encoding}", weak=True)
