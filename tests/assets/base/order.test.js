import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { order } = open(["base/order.js"]).Atlas;

const ROWS = [
    { id: "a", time: 20, rank: 2, start: null },
    { id: "b", time: 10, rank: 1, start: 30 },
    { id: "c", time: 20, rank: 1, start: 5 },
    { id: "d", time: null, rank: 0, start: 30 },
];
const sorted = (...keys) => ROWS.slice().sort(order(keys)).map((row) => row.id).join("");

test("each key settles the ties of those before", () => {
    assert.equal(sorted("time", "rank"), "bcad");
    assert.equal(sorted("rank", "-time"), "dcba");
});

test("what is not known comes last, in both directions", () => {
    assert.equal(sorted("time", "id"), "bacd");
    assert.equal(sorted("-time", "id"), "acbd");
    assert.equal(sorted("-start", "id"), "bdca");
});

test("equal rows stay as they were", () => {
    assert.equal(sorted("start"), "cbda");
    assert.equal(sorted(), "abcd");
});

test("numbers are compared as numbers", () => {
    const rows = [{ n: 10 }, { n: 9 }, { n: -1 }];
    assert.deepEqual(rows.sort(order(["n"])).map((row) => row.n), [-1, 9, 10]);
});
