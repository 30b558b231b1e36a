/* « Ma sélection »: what the browser keeps, asked from the server, moved, noted and handed over. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const page = Atlas.controls.page("selection");
    const OWN = { own: true }; // marks the addresses that this page wrote itself
    let lastAsked = "";
    let own = true; // false while a link shows another selection than the one kept here
    let lieu = "";
    let focus = null; // what the focus goes back to once the answer is drawn: a selector
    let emptied = null; // what « Nouvelle personne » took away, until the page is left

    const root = () => document.getElementById("selection");
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    // ---- Which courses ------------------------------------------------------------------

    /** Decides, as the page opens, between the courses of the address and those kept here. */
    function opened(linked) {
        const kept = Atlas.kept.ids();
        const written = window.history.state?.own;
        own = written || !linked.length || !kept.length || linked.every((id) => kept.includes(id));
        if (!written && linked.length && !kept.length) {
            Atlas.kept.add(linked.map((id) => ({ id })), lieu);
        }
        if (own) lieu = lieu || Atlas.kept.read().lieu;
    }

    function write(ids) {
        page.put({ offers: ids, "place-code": { code: lieu } }, true);
        window.history.replaceState({ ...window.history.state, ...(own ? OWN : {}) }, "");
    }

    function request() {
        const here = root();
        const values = page.values();
        const first = !here.dataset.asked;
        lieu = values["place-code"]?.code || "";
        if (first) {
            here.dataset.asked = "1";
            lastAsked = "";
            emptied = null;
            opened(values.offers || []);
        } else if (own) Atlas.kept.learn({}, lieu);
        const ids = own ? Atlas.kept.ids() : values.offers || [];
        write(ids);
        const hints = Object.fromEntries(Atlas.kept.read().offers
            .filter(({ id }) => ids.includes(id))
            .map(({ id, title, town }) => [id, { title, town }]));
        const asked = { offers: ids, hints: own ? hints : {}, lieu, own };
        // What is learnt of the courses is no reason to ask again.
        const text = JSON.stringify([ids, lieu, own]);
        if (text === lastAsked) return window.dash_clientside.no_update;
        lastAsked = text;
        return asked;
    }

    /** Asks again for what is kept now. */
    function again() {
        if (root() && own) setProps("selection-offers", { data: Atlas.kept.ids() });
    }

    // ---- What is on screen --------------------------------------------------------------

    function draw(results) {
        if (!results || !root()) return window.dash_clientside.no_update;
        keepNotes();
        Atlas.markup.write(results.words);
        if (own) Atlas.kept.learn(results.facts);
        const place = results["place-code"];
        if (place?.code && place.code === lieu) {
            const field = document.getElementById("selection-place");
            if (field && !field.value) {
                setProps("selection-place-code", { data: place });
                setProps("selection-place", { value: results.place });
            }
        }
        writeNotes();
        if (emptied && !Atlas.kept.ids().length) showEmptied();
        if (focus) (document.querySelector(focus) || document.getElementById("selection-summary"))?.focus();
        focus = null;
        root().dataset.drawn = String(Date.now());
        return Date.now();
    }

    function writeNotes() {
        const notes = new Map(Atlas.kept.read().offers.map(({ id, note }) => [id, note]));
        for (const field of document.querySelectorAll("[data-note]")) {
            field.value = notes.get(field.dataset.note) || "";
        }
    }

    /** Keeps what is written in the notes, before they are drawn again. */
    function keepNotes() {
        const kept = new Set(Atlas.kept.ids());
        const written = [...document.querySelectorAll("[data-note]")]
            .filter(({ dataset }) => kept.has(dataset.note))
            .map((field) => [field.dataset.note, { note: field.value }]);
        if (own && written.length) Atlas.kept.learn(Object.fromEntries(written));
    }

    function showEmptied() {
        const told = document.getElementById("selection-summary");
        told.innerHTML =
            "<p><strong>Sélection vidée.</strong> Formations, notes et commune sont effacées de ce " +
            "navigateur.</p><p><button type=\"button\" class=\"button-quiet\" data-restore>Annuler</button> " +
            "<a href=\"/\" data-app>Trouver une formation</a></p>";
    }

    // ---- What buttons do ----------------------------------------------------------------

    function clear() {
        keepNotes();
        emptied = Atlas.kept.read();
        own = true;
        lieu = "";
        focus = "[data-restore]";
        Atlas.kept.clear();
        setProps("selection-place", { value: "", error: null });
        setProps("selection-place-code", { data: {} });
    }

    function restore() {
        const before = emptied;
        emptied = null;
        focus = "#selection-clear";
        lieu = before.lieu;
        Atlas.kept.restore(before);
        if (lieu) setProps("selection-place-code", { data: { code: lieu } });
    }

    function take(how) {
        const linked = window.dash_component_api.getLayout("selection-offers").props.data;
        const from = lieu;
        own = true;
        if (how === "replace") Atlas.kept.clear();
        Atlas.kept.add(linked.map((id) => ({ id })), from);
    }

    const ACTIONS = [
        ["[data-move]", ({ offer, move }) => {
            focus = `[data-offer="${offer}"][data-move="${move}"]`;
            keepNotes();
            Atlas.kept.move(offer, Number(move));
        }],
        ["[data-drop]", ({ drop }) => {
            focus = "#selection-clear";
            keepNotes();
            Atlas.kept.drop(drop);
        }],
        ["[data-replace]", ({ replace, by }) => {
            focus = "#selection-clear";
            Atlas.kept.replace(replace, { id: by, title: "", town: "" });
        }],
        ["[data-received]", ({ received }) => take(received)],
        ["[data-restore]", restore],
        ["#selection-clear", clear],
    ];

    document.addEventListener("click", (event) => {
        if (!root()) return;
        for (const [selector, act] of ACTIONS) {
            const button = event.target.closest(selector);
            if (button && button.getAttribute("aria-disabled") !== "true") act(button.dataset);
        }
    });

    document.addEventListener("input", (event) => {
        if (event.target.dataset?.note) keepNotes();
    });

    document.addEventListener("atlas:kept", again);

    // As on the first page: the field tells that it is left before it tells what was typed last.
    function placeLeft() {
        setTimeout(() => setProps("selection-place-left", { data: Date.now() }), 150);
    }
    document.addEventListener("focusout", (event) => {
        if (event.target.id === "selection-place") placeLeft();
    });
    document.addEventListener("keydown", (event) => {
        if (event.target.id === "selection-place" && event.key === "Enter") placeLeft();
    });
    document.addEventListener("click", (event) => {
        const button = event.target.closest("#selection [data-place]");
        if (button) setProps("selection-place", { value: button.dataset.place });
    });

    window.dash_clientside.selection = { request, draw };
})();
