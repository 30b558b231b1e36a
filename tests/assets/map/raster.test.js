import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { raster } = open(["map/raster.js"]).Atlas;

/* Irregular cells that share every border: a grid whose corners are moved, each cell cut in two. */
function partition() {
    const random = (() => {
        let seed = 7;
        return () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    })();
    const corner = [0, 1, 2, 3, 4, 5].map((y) => [0, 1, 2, 3, 4, 5].map((x) =>
        [x / 5 + (random() - 0.5) / 12, y / 5 + (random() - 0.5) / 12]));
    const shapes = [];
    for (let y = 0; y < 5; y += 1) {
        for (let x = 0; x < 5; x += 1) {
            const [a, b, c, d] = [corner[y][x], corner[y][x + 1], corner[y + 1][x + 1], corner[y + 1][x]];
            shapes.push([[a, b, c, a]], [[c, d, a, c]]);
        }
    }
    return shapes;
}

/** Whether rings hold a point, by counting what a ray to the east crosses. */
function holds(rings, px, py) {
    let odd = false;
    for (const ring of rings) {
        for (let i = 0; i + 1 < ring.length; i += 1) {
            const [[x1, y1], [x2, y2]] = [ring[i], ring[i + 1]];
            if (y1 > py !== y2 > py && px < x1 + ((x2 - x1) * (py - y1)) / (y2 - y1)) odd = !odd;
        }
    }
    return odd;
}

const ranksOf = (shapes, view) => raster.ranks(shapes.map((rings) => raster.shapeOf(rings.map(raster.lineOf))), view);

for (const view of [
    { scale: 60, left: -4, top: -6, width: 70, height: 74 },
    { scale: 230, left: 61, top: 40, width: 90, height: 50 }, // a part of it, from near
]) {
    test(`each pixel has the shape that holds its middle, and no other (scale ${view.scale})`, () => {
        const shapes = partition();
        const image = ranksOf(shapes, view);
        for (let y = 0; y < view.height; y += 1) {
            for (let x = 0; x < view.width; x += 1) {
                const [px, py] = [(view.left + x + 0.5) / view.scale, (view.top + y + 0.5) / view.scale];
                const expected = shapes.findIndex((rings) => holds(rings, px, py)) + 1;
                assert.equal(image[y * view.width + x], expected, `pixel ${x}, ${y}`);
            }
        }
    });
}

test("a hole is left to what fills it, and an island to its own", () => {
    const square = (from, to) => [[from, from], [to, from], [to, to], [from, to], [from, from]];
    const shapes = [[square(0, 6), square(2, 4)], [square(2, 4), square(7, 8)], []];
    const image = ranksOf(shapes, { scale: 1, left: 0, top: 0, width: 8, height: 8 });
    const line = (y) => [...image.slice(y * 8, y * 8 + 8)].join("");
    assert.deepEqual([line(0), line(2), line(6), line(7)], ["11111100", "11221100", "00000000", "00000002"]);
});

test("pixels have the tile of their class, laid from the corner of the world; no class is clear", () => {
    const image = Uint16Array.of(1, 1, 2, 3, 0, 1);
    const pixels = new Uint32Array(6).fill(99);
    const tiles = Uint32Array.of(10, 11, 12, 13, 20, 20, 20, 20); // two classes of two pixels a side
    raster.paint(pixels, image, Uint8Array.of(0, 1, 255), tiles, 2, { left: 5, top: 3, width: 3 });
    assert.deepEqual([...pixels], [13, 12, 20, 0, 0, 11]);
});
