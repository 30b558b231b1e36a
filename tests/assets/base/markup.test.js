import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Element, open } from "../page.js";

/** A place whose markup is folds: `<details open><summary>…</summary>`. */
class Place extends Element {
    set innerHTML(markup) {
        this.markup = markup;
        const found = [...markup.matchAll(/<details( open)?><summary>(.*?)<\/summary>/g)];
        this.folds = found.map(([, isOpen, textContent]) => ({
            textContent, parentElement: { open: Boolean(isOpen) },
        }));
    }

    get innerHTML() {
        return this.markup;
    }

    querySelectorAll(selector) {
        return selector.includes("[open]") ? this.folds.filter((f) => f.parentElement.open) : this.folds;
    }

    get opened() {
        return this.folds.filter((fold) => fold.parentElement.open).map((fold) => fold.textContent);
    }
}

const fold = (name, isOpen) => `<details${isOpen ? " open" : ""}><summary>${name}</summary></details>`;

let window, place;

beforeEach(() => {
    window = open(["base/markup.js"]);
    place = window.elements.words = new Place();
    place.innerHTML = "";
});

test("several places are filled at once; one that is not there is no matter", () => {
    window.Atlas.markup.write({ words: "<p>Oui</p>", elsewhere: "<p>Non</p>" });
    assert.equal(place.innerHTML, "<p>Oui</p>");
});

test("a fold that was open stays open, whatever it counts now", () => {
    place.innerHTML = fold("Les 3 autres domaines", true) + fold("Exporter", false);
    window.Atlas.markup.write({ words: fold("Les 12 autres domaines") + fold("Exporter") });
    assert.deepEqual(place.opened, ["Les 12 autres domaines"]);
});

test("a fold of another name stays closed", () => {
    place.innerHTML = fold("Voir les données", true);
    window.Atlas.markup.write({ words: fold("Exporter") });
    assert.deepEqual(place.opened, []);
});

test("a store's text goes to its output; none at all leaves the place as it is", () => {
    window.dash_clientside.callback_context = { outputs_list: { id: "words" } };
    window.dash_clientside.markup.put("<p>Oui</p>");
    window.dash_clientside.markup.put(null);
    assert.equal(place.innerHTML, "<p>Oui</p>");
    window.dash_clientside.markup.put("");
    assert.equal(place.innerHTML, "");
});

test("a text that comes before its place is put there once it is drawn", () => {
    window.dash_clientside.callback_context = { outputs_list: { id: "panel" } };
    window.dash_clientside.markup.put("<p>Oui</p>");
    const drawn = () => window.document.dispatchEvent(new Event("atlas:slice"));
    drawn();
    const panel = (window.elements.panel = new Place());
    panel.innerHTML = "";
    drawn();
    assert.equal(panel.innerHTML, "<p>Oui</p>");
    panel.innerHTML = "<p>Non</p>";
    drawn();
    assert.equal(panel.innerHTML, "<p>Non</p>");
});
