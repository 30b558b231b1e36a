import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Element, open } from "../page.js";

/* A map where a degree is a pixel, 400 by 300; a letter of a name is 10 pixels wide. */
let map, names, avoid;

beforeEach(() => {
    names = [];
    const context = {
        measureText: (text) => ({ width: 10 * text.length }),
        fillText: (text, x, y) => names.push([text, x, y]),
        clearRect: () => (names.length = 0),
        strokeText() {},
        setTransform() {},
    };
    const canvas = Object.assign(new Element("canvas"), { getContext: () => context, isConnected: true });
    const leaflet = { DomUtil: { create: () => canvas, setPosition() {} } };
    const heard = {};
    map = {
        zoom: 7.5,
        heard,
        createPane: () => new Element(),
        getSize: () => ({ x: 400, y: 300 }),
        getZoom: () => map.zoom,
        latLngToContainerPoint: ([lat, lon]) => ({ x: lon, y: lat }),
        containerPointToLayerPoint: (point) => point,
        on: (kinds, listener) => kinds.split(" ").forEach((kind) => (heard[kind] = listener)),
    };
    avoid = null;
    map.name = (towns, countries = [], frames = null) => {
        const labels = open(["map/labels.js"], { leaflet, frames }).Atlas.labels.add(map, towns, countries);
        avoid = (markers) => {
            names.length = 0;
            labels.avoid(markers);
        };
    };
});

const town = (name, population, lon, lat) => ({ name, population, lon, lat });
const named = () => names.map(([name]) => name);

test("from afar only cities are named, from near villages too", () => {
    map.name([town("Lille", 230000, 100, 50), town("Lens", 32000, 100, 100), town("Oppy", 400, 100, 150)]);
    assert.deepEqual(named(), ["Lille"]);
    for (const [zoom, all] of [[8, ["Lille", "Lens"]], [12, ["Lille", "Lens", "Oppy"]]]) {
        names.length = 0;
        map.zoom = zoom;
        map.heard.zoomend();
        assert.deepEqual(named(), all);
    }
});

test("of two names that would overlap, the larger town's is written", () => {
    map.name([town("Lille", 230000, 100, 50), town("Roubaix", 98000, 110, 60), town("Arras", 42000, 200, 60)]);
    assert.deepEqual(named(), ["Lille", "Arras"]);
});

test("a name is under its point, or around the marker that covers it", () => {
    const lille = town("Lille", 230000, 100, 50); // half a name is 29 pixels with its margin
    map.name([lille]);
    assert.deepEqual(names, [["Lille", 100, 64]]);
    avoid([{ lat: 50, lon: 100, r: 20 }]);
    assert.deepEqual(names, [["Lille", 100, 84]]);
    avoid([{ lat: 50, lon: 100, r: 20 }, { lat: 90, lon: 100, r: 12 }]);
    assert.deepEqual(names, [["Lille", 149, 53.5]]);
    avoid([{ lat: 50, lon: 100, r: 20 }, { lat: 90, lon: 100, r: 12 }, { lat: 50, lon: 150, r: 12 }]);
    assert.deepEqual(names, [["Lille", 51, 53.5]]);
});

test("a name that has no room left is not written", () => {
    map.name([town("Lille", 230000, 100, 50)]);
    const around = [[50, 100], [90, 100], [50, 150], [50, 50], [10, 100]];
    avoid(around.map(([lat, lon]) => ({ lat, lon, r: 20 })));
    assert.deepEqual(names, []);
});

test("what is out of sight is not written, a town at the edge is", () => {
    map.name(
        [town("Lille", 230000, 500, 50), town("Amiens", 130000, 440, 50), town("Paris", 2e6, 100, 400)],
        [{ name: "Belgique", lat: 50, lon: 300 }, { name: "Suisse", lat: 50, lon: 401 }],
    );
    assert.deepEqual(named(), ["Belgique", "Amiens"]);
});

test("however many things change, the names are written once a frame", () => {
    const frames = [];
    map.name([town("Lille", 230000, 100, 50)], [], frames);
    names.length = 0;
    for (const kind of ["moveend", "zoomend", "resize"]) map.heard[kind]();
    assert.deepEqual(names, []);
    assert.equal(frames.length, 1);
    frames.pop()();
    assert.deepEqual(named(), ["Lille"]);
    map.heard.moveend();
    assert.equal(frames.length, 1);
});

test("names go while one zooms", () => {
    map.name([town("Lille", 230000, 100, 50)]);
    map.heard.zoomstart();
    assert.deepEqual(names, []);
});
