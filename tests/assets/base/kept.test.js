import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Element, eventAt, open } from "../page.js";

let window, kept, storage, buttons;

/** A storage as browsers give it; `refused` makes it throw, as private windows may. */
function made() {
    const texts = new Map();
    const of = (act) => (...given) => {
        if (storage.refused) throw new Error("refused");
        return act(...given);
    };
    return {
        texts,
        getItem: of((key) => texts.get(key) ?? null),
        setItem: of((key, text) => texts.set(key, text)),
        removeItem: of((key) => texts.delete(key)),
    };
}

beforeEach(() => {
    window = open(["base/words.js", "base/kept.js"], { search: "?q=a&lieu=62041" });
    storage = window.localStorage = made();
    buttons = [];
    window.document.querySelectorAll = () => buttons;
    kept = window.Atlas.kept;
});

const stored = () => JSON.parse(storage.texts.get("atlas-selection") ?? "null");
const course = (id) => ({ id, title: `Titre ${id}`, town: "Arras" });

test("courses are kept in order, once, with the commune of the search", () => {
    kept.add([course("a"), course("b")]);
    kept.add([course("a"), course("c")]);
    assert.deepEqual(kept.ids(), ["a", "b", "c"]);
    assert.equal(stored().lieu, "62041");
});

test("nothing is left in the browser once the last is taken away, or all are", () => {
    kept.add([course("a")]);
    kept.drop("a");
    assert.equal(storage.texts.size, 0);
    kept.add([course("a"), course("b")]);
    kept.clear();
    assert.equal(storage.texts.size, 0);
});

test("a course is moved among the others, never beyond an end", () => {
    kept.add(["a", "b", "c"].map(course));
    kept.move("a", 1);
    kept.move("c", 1);
    kept.move("nowhere", 1);
    assert.deepEqual(kept.ids(), ["b", "a", "c"]);
    kept.move("b", -1);
    assert.deepEqual(kept.ids(), ["b", "a", "c"]);
});

test("what takes the place of a course has its note", () => {
    kept.add([course("a"), course("b")]);
    kept.learn({ a: { note: "Rappeler" } });
    kept.replace("a", course("z"));
    assert.deepEqual(kept.read().offers[0], { ...course("z"), note: "Rappeler" });
    kept.replace("z", course("b"));
    assert.deepEqual(kept.ids(), ["b"]);
});

for (const text of ["", "{", "null", "[]", '"a"', '{"offers":3}', '{"offers":[null,{"id":"<b>"},{"id":5}],"lieu":{}}']) {
    test(`what cannot be read is nothing: ${text}`, () => {
        storage.texts.set("atlas-selection", text);
        assert.deepEqual(kept.read(), { offers: [], lieu: "" });
        kept.add([course("a")]);
        assert.deepEqual(kept.ids(), ["a"]);
    });
}

test("texts of another hand are cut, ids said twice are one", () => {
    const long = "x".repeat(9999);
    const offers = [{ id: "a", note: long, title: 3 }, { id: "a" }];
    storage.texts.set("atlas-selection", JSON.stringify({ offers, lieu: long }));
    const [only, ...others] = kept.read().offers;
    assert.deepEqual([only.note.length, only.title, others, kept.read().lieu], [500, "", [], ""]);
});

test("a browser that refuses to store keeps them as long as the page", () => {
    storage.refused = true;
    kept.add([course("a"), course("b")]);
    kept.learn({ a: { note: "Note" } });
    assert.equal(kept.read().offers[0].note, "Note");
    kept.clear();
    assert.deepEqual(kept.ids(), []);
});

test("a button keeps its course, takes it away, and says its state", () => {
    const button = Object.assign(new Element("button"), { closest: () => button });
    Object.assign(button.dataset, { keep: "a", titleKept: "Titre a", town: "Arras" });
    buttons.push(button);
    window.document.dispatchEvent(eventAt("click", button));
    assert.deepEqual([kept.has("a"), button.getAttribute("aria-pressed")], [true, "true"]);
    window.document.dispatchEvent(eventAt("click", button));
    assert.deepEqual([kept.has("a"), button.getAttribute("aria-pressed")], [false, "false"]);
});

test("more than thirty are not kept, which is told", () => {
    const told = [];
    window.Atlas.tell = (words) => told.push(words);
    kept.add(Array.from({ length: 30 }, (_, n) => course(`n${n}`)));
    const button = Object.assign(new Element("button"), { closest: () => button });
    button.dataset.keep = "one-more";
    window.document.dispatchEvent(eventAt("click", button));
    assert.equal(kept.ids().length, 30);
    assert.match(told[0], /30 formations au plus/);
});

test("another window of the same browser is followed", () => {
    let heard = 0;
    window.document.addEventListener("atlas:kept", () => (heard += 1));
    window.dispatchEvent(Object.assign(new Event("storage"), { key: "atlas-selection" }));
    window.dispatchEvent(Object.assign(new Event("storage"), { key: "other" }));
    assert.equal(heard, 1);
});

test("what a button holds is escaped", () => {
    const text = kept.button({ id: "a", title: '"<b>', town: "" });
    assert.ok(!text.includes("<b>") && text.includes("&quot;&lt;b&gt;"));
});
