import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { base64, open } from "../page.js";

const EMPTY = { transform: { scale: [1, 1], translate: [0, 0] }, arcs: [], objects: { communes: { geometries: [] } } };

let resources;

beforeEach(() => {
    mock.restoreAll();
    resources = open(["base/pace.js", "base/resources.js", "map/topology.js"]).Atlas.resources;
});

function serve(body, ok = true) {
    const answer = async () => ({ ok, status: ok ? 200 : 404, json: async () => body });
    return mock.method(globalThis, "fetch", answer);
}

test("bytes, and little-endian numbers of two bytes", () => {
    assert.deepEqual([...resources.bytes(base64(Uint8Array.of(0, 127, 255)))], [0, 127, 255]);
    assert.deepEqual([...resources.words(base64(Uint8Array.of(1, 0, 0, 1, 255, 255)))], [1, 256, 65535]);
});

test("positions of the bits that are set, the lowest first", () => {
    assert.deepEqual(resources.positions(base64(Uint8Array.of(0b101, 0, 0b10000000))), [0, 2, 23]);
    assert.deepEqual(resources.positions(""), []);
});

test("a resource is fetched once", async () => {
    const fetched = serve({ a: 1 });
    const both = [resources.resource("/r"), resources.resource("/r")];
    assert.deepEqual(await Promise.all(both), [{ a: 1 }, { a: 1 }]);
    assert.equal(fetched.mock.callCount(), 1);
});

test("a resource that failed is asked for again", async () => {
    serve(null, false);
    await assert.rejects(resources.resource("/r"), /\/r : 404/);
    serve({ a: 1 });
    assert.deepEqual(await resources.resource("/r"), { a: 1 });
});

test("a topology is decoded once", async () => {
    serve(EMPTY);
    assert.equal(await resources.topology("/t"), await resources.topology("/t"));
});

test("a topology that failed is asked for again", async () => {
    serve(null, false);
    await assert.rejects(resources.topology("/t"), /404/);
    serve(EMPTY);
    assert.ok(await resources.topology("/t"));
});

test("what got no answer comes once there is one, without an error", async () => {
    mock.method(globalThis, "setTimeout", (then) => setImmediate(then));
    const answers = [
        async () => { throw new TypeError("Failed to fetch"); },
        async () => ({ ok: false, status: 503 }),
        async () => ({ ok: true, status: 200, json: async () => { throw new TypeError("network error"); } }),
        async () => ({ ok: true, status: 200, json: async () => ({ a: 1 }) }),
    ];
    const fetched = mock.method(globalThis, "fetch", () => answers.shift()());
    assert.deepEqual(await resources.resource("/r"), { a: 1 });
    assert.equal(fetched.mock.callCount(), 4);
});
