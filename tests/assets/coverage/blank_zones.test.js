import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { base64, Element, eventAt, open } from "../page.js";

const NONE = 65535;
const settled = () => new Promise((done) => setImmediate(done));

let window, drawn, shown, removed;

/* Four communes in a row, 0 1 2 3: an arc between each and the next, one around each end. */
const TOPOLOGY = { arcs: ["west", "0|1", "1|2", "2|3", "east"], users: [[0], [0, 1], [1, 2], [2, 3], [3]] };

beforeEach(() => {
    [drawn, shown, removed] = [[], [], 0];
    const leaflet = {
        layerGroup: () => ({ addTo() {}, remove: () => (removed += 1) }),
        polyline: (lines, style) => ({ addTo: () => drawn.push([lines, style.dashArray]) }),
        latLngBounds: (...corners) => ({ pad: () => corners }),
    };
    window = open(["base/resources.js", "coverage/blank_zones.js"], { path: "/couverture", leaflet });
    const map = { ready: Promise.resolve(), topology: TOPOLOGY, leaflet: {}, show: (...args) => shown.push(args) };
    window.Atlas.map = (id) => (id === "cover-map" ? map : null);
    window.elements.cover = new Element();
});

const zones = (...of) => base64(Uint16Array.from(of));
const draw = async (panel, computed, declared) => {
    window.dash_clientside.gaps.draw({ computed, declared }, panel);
    await settled();
};

test("a zone is outlined on all its sides, the region's too, and not inside", async () => {
    await draw("zones-blanches", zones(0, 0, NONE, NONE), zones(NONE, NONE, NONE, NONE));
    assert.deepEqual(drawn, [[["west", "1|2"], undefined], [[], "7 5"]]);
});

test("two zones that touch have a border between them", async () => {
    await draw("zones-blanches", zones(NONE, NONE, NONE, NONE), zones(NONE, 4, 5, 5));
    assert.deepEqual(drawn[1][0], ["0|1", "1|2", "east"]);
});

test("outlines go with their panel, and new ones take the place of the old", async () => {
    const none = zones(NONE, NONE, NONE, NONE);
    await draw("zones-blanches", none, none);
    await draw("zones-blanches", none, none);
    assert.deepEqual([drawn.length, removed], [4, 1]);
    await draw("simuler", none, none);
    assert.deepEqual([drawn.length, removed], [4, 2]);
});

function click(facts) {
    const button = Object.assign(new Element("button"), facts);
    button.closest = (selector) => (selector === "button" ? button : null);
    window.document.dispatchEvent(eventAt("click", button));
}

test("a person's own list is forgotten on demand, and the focus is not lost", () => {
    const load = (window.elements["cover-gaps-load"] = new Element("button"));
    click({ id: "cover-gaps-forget" });
    assert.deepEqual(window.told, [["cover-declared-file", { data: null }]]);
    assert.equal(window.document.activeElement, load);
});

function choose(file) {
    let input;
    window.document.createElement = () => {
        input = Object.assign(new Element("input"), { files: [file], click() {} });
        return input;
    };
    const limit = { largest: "2000000", tooLarge: "Le fichier dépasse 2 Mo." };
    click({ id: "cover-gaps-load", dataset: limit });
    input.dispatchEvent(new Event("change"));
}

test("a chosen file goes to the page as base64", async () => {
    choose({ name: "zones.csv", size: 3, arrayBuffer: async () => Uint8Array.of(97, 233, 10).buffer });
    await settled();
    assert.deepEqual(window.told, [
        ["cover-declared-file", { data: { name: "zones.csv", content: "YekK", n: 1 } }],
    ]);
});

test("a file that is too large is said to be, and not read", async () => {
    choose({ name: "zones.csv", size: 2000001, arrayBuffer: () => assert.fail("read") });
    await settled();
    assert.deepEqual(window.told, [["cover-gaps-problem", { children: "Le fichier dépasse 2 Mo." }]]);
});
