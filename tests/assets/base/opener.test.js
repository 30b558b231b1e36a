import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const SCRIPTS = ["/react.js", "/ours.js", "/start.js"];
const LINKS = [{ href: "/ressources/a/communes.json" }];

function opened({ hidden = false, bundled = true } = {}) {
    const parts = { script: SCRIPTS.map((src) => ({ src })), link: LINKS };
    const template = { content: { querySelectorAll: (tag) => parts[tag] } };
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
