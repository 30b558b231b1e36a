import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { pace } = open(["base/pace.js"]).Atlas;
const later = () => new Promise((done) => setTimeout(done, 30));

test("items are given in their order, a pause before each few", async () => {
    const given = [];
    const whole = pace.each([1, 2, 3, 4, 5], 2, (one) => given.push(one), () => true);
    assert.deepEqual(given, []);
    await pace.pause();
    assert.deepEqual(given, [1, 2]);
    await whole;
    assert.deepEqual(given, [1, 2, 3, 4, 5]);
});

test("items stop being given once nobody wants them", async () => {
    const given = [];
    await pace.each([1, 2, 3], 1, (one) => given.push(one), () => given.length < 2);
    assert.deepEqual(given, [1, 2]);
});

test("works are begun one at a time, each when the one before is done", async () => {
    const begun = [];
    for (const name of ["a", "b"]) pace.inTurn(() => begun.push(name));
    await later();
    assert.deepEqual(begun, ["a"]);
    pace.next();
    await later();
    assert.deepEqual(begun, ["a", "b"]);
    pace.next();
    await later();
    pace.inTurn(() => begun.push("c"));
    await later();
    assert.deepEqual(begun, ["a", "b", "c"]);
    pace.next();
    await later();
});

test("a work that gives its turn up is not begun", async () => {
    const begun = [];
    pace.inTurn(() => begun.push("a"));
    pace.inTurn(() => begun.push("b"))();
    await later();
    pace.next();
    await later();
    assert.deepEqual(begun, ["a"]);
});
