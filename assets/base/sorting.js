/* Tables put in the order of any column; the order is in the address: `tri=2.-3` on a page that is only read, the second table of the page by its third column, from the greatest; `ordre=flux.1.2` where panels are redrawn, the first table of a panel. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    // Where the server redraws tables, the address is that of the page's controls.
    const STORES = { "/couverture": "cover-order", "/tensions": "tension-order" };
    const PAGES = /^\/(donnees|territoire\/contrat\/|territoire\/[^/]+\/[^/]+\/(flux|publics|mois)$)/;
    const NUMBER = /^(?:[≈+≥≤<>]|aumoins|auplus)?([-−]?\d+(?:,\d+)?)/;
    const TIME = /^≈?\s*(?:(\d+)h)(\d+)?/;
    const SILENT = /^$|^[—–-]$|^(non |pas |in)?(connu|disponible|dit|chargé)|^secret|^inconnu/i;

    /** What a cell is sorted by: a number, a text, or null when it says that it is not known. */
    Atlas.sortKey = (text) => {
        const plain = text.trim();
        if (SILENT.test(plain)) return null;
        const joined = plain.replace(/[\s\u00a0\u202f]/g, "");
        const time = TIME.exec(joined);
        if (time) return 60 * Number(time[1]) + Number(time[2] || 0);
        const found = NUMBER.exec(joined);
        return found ? Number(found[1].replace("−", "-").replace(",", ".")) : plain;
    };

    /** The order of the keys of a column, as positions; what is not known comes last either way. */
    Atlas.sortedRows = (keys, down) => {
        const numbers = keys.every((key) => key === null || typeof key === "number");
        const compare = numbers
            ? (a, b) => a - b
            : (a, b) => String(a).localeCompare(String(b), "fr", { numeric: true });
        return keys.map((key, row) => [key, row]).sort(([a, i], [b, j]) => {
            if (a === null || b === null) return (a === null) - (b === null) || i - j;
            return (down ? compare(b, a) : compare(a, b)) || i - j;
        }).map(([, row]) => row);
    };

    const store = () => STORES[location.pathname];
    const parameter = () => (store() ? "ordre" : "tri");
    const places = () => {
        if (PAGES.test(location.pathname)) return [["", document]];
        if (!store()) return [];
        return [...document.querySelectorAll("[role=tabpanel]")]
            .map((panel) => [panel.id.replace(/^.*-panel-(?:panel-)?/, ""), panel]);
    };
    /** The tables that this script orders, each with the panel that it is in and its rank there. */
    const tables = () => places().flatMap(([panel, place]) => (
        [...place.querySelectorAll(".table-scroll > table:not(.server-ordered)")]
            .map((table, rank) => ({ table, key: panel ? `${panel}.${rank + 1}` : `${rank + 1}` }))));
    const heads = (table) => [...table.tHead?.rows[table.tHead.rows.length - 1]?.cells || []];

    function sort(table, column, down) {
        const body = table.tBodies[0];
        const rows = [...body.rows];
        const keys = rows.map((row) => Atlas.sortKey(row.cells[column].textContent));
        const order = Atlas.sortedRows(keys, down);
        if (order.some((row, at) => row !== at)) body.append(...order.map((row) => rows[row]));
        heads(table).forEach((head, at) => {
            if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
            else head.removeAttribute("aria-sort");
        });
    }

    function asked() {
        const text = new URLSearchParams(location.search).get(parameter());
        const found = /^((?:[a-z-]+\.)?\d+)\.(-?)(\d+)$/.exec(text);
        return found && { key: found[1], down: found[2] === "-", column: found[3] - 1 };
    }

    function write(key, column, down) {
        const text = `${key}.${down ? "-" : ""}${column + 1}`;
        if (store()) {
            window.dash_clientside?.set_props?.(store(), { data: text });
            return;
        }
        const address = new URL(location.href);
        address.searchParams.set(parameter(), text);
        history.replaceState(history.state, "", address);
    }

    /** Gives each column's name a button, once, where every row has as many cells as columns. */
    function enhance() {
        const order = asked();
        tables().forEach(({ table, key }) => {
            const rows = [...(table.tBodies[0]?.rows || [])];
            const names = heads(table);
            if (rows.length < 2 || rows.some((row) => row.cells.length !== names.length)) return;
            table.dataset.sorted = "";
            names.forEach((head) => {
                if (!head.textContent.trim() || head.querySelector(".sort-head")) return;
                const button = document.createElement("button");
                button.type = "button";
                button.className = "sort-head";
                button.append(...head.childNodes);
                head.append(button);
            });
            if (order?.key === key && names[order.column]) sort(table, order.column, order.down);
        });
    }

    document.addEventListener("click", (event) => {
        const head = event.target.closest("[data-sorted] thead .sort-head")?.closest("th");
        if (!head) return;
        const table = head.closest("table");
        const column = heads(table).indexOf(head);
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        const { key } = tables().find((one) => one.table === table);
        write(key, column, down);
    });

    // A file of the page is asked for in the order of its table.
    const KINDS = /\.(csv|xlsx|pdf)$/;
    ["click", "auxclick", "contextmenu"].forEach((kind) => document.addEventListener(kind, (event) => {
        const link = event.target.closest?.("a[href]");
        const order = new URLSearchParams(location.search).get(parameter());
        if (!link || !order || !places().length) return;
        const address = new URL(link.href, location.href);
        const own = address.origin === location.origin && address.pathname.startsWith(location.pathname);
        if (!own || !KINDS.test(address.pathname)) return;
        address.searchParams.set(parameter(), order);
        link.href = address.pathname + address.search;
    }, true));

    let waiting = false;
    const later = () => {
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            enhance();
        });
    };
    if (window.MutationObserver) {
        new MutationObserver(later).observe(document.body, { childList: true, characterData: true, subtree: true });
        later();
    }
})();
