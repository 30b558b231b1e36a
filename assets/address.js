/* The state of the search in the address: written at each change, read back by the history. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const TYPING = 2000; // milliseconds within which two texts are one step of the history
    const ORDER = [
        "q", "voie", "domain", "level", "modality", "conventionnee", "rev3", "start", "public",
        "departement", "spel", "epci", "zone_emploi", "commune", "lieu", "mode", "max_minutes",
        "tri", "couches",
    ];
    let lastText = 0;
    let opened = 0;

    function write(values) {
        const params = new URLSearchParams();
        for (const name of ORDER) if (values[name]) params.set(name, values[name]);
        const text = params.toString().replaceAll("%2C", ",");
        return text ? `?${text}` : "";
    }

    function onlyTextChanged(before, after) {
        const [a, b] = [new URLSearchParams(before), new URLSearchParams(after)];
        a.delete("q");
        b.delete("q");
        return a.toString() === b.toString();
    }

    /** Writes the state; `first` is the page's opening, which is not a step of the history. */
    function put(values, first) {
        const search = write(values);
        const before = window.location.search;
        if (search === before || window.location.pathname !== "/") return search;
        const now = Date.now();
        const typing = onlyTextChanged(before, search) && now - lastText < TYPING;
        if (onlyTextChanged(before, search)) lastText = now;
        const address = `/${search}`;
        if (first || typing) window.history.replaceState(window.history.state, "", address);
        else window.history.pushState({}, "", address);
        return search;
    }

    function reopen(event) {
        if (window.location.pathname !== "/" || !document.getElementById("find")) return;
        event.stopImmediatePropagation();
        opened += 1;
        window.dash_clientside.set_props("find-opened", {
            data: { search: window.location.search, n: opened },
        });
    }

    // Before Dash's own listeners: the page is already there, only its controls change.
    window.addEventListener("popstate", reopen, true);
    window.addEventListener("_dashprivate_pushstate", reopen, true);

    Atlas.address = { put, write };
})();
