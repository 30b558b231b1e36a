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
    const ends = {};
    const ask = (name) => pace.inTurn((done) => {
        begun.push(name);
        ends[name] = done;
    });
    ask("a");
    ask("b");
    await later();
    assert.deepEqual(begun, ["a"]);
    ends.a();
    ends.a(); // said twice, it is done once
    await later();
    assert.deepEqual(begun, ["a", "b"]);
    ends.b();
    await later();
    ask("c");
    await later();
    assert.deepEqual(begun, ["a", "b", "c"]);
    ends.c();
    await later();
});

test("a work that gives its turn up lets the others pass, begun or not", async () => {
    const begun = [];
    const ask = (name) => pace.inTurn(() => begun.push(name));
    const leave = ask("a");
    ask("b")();
    const last = ask("c");
    await later();
    leave();
    await later();
    assert.deepEqual(begun, ["a", "c"]);
    last();
    await later();
});
