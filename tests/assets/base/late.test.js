import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

function opened(told = { src: "/leaflet.js" }) {
    const template = { content: { querySelector: () => told } };
    return open(["base/late.js"], { elements: { "atlas-opening": template } });
}

test("a script is asked for once, however many want it, and its coming is told", async () => {
    const { Atlas, document } = opened();
    const heard = [];
    document.addEventListener("atlas:late", ({ detail }) => heard.push(detail));
    const both = Promise.all([Atlas.late("leaflet"), Atlas.late("leaflet")]);
    assert.deepEqual(document.body.children.map((one) => one.src), ["/leaflet.js"]);
    document.body.children[0].dispatchEvent(new Event("load"));
    await both;
    assert.deepEqual(heard, ["leaflet"]);
});

test("a script that failed is asked for again", async () => {
    const { Atlas, document } = opened();
    const first = Atlas.late("leaflet");
    document.body.children[0].dispatchEvent(new Event("error"));
    await assert.rejects(first, /leaflet/);
    const second = Atlas.late("leaflet");
    document.body.children[1].dispatchEvent(new Event("load"));
    await second;
});

test("a page that has its scripts itself waits for none", async () => {
    await opened(null).Atlas.late("leaflet");
    await open(["base/late.js"]).Atlas.late("leaflet");
});
