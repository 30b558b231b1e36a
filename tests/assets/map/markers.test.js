import assert from "node:assert/strict";
import { test } from "node:test";

import { open } from "../page.js";

const { markers } = open(["base/words.js", "map/markers.js"]).Atlas;
const onScreen = ({ lat, lon }) => ({ x: lon, y: lat }); // a degree is a pixel

function site(number, x, counts) {
    const total = counts.reduce((sum, n) => sum + n, 0);
    return { site: number, lat: 0, lon: x, counts, total };
}

const told = (groups) => groups.map((group) => [group.sites.map((s) => s.site), group.total]);

/** Places of a sequence that looks random and is always the same. */
function scattered(n) {
    let seed = 7;
    const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    return Array.from({ length: n }, (_, i) => ({
        ...site(i, next() * 500, [1 + Math.floor(next() * 9), 0, 0, Math.floor(next() * 3)]),
        lat: next() * 400,
    }));
}

test("the radius grows with the courses, up to a limit", () => {
    assert.equal(markers.radius(1), 9);
    assert.equal(markers.radius(2), 14.6);
    assert.ok(markers.radius(10) < markers.radius(20));
    assert.equal(markers.radius(1e6), 27);
});

test("sites apart stay apart, sites that would overlap are one", () => {
    const far = 9 + 9 + 2; // two markers of one course, and the gap between them
    const two = (x) => [site(0, 0, [1, 0, 0, 0]), site(1, x, [0, 1, 0, 0])];
    assert.deepEqual(told(markers.group(two(far), onScreen)), [[[0], 1], [[1], 1]]);
    assert.deepEqual(told(markers.group(two(far - 0.1), onScreen)), [[[0, 1], 2]]);
});

test("a group stands where its largest site is, and adds the courses of each voie", () => {
    const [group] = markers.group([site(0, 0, [1, 0, 0, 0]), site(1, 10, [2, 3, 0, 0])], onScreen);
    assert.deepEqual([group.lon, group.counts, group.total], [10, [3, 3, 0, 0], 6]);
});

test("a site joins the nearest of the groups that it touches", () => {
    const large = [site(0, 0, [40, 0, 0, 0]), site(1, 60, [40, 0, 0, 0])];
    const joined = (x) => told(markers.group([...large, site(2, x, [1, 0, 0, 0])], onScreen))[0];
    assert.deepEqual([joined(28), joined(32)], [[[0, 2], 41], [[1, 2], 41]]);
});

test("a group that has grown takes what it now touches", () => {
    // 0 and 1 overlap; 2 clears the marker of 0 alone, not the one of both.
    const sites = [site(0, 0, [1, 0, 0, 0]), site(1, 1, [1, 0, 0, 0]), site(2, 21, [1, 0, 0, 0])];
    assert.deepEqual(told(markers.group(sites, onScreen)), [[[0, 1, 2], 3]]);
});

test("no site is lost or counted twice, and no two groups overlap", () => {
    const sites = scattered(400);
    const groups = markers.group(sites, onScreen);
    const seen = groups.flatMap((group) => group.sites.map((s) => s.site)).sort((a, b) => a - b);
    assert.deepEqual(seen, sites.map((s) => s.site));
    for (const group of groups) {
        assert.equal(group.total, group.sites.reduce((sum, s) => sum + s.total, 0));
        assert.equal(group.total, group.counts.reduce((sum, n) => sum + n, 0));
        for (const other of groups) {
            const far = Math.hypot(group.point.x - other.point.x, group.point.y - other.point.y);
            const least = markers.radius(group.total) + markers.radius(other.total);
            assert.ok(other === group || far >= least);
        }
    }
});

test("groups do not depend on the order of the sites, which are left as they were", () => {
    const sites = scattered(100);
    const before = structuredClone(sites);
    const groups = told(markers.group(sites, onScreen));
    assert.deepEqual(sites, before);
    assert.deepEqual(told(markers.group(sites.reverse(), onScreen)), groups);
});

test("each voie has its shape: full for one course, a ring for several, a pie for a mixture", () => {
    const drawn = (counts) => markers.svg(site(0, 0, counts)).match(/class="([a-z-]+)"/g).join(" ");
    assert.equal(drawn([0, 1, 0, 0]), 'class="fill-apprentissage"');
    assert.equal(drawn([0, 0, 3, 0]), 'class="ring-superieur" class="marker-count"');
    assert.equal(
        drawn([1, 0, 0, 2]),
        'class="fill-scolaire" class="fill-continue" class="hole" class="marker-count"',
    );
    const outlines = [0, 1, 2, 3].map((voie) => {
        const counts = [0, 0, 0, 0];
        counts[voie] = 1;
        return markers.svg(site(0, 0, counts)).match(/ d="([^"]+)"/)[1];
    });
    assert.equal(new Set(outlines).size, 4);
});

test("a group says its courses, two communes at most and its voies", () => {
    const table = { sites: { commune: ["Lens", "Lens", "Arras", "Douai"] } };
    const all = [0, 1, 2, 3].map((i) => site(i, i, [1, 0, 0, 1]));
    const words = (sites) => markers.title(markers.group(sites, onScreen)[0], table);
    assert.equal(words(all.slice(0, 2)), "4\u00a0formations · Lens (2 voie scolaire, 2 formation continue)");
    assert.match(words(all), /^8\u00a0formations · Lens, Arras… /);
});
