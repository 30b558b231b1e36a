/* Puts a text of HTML, written and escaped by the server (layouts/kit/markup.py), in its place. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};

    // What a fold is called, whatever it counts: « Les 3 autres domaines », « Les 12 autres… ».
    const named = (summary) => summary.textContent.replace(/[\d\s]/g, "");

    /** Fills a place; a fold that was open and is there again stays open. */
    function fill(place, text) {
        const open = [...place.querySelectorAll("details[open] > summary")].map(named);
        place.innerHTML = text;
        for (const summary of open.length ? place.querySelectorAll("details > summary") : []) {
            if (open.includes(named(summary))) summary.parentElement.open = true;
        }
    }

    function put(text) {
        const { outputs_list: output } = window.dash_clientside.callback_context;
        const place = document.getElementById(output.id);
        if (place && text != null) fill(place, text);
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
