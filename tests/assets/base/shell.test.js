import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Element, eventAt, open } from "../page.js";

let window, document, menus, links, root;

beforeEach(() => {
    window = open(["base/shell.js"]);
    document = window.document;
    [menus, links, root] = [[], [], null];
    document.querySelectorAll = (selector) => (selector === ".nav-link" ? links : menus.filter((m) => m.open));
    document.querySelector = () => root;
    Object.assign(window, { scrollTo: () => (window.atTop = true) });
});

/** An element that is inside those of some selectors. */
const inside = (around) => Object.assign(new Element("button"), { closest: (selector) => around[selector] ?? null });

function menu() {
    const made = Object.assign(new Element("details"), { open: true });
    made.replaceChildren(new Element("summary"), new Element("input"));
    menus.push(made);
    return made;
}

const click = (target, facts) => {
    const event = eventAt("click", target, facts);
    document.dispatchEvent(event);
    return event;
};

test("a click closes the menus that it is not in", () => {
    const [one, other] = [menu(), menu()];
    click(one.children[1]);
    assert.deepEqual([one.open, other.open], [true, false]);
});

test("a menu's own button closes it, a list that it drops down does not", () => {
    const one = menu();
    click(inside({ ".mantine-Popover-dropdown": one }));
    assert.equal(one.open, true);
    const done = inside({ ".menu-actions button": one });
    one.replaceChildren(done);
    click(done);
    assert.equal(one.open, false);
});

test("Escape closes menus and gives the focus back to the one that had it", () => {
    const one = menu();
    document.activeElement = inside({ "details.menu[open]": one });
    document.dispatchEvent(eventAt("keydown", one, { key: "a" }));
    assert.equal(one.open, true);
    document.dispatchEvent(eventAt("keydown", one, { key: "Escape" }));
    assert.deepEqual([one.open, document.activeElement], [false, one.children[0]]);
});

test("a link of the application opens without loading the page again", () => {
    let told = 0;
    window.addEventListener("_dashprivate_pushstate", () => (told += 1));
    const link = new Element("a");
    link.setAttribute("href", "/formation/1?q=a");
    assert.ok(click(inside({ "a[data-app]": link })).defaultPrevented);
    assert.deepEqual([window.steps, told, window.atTop], [[["push", "/formation/1?q=a"]], 1, true]);
});

for (const facts of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }]) {
    test(`a click that opens elsewhere (${Object.keys(facts)}) is left to the browser`, () => {
        assert.ok(!click(inside({ "a[data-app]": new Element("a") }), facts).defaultPrevented);
        assert.deepEqual(window.steps, []);
    });
}

test("a leap moves the focus and not the address, which holds the search", () => {
    const target = (window.elements.main = Object.assign(new Element(), { scrollIntoView() {} }));
    const leap = new Element("a");
    leap.setAttribute("href", "#main");
    assert.ok(click(inside({ "a.skip-link": leap })).defaultPrevented);
    assert.deepEqual([document.activeElement, window.steps], [target, []]);
});

test("a page that opens gives its title and its place among the pages", () => {
    links = ["/", "/couverture", "/territoire"].map((path) =>
        Object.assign(new Element("a"), {
            href: `http://atlas.test${path}`, removeAttribute(name) { delete this.attributes[name]; },
        }));
    const here = (pathname) => {
        window.location = { pathname, search: "", hash: "" };
        window.dash_clientside.atlas.opened();
        return links.map((link) => link.getAttribute("aria-current"));
    };
    root = { dataset: { title: "Territoires – Atlas Formation" } };
    assert.deepEqual(here("/territoire"), [null, null, "page"]);
    assert.equal(document.title, "Territoires – Atlas Formation");
    assert.deepEqual(here("/territoire/commune/62041"), [null, null, "true"]);
    assert.deepEqual(here("/territoires"), [null, null, null]);
    root = null;
    assert.deepEqual(here("/"), ["page", null, null]);
    assert.equal(document.title, "Atlas Formation");
});

test("a page opens at the part that its address names", () => {
    let seen = 0;
    window.elements.sources = { scrollIntoView: () => (seen += 1) };
    for (const hash of ["", "#sources", "#autre"]) {
        window.location = { pathname: "/donnees", search: "", hash };
        window.dash_clientside.atlas.opened();
    }
    assert.equal(seen, 1);
});
