import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const TABLE = {
    kinds: [{ name: "mission locale", words: "Jeunes de 16 à 25 ans" }],
    sought: "",
    sources: ["essai, mars 2026"],
    places: {
        name: ["Chez <Alpha>", "Chez Gamma"], address: ["1 rue d'Alpha", ""],
        telephone: ["03 22 00 01 02", ""], hours: ["lundi : 09:00-12:00", ""], note: ["", ""],
        kind: [0, 0], source: [0, 0], code: ["80001", "80003"], commune: ["Alpha", "Gamma"],
        centre: [0, 1], lat: [50, 50], lon: [2, 40],
    },
};

/** A map just wide enough: a degree is a pixel, east of 30 degrees is out of sight. */
function world() {
    const drawn = [];
    const markers = [];
    class Layer {
        constructor() { this.handlers = {}; }
        on(types, told) { for (const type of types.split(" ")) this.handlers[type] = told; return this; }
        fire(type, event = {}) { this.handlers[type]?.(event); }
    }
    const leaflet = {
        L: {
            divIcon: (facts) => facts,
            latLngBounds: (points) => ({ points, pad: () => points }),
            layerGroup: () => Object.assign(new Layer(), {
                getLayers: () => drawn, clearLayers: () => drawn.splice(0),
            }),
            marker: (at, { icon }) => {
                const element = { attributes: {}, setAttribute(name, value) { this.attributes[name] = value; } };
                const one = Object.assign(new Layer(), {
                    at, icon, getElement: () => element, bindTooltip: () => one,
                    addTo: () => { drawn.push(one); one.fire("add"); return one; },
                });
                markers.push(one);
                return one;
            },
            popup: () => {
                const one = { setLatLng: () => one, setContent: (text) => { map.said = text; return one; }, openOn: () => one };
                return one;
            },
        },
    };
    const map = {
        east: 30, zoom: 8, off() {}, on(_type, told) { this.moved = told; }, getZoom() { return this.zoom; },
        project: ([lat, lon]) => ({ x: lon, y: lat }),
        getBounds: () => ({ pad: () => ({ contains: ([, lon]) => lon < map.east }) }),
        fitBounds() { this.fitted = true; },
    };
    const window = open(["base/words.js", "map/markers.js", "map/guides.js"], { leaflet: leaflet.L });
    window.Atlas.resources = { asked: [], async resource(address) { this.asked.push(address); return TABLE; } };
    return { Atlas: window.Atlas, map, drawn };
}

const labels = (drawn) => drawn.map((one) => one.getElement().attributes["aria-label"]);

test("a popup tells what is known, and what is to be asked", () => {
    const { Atlas } = world();
    const known = Atlas.guides.content(TABLE, 0, Atlas.guides.LAYERS.accueil);
    for (const words of ["Chez &lt;Alpha&gt;", "Mission locale · Jeunes de 16 à 25 ans", "1 rue d'Alpha, Alpha", "tel:+33322000102", "lundi : 09:00-12:00", "essai, mars 2026", "/accueils?lieu=80001"]) {
        assert.ok(known.includes(words), words);
    }
    assert.ok(!known.includes("à demander") && !known.includes("centre de la commune"));
    const unknown = Atlas.guides.content(TABLE, 1, Atlas.guides.LAYERS.accueil);
    for (const words of ["Adresse à demander, Gamma", "Téléphone à demander", "Horaires à demander", "centre de la commune"]) {
        assert.ok(unknown.includes(words), words);
    }
});

test("what nobody staffs has nothing to be asked, and leads to the places of its kinds", () => {
    const { Atlas } = world();
    const stations = { ...TABLE, kinds: [{ name: "gare", words: "Venir en train." }], sought: "gare,foyer" };
    const told = Atlas.guides.content(stations, 1, Atlas.guides.LAYERS.venir);
    for (const words of ["Gare · Venir en train.", "<p>Gamma</p>", "/accueils?lieu=80003&kind=gare,foyer"]) {
        assert.ok(told.includes(words), words);
    }
    assert.ok(!told.includes("à demander"));
});

test("only what is in sight is drawn, and the rest when it comes in sight", async () => {
    const { Atlas, map, drawn } = world();
    const layer = await Atlas.guides.layer(map, "accueil.json", "accueil");
    layer.fire("add");
    assert.deepEqual(labels(drawn), ["Qui peut m'aider\u00a0: Chez <Alpha> (mission locale)"]);
    const [first] = drawn;
    map.east = 50;
    map.moved();
    assert.equal(drawn.length, 2);
    assert.equal(drawn[0], first); // kept: it may have the focus, or an open popup
});

test("places that touch are one mark with their number, which is looked at from nearer", async () => {
    const { Atlas, map, drawn } = world();
    map.project = ([lat, lon]) => ({ x: lon * 0.8, y: lat }); // 30 pixels: apart if they were courses
    const layer = await Atlas.guides.layer(map, "accueil.json", "accueil");
    layer.fire("add");
    assert.deepEqual(labels(drawn), ["Qui peut m'aider\u00a0: 2 lieux · Alpha, Gamma"]);
    assert.ok(drawn[0].icon.html.includes(">2</text>"));
    drawn[0].fire("keypress", { type: "keypress", originalEvent: { key: "a" } });
    assert.ok(!map.fitted);
    drawn[0].fire("keypress", { type: "keypress", originalEvent: { key: "Enter" } });
    assert.ok(map.fitted && !map.said);
    map.zoom = 13;
    drawn[0].fire("click", { type: "click" });
    assert.ok(map.said.includes("Gamma") && map.said.includes("Alpha"));
});

test("its shape is none of the voies'", () => {
    const { Atlas } = world();
    const path = (svg) => svg.match(/ d="([^"]+)"/)[1];
    for (let voie = 0; voie < 4; voie += 1) {
        const counts = [0, 0, 0, 0].map((_, i) => Number(i === voie));
        const taken = path(Atlas.markers.svg({ total: 1, counts }));
        for (const layer of Object.values(Atlas.guides.LAYERS)) assert.notEqual(path(Atlas.guides.svg(1, layer)), taken);
    }
});
