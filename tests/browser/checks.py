"""What no page may have: a fault that axe-core finds, a part wider than the screen."""

from axe_playwright_python.sync_playwright import Axe

# What is wider than the screen, by its words.
_TOO_WIDE = """() => {
    const width = document.documentElement.clientWidth;
    const found = [];
    const scrolls = (node) => node && (["auto", "scroll"].includes(getComputedStyle(node).overflowX)
        || scrolls(node.parentElement));
    if (document.documentElement.scrollWidth > width) found.push("page");
    for (const node of document.querySelectorAll("header *, main *")) {
        if (node.closest(".leaflet-container") || scrolls(node)) continue;
        const box = node.getBoundingClientRect();
        const style = getComputedStyle(node);
        const hidden = style.visibility === "hidden" || !node.checkVisibility();
        const seen = !hidden && box.width > 1 && box.height > 1;
        if (seen && (box.right > width + 1 || box.left < -1)) {
            found.push(`${node.tagName} ${node.className} ${node.id}`);
        }
    }
    return found;
}"""

# Waits until what follows the size of the screen has followed.
DRAWN_ANEW = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
})"""


def too_wide(page):
    return page.evaluate(_TOO_WIDE)


def violations(page):
    """Return what axe-core finds, each with the elements that it blames."""
    found = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found
    ]
