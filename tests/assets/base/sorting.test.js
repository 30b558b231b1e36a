import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { sortKey, sortedRows } = open(["base/sorting.js"]).Atlas;

test("figures, times and texts are read as they are shown", () => {
    assert.equal(sortKey("1\u202f234,5\u00a0%"), 1234.5);
    assert.equal(sortKey("−3,2"), -3.2);
    assert.equal(sortKey("1\u00a0h\u00a005"), 65);
    assert.equal(sortKey("≈ 30 min"), 30);
    assert.equal(sortKey("CAP Cuisine"), "CAP Cuisine");
    assert.equal(sortKey("au moins 174\u202f511"), 174511);
    assert.equal(sortKey("≥\u00a07"), 7);
});

test("what is said not to be known is not a figure", () => {
    for (const text of ["", "—", "Non disponible", "non connu", "secret statistique"]) {
        assert.equal(sortKey(text), null);
    }
});

test("what is not known comes last, in both directions", () => {
    assert.deepEqual(sortedRows([20, null, 3], false), [2, 0, 1]);
    assert.deepEqual(sortedRows([20, null, 3], true), [0, 2, 1]);
});

test("texts are in the order of French", () => {
    assert.deepEqual(sortedRows(["Été", "École", "Zone", "eau"], false), [3, 1, 0, 2]);
});
