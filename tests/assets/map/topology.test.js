import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { Topology } = open(["map/topology.js"]).Atlas;

/* Two squares of 0.1° side by side, A to the west with a hole, B to the east; C, an island of A's
   département made of two polygons, is far to the north. Positions are in tenths from (2°, 50°):

      0   1   2
    1 ┌───┬───┐      arc 0: the border of A and B, from south to north
      │ A │ B │      arc 1: the rest of A, arc 2: the rest of B
    0 └───┴───┘      arc 3: A's hole, arcs 4 and 5: C's two triangles                            */
const JSON_OF_TWO = {
    transform: { scale: [0.01, 0.01], translate: [2, 50] },
    arcs: [
        [[10, 0], [0, 10]],
        [[10, 10], [-10, 0], [0, -10], [10, 0]],
        [[10, 0], [10, 0], [0, 10], [-10, 0]],
        [[2, 2], [0, 2], [2, 0], [0, -2], [-2, 0]],
        [[0, 100], [10, 0], [0, 10], [-10, -10]],
        [[20, 100], [10, 0], [0, 10], [-10, -10]],
    ],
    objects: {
        communes: {
            geometries: [
                { type: "Polygon", arcs: [[0, 1], [3]], properties: { code: "A", dep: "1", lat: 50.05, lon: 2.05 } },
                { type: "Polygon", arcs: [[2, ~0]], properties: { code: "B", dep: "2", lat: 50.05, lon: 2.15 } },
                { type: "MultiPolygon", arcs: [[[4]], [[5]]], properties: { code: "C", dep: "1", lat: 51.05, lon: 2.1 } },
                { type: null, properties: { code: "D", dep: "1", lat: 50, lon: 2 } },
            ],
        },
    },
};

const topology = new Topology(JSON_OF_TWO, "communes");
const rounded = (points) => points.map((point) => point.map((x) => Math.round(x * 1e6) / 1e6));

test("arcs are differences, scaled and moved, given as latitude and longitude", () => {
    assert.deepEqual(rounded(topology.arcs[0]), [[50, 2.1], [50.1, 2.1]]);
    assert.deepEqual(rounded(topology.arcs[1]), [[50.1, 2.1], [50.1, 2], [50, 2], [50, 2.1]]);
});

test("a ring is its arcs end to end, one that is shared read backwards", () => {
    const [[ring]] = topology.polygons((p) => p.code === "B");
    assert.deepEqual(rounded(ring), [[50, 2.1], [50, 2.2], [50.1, 2.2], [50.1, 2.1], [50, 2.1]]);
    assert.deepEqual(rounded(topology.arcs[0]), [[50, 2.1], [50.1, 2.1]], "the arc itself is untouched");
});

test("the arcs of a territory are those of its polygons and its holes, whichever way they go", () => {
    assert.deepEqual(topology.geometries.map((geometry) => topology.arcsOf(geometry)), [[0, 1, 3], [2, 0], [4, 5], []]);
});

test("holes and several polygons are kept, and a territory without a shape has none", () => {
    assert.deepEqual(topology.polygons((p) => p.code === "D"), []);
    assert.deepEqual(topology.polygons((p) => p.code === "A").map((rings) => rings.length), [2]);
    assert.deepEqual(topology.polygons((p) => p.code === "C").map((rings) => rings.length), [1, 1]);
});

test("the inner border is between territories that differ, the outer one is nobody's", () => {
    const byDepartement = topology.mesh((a, b) => a.dep !== b.dep, false);
    assert.deepEqual(byDepartement, [topology.arcs[0]]);
    assert.deepEqual(topology.mesh(() => false, false), []);
    assert.deepEqual(topology.mesh(() => false, true), topology.arcs.slice(1));
});

test("a point is in its territory, in the hole of none, outside of none", () => {
    assert.equal(topology.at(50.08, 2.08)?.code, "A");
    assert.equal(topology.at(50.05, 2.15)?.code, "B");
    assert.equal(topology.at(51.01, 2.28)?.code, "C");
    assert.equal(topology.at(50.03, 2.03), null);
    assert.equal(topology.at(50.05, 2.25), null);
});

test("properties come in the order of the territories", () => {
    assert.deepEqual(topology.properties.map((p) => p.code), ["A", "B", "C", "D"]);
});
