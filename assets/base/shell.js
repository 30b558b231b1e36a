/* What every page needs: menus that close, links without reloading, the page's title. */
(function () {
    "use strict";
    window.dash_clientside = window.dash_clientside || {};
    window.dashMantineFunctions = window.dashMantineFunctions || {};
    // The server has already chosen what to suggest.
    window.dashMantineFunctions.keepAll = ({ options }) => options;

    function closeMenus(except) {
        for (const menu of document.querySelectorAll("details.menu[open]")) {
            if (!except || !menu.contains(except)) menu.open = false;
        }
    }

    document.addEventListener("click", (event) => {
        const done = event.target.closest(".menu-actions button");
        if (!event.target.closest(".mantine-Popover-dropdown")) closeMenus(done ? null : event.target);
    });

    document.addEventListener("keydown", (event) => {
        if (event.key !== "Escape") return;
        const menu = document.activeElement?.closest("details.menu[open]");
        if (menu) menu.querySelector("summary").focus();
        closeMenus(null);
    });

    /** Opens an address of the application without loading the page again. */
    function open(href) {
        window.history.pushState({}, "", href);
        window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
        window.scrollTo(0, 0);
    }

    (window.Atlas = window.Atlas || {}).open = open;

    // A leap inside the page moves the focus, not the address: that one holds the search.
    document.addEventListener("click", (event) => {
        const leap = event.target.closest("a.skip-link");
        if (!leap) return;
        event.preventDefault();
        const target = document.getElementById(leap.getAttribute("href").slice(1));
        target.focus();
        target.scrollIntoView({ block: "nearest" });
    });

    document.addEventListener("click", (event) => {
        const link = event.target.closest("a[data-app]");
        if (!link || link.closest(".first") || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        open(link.getAttribute("href"));
    });

    function mark() {
        const root = document.querySelector("[data-title]");
        document.title = root ? root.dataset.title : "Atlas Formation";
        const path = window.location.pathname;
        for (const link of document.querySelectorAll(".nav-link")) {
            const here = new URL(link.href).pathname;
            if (path === here) link.setAttribute("aria-current", "page");
            // A territory is inside « Territoires »; all paths begin like the first page's.
            else if (here !== "/" && path.startsWith(`${here}/`)) link.setAttribute("aria-current", "true");
            else link.removeAttribute("aria-current");
        }
        const target = window.location.hash && document.getElementById(window.location.hash.slice(1));
        if (target) target.scrollIntoView();
    }

    window.dash_clientside.atlas = {
        opened() {
            requestAnimationFrame(() => {
                mark();
                document.dispatchEvent(new Event("atlas:opened"));
            });
            return window.location.pathname;
        },
    };
})();
