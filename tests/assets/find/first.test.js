import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { open } from "../page.js";

let first, given, window;

beforeEach(() => {
    window = open(["base/words.js", "base/resources.js", "find/first.js"]);
    given = [];
    window.dash_clientside = { set_props: (id, props) => given.push([id, props]) };
    first = window.Atlas.firstCourses;
});

const base64 = (...numbers) => Buffer.from(Uint16Array.from(numbers).buffer).toString("base64");
const KEPT = { voies: ["a", "b"], sites: { lat: [1, 2, 3], lon: [4, 5, 6] }, titles: [], offers: { id: [] } };

test("a table has the courses of the answer, if the browser has not all of them", () => {
    assert.equal(first.table({ first: null }, KEPT), KEPT);
    const table = first.table({ first: { titles: ["x"], offers: { id: ["o"] } } }, KEPT);
    assert.deepEqual([table.titles, table.offers.id, table.sites], [["x"], ["o"], KEPT.sites]);
});

test("each place that is set has its counts by voie", () => {
    const taught = Buffer.from([0b101]).toString("base64");
    const found = first.places({ first: { taught, counts: base64(1, 2, 0, 300) } }, KEPT);
    assert.deepEqual(found.map((one) => [one.site, one.lat, one.lon, one.counts, one.total]), [
        [0, 1, 4, [1, 2], 3], [2, 3, 6, [0, 300], 300],
    ]);
});

test("courses that are added keep their titles", () => {
    const table = { titles: ["x"], offers: { id: ["o"], title: [0] } };
    assert.deepEqual(first.add(table, { titles: ["y"], offers: { id: ["p", "q"], title: [0, 0] } }), [1, 2]);
    assert.deepEqual(table, { titles: ["x", "y"], offers: { id: ["o", "p", "q"], title: [0, 1, 1] } });
});

test("a group that is cut says how many there are, another is whole", () => {
    const rows = [1, 2, 3, 4];
    const results = { first: { most: 2, placed: 1200, distance: 2 } };
    const shown = first.upTo(results, rows, "placed");
    assert.deepEqual(shown.slice(0, 2), [1, 2]);
    assert.match(shown[2].text, /^Les 2 premières sur 1\s200\sformations/);
    assert.equal(first.upTo(results, rows, "distance"), rows);
    assert.equal(first.upTo({ first: null }, rows, "placed"), rows);
});

test("an answer reaches who asked last", () => {
    const told = [];
    first.ask([1], (one) => told.push(["old", one.n]));
    first.ask([2], (one) => told.push(["new", one.n]));
    assert.deepEqual(given.map(([id, { data }]) => [id, data.sites]), [["find-clicked", [1]], ["find-clicked", [2]]]);
    first.answered({ n: 1 });
    first.answered({ n: 2 });
    assert.deepEqual(told, [["new", 2]]);
});
