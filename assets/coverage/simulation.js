/* « Simuler »: buttons that change the scenario, the map of differences, the best places. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const PATH = "/couverture/ou-ouvrir";
    let changes = 0;
    let question = ""; // of the best places, as the page asks it now
    let begun = ""; // the last that was looked for
    let sought = false; // whether the address says that it is looked for
    let search = null; // the request of the best places that is under way

    const setProps = (id, props) => window.dash_clientside.set_props(id, props);
    const byId = (id) => document.getElementById(id);

    function change(asked) {
        changes += 1;
        setProps("cover-change", { data: { ...asked, n: changes } });
    }

    let told = null; // the effect that the panel says
    let sites = ""; // the places that may be closed, as the menu has them
    let byHand = false; // whether the communes looked among are chosen one by one

    /** Shows of the panel what is of use by now, if it is drawn. */
    function dress() {
        if (!byId("cover-simulation")) return;
        byId("cover-simulate-tools").hidden = !told || told.empty;
        byId("cover-best-go").hidden = Boolean(search);
        byId("cover-best-stop").hidden = !search;
        byId("cover-best-chosen-box").hidden = !byHand;
        byId("cover-best-least-box").hidden = byHand;
    }

    // The panel is drawn once it is opened: what it has to say may have come before.
    document.addEventListener("atlas:slice", () => {
        if (told && byId("cover-simulation")?.childElementCount === 0) Atlas.markup.write(told.words);
        dress();
    });

    /** Says the effect of a scenario: HTML that the server wrote and escaped. */
    function tell(effect) {
        if (!effect || effect === told) return;
        told = effect;
        Atlas.markup.write(effect.words);
        dress();
        const text = JSON.stringify(effect.sites);
        if (text !== sites) setProps("cover-site", { data: effect.sites });
        sites = text;
    }

    /** Colours the map by what the scenario changes, when that is what is asked for. */
    function view(effect, wanted, panel) {
        const root = byId("cover");
        if (!root) return window.dash_clientside.no_update;
        if (!effect) told = sites = null; // the page has just opened
        tell(effect);
        const drawing = effect?.drawing;
        const shown = drawing && wanted === "difference" && panel === "simuler";
        root.dataset.view = shown ? "difference" : "apres";
        // The answer is drawn by itself: to draw it again here would cost as much once more.
        if (!shown && !Atlas.cover.view) return Date.now();
        Atlas.cover.view = shown
            ? { classes: Atlas.resources.bytes(drawing.classes), styles: drawing.styles }
            : null;
        Atlas.cover.repaint();
        return Date.now();
    }

    /** The level of the tables is one choice, shown in several panels. */
    function level(...shown) {
        const { triggered, inputs_list: inputs } = window.dash_clientside.callback_context;
        const rank = inputs.findIndex(({ id }) => `${id}.value` === triggered[0]?.prop_id);
        const changed = shown[Math.max(rank, 0)];
        return shown.map(() => changed);
    }

    // ---- The best places -----------------------------------------------------------------

    function say(status) {
        setProps("cover-best-status", { children: status });
    }

    function searching(controller) {
        search = controller;
        const [go, halt] = [byId("cover-best-go"), byId("cover-best-stop")];
        if (!go) return;
        const focused = [go, halt].includes(document.activeElement);
        dress();
        if (focused) (controller ? halt : go).focus();
    }

    function show(line) {
        if (line.status !== undefined) say(line.status);
        if (!line.children) return;
        if (byId("cover-best-found")) keepFocus(byId("cover-best-found"));
        setProps("cover-best-found", { children: line.children });
        mark(line.proposed || []);
    }

    /** Marks on the map the communes proposed. */
    function mark(proposed) {
        Atlas.cover.proposed = proposed;
        Atlas.cover.repaint();
    }

    /** A better answer redraws the list: whoever was on one of its buttons stays there. */
    function keepFocus(list) {
        const buttons = () => [...list.querySelectorAll("button")];
        const rank = buttons().indexOf(document.activeElement);
        if (rank < 0) return;
        new MutationObserver((_, watch) => {
            if (list.contains(document.activeElement) || !buttons().length) return;
            watch.disconnect();
            buttons()[Math.min(rank, buttons().length - 1)].focus();
        }).observe(list, { childList: true, subtree: true });
    }

    /** Reads a reply line by line as it comes. */
    async function follow(reply, controller) {
        const reader = reply.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let text = "", part = {}; !part.done;) {
            part = await reader.read();
            const lines = (text + (part.value || "")).split("\n");
            text = lines.pop();
            for (const line of lines) if (search === controller) show(JSON.parse(line));
        }
    }

    async function findBest() {
        search?.abort();
        const controller = new AbortController();
        begun = question;
        setProps("cover-best-found", { children: null });
        searching(controller);
        setProps("cover-best", { data: "oui" });
        try {
            const reply = await fetch(`${PATH}?${question}`, { signal: controller.signal });
            if (!reply.ok) throw new Error((await reply.json()).error);
            await follow(reply, controller);
        } catch (error) {
            if (search !== controller) return;
            if (!controller.signal.aborted) {
                say(error.message && !(error instanceof TypeError)
                    ? error.message : "Le serveur ne répond pas : réessayez.");
            }
        }
        if (search === controller) searching(null);
    }

    function stop() {
        if (!search) return;
        search.abort();
        const found = byId("cover-best-found")?.childElementCount > 0;
        say(found ? "Recherche arrêtée : voici la meilleure réponse trouvée." : "Recherche arrêtée.");
    }

    /**
     * Takes the question of the page; another one makes the answer about the best places a thing of
     * the past. Returns whether the address may go on saying that they are looked for.
     */
    function keep(asked, controls, opened) {
        byHand = controls["best-candidates"] === "chosen";
        dress();
        const text = String(new URLSearchParams(asked));
        const changed = text !== question;
        question = text;
        if (changed || opened) sought = opened && controls.best === "oui";
        if (changed) forget();
        // A page opened anew shows nothing yet of what was found before it was left.
        if (opened && !search && !byId("cover-best-found")?.childElementCount) begun = "";
        return sought || controls.best !== "oui" || !changed;
    }

    function forget() {
        begun = "";
        if (search) {
            search.abort();
            searching(null);
        }
        if (byId("cover-best-status")?.textContent) say("");
        if (byId("cover-best-found")?.childElementCount) {
            setProps("cover-best-found", { children: null });
            mark([]);
        }
    }

    /** Looks again for what the address says was found, once its panel is in sight. */
    function resume(panel) {
        if (sought && panel === "simuler" && begun !== question) findBest();
    }

    // Read in the field itself: Dash is told of the last letters after it is told of Enter. An
    // option that Enter chooses is in the field once the key has been handled.
    function openPlace() {
        setTimeout(() => change({ place: byId("cover-open-place").value }));
    }

    document.addEventListener("keydown", (event) => {
        if (event.target.id === "cover-open-place" && event.key === "Enter") openPlace();
    });

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button || !byId("cover")) return;
        const { removeChange, openCommune, openCommunes } = button.dataset;
        if (button.id === "cover-best-go") findBest();
        else if (button.id === "cover-best-stop") stop();
        else if (removeChange) {
            change({ remove: removeChange });
            byId("cover-simulation").focus();
        } else if (button.id === "cover-open-add") openPlace();
        else if (openCommunes) change({ open: openCommunes });
        else if (openCommune) {
            change({ open: openCommune });
            setProps("cover-panel", { value: "simuler" });
            Atlas.map("cover-map")?.leaflet.closePopup();
        }
    });

    Atlas.best = { keep, resume };
    window.dash_clientside.simulate = { view, level };
})();
