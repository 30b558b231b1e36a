"""A server on 127.0.0.1 that serves small files, and misbehaves on request."""

import email.utils
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Page:
    """A file of the server and how it is sent.

    `errors` are the codes given before the file, one a request; `cuts` the numbers of bytes after
    which the next connections are dropped; `lies` is added to the Content-Length; `pause` waits
    between blocks of `block` bytes. `ranges`, `etag` and `dated` may be turned off.
    """

    body: bytes = b""
    kind: str = "text/csv"
    errors: list[int] = field(default_factory=list)
    retry_after: str = ""
    cuts: list[int] = field(default_factory=list)
    lies: int = 0
    pause: float = 0.0
    block: int = 1 << 14
    ranges: bool = True
    etag: bool = True
    dated: bool = True
    chunked: bool = False
    location: str = ""

    @property
    def mark(self) -> str:
        return '"' + hashlib.sha256(self.body).hexdigest()[:16] + '"'


@dataclass
class Asked:
    """A request that came: its path, its headers, the reply's code and how many bytes were sent."""

    path: str
    headers: dict[str, str]
    code: int = 0
    sent: int = 0


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def add(self, name: str, body: bytes, **options: object) -> Page:
        page = self.pages[f"/{name}"] = Page(body, **options)
        return page

    def codes(self, name: str) -> list[int]:
        return [one.code for one in self.asked if one.path == f"/{name}"]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves in the middle is what these tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def log_message(self, *_: object) -> None:
        pass

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        asked = Asked(path, dict(self.headers))
        self.server.asked.append(asked)
        page = self.server.pages.get(path)
        if page is None:
            self._empty(asked, 404)
        elif page.location:
            self._empty(asked, 302, Location=page.location)
        elif page.errors:
            wait = {"Retry-After": page.retry_after} if page.retry_after else {}
            self._empty(asked, page.errors.pop(0), **wait)
        elif page.etag and self.headers.get("If-None-Match") == page.mark:
            self._empty(asked, 304)
        else:
            self._file(asked, page)

    def _empty(self, asked: Asked, code: int, **headers: str) -> None:
        asked.code = code
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, value)
        if code != 304:
            self.send_header("Content-Length", "0")
        self.end_headers()

    def _file(self, asked: Asked, page: Page) -> None:
        start = 0
        wanted = self.headers.get("Range", "")
        if wanted and page.ranges and self.headers.get("If-Range") == page.mark:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(page.body):
                self._empty(asked, 416, **{"Content-Range": f"bytes */{len(page.body)}"})
                return
        asked.code = 206 if start else 200
        self.send_response(asked.code)
        self.send_header("Content-Type", page.kind)
        if start:
            end = len(page.body) - 1
            self.send_header("Content-Range", f"bytes {start}-{end}/{len(page.body)}")
        if page.etag:
            self.send_header("ETag", page.mark)
        if page.dated:
            self.send_header("Last-Modified", email.utils.formatdate(0, usegmt=True))
        body = page.body[start:]
        if page.chunked:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body) + page.lies))
        self.end_headers()
        self._send(asked, page, body)

    def _send(self, asked: Asked, page: Page, body: bytes) -> None:
        cut = page.cuts.pop(0) if page.cuts else None
        body = body if cut is None else body[:cut]
        for at in range(0, len(body), page.block):
            piece = body[at : at + page.block]
            self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece) if page.chunked else piece)
            asked.sent += len(piece)
            if page.pause:
                self.wfile.flush()
                time.sleep(page.pause)
        if page.chunked and cut is None:
            self.wfile.write(b"0\r\n\r\n")
        self.close_connection = True


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server for the time of a block."""
    server = Server()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
