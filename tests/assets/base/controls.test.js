import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { open } from "../page.js";

/* A control of each kind; what is not said here is false or nothing. */
const CONTROLS = [
    { name: "q", kind: "text", parameters: ["q"], default: "", asked: true, filter: true },
    { name: "voie", kind: "many", parameters: ["voie"], default: [], asked: true, filter: true },
    { name: "zone", kind: "zones", parameters: ["spel", "commune"], default: [], asked: true, filter: true },
    { name: "place-code", kind: "place", parameters: ["lieu"], default: {}, asked: true },
    { name: "mode", kind: "choice", parameters: ["mode"], default: "voiture", asked: true, kept: true, needs: "lieu" },
    { name: "minutes", kind: "number", parameters: ["max_minutes"], default: 30, asked: true, kept: true, needs: "lieu" },
    { name: "territory", kind: "territory", parameters: ["level", "code"], default: "region:", asked: true },
    { name: "scenario", kind: "changes", parameters: ["ouvrir", "fermer"], default: {}, asked: true },
    { name: "every", kind: "switch", parameters: ["tous"], default: false },
    { name: "sort", kind: "choice", parameters: ["tri"], default: "temps" },
    { name: "overlays", kind: "many", parameters: ["couches"], default: ["departement"], emptied: "aucune" },
    { name: "position", kind: "place", parameters: [], default: null, asked: true },
].map((control) => ({
    id: `find-${control.name}`, property: "value", asked: false, kept: false, needs: "", emptied: "", filter: false,
    ...control,
}));
const USUAL = Object.fromEntries(CONTROLS.map((control) => [control.name, control.default]));

let window, controls, page;

beforeEach(() => {
    const find = { path: "/", root: "find", prefix: "find", controls: CONTROLS };
    const elements = { "atlas-controls": { textContent: JSON.stringify({ find }) } };
    window = open(["base/address.js", "base/controls.js"], { elements });
    controls = window.Atlas.controls;
    page = controls.page("find");
});

const written = (values) => controls.written(CONTROLS, { ...USUAL, ...values });

test("what is usual goes without saying, and so does what is empty", () => {
    assert.deepEqual(written({}), {});
    assert.deepEqual(written({ q: "  ", voie: null, zone: null, sort: null, every: null }), {});
});

test("each kind of control has its text", () => {
    assert.deepEqual(written({ q: " soudeur " }), { q: "soudeur" });
    assert.deepEqual(written({ voie: ["scolaire", "continue"] }), { voie: "scolaire,continue" });
    assert.deepEqual(written({ zone: ["spel:3201", "commune:62041", "spel:3202"] }), {
        spel: "3201,3202", commune: "62041",
    });
    assert.deepEqual(written({ territory: "spel:3201" }), { level: "spel", code: "3201" });
    assert.deepEqual(written({ scenario: { ouvrir: "62041" } }), { ouvrir: "62041" });
    assert.deepEqual(written({ every: true, sort: "titre" }), { tous: "oui", tri: "titre" });
});

test("the way of travel is written with a place, even the usual one, and not without", () => {
    const place = { "place-code": { code: "62041" } };
    assert.deepEqual(written({ mode: "velo", minutes: 15 }), {});
    assert.deepEqual(written(place), { lieu: "62041", mode: "voiture", max_minutes: "30" });
    assert.deepEqual(written({ ...place, minutes: "" }), { lieu: "62041", mode: "voiture" });
});

test("the layers that a person took off are said to be", () => {
    assert.deepEqual(written({ overlays: ["zrr", "qpv"] }), { couches: "zrr,qpv" });
    assert.deepEqual(written({ overlays: [] }), { couches: "aucune" });
});

test("a position is never written", () => {
    assert.deepEqual(written({ position: { lon: 2.83, lat: 50.43 } }), {});
    page.put({ ...USUAL, position: { lon: 2.83, lat: 50.43, code: "secret" } }, true);
    assert.equal(window.location.search, "");
});

test("the server is asked the question, the address says how it is shown too", () => {
    const values = { ...USUAL, q: "soudeur", sort: "titre" };
    assert.deepEqual(page.asked(values), { q: "soudeur" });
    assert.equal(page.put(values, true), "?q=soudeur&tri=titre");
});

test("parameters come in the declared order", () => {
    const values = { ...USUAL, sort: "titre", voie: ["scolaire"], q: "soudeur" };
    assert.equal(page.put(values, true), "?q=soudeur&voie=scolaire&tri=titre");
});

test("values of the callback under way, by name", () => {
    window.dash_clientside.callback_context = {
        inputs_list: [{ id: "find-q", value: "a" }, { id: "find-place-code", value: { code: "1" } }],
    };
    assert.deepEqual(page.values(), { q: "a", "place-code": { code: "1" } });
});

test("a control is found by its name or by a parameter", () => {
    assert.equal(page.find("voie").name, "voie");
    assert.equal(page.find("commune").name, "zone");
});

test("only filters are emptied", () => {
    page.reset();
    assert.deepEqual(window.told, [
        ["find-q", { value: "" }], ["find-voie", { value: [] }], ["find-zone", { value: [] }],
    ]);
});
