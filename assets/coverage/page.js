/* « Couverture et mobilité »: from the question to a request, from an answer to the map. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const NONE = 255; // minutes: out of reach
    const NO_SITE = 65535;
    const SITES = 300; // marked between two pauses
    const page = Atlas.controls.page("cover");
    let controls = {};
    let last = null;
    let lastAsked = "";
    let sorted = -1; // the column whose head asked for another order
    let marking = 0; // how many times the sites were marked
    let zoomed = ""; // what the map was last brought to

    function request() {
        controls = page.values();
        const asked = page.asked(controls);
        const root = document.getElementById("cover");
        const first = !root.dataset.asked;
        keepBest(asked, first || page.told(controls));
        const search = page.put(controls, first);
        Atlas.best.resume(controls.panel);
        document.getElementById("cover-brief").href = `/couverture.pdf${search}`;
        if (first) zoomed = "";
        if (!first) document.getElementById("cover-address-notices").replaceChildren();
        root.dataset.asked = "1";
        root.dataset.target = controls.target;
        nameMenus();
        zoom();
        const text = JSON.stringify(asked);
        if (!first && text === lastAsked) return window.dash_clientside.no_update;
        lastAsked = text;
        return asked;
    }

    /** A search of the best places goes with its question: another one takes it off the address. */
    function keepBest(asked, opened) {
        if (Atlas.best.keep({ ...asked, ...page.named("best-", controls) }, controls, opened)) return;
        controls.best = "";
        page.set(page.find("best"), "");
    }

    /** Passes a question on to the panel in sight: a hidden one asks the server nothing. */
    function route(question, panel) {
        const { outputs_list: outputs } = window.dash_clientside.callback_context;
        return outputs.map(({ id }) =>
            question && id === `cover-asked-${panel}` ? question : window.dash_clientside.no_update);
    }

    /** The sentence's menus say what is chosen in them. */
    function nameMenus() {
        for (const [name, nothing, many] of [
            ["level", "de tout niveau", "niveaux"], ["domain", "tout domaine", "domaines"],
        ]) {
            const menu = document.getElementById(`cover-${name}-menu`);
            if (!menu) continue;
            const chosen = controls[name] || [];
            const names = Atlas.slices.boxes(`cover-${name}`);
            const labels = [...names.keys()].filter((value) => chosen.includes(value)).map((value) => names.get(value));
            const text = labels.length > 1 ? `${labels.length} ${many}` : labels[0] || nothing;
            menu.querySelector("summary").textContent = text;
            menu.classList.toggle("chosen", labels.length > 0);
        }
    }

    async function draw(results, overlays) {
        if (!results) return window.dash_clientside.no_update;
        const table = await Atlas.resources.resource(results.resources["offres.json"]);
        if (!document.getElementById("cover")) return window.dash_clientside.no_update;
        if (last?.results !== results) {
            Atlas.markup.write(results.words);
            document.getElementById("cover-zones-csv").href = results.file;
            document.getElementById("cover-zones-xlsx").href = results.file.replace("format=csv", "format=xlsx");
            if (sorted >= 0) document.querySelectorAll("#cover-zones thead button")[sorted]?.focus();
            sorted = -1;
        }
        last = {
            results, overlays, places: results.places || table.sites,
            classes: Atlas.resources.bytes(results.classes),
            minutes: Atlas.resources.bytes(results.minutes),
            nearest: Atlas.resources.words(results.nearest),
            sites: Atlas.resources.positions(results.sites),
        };
        await showMap();
        document.getElementById("cover").dataset.drawn = String(Date.now());
        return Date.now();
    }

    async function showMap() {
        const map = Atlas.map("cover-map");
        if (!map || !last) return;
        // A panel may colour the communes in the answer's place (see Atlas.cover).
        const { classes, styles } = Atlas.cover.view || { ...last, styles: last.results.styles };
        await map.showClasses(classes, styles);
        map.showOverlays(last.overlays.filter((name) => name !== "aucune"));
        marking += 1;
        const mine = marking;
        await showSites(map, () => mine === marking);
        watch(map);
        zoom();
    }

    async function showSites(map, wanted) {
        map.marks.clearLayers();
        const { lat, lon } = last.places;
        const style = {
            radius: 3, color: "#ffffff", weight: 1, fillColor: "#b3400a", fillOpacity: 1,
            interactive: false, pane: "reach",
        };
        const mark = (site) => L.circleMarker([lat[site], lon[site]], style).addTo(map.marks);
        await Atlas.pace.each(last.sites, SITES, mark, wanted);
        if (!wanted()) return;
        markTowns(map, last.results.opened, "opened-marker", "Ouverture simulée");
        markTowns(map, Atlas.cover.proposed, "opened-marker proposed-marker", "Ouverture proposée");
    }

    function markTowns(map, codes, className, words) {
        for (const code of codes) {
            const town = map.topology.properties.find((p) => p.code === code);
            if (!town) continue;
            const icon = L.divIcon({ className, html: "+", iconSize: [22, 22] });
            L.marker([town.lat, town.lon], { icon, keyboard: false, title: `${words} : ${town.name}` })
                .addTo(map.marks);
        }
    }

    // ---- What the map says of a commune --------------------------------------------------

    function watch(map) {
        if (map.watched) return;
        map.watched = true;
        const tip = L.tooltip({ direction: "top", offset: [0, -8] });
        let shown = null;
        map.leaflet.on("mousemove", ({ latlng }) => {
            const commune = map.topology.at(latlng.lat, latlng.lng);
            if (!commune) {
                shown = null;
                tip.remove();
                return;
            }
            tip.setLatLng(latlng);
            if (commune !== shown) {
                shown = commune;
                tip.setContent(tipContent(map, commune)).addTo(map.leaflet);
            }
        });
        map.leaflet.on("mouseout", () => {
            shown = null;
            tip.remove();
        });
        map.leaflet.on("click", ({ latlng }) => {
            const commune = map.topology.at(latlng.lat, latlng.lng);
            if (commune) openCommune(map, commune, latlng);
        });
    }

    function timeOf(map, commune) {
        const index = map.topology.properties.indexOf(commune);
        const minutes = last.minutes[index];
        return { minutes, site: last.nearest[index] };
    }

    function tipContent(map, commune) {
        const { minutes } = timeOf(map, commune);
        const time = minutes < NONE ? Atlas.words.travel(minutes) : last.results.far;
        return `<strong>${Atlas.words.escape(commune.name)}</strong> · ${Atlas.words.escape(time)}`;
    }

    function openCommune(map, commune, latlng) {
        const { words } = Atlas;
        const { minutes, site } = timeOf(map, commune);
        const time = minutes < NONE
            ? `${words.escape(last.results.nearest_words || "Formation la plus proche")} : ${words.escape(words.travel(minutes))} (${words.escape(last.results.times)})`
            : `Aucun temps : ${words.escape(last.results.far)}`;
        const where = minutes < NONE && site !== NO_SITE
            ? `<p>${words.escape(last.places.commune[site])} · ${words.escape(last.places.name[site])}</p>` : "";
        const minutesAsked = Number(controls.threshold) || 0;
        const search = new URLSearchParams({ lieu: commune.code, mode: controls.mode, max_minutes: minutesAsked });
        L.popup({ maxWidth: 300, className: "site-popup" })
            .setLatLng(latlng)
            .setContent(
                `<p class="popup-title">${words.escape(commune.name)}</p>` +
                `<p>${words.count(commune.population, "habitant")}</p><p>${time}</p>${where}` +
                `<p><a data-app href="/?${search}">Chercher depuis cette commune</a></p>` +
                (window.dash_component_api.getLayout("cover-simulation")
                    ? `<p><button type="button" class="button-quiet" data-open-commune="${commune.code}">Simuler une ouverture ici</button></p>` : ""),
            )
            .openOn(map.leaflet);
    }

    // ---- The part of the region that the map is brought to -------------------------------

    /** Brings the map to what the address says, if it is not there. */
    function zoom() {
        const wanted = controls.zoom || "";
        const map = Atlas.map("cover-map");
        if (!map?.topology || wanted === zoomed) return;
        zoomed = wanted;
        goTo(map, wanted);
    }

    async function goTo(map, value) {
        if (!value) return map.show(L.latLngBounds(map.facts.bounds), {});
        const points = value.includes(":") ? await townsOf(map, value) : cornersOf(value);
        if (points.length) map.show(L.latLngBounds(points).pad(0.15), { maxZoom: 11 });
    }

    const cornersOf = (text) => {
        const [south, west, north, east] = text.split(",").map(Number);
        return [[south, west], [north, east]];
    };

    /** The town halls of a territory, « level:code »; of a crossing, « one,two:code,code ». */
    async function townsOf(map, value) {
        const [levels, codes] = value.split(":").map((text) => text.split(","));
        const tests = await Promise.all(levels.map((level, i) => memberOf(map, level, codes[i])));
        return map.topology.properties
            .filter((town, rank) => tests.every((inside) => inside(town, rank)))
            .map((town) => [town.lat, town.lon]);
    }

    async function memberOf(map, level, code) {
        if (level === "region") return () => true;
        const field = level === "commune" ? "code" : level;
        if (["code", "departement", "spel", "epci"].includes(field)) return (town) => town[field] === code;
        const { flags, codes } = await Atlas.resources.resource(map.facts.resources["zonages.json"]);
        if (codes[level]) return (_, rank) => codes[level][rank] === code;
        const inside = new Set(Atlas.resources.positions(flags[level] || ""));
        return (_, rank) => inside.has(rank) === (code === "1");
    }

    /** Brings the map to what a button shows: the address keeps it. */
    function show(value) {
        const map = Atlas.map("cover-map");
        if (!map?.topology) return;
        zoomed = value;
        goTo(map, value);
        window.dash_clientside.set_props("cover-zoom", { data: value });
    }

    /** Asks for another order; the head that was used is written again, and keeps the focus. */
    function sortBy(order) {
        sorted = document.querySelector(`[data-sort="${order}"]`)?.closest("th")?.cellIndex ?? -1;
        window.dash_clientside.set_props("cover-sort", { data: order });
    }

    document.addEventListener("click", (event) => {
        if (!document.getElementById("cover")) return;
        const button = event.target.closest("button");
        if (button?.id === "cover-reset") page.reset();
        else if (button?.dataset.showZone) show(button.dataset.showZone);
        else if (button?.dataset.sort) sortBy(button.dataset.sort);
        else if (button?.dataset.control) page.lift(button.dataset.control, button.dataset.value, controls);
        else if (button?.dataset.showBox) show(button.dataset.showBox);
    });

    document.addEventListener("atlas:map", (event) => {
        if (event.detail === "cover-map-frame" && last) showMap();
    });

    /**
     * What panels may use: `view`, {classes, styles} to show instead of the answer, or null;
     * `proposed`, the communes where to open that are marked.
     */
    Atlas.cover = { view: null, proposed: [], repaint: showMap };
    window.dash_clientside.cover = { request, route, draw };
})();
