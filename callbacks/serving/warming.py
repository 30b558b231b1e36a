"""What a first visitor would wait for, done before anyone comes."""

import re

from flask import Flask

_ADDRESS = re.compile(r'<(?:script|link)[^>]+(?:src|href)="(/[^"]+)"')


def warm(server: Flask) -> None:
    """Ask a server for its first page and every file that the page names, in each encoding.

    Without a store the page has no file to name: the first visitor after it comes waits instead.
    """
    files = server.extensions["compressed_files"]
    files.best = True
    client = server.test_client()
    page = client.get("/").get_data(as_text=True)
    for address in _ADDRESS.findall(page):
        for encoding in ("br", "gzip"):
            client.get(address, headers={"Accept-Encoding": encoding})
    files.best = False
    client.get("/?q=formation")  # what is known of words is worked out by the first search of one
