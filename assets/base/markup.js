/* Puts a text of HTML, written and escaped by the server (layouts/kit/markup.py), in its place. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};

    // What a fold is called, whatever it counts: « Les 3 autres domaines », « Les 12 autres… ».
    const named = (summary) => summary.textContent.replace(/[\d\s]/g, "");

    /** What finds again a button that chooses a value, once the place is filled anew. */
    function heirOf(element) {
        const { control, value } = element.dataset;
        const facts = [["control", control], ["value", value]].filter(([, told]) => told !== undefined);
        return facts.map(([name, told]) => `[data-${name}="${CSS.escape(told)}"]`).join("");
    }

    /** Fills a place; a fold that was open stays open, a button that has the focus keeps it. */
    function fill(place, text) {
        const focused = place.contains(document.activeElement) && document.activeElement.dataset?.control
            ? heirOf(document.activeElement) : "";
        const open = [...place.querySelectorAll("details[open] > summary")].map(named);
        place.innerHTML = text;
        for (const summary of open.length ? place.querySelectorAll("details > summary") : []) {
            if (open.includes(named(summary))) summary.parentElement.open = true;
        }
        if (focused) place.querySelector(`button${focused}`)?.focus({ preventScroll: true });
    }

    const early = new Map(); // texts that came before their place was drawn, by id

    document.addEventListener("atlas:slice", () => {
        for (const [id, text] of early) {
            const place = document.getElementById(id);
            if (!place) continue;
            early.delete(id);
            fill(place, text);
        }
    });

    function put(text) {
        const { outputs_list: output } = window.dash_clientside.callback_context;
        const place = document.getElementById(output.id);
        if (text == null) return Date.now();
        if (place) fill(place, text);
        else early.set(output.id, text);
        return Date.now();
    }

    /** Fills several places at once; `words` has the text of each, by id. */
    function write(words) {
        for (const [id, text] of Object.entries(words)) {
            const place = document.getElementById(id);
            if (place) fill(place, text);
        }
    }

    Atlas.markup = { write };

    window.dash_clientside.markup = { put };
})();
