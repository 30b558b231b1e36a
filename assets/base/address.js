/* The state of a page in its address: written at each change, read back by the history. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const TYPING = 2000; // milliseconds within which two texts are one step of the history
    const pages = [];
    let lastText = 0;
    let opened = 0;
    let returned = false; // the address of now was reached by the history


    function write(order, values) {
        const params = new URLSearchParams();
        for (const name of order) if (values[name]) params.set(name, values[name]);
        const text = params.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
        return text ? `?${text}` : "";
    }

    function onlyTextChanged(before, after) {
        const [a, b] = [new URLSearchParams(before), new URLSearchParams(after)];
        a.delete("q");
        b.delete("q");
        return a.toString() === b.toString();
    }

    /** Writes a page's state; `first` is its opening, which is not a step of the history. */
    function put(page, values, first) {
        const search = write(page.order, values);
        const before = window.location.search;
        if (search === before || window.location.pathname !== page.path) return search;
        returned = false;
        const now = Date.now();
        const typing = onlyTextChanged(before, search) && now - lastText < TYPING;
        if (onlyTextChanged(before, search)) lastText = now;
        const address = `${page.path}${search}`;
        if (first || typing) window.history.replaceState(window.history.state, "", address);
        else window.history.pushState({}, "", address);
        return search;
    }

    function reopen(event) {
        const page = pages.find((one) => one.path === window.location.pathname);
        if (!page || !document.getElementById(page.root)) return;
        event.stopImmediatePropagation();
        opened += 1;
        window.dash_clientside.set_props(page.opened, {
            data: { search: window.location.search, n: opened },
        });
    }

    window.addEventListener("popstate", () => (returned = true), true);
    window.addEventListener("_dashprivate_pushstate", () => (returned = false), true);
    // Before Dash's own listeners: the page is already there, only its controls change.
    window.addEventListener("popstate", reopen, true);
    window.addEventListener("_dashprivate_pushstate", reopen, true);

    /**
     * Declares a page that keeps its state in its address: {path, root: id of its element,
     * opened: id of the store told of a step back, order: names of the parameters}.
     */
    function declare(page) {
        pages.push(page);
        return { put: (values, first) => put(page, values, first) };
    }

    Atlas.address = { declare, returned: () => returned };
})();
