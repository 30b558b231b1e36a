import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Element, open } from "../page.js";

const PAGE = { path: "/", root: "find", opened: "find-opened", order: ["q", "voie", "lieu"] };

let window, address;

beforeEach(() => {
    mock.timers.reset();
    mock.timers.enable({ apis: ["Date"], now: 1e12 });
    window = open(["base/address.js"]);
    address = window.Atlas.address.declare(PAGE);
});

test("parameters are written one after the other, nothing where there is none", () => {
    assert.equal(address.put({ q: "soudeur", lieu: "62041" }, true), "?q=soudeur&lieu=62041");
    assert.equal(address.put({}, true), "");
});

test("commas and colons stay readable, what is typed is escaped", () => {
    const search = address.put({ q: "a&b = c:d", voie: "scolaire,superieur" }, true);
    assert.equal(search, "?q=a%26b+%3D+c:d&voie=scolaire,superieur");
});

test("the opening of a page is not a step of the history, a change is", () => {
    address.put({ voie: "scolaire" }, true);
    address.put({ voie: "superieur" }, false);
    assert.deepEqual(window.steps, [["replace", "/?voie=scolaire"], ["push", "/?voie=superieur"]]);
});

test("the same address is not written twice", () => {
    address.put({ q: "a" }, false);
    assert.equal(address.put({ q: "a" }, false), "?q=a");
    assert.equal(window.steps.length, 1);
});

test("texts typed within two seconds are one step", () => {
    address.put({ q: "s" }, false);
    mock.timers.tick(1999);
    address.put({ q: "so" }, false);
    mock.timers.tick(2001);
    address.put({ q: "sou" }, false);
    assert.deepEqual(window.steps.map(([kind]) => kind), ["push", "replace", "push"]);
});

test("a filter chosen while one types is a step", () => {
    address.put({ q: "s" }, false);
    address.put({ q: "so", voie: "scolaire" }, false);
    assert.deepEqual(window.steps.map(([kind]) => kind), ["push", "push"]);
});

test("a page that was left writes nothing", () => {
    window.location = { pathname: "/couverture", search: "" };
    assert.equal(address.put({ q: "a" }, false), "?q=a");
    assert.deepEqual(window.steps, []);
});

for (const kind of ["popstate", "_dashprivate_pushstate"]) {
    test(`a step of the history (${kind}) is told to the page, not to Dash`, () => {
        window.elements.find = new Element();
        window.location = { pathname: "/", search: "?q=a" };
        let dash = 0;
        window.addEventListener(kind, () => (dash += 1));
        window.dispatchEvent(new Event(kind));
        window.dispatchEvent(new Event(kind));
        assert.deepEqual(window.told, [
            ["find-opened", { data: { search: "?q=a", n: 1 } }],
            ["find-opened", { data: { search: "?q=a", n: 2 } }],
        ]);
        assert.equal(dash, 0);
    });
}

test("a step to another page, or before the page is there, is left to Dash", () => {
    let dash = 0;
    window.addEventListener("popstate", () => (dash += 1));
    window.dispatchEvent(new Event("popstate"));
    window.elements.find = new Element();
    window.location = { pathname: "/donnees", search: "" };
    window.dispatchEvent(new Event("popstate"));
    assert.deepEqual([window.told, dash], [[], 2]);
});
