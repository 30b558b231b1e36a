import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { Atlas } = open(["map/streets.js"], {});
const make = (name) => class { constructor(options) { Object.assign(this, { name, options }); } };
const library = Object.fromEntries(
    ["LineSymbolizer", "PolygonSymbolizer", "CenteredTextSymbolizer", "CircleSymbolizer",
        "GroupSymbolizer", "LineLabelSymbolizer", "OffsetTextSymbolizer"].map((name) => [name, make(name)]),
);
const shown = (rule, zoom) => zoom >= (rule.minzoom ?? 0) && zoom <= (rule.maxzoom ?? 99);
const drawn = (kind, zoom) => Atlas.streets.paintRules(library)
    .filter((rule) => shown(rule, zoom) && rule.filter(zoom, { props: { kind } }));

test("each shape is drawn from one file at each zoom", () => {
    for (const [zoom, source] of [[11, "far"], [13, "far"], [14, "near"], [17, "near"]]) {
        assert.deepEqual(drawn("main", zoom).map((rule) => rule.dataSource), [source]);
        assert.deepEqual(drawn("water", zoom).map((rule) => rule.dataSource), [source]);
    }
});

test("what is small is left out until one looks from near", () => {
    assert.equal(drawn("path", 14).length, 0);
    assert.equal(drawn("path", 15).length, 1);
    assert.equal(drawn("service", 14).length, 0);
});

test("a road is wider from nearer, and a main one wider than a street", () => {
    for (const kind of ["motorway", "main", "street", "minor"]) {
        const width = Atlas.streets.width(kind);
        assert.ok(width(10) < width(13) && width(13) < width(17), kind);
        assert.equal(width(9), width(10));
        assert.equal(width(18), width(17));
    }
    assert.ok(Atlas.streets.width("main")(15) > Atlas.streets.width("minor")(15));
});

test("what has no name has no label", () => {
    const rules = Atlas.streets.labelRules(library);
    const labelled = (props) => rules.some((rule) => shown(rule, 16) && rule.filter(16, { props }));
    assert.ok(labelled({ kind: "minor", name: "Rue du Lycée" }));
    assert.ok(!labelled({ kind: "minor", name: "" }));
    assert.ok(!labelled({ kind: "rail", name: "Ligne 2" }));
});
