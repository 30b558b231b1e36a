import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Element, eventAt, open } from "../page.js";

const HEIGHT = 50; // pixels of a row; the list is two rows high
const MARGIN = 6; // rows kept ready above and below, as the list does

let window, pane, element, list;

beforeEach(() => {
    window = open(["find/list.js"]);
    window.getComputedStyle = ({ overflowY = "auto" }) => ({ overflowY });
    pane = Object.assign(new Element(), { clientHeight: 2 * HEIGHT, scrollTop: 0 });
    element = Object.assign(new Element(), { clientWidth: 300, clientHeight: 2 * HEIGHT, scrollTop: 0 });
    element.parentElement = pane;
    const height = (row, width) => (row.long && width < 200 ? 2 * HEIGHT : HEIGHT);
    list = new window.Atlas.VirtualList(element, height, (row) => `<a href="/${row.id}">${row.id}</a>`);
});

const rows = (n, facts = {}) => Array.from({ length: n }, (_, id) => ({ id, ...facts }));
const indices = () => list.inner.children.map((node) => node.dataset.index);
const stops = () => list.inner.children.filter((node) => node.children[0].attributes.tabindex === "0");
const press = (key) => {
    const event = eventAt("keydown", element, { key });
    element.dispatchEvent(event);
    return event;
};
const scroll = (y) => {
    element.scrollTop = y;
    element.dispatchEvent(new Event("scroll"));
};

test("only the rows in sight, and a few around, are in the page, in order", () => {
    list.show(rows(1000), false);
    assert.deepEqual(indices(), Array.from({ length: 3 + MARGIN }, (_, i) => i));
    scroll(100 * HEIGHT);
    assert.deepEqual(indices(), Array.from({ length: 3 + 2 * MARGIN }, (_, i) => 100 - MARGIN + i));
    scroll(97 * HEIGHT);
    assert.deepEqual(indices(), Array.from({ length: 3 + 2 * MARGIN }, (_, i) => 97 - MARGIN + i));
});

test("the list is as long as all its rows, each placed under the one before", () => {
    list.show(rows(1000), false);
    assert.equal(list.inner.style.height, `${1000 * HEIGHT}px`);
    assert.equal(list.inner.children[2].style.top, `${2 * HEIGHT}px`);
    assert.equal(list.inner.children[2].style.height, `${HEIGHT}px`);
});

test("a row tells a screen reader its place among all", () => {
    list.show(rows(1000), false);
    const { attributes } = list.inner.children[2];
    assert.deepEqual(attributes, { role: "listitem", "aria-setsize": "1000", "aria-posinset": "3" });
});

test("rows take more lines when the list is narrower", () => {
    list.show(rows(10, { long: true }), false);
    element.clientWidth = 150;
    list.resize();
    assert.equal(list.inner.style.height, `${20 * HEIGHT}px`);
    assert.equal(list.inner.children[1].style.top, `${2 * HEIGHT}px`);
});

test("the row at a height, at its edges too", () => {
    list.show(rows(4), false);
    assert.deepEqual([0, HEIGHT - 1, HEIGHT, 3.5 * HEIGHT, 99 * HEIGHT].map((y) => list.at(y)), [0, 0, 1, 3, 4]);
});

test("arrows, page keys, Home and End move one stop, which is shown", () => {
    list.show(rows(1000), false);
    const visited = ["ArrowDown", "ArrowDown", "ArrowUp", "End", "PageUp", "Home", "PageDown"].map((key) => {
        assert.ok(press(key).defaultPrevented);
        return [list.active, element.scrollTop];
    });
    assert.deepEqual(visited, [
        [1, 0], [2, HEIGHT], [1, HEIGHT], [999, 998 * HEIGHT], [998, 998 * HEIGHT], [0, 0], [1, 0],
    ]);
    assert.deepEqual(stops().map((node) => node.dataset.index), [1]);
    assert.equal(window.document.activeElement, list.stop(1));
});

test("the first and the last row are ends, and other keys are the browser's", () => {
    list.show(rows(2), false);
    press("ArrowUp");
    assert.equal(list.active, 0);
    press("End");
    press("ArrowDown");
    assert.equal(list.active, 1);
    assert.ok(!press("a").defaultPrevented);
    list.show([], false);
    assert.ok(!press("ArrowDown").defaultPrevented);
});

test("a row that has the focus stays in the page when it is out of sight", () => {
    list.show(rows(1000), false);
    press("ArrowDown");
    scroll(500 * HEIGHT);
    assert.equal(indices()[0], 1);
    window.document.activeElement = null;
    scroll(501 * HEIGHT);
    assert.ok(!indices().includes(1));
});

test("Tab reaches a row in sight after a scroll", () => {
    list.show(rows(1000), false);
    scroll(500.5 * HEIGHT);
    assert.deepEqual(stops().map((node) => node.dataset.index), [501]);
});

test("a new answer begins at the top; an opened group leaves the list where it was", () => {
    list.show(rows(1000), false);
    press("End");
    list.show(rows(1200), true);
    assert.deepEqual([list.active, element.scrollTop], [999, 998 * HEIGHT]);
    assert.deepEqual(stops().map((node) => node.dataset.index), [999]);
    list.show(rows(5), true);
    assert.equal(list.active, 0);
    element.scrollTop = 100;
    list.show(rows(1000), false);
    assert.deepEqual([list.active, element.scrollTop], [0, 0]);
});

test("where the list does not scroll, the rows in sight are those of what does", () => {
    const above = 3 * HEIGHT; // what is said of the answer
    element.overflowY = "visible";
    pane.getBoundingClientRect = () => ({ top: 0 });
    list.inner.getBoundingClientRect = () => ({ top: above - pane.scrollTop });
    list.show(rows(1000), false);
    assert.deepEqual(indices(), Array.from({ length: 1 + MARGIN }, (_, i) => i));
    pane.scrollTop = above + 100 * HEIGHT;
    pane.dispatchEvent(new Event("scroll"));
    assert.deepEqual(indices(), Array.from({ length: 3 + 2 * MARGIN }, (_, i) => 100 - MARGIN + i));
    press("End");
    assert.deepEqual([list.active, pane.scrollTop], [999, above + 998 * HEIGHT]);
    list.show(rows(5), false);
    assert.equal(pane.scrollTop, 0);
});
