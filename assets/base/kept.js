/* The courses kept for a person, in this browser and nowhere else, and the buttons that keep them. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const KEY = "atlas-selection";
    const MOST = 30; // as geodata/asking/selection.py
    const LONGEST = 500; // characters of a note, as layouts/selection/comparison.py
    let memory = null; // in place of a storage that the browser refuses

    const text = (value) => (typeof value === "string" ? value.slice(0, LONGEST) : "");
    const isId = (value) => typeof value === "string" && /^[\w.-]{1,80}$/.test(value);

    /** What is kept, whatever another version or a person left in the storage. */
    function sound(kept) {
        const seen = new Set();
        const offers = (Array.isArray(kept?.offers) ? kept.offers : [])
            .filter((one) => isId(one?.id) && !seen.has(one.id) && seen.add(one.id))
            .slice(0, MOST)
            .map(({ id, title, town, note }) => ({ id, title: text(title), town: text(town), note: text(note) }));
        const lieu = text(kept?.lieu);
        return { offers, lieu: /^\w{1,12}$/.test(lieu) ? lieu : "" };
    }

    function read() {
        if (memory) return memory;
        try {
            return sound(JSON.parse(window.localStorage.getItem(KEY)));
        } catch {
            return sound(null);
        }
    }

    function write(kept) {
        try {
            if (kept.offers.length) window.localStorage.setItem(KEY, JSON.stringify(kept));
            else window.localStorage.removeItem(KEY);
            memory = null;
        } catch {
            memory = kept;
        }
        changed();
    }

    function changed() {
        mark();
        document.dispatchEvent(new Event("atlas:kept"));
    }

    const ids = () => read().offers.map(({ id }) => id);
    const has = (id) => ids().includes(id);

    /** The commune of the search under way, as the address says it; never a position. */
    const searched = () => new URLSearchParams(window.location.search).get("lieu") || "";

    function add(facts, lieu = searched()) {
        const kept = read();
        const fresh = facts.filter(({ id }) => !kept.offers.some((one) => one.id === id));
        write(sound({ offers: [...kept.offers, ...fresh], lieu: lieu || kept.lieu }));
    }

    function drop(id) {
        const kept = read();
        write({ ...kept, offers: kept.offers.filter((one) => one.id !== id) });
    }

    /** Moves a course among the others; `by` is a number of ranks. */
    function move(id, by) {
        const kept = read();
        const from = kept.offers.findIndex((one) => one.id === id);
        const to = from + by;
        if (from < 0 || to < 0 || to >= kept.offers.length) return;
        const [moved] = kept.offers.splice(from, 1);
        kept.offers.splice(to, 0, moved);
        write(kept);
    }

    /** Puts a course in the place of another, whose note it takes. */
    function replace(id, facts) {
        const kept = read();
        write(sound({
            ...kept, offers: kept.offers.map((one) => (one.id === id ? { ...one, ...facts } : one)),
        }));
    }

    /** Writes what is known of courses (title, town, note), their order and the commune untouched. */
    function learn(facts, lieu) {
        const kept = read();
        const offers = kept.offers.map((one) => ({ ...one, ...facts[one.id] }));
        const next = sound({ offers, lieu: lieu ?? kept.lieu });
        if (JSON.stringify(next) === JSON.stringify(kept)) return;
        if (!kept.offers.length) return;
        try {
            window.localStorage.setItem(KEY, JSON.stringify(next));
        } catch {
            memory = next;
        }
    }

    /** The inside of the button of a course, as layouts/kit/parts.py writes it. */
    function button({ id, title, town }) {
        const { escape } = Atlas.words;
        return (
            `<button type="button" class="button-quiet keep" data-keep="${escape(id)}" ` +
            `data-title-kept="${escape(title)}" data-town="${escape(town)}" aria-pressed="${has(id)}">` +
            `<span class="keep-off">☆ Garder</span><span class="keep-on">★ Gardée</span>` +
            `<span class="visually-hidden"> ${escape(title)}</span></button>`
        );
    }

    /** Makes every button say its state, and the header how many courses are kept. */
    function mark() {
        const kept = new Set(ids());
        for (const one of document.querySelectorAll("[data-keep]")) {
            one.setAttribute("aria-pressed", String(kept.has(one.dataset.keep)));
        }
        const count = document.getElementById("kept-count");
        if (count) count.textContent = kept.size ? `\u00a0(${kept.size})` : "";
    }

    function toggle({ keep: id, titleKept: title, town }) {
        if (has(id)) drop(id);
        else if (ids().length < MOST) add([{ id, title, town }]);
        else Atlas.tell(`Une sélection a ${MOST} formations au plus : retirez-en une.`);
    }

    document.addEventListener("click", (event) => {
        const one = event.target.closest("[data-keep]");
        if (one) toggle(one.dataset);
    });
    document.addEventListener("atlas:opened", mark);
    // Another window of the same browser.
    window.addEventListener("storage", (event) => {
        if (event.key === KEY || event.key === null) changed();
    });

    Atlas.kept = {
        read, ids, has, add, drop, move, replace, learn, button,
        clear: () => write(sound(null)),
        restore: (kept) => write(sound(kept)),
    };
})();
