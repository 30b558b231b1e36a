"""A page of another local origin shows the map in a frame; one that is not allowed does not."""

from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from conftest import serve
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def partner():
    """Start sites of partners, each with a page that shows an address in a frame."""
    started = []

    def start(shown):
        class Page(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                if self.path == "/":
                    frame = f'<iframe src="{shown()}" width="1000" height="600" title="Atlas">'
                    self.wfile.write(f"<!doctype html><p>Partenaire</p>{frame}</iframe>".encode())

            def log_message(self, *_):
                """Say nothing of each page."""

        server = HTTPServer(("127.0.0.1", 0), Page)
        Thread(target=server.serve_forever, daemon=True).start()
        started.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def sites(partner, app_over):
    """The addresses of an allowed site and of one that is not, before the same page of ours."""
    ours = {}
    allowed, refused = (partner(lambda: f"{ours['at']}/?q=cuisine&embed=1") for _ in range(2))
    ours["at"], stop = serve(app_over(frames=allowed, limits="none"))
    yield allowed, refused
    stop()


@pytest.fixture
def shown(browser):
    """Open a page of another site, and tell what is in its frame."""
    contexts = []

    def show(address):
        context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 800})
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page.frame_locator("iframe")

    yield show
    for context in contexts:
        context.close()


def test_an_allowed_site_shows_the_map_without_our_header(sites, shown):
    frame = shown(sites[0])
    expect(frame.locator("#find-map-frame .leaflet-container")).to_be_visible()
    expect(frame.locator("#find-count")).to_contain_text("formation")
    expect(frame.locator("header nav")).to_be_hidden()
    frame.get_by_label("Formation ou métier").first.fill("boulanger")
    expect(frame.locator("#find-list .row", has_text="oulang").first).to_be_visible()


def test_a_site_that_is_not_allowed_shows_nothing(sites, shown):
    frame = shown(sites[1])
    frame.locator("body").wait_for(state="attached")
    expect(frame.locator("#find-map-frame")).to_have_count(0)
    expect(frame.locator("body")).not_to_contain_text("formation")
