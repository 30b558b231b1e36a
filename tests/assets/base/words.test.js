import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { words } = open(["base/words.js"]).Atlas;

test("numbers have French thousands", () => {
    assert.equal(words.number(0), "0");
    assert.equal(words.number(1234567), "1\u202f234\u202f567");
});

test("the plural begins at two", () => {
    assert.equal(words.count(0, "formation"), "0\u00a0formation");
    assert.equal(words.count(1, "formation"), "1\u00a0formation");
    assert.equal(words.count(2, "formation"), "2\u00a0formations");
    assert.equal(words.count(3, "lieu", "lieux"), "3\u00a0lieux");
});

test("a duration is in minutes, then in hours", () => {
    const written = [0, 59, 60, 65, 130].map(words.duration);
    assert.deepEqual(written, [
        "0\u00a0min", "59\u00a0min", "1\u00a0h", "1\u00a0h\u00a005", "2\u00a0h\u00a010",
    ]);
});

test("an estimated time says so, and no more than it knows under five minutes", () => {
    assert.deepEqual([0, 4, 5].map(words.travel), [
        "<\u00a05\u00a0min", "<\u00a05\u00a0min", "≈\u00a05\u00a0min",
    ]);
});

test("days since 1970 are the same day in every time zone", () => {
    assert.equal(words.day(0), "1 janv. 1970");
    assert.equal(words.day(20697), "1 sept. 2026");
});

test("what a source wrote cannot become markup, in a text or in an attribute", () => {
    const text = words.escape(`<img src=x onerror="a()"> & 'b'`);
    assert.equal(text, "&lt;img src=x onerror=&quot;a()&quot;&gt; &amp; 'b'");
});
