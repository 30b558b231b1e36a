/* Panels of « Couverture et mobilité » that draw on the map, and the page on paper. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const NO_PLACE = 65535;
    const GROUND = "#f7f8f6";

    const byId = (id) => document.getElementById(id);
    const now = () => Date.now();

    /** Has the map show something else than the answer, or the answer again when `view` is null. */
    function paint(name, view) {
        const root = byId("cover");
        if (!root) return;
        if (view) root.dataset.view = name;
        else if (root.dataset.view === name) root.dataset.view = "apres";
        else return; // another panel's view is none of ours
        Atlas.cover.view = view;
        Atlas.cover.repaint();
    }

    // ---- « Mes données » -----------------------------------------------------------------

    function own(layer, panel) {
        const shown = layer && panel === "mes-donnees";
        paint("own", shown ? { classes: Atlas.resources.bytes(layer.classes), styles: layer.styles } : null);
        return now();
    }

    // ---- « Habiter, se former, travailler » ----------------------------------------------

    let last = []; // what the panel of flows was given

    async function flows(...given) {
        if (!byId("cover")) return window.dash_clientside.no_update;
        last = given;
        await showFlows();
        return now();
    }

    async function showFlows() {
        const map = Atlas.map("cover-map");
        const given = last;
        const [lines, layers, kept, panel] = given;
        if (!lines || panel !== "flux") {
            map?.flows?.clearLayers();
            map?.marks.addTo(map.leaflet);
            paint("flows", null);
            return;
        }
        if (!map) return;
        await map.ready;
        const table = await Atlas.resources.resource(map.facts.resources["offres.json"]);
        if (!byId("cover") || last !== given) return;
        const towns = map.topology.properties;
        paint("flows", { classes: new Uint8Array(towns.length), styles: [{ color: GROUND }] });
        map.marks.remove();
        drawFlows(map, table, towns, lines, layers || [], kept);
    }

    // A map that comes after what it has to show.
    document.addEventListener("atlas:map", (event) => {
        if (event.detail === "cover-map-frame") showFlows();
    });

    function layerOf(map) {
        if (!map.flows) {
            map.leaflet.createPane("flows").style.zIndex = 245;
            map.flowCanvas = L.canvas({ pane: "flows" });
            map.flows = L.layerGroup().addTo(map.leaflet);
        }
        return map.flows.clearLayers();
    }

    function drawFlows(map, table, towns, lines, layers, kept) {
        const group = layerOf(map);
        const still = { renderer: map.flowCanvas, interactive: false };
        if (layers.includes("habitants")) drawPeople(group, towns, still);
        if (layers.includes("trajets")) {
            const ways = kept ? observed(kept, towns) : nearest(table, towns, lines);
            drawWays(group, ways, kept ? "#7a3b8f" : "#0b6e74", still);
        }
        if (layers.includes("formations")) drawCourses(group, table, lines, still);
        if (layers.includes("projets")) drawWork(group, lines.work);
    }

    const greatest = (numbers) => numbers.reduce((most, n) => Math.max(most, n), 1);

    function drawPeople(group, towns, still) {
        const most = greatest(towns.map((town) => town.population));
        for (const town of towns) {
            const radius = 20 * Math.sqrt(town.population / most);
            if (radius < 0.7) continue;
            L.circleMarker([town.lat, town.lon], {
                ...still, radius, weight: 0.8, color: "#5d6a6d", fillColor: "#aab4b6", fillOpacity: 0.55,
            }).addTo(group);
        }
    }

    function nearest(table, towns, lines) {
        const to = Atlas.resources.words(lines.to);
        const { lat, lon } = table.sites;
        const place = (n) => (n < lat.length ? [lat[n], lon[n]] : lines.openings[n - lat.length]);
        return towns
            .map((town, i) => [town, to[i]])
            .filter(([, n]) => n !== NO_PLACE)
            .map(([town, n]) => [[town.lat, town.lon], place(n), town.population]);
    }

    function observed(kept, towns) {
        return kept.lines.map(([from, to, people]) =>
            [[towns[from].lat, towns[from].lon], [towns[to].lat, towns[to].lon], people]);
    }

    function drawWays(group, ways, color, still) {
        const most = greatest(ways.map(([, , people]) => people));
        for (const [from, to, people] of ways) {
            const weight = 0.6 + 4 * Math.sqrt(people / most);
            L.polyline([from, to], { ...still, color, weight, opacity: 0.5 }).addTo(group);
        }
    }

    function drawCourses(group, table, lines, still) {
        const courses = Atlas.resources.words(lines.courses);
        const most = greatest([...courses]);
        const { lat, lon } = table.sites;
        courses.forEach((n, site) => {
            if (!n) return;
            L.circleMarker([lat[site], lon[site]], {
                ...still, radius: 2.5 + 9 * Math.sqrt(n / most), weight: 1, color: "#ffffff",
                fillColor: "#b3400a", fillOpacity: 0.9,
            }).addTo(group);
        });
        for (const at of lines.openings) {
            L.circleMarker(at, {
                ...still, radius: 6, weight: 2, color: "#b3400a", fillColor: "#ffffff", fillOpacity: 1,
            }).addTo(group);
        }
    }

    function drawWork(group, work) {
        const most = greatest(work.map((basin) => basin.projects));
        for (const { lat, lon, name, projects } of work) {
            const side = Math.round(6 + 34 * Math.sqrt(projects / most));
            const icon = L.divIcon({ className: "flow-work-marker", iconSize: [side, side] });
            const words = `${name} : au moins ${Atlas.words.count(projects, "projet")} de recrutement`;
            L.marker([lat, lon], { icon, keyboard: false, title: words, alt: words }).addTo(group);
        }
    }

    // ---- A file to drop ------------------------------------------------------------------

    /** Says of a file what dcc.Upload leaves out without a word. */
    function examine(drop, files) {
        const file = files?.[0];
        if (!drop || !file) return;
        const known = /\.(csv|txt|tsv|xlsx)$/i.test(file.name);
        const { largest, tooLarge } = drop.closest("[data-largest]").dataset;
        if (known && file.size <= Number(largest)) return;
        const children = known
            ? tooLarge
            : `« ${file.name} » n'est ni un CSV ni un classeur XLSX.`;
        const props = { className: "notice notice-warning", children };
        window.dash_clientside.set_props(drop.id.replace(/-file$/, "-problem"), {
            children: { namespace: "dash_html_components", type: "Div", props },
        });
    }

    document.addEventListener("change", (event) => {
        if (event.target.type === "file") examine(event.target.closest("[id$=-file]"), event.target.files);
    }, true);
    document.addEventListener("drop", (event) => {
        examine(event.target.closest?.("[id$=-file]"), event.dataTransfer?.files);
    }, true);

    // ---- On paper ------------------------------------------------------------------------

    const PAPER = { width: 450, height: 280 }; // pixels that the map has on an A4 page

    /** What is drawn on canvases would be blank if it were drawn again at the moment of printing:
     *  the map and the charts keep their size, and are scaled as pictures. */
    function toPaper() {
        const frame = byId("cover-map-frame");
        if (!frame) return;
        const { clientWidth: width, clientHeight: height } = frame;
        const scale = Math.min(PAPER.width / width, PAPER.height / height);
        const chart = document.querySelector(".chart-drawing");
        const sizes = { "map-width": width, "map-height": height, "chart-width": chart?.clientWidth || 500 };
        const { style } = byId("cover");
        style.setProperty("--map-scale", scale);
        for (const [name, size] of Object.entries(sizes)) style.setProperty(`--${name}`, `${size}px`);
    }

    window.addEventListener("beforeprint", toPaper);

    window.dash_clientside.coverPanels = { own, flows };
})();
