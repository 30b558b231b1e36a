import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const SCRIPTS = ["/react.js", "/ours.js", "/start.js"];
const LINKS = [{ href: "/ressources/a/communes.json" }];

function opened({ hidden = false, bundled = true } = {}) {
    // Of which one waits until it is asked for (assets/base/late.js).
    const scripts = [...SCRIPTS, "/late.js"].map((src) => ({ src }));
    const parts = { script: scripts, "script:not([data-late])": scripts.slice(0, -1), link: LINKS };
    const template = { content: { querySelectorAll: (selector) => parts[selector] } };
    return open(["base/opener.js"], { elements: bundled ? { "atlas-opening": template } : {}, hidden });
}

const painted = () => new Promise((done) => setTimeout(done, 5));

test("the scripts are asked for once the page is painted, in their order", async () => {
    const { document } = opened();
    assert.equal(document.body.children.length, 0);
    await painted();
    assert.deepEqual(document.body.children.map((one) => one.src), SCRIPTS);
    assert.ok(document.body.children.every((one) => one.async === false));
    assert.deepEqual(document.head.children, LINKS);
});

test("a page out of sight is not painted, and waits for nothing", () => {
    assert.equal(opened({ hidden: true }).document.body.children.length, 3);
});

test("a page that has its scripts itself asks for none", async () => {
    const { document } = opened({ bundled: false });
    await painted();
    assert.equal(document.body.children.length, 0);
});
