/* « Territoires »: menus that open a territory, or set others beside it. */
(function () {
    "use strict";
    window.dash_clientside = window.dash_clientside || {};

    /** Goes to an address of the application without loading the page again. */
    function go(address) {
        window.history.pushState({}, "", address);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
    }

    /** Opens the territory chosen in the menu, « level:code ». */
    function choose(value) {
        const path = value && `/territoire/${value.replace(":", "/")}`;
        if (!path || path === window.location.pathname) return;
        go(path);
        window.scrollTo(0, 0);
    }

    /** Writes the territories to compare in the address. */
    function compare(values) {
        const params = new URLSearchParams(window.location.search);
        if ((params.get("avec") || "") === (values || []).join(",")) return;
        params.delete("avec");
        if (values && values.length) params.set("avec", values.join(","));
        const text = params.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
        go(window.location.pathname + (text ? `?${text}` : ""));
    }

    window.dash_clientside.territory = { choose, compare };
})();
