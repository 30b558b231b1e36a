"""What no page may have: faults that axe-core finds or does not know, a part too wide."""

from pathlib import Path

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

_AGAINST_RGAA = Path(__file__).with_name("rgaa.js").read_text(encoding="utf-8")

# What moves by itself or takes time to come.
MOVING = """() => document.getAnimations()
    .filter((one) => (one.effect?.getComputedTiming().activeDuration || 0) > 20)
    .map((one) => one.effect.target?.outerHTML.slice(0, 160))"""

# Words of another language, outside what is said to be in it.
ENGLISH = """() => {
    const words = /\\b(the|and|with|from|your|this|please|loading|search|close|error|select)\\b/;
    const apart = "[lang=en], code, pre, script, style, template, .leaflet-container";
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walk.nextNode()) {
        const { data, parentElement: around } = walk.currentNode;
        const seen = around.checkVisibility() && !around.closest(apart);
        if (seen && words.test(data)) found.push(data);
    }
    return found;
}"""

# Waits until what follows the size of the screen has followed.
DRAWN_ANEW = """() => new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(done)));
})"""


def too_wide(page):
    return page.evaluate(_TOO_WIDE)


def against_rgaa(page):
    """Return what breaks a criterion that axe-core does not know, each with its number."""
    return page.evaluate(_AGAINST_RGAA)


def violations(page):
    """Return what axe-core finds, each with the elements that it blames."""
    # What it finds in order is not told: that is most of its work, and most of what it sends.
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {[n['html'][:200] for n in v['nodes'][:3]]}" for v in found
    ]
