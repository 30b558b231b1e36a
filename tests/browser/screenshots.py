"""The README's images, taken from the running application: `make screenshots`.

They show the demonstration, with the banner that says so, over a store that is built for them.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from app import create_app
from settings import Settings
from tests.conftest import CHROMIUM_ARGUMENTS, build_store, serve

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
SEARCH = "/?q=m%C3%A9canique+auto&lieu=62041&mode=voiture&max_minutes=40"
WIDE = {"viewport": {"width": 1160, "height": 740}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
STILL = "*, .leaflet-fade-anim .leaflet-popup { transition: none !important }"


def first_page(page: Page) -> None:
    """Wait for the list of « Trouver une formation », and for its map where it is in sight."""
    page.wait_for_selector("#find[data-drawn]", state="attached")
    if page.viewport_size == WIDE["viewport"]:
        page.wait_for_selector("#find-map-frame[data-ready]", state="attached")
    page.locator("#find-count").wait_for()


def search(page: Page) -> None:
    """Show a search near a person."""
    page.goto(SEARCH)
    first_page(page)


def region(page: Page) -> None:
    """Show the whole offer."""
    page.goto("/")
    first_page(page)


def sheet(page: Page) -> None:
    """Show a course, reached from a search."""
    search(page)
    page.locator("#find-list a.row-title").nth(4).click()
    page.locator(".course-map [data-ready]").wait_for(state="attached")


def phone_map(page: Page) -> None:
    """Show the map of a search on a telephone."""
    search(page)
    page.get_by_text("Carte", exact=True).tap()
    page.locator(".site-marker").first.wait_for()


def coverage(page: Page) -> None:
    """Show where people live out of reach."""
    page.goto("/couverture?domain=transport-logistique&level=3&threshold=30")
    page.get_by_role("heading", level=1).first.wait_for(state="attached")
    page.locator("[data-map][data-ready]").wait_for(state="attached")


SHOTS = {
    "region": (region, WIDE),
    "search": (search, WIDE),
    "course": (sheet, WIDE),
    "coverage": (coverage, WIDE),
    "phone-list": (search, PHONE),
    "phone-map": (phone_map, PHONE),
}


def shoot(browser: Browser, address: str, name: str) -> Path:
    """Take an image and return its file."""
    show, options = SHOTS[name]
    context = browser.new_context(
        base_url=address, locale="fr-FR", reduced_motion="reduce", **options
    )
    page = context.new_page()
    show(page)
    page.add_style_tag(content=STILL)
    page.wait_for_load_state("networkidle")
    file = IMAGES / f"{name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    context.close()
    return file


def main() -> None:
    """Build the demonstration, serve it and take each image."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        (Path(folder) / "sources").mkdir()
        store = build_store(Path(folder) / "store", Path(folder) / "sources")
        address, stop = serve(create_app(Settings(store=str(store))))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM_ARGUMENTS
        )
        for name in SHOTS:
            file = shoot(browser, address, name)
            print(f"{file.relative_to(IMAGES.parents[1])} : {file.stat().st_size // 1000} ko")
        browser.close()
        stop()


if __name__ == "__main__":
    main()
