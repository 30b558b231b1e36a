/* A page just wide enough for the scripts of assets/: what they touch of a browser, no more. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileFunction } from "node:vm";

const ASSETS = new URL("../../assets/", import.meta.url);

/** An element of the page: its attributes and its children, and no layout but what a test sets. */
export class Element extends EventTarget {
    constructor(tag = "div") {
        super();
        Object.assign(this, { tag, dataset: {}, style: {}, attributes: {}, children: [], parent: null });
    }

    set textContent(text) {
        this.text = String(text);
    }

    get textContent() {
        return this.text;
    }

    /** Markup is kept as it is; a text is escaped as browsers do. */
    get innerHTML() {
        const signs = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
        return this.markup ?? this.text.replace(/[&<>]/g, (sign) => signs[sign]);
    }

    /** Of a markup, only its first link or button is an element. */
    set innerHTML(markup) {
        this.markup = markup;
        this.children = /<(a|button)\b/.test(markup) ? [new Element("a")] : [];
        for (const child of this.children) child.parent = this;
    }

    setAttribute(name, value) {
        this.attributes[name] = String(value);
    }

    getAttribute(name) {
        return this.attributes[name] ?? null;
    }

    replaceChildren(...children) {
        this.children = children;
        for (const child of children) child.parent = this;
    }

    append(...nodes) {
        for (const node of nodes) this.insertBefore(node, null);
    }

    insertBefore(node, next) {
        this.children.splice(next ? this.children.indexOf(next) : this.children.length, 0, node);
        node.parent = this;
    }

    remove() {
        this.parent.children = this.parent.children.filter((child) => child !== this);
        this.parent = null;
    }

    contains(node) {
        return node === this || this.children.some((child) => child.contains(node));
    }

    querySelector() {
        return this.children[0] ?? null;
    }

    querySelectorAll() {
        return [];
    }

    closest() {
        return null;
    }

    focus() {
        this.page.activeElement = this;
    }
}

/**
 * Runs scripts of assets/ as a page would, in the order given.
 *
 * Returns the page's `window`; `window.told` is what `set_props` was given, `window.steps` what the
 * history was, `window.elements` the elements that have an id. A frame is drawn at once, or kept in
 * `frames` for the test to draw.
 */
export function open(
    scripts, { path = "/", search = "", leaflet = {}, elements = {}, hidden = false, frames = null } = {},
) {
    const window = new EventTarget();
    const document = new EventTarget();
    Object.assign(window, { elements, told: [], steps: [], location: { pathname: path, search } });
    const step = (kind) => (_state, _title, address) => {
        const [pathname, rest] = address.split("?");
        window.steps.push([kind, address]);
        window.location = { pathname, search: rest ? `?${rest}` : "" };
    };
    window.history = { state: null, pushState: step("push"), replaceState: step("replace") };
    window.dash_clientside = {
        no_update: Symbol("no_update"),
        set_props: (id, props) => window.told.push([id, props]),
    };
    Element.prototype.page = document;
    document.activeElement = null;
    Object.assign(document, { hidden, head: new Element("head"), body: new Element("body") });
    document.createElement = (tag) => new Element(tag);
    document.getElementById = (id) => window.elements[id] ?? null;
    window.document = document;
    class ResizeObserver {
        observe() {}
    }
    const requestAnimationFrame = (drawn) => (frames ? frames.push(drawn) : drawn());
    const given = { window, document, L: leaflet, ResizeObserver, requestAnimationFrame };
    for (const script of scripts) {
        const file = new URL(script, ASSETS);
        const filename = fileURLToPath(file);
        compileFunction(readFileSync(file, "utf8"), Object.keys(given), { filename })
            .call(undefined, ...Object.values(given));
    }
    return window;
}

/** An event whose target is a given element, as one that bubbles up to the document has. */
export function eventAt(type, target, facts = {}) {
    const event = new Event(type, { cancelable: true });
    Object.defineProperty(event, "target", { value: target });
    return Object.assign(event, facts);
}

/** Writes bytes, or numbers of two bytes, as the server does. */
export function base64(numbers) {
    return Buffer.from(numbers.buffer).toString("base64");
}
