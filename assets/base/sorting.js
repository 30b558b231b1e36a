/* Tables of pages that are only read, put in the order of any column; the order is in the address: `tri=2.-3`, the second table of the page by its third column, from the greatest. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const NAME = "tri";
    // Elsewhere, the server redraws tables and orders them itself.
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

    const tables = () => (PAGES.test(location.pathname)
        ? [...document.querySelectorAll(".table-scroll > table")] : []);
    const heads = (table) => [...table.querySelectorAll("thead th")];

    function sort(table, column, down) {
        const body = table.tBodies[0];
        const rows = [...body.rows];
        const keys = rows.map((row) => Atlas.sortKey(row.cells[column].textContent));
        for (const row of Atlas.sortedRows(keys, down)) body.append(rows[row]);
        heads(table).forEach((head, at) => {
            if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
            else head.removeAttribute("aria-sort");
        });
    }

    function asked() {
        const found = /^(\d+)\.(-?)(\d+)$/.exec(new URLSearchParams(location.search).get(NAME));
        return found && { table: found[1] - 1, down: found[2] === "-", column: found[3] - 1 };
    }

    function write(table, column, down) {
        const address = new URL(location.href);
        address.searchParams.set(NAME, `${table + 1}.${down ? "-" : ""}${column + 1}`);
        history.replaceState(history.state, "", address);
    }

    /** Gives each column's name a button, once, where every row has as many cells as columns. */
    function enhance() {
        tables().forEach((table, rank) => {
            const rows = [...(table.tBodies[0]?.rows || [])];
            const names = heads(table);
            if ("sorted" in table.dataset || rows.length < 2) return;
            if (rows.some((row) => row.cells.length !== names.length)) return;
            table.dataset.sorted = "";
            names.forEach((head) => {
                if (!head.textContent.trim()) return;
                const button = document.createElement("button");
                button.type = "button";
                button.className = "sort-head";
                button.append(...head.childNodes);
                head.append(button);
            });
            const order = asked();
            if (order?.table === rank && names[order.column]) sort(table, order.column, order.down);
        });
    }

    document.addEventListener("click", (event) => {
        const head = event.target.closest("[data-sorted] thead .sort-head")?.closest("th");
        if (!head) return;
        const table = head.closest("table");
        const column = heads(table).indexOf(head);
        const down = head.getAttribute("aria-sort") === "ascending";
        sort(table, column, down);
        write(tables().indexOf(table), column, down);
    });

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
        new MutationObserver(later).observe(document.body, { childList: true, subtree: true });
        later();
    }
})();
