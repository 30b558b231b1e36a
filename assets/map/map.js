/* Draws the region: land, borders, zonings, town names, places of training, area within reach. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const maps = new Map();

    const LINES = {
        region: { color: "#6b7a7d", weight: 1.6 },
        commune: { color: "#c9d2d3", weight: 0.6, opacity: 0.8 },
        departement: { color: "#7f8e91", weight: 1.4 },
        spel: { color: "#6d3f8c", weight: 1.8, dashArray: "6 4" },
        epci: { color: "#2f6b3a", weight: 1.1, dashArray: "2 3" },
        zone_emploi: { color: "#8a3b12", weight: 1.6, dashArray: "9 4 2 4" },
    };
    const COMMUNES_FROM_ZOOM = 8.5;
    const MARGIN = 12; // pixels around what the map shows

    const RING = "#f4f2ea"; // neighbouring land about an hour away, whose courses are shown

    const COUNTRIES = [
        { name: "Belgique", lat: 50.62, lon: 4.35 },
        { name: "Royaume-Uni", lat: 51.12, lon: 0.85 },
        { name: "Manche", lat: 50.3, lon: 0.9 },
        { name: "Mer du Nord", lat: 51.35, lon: 2.3 },
        { name: "Luxembourg", lat: 49.75, lon: 6.1 },
        { name: "Allemagne", lat: 48.8, lon: 8.4 },
        { name: "Suisse", lat: 46.8, lon: 7.4 },
        { name: "Italie", lat: 44.6, lon: 7.9 },
        { name: "Espagne", lat: 42.3, lon: 0.6 },
        { name: "Méditerranée", lat: 42.75, lon: 5.2 },
        { name: "Atlantique", lat: 45.9, lon: -2.2 },
    ];

    const FILLS = {
        zrr: () => Atlas.choropleth.strokes("rgba(138, 109, 0, 0.55)", "hatch"),
        frr: () => Atlas.choropleth.strokes("rgba(0, 100, 60, 0.5)", "backHatch"),
        qpv: () => Atlas.choropleth.strokes("rgba(140, 30, 90, 0.75)", "dots"),
    };

    function lines(map, name, parts, style) {
        return L.polyline(parts, { ...style, pane: name, interactive: false, smoothFactor: 0.6 });
    }

    function pane(map, name, z) {
        map.createPane(name).style.zIndex = z;
        return name;
    }

    /** Draws a part of the land; the region itself is `own`. */
    function drawLand(map, feature, own) {
        L.geoJSON(feature, {
            pane: "land", interactive: false, smoothFactor: own ? 0.6 : 1.5,
            style: {
                stroke: feature.properties.kind === "france" && !own,
                color: "#d9dedd", weight: 0.8, fillOpacity: 1,
                fillColor: own ? "#fdfdfb" : feature.properties.kind === "ring" ? RING : "#eceeec",
            },
        }).addTo(map);
    }

    function drawRegion(map, topology) {
        let communes = null; // faint borders, from the zoom at which they can be told apart
        const show = () => {
            if (map.getZoom() < COMMUNES_FROM_ZOOM) return communes?.remove();
            communes ??= lines(map, "borders", topology.mesh(() => true, false), LINES.commune);
            return communes.addTo(map);
        };
        map.on("zoomend", show);
        show();
        lines(map, "outline", topology.mesh(() => false, true), LINES.region).addTo(map);
    }

    /** Makes the layer of a zoning; `zonings` gives what the topology does not carry. */
    async function makeOverlay(map, topology, name, zonings) {
        if (["departement", "spel", "epci"].includes(name)) {
            const mesh = topology.mesh((a, b) => a[name] !== b[name], false);
            return lines(map, "borders", mesh, LINES[name]);
        }
        const table = await zonings();
        if (name === "quartiers") {
            const style = { color: "#8c1e5a", weight: 1, fillColor: "#8c1e5a", fillOpacity: 0.35 };
            return L.geoJSON(table.quartiers, { pane: "fills", interactive: false, style });
        }
        const rank = new Map(topology.properties.map((properties, i) => [properties, i]));
        if (FILLS[name]) {
            const inside = new Set(Atlas.resources.positions(table.flags[name]));
            return L.polygon(topology.polygons((p) => inside.has(rank.get(p))), {
                pane: "fills", stroke: false, interactive: false,
                fillColor: FILLS[name](), fillOpacity: 1,
            });
        }
        const codes = table.codes[name];
        const differ = (a, b) => codes[rank.get(a)] !== codes[rank.get(b)];
        return lines(map, "borders", topology.mesh(differ, false), LINES[name]);
    }

    class RegionMap {
        constructor(leaflet, frame) {
            this.leaflet = leaflet;
            this.frame = frame;
            this.facts = JSON.parse(frame.dataset.map);
            this.overlays = new Map();
            this.wanted = [];
            pane(leaflet, "land", 210);
            pane(leaflet, "fills", 220);
            pane(leaflet, "borders", 230);
            pane(leaflet, "outline", 240);
            pane(leaflet, "reach", 250);
            this.reach = L.layerGroup().addTo(leaflet);
            this.marks = L.layerGroup().addTo(leaflet);
            this.view = null;
            // Leaflet ends a zoom by a timer that outlives the map.
            leaflet.on("unload", () => (leaflet._animatingZoom = false));
            leaflet.on("dragstart", () => (this.view = null));
            const moved = ({ type, key, target }) => {
                const none = type === "click" ? !target.closest(".leaflet-control-zoom") : ["Tab", "Escape"].includes(key);
                if (!none) this.view = null;
            };
            // Before Leaflet, which moves the map at once.
            for (const kind of ["wheel", "dblclick", "touchmove", "keydown", "click"]) {
                leaflet.getContainer().addEventListener(kind, moved, { passive: true, capture: true });
            }
            leaflet.on("popupopen", () => (this.opener = document.activeElement));
            frame.addEventListener("keydown", (event) => {
                if (event.key !== "Escape") return;
                leaflet.closePopup();
                if (this.opener?.isConnected) this.opener.focus();
            });
            new ResizeObserver(() => this.resize()).observe(frame);
            this.show(L.latLngBounds(this.facts.bounds), {});
            this.ready = this.draw();
        }

        /** Brings a part of the map in sight, and keeps it there until the person moves the map. */
        show(bounds, options) {
            this.view = bounds;
            if (!this.frame.clientWidth) return;
            const paddingTopLeft = [MARGIN + this.kept("--legend-room"), MARGIN];
            const paddingBottomRight = [MARGIN, MARGIN + this.kept("--legend-height")];
            this.leaflet.fitBounds(bounds, { paddingTopLeft, paddingBottomRight, ...options });
        }

        /** Pixels that the style sheet keeps free at the left or at the bottom, so that the legend
            hides nothing of what is shown. */
        kept(name) {
            return parseFloat(getComputedStyle(this.frame).getPropertyValue(name)) || 0;
        }

        resize() {
            const size = `${this.frame.clientWidth}x${this.frame.clientHeight}`;
            if (!this.frame.clientWidth || size === this.size) return;
            this.size = size;
            this.leaflet.invalidateSize(false);
            if (this.view) this.show(this.view, { animate: false });
        }

        async draw() {
            const { resources } = this.facts;
            const [topology, context] = await Promise.all([
                Atlas.resources.topology(resources["communes.json"]),
                Atlas.resources.resource(resources["contexte.json"]),
            ]);
            if (!this.frame.isConnected) return;
            this.topology = topology;
            const { features } = context;
            await Atlas.pace.each([
                // In the order in which they are drawn, each going on under the next.
                ...features.map((feature) => () => drawLand(this.leaflet, feature, feature === features.at(-1))),
                () => drawRegion(this.leaflet, topology),
                () => this.nameTowns(),
                () => this.finish(),
            ], 1, (step) => step(), () => this.frame.isConnected);
        }

        nameTowns() {
            const towns = this.topology.properties.slice().sort((a, b) => b.population - a.population);
            this.labels = Atlas.labels.add(this.leaflet, towns, COUNTRIES);
        }

        finish() {
            L.control.scale({ imperial: false, position: "bottomright" }).addTo(this.leaflet);
            L.control.zoom({
                position: "bottomright", zoomInTitle: "Rapprocher", zoomOutTitle: "Éloigner",
            }).addTo(this.leaflet);
            this.showOverlays(this.wanted);
            Atlas.streets.under(this);
            this.frame.dataset.ready = "1";
        }

        /** Lays the wanted zonings and places over the map and takes the others off. */
        async showOverlays(names) {
            const known = this.facts.overlays || {};
            this.wanted = names.filter((name) => known[name]);
            this.showOverlayLegend(known);
            if (!this.topology) return;
            const zonings = () => Atlas.resources.resource(this.facts.resources["zonages.json"]);
            for (const name of this.wanted) {
                if (!this.overlays.has(name)) {
                    this.overlays.set(name, Atlas.guides.LAYERS[name]
                        ? Atlas.guides.layer(this.leaflet, this.facts.resources[`${name}.json`], name)
                        : makeOverlay(this.leaflet, this.topology, name, zonings));
                }
            }
            for (const [name, made] of this.overlays) {
                const layer = await made;
                if (this.wanted.includes(name)) layer.addTo(this.leaflet);
                else layer.remove();
            }
        }

        showOverlayLegend(known) {
            const legend = document.getElementById(this.frame.id.replace(/-frame$/, "-legend"));
            if (!legend) return;
            legend.innerHTML = this.wanted.map((name) =>
                `<div><span class="sample sample-${name}" aria-hidden="true"></span>` +
                `<span>${Atlas.words.escape(known[name].name)}` +
                [known[name].vintage, known[name].lacks].filter(Boolean)
                    .map((text) => `<small>${Atlas.words.escape(text)}</small>`).join("") +
                "</span></div>").join("");
        }

        /** Fills the communes; `classes` has a class a commune, `styles` a filling a class. */
        async showClasses(classes, styles) {
            await this.ready;
            this.filling ??= Atlas.choropleth.make(this.topology)
                .then((layer) => (this.choropleth = layer.addTo(this.leaflet)));
            await (await this.filling).show(classes, styles);
        }

        /** Draws where a person starts from and the outlines of what is within reach. */
        showReach(centre, outlines, label) {
            this.reach.clearLayers();
            if (outlines && outlines.length) {
                L.polygon(outlines.map((outline) => [outline]), {
                    pane: "reach", interactive: false, color: "#005a5f", weight: 2,
                    dashArray: "7 5", fillColor: "#0b7b80", fillOpacity: 0.07, className: "reach",
                }).addTo(this.reach);
            }
            if (centre) this.showOrigin(centre, label);
        }

        showOrigin(centre, label) {
            const icon = L.divIcon({
                className: "origin-marker", iconSize: [44, 44],
                html: "<span aria-hidden='true'></span>",
            });
            L.marker(centre, { icon, keyboard: false, interactive: true, zIndexOffset: -5000 })
                .bindTooltip(`Départ : ${Atlas.words.escape(label)}`)
                .addTo(this.reach);
        }

        /** Draws one place, for the page of a course. */
        showSite(site) {
            const counts = Object.keys(Atlas.words.VOIES).map((voie) => (voie === site.voie ? 1 : 0));
            const svg = Atlas.markers.svg({ total: 1, counts });
            const icon = L.divIcon({ className: "site-marker", html: svg, iconSize: [27, 27] });
            L.marker([site.lat, site.lon], { icon, keyboard: false, title: site.label })
                .bindTooltip(Atlas.words.escape(site.label), { permanent: true, direction: "top", offset: [0, -10] })
                .addTo(this.marks);
        }
    }

    function attach(leaflet) {
        const frame = leaflet.getContainer().closest("[data-map]");
        if (!frame || maps.get(frame.id)?.leaflet === leaflet) return;
        const map = new RegionMap(leaflet, frame);
        maps.set(frame.id.replace(/-frame$/, ""), map);
        if (map.facts.kind === "course") {
            map.showSite(map.facts.site);
            if (map.facts.origin) {
                const { lat, lon, label } = map.facts.origin;
                map.showOrigin([lat, lon], label);
            }
        }
        document.dispatchEvent(new CustomEvent("atlas:map", { detail: frame.id }));
    }

    // What shows under the pointer hides what is behind: Escape puts it away (RGAA 10.13).
    document.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape") return;
        for (const { leaflet, frame } of maps.values()) {
            if (!frame.isConnected) continue;
            leaflet.eachLayer((layer) => {
                if (layer instanceof L.Tooltip && !layer.options.permanent) layer.remove();
            });
        }
    });

    let hooked = false;

    // dash-leaflet makes the Leaflet map; its container is in the page a moment later.
    function hook() {
        if (!window.L || hooked) return;
        hooked = true;
        L.Map.addInitHook(function () {
            const leaflet = this;
            setTimeout(() => leaflet.getContainer().isConnected && attach(leaflet));
        });
    }

    hook();
    for (const come of ["DOMContentLoaded", "atlas:late"]) document.addEventListener(come, hook);

    Atlas.map = (id) => {
        const map = maps.get(id);
        return map && map.frame.isConnected ? map : null;
    };
})();
