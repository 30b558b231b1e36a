/* Streets under a map: ours where an extract is loaded, else those of a server that one chooses. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    const FROM_ZOOM = 10; // from farther, communes and the names of towns are enough
    const MISSED_FROM_ZOOM = 13; // beyond a commune, a map without streets is a blank page
    const NEAR_FROM_ZOOM = 14; // what is shown then comes from the file of near tiles
    const DEEPEST = 17;
    const FONT = "'Source Sans 3', sans-serif";
    const CREDIT = "© les contributeurs d’OpenStreetMap, ODbL";

    const COLORS = {
        green: "#e6efe0", water: "#cfe0e6", river: "#b4d0da", stream: "#b4d0da", shore: "#9dbcc6",
        motorway: "#d9b382", main: "#e3c9a0", street: "#d9d4c8", minor: "#dedbd3",
        service: "#e8e5de", path: "#d3cabb", rail: "#9aa3a6",
    };
    /* Widths in pixels at zooms 10, 14 and 17. */
    const WIDTHS = {
        stream: [0, 0.8, 2], river: [1, 2, 5], shore: [0.8, 1, 1.5], path: [0, 0.5, 1.4],
        service: [0, 0.6, 4], minor: [0, 1.6, 8], street: [0, 2.6, 10], rail: [0.6, 1.1, 1.8],
        main: [1, 3.4, 12], motorway: [1.6, 4, 14],
    };
    const ZOOMS = [10, 14, 17];
    const DASHED = { path: [3, 2] };
    const FIRST_ZOOM = { stream: 14, path: 15, service: 15 };

    let chosen = false; // the operator's server, by this person, until the page is left
    let script = null;

    function width(kind) {
        const [far, near, close] = WIDTHS[kind];
        return (zoom) => {
            const at = Math.min(Math.max(zoom, ZOOMS[0]), ZOOMS[2]);
            return at < ZOOMS[1]
                ? far + ((near - far) * (at - ZOOMS[0])) / (ZOOMS[1] - ZOOMS[0])
                : near + ((close - near) * (at - ZOOMS[1])) / (ZOOMS[2] - ZOOMS[1]);
        };
    }

    /** Rules of protomaps-leaflet for both files: each is shown at the zooms that it is made for. */
    function rules(make) {
        const ofFar = make({ dataSource: "far", maxzoom: NEAR_FROM_ZOOM - 1 });
        return [...ofFar, ...make({ dataSource: "near", minzoom: NEAR_FROM_ZOOM })];
    }

    function paintRules(library) {
        const { LineSymbolizer, PolygonSymbolizer } = library;
        return rules((source) => [
            ...["green", "water"].map((kind) => ({
                ...source, dataLayer: "streets", filter: (zoom, f) => f.props.kind === kind,
                symbolizer: new PolygonSymbolizer({ fill: COLORS[kind] }),
            })),
            ...Object.keys(WIDTHS).map((kind) => ({
                ...source, dataLayer: "streets",
                minzoom: Math.max(source.minzoom || 0, FIRST_ZOOM[kind] || 0),
                filter: (zoom, f) => f.props.kind === kind,
                symbolizer: new LineSymbolizer({
                    color: COLORS[kind], width: width(kind), dash: DASHED[kind],
                    lineCap: DASHED[kind] ? "butt" : "round", lineJoin: "round",
                }),
            })),
        ]);
    }

    function labelRules(library) {
        const { CenteredTextSymbolizer, CircleSymbolizer, GroupSymbolizer, LineLabelSymbolizer, OffsetTextSymbolizer } = library;
        const text = (size, weight, color) => ({
            font: `${weight} ${size}px ${FONT}`, fill: color, stroke: "rgba(255, 255, 255, 0.85)", width: 2.5,
        });
        const is = (...kinds) => (zoom, f) => kinds.includes(f.props.kind) && f.props.name;
        return rules((source) => [
            {
                ...source, dataLayer: "streets", filter: is("station"),
                symbolizer: new GroupSymbolizer([
                    new CircleSymbolizer({ radius: 3.5, fill: "#ffffff", stroke: "#5d686b", width: 1.5 }),
                    new OffsetTextSymbolizer({ ...text(12, 600, "#48565a"), offsetX: 6, offsetY: 4.5 }),
                ]),
            },
            {
                ...source, dataLayer: "streets", filter: is("quarter"),
                symbolizer: new CenteredTextSymbolizer({ ...text(12, 400, "#6b7678"), lineHeight: 1.2 }),
            },
            {
                ...source, dataLayer: "streets", minzoom: Math.max(source.minzoom || 0, 15),
                filter: is("motorway", "main", "street", "minor", "path"),
                symbolizer: new LineLabelSymbolizer(text(11.5, 400, "#5b5a52")),
            },
            {
                ...source, dataLayer: "streets", minzoom: Math.max(source.minzoom || 0, 14),
                filter: is("river", "water"),
                symbolizer: new LineLabelSymbolizer(text(11.5, 400, "#4f7f90")),
            },
        ]);
    }

    function loaded(address) {
        script ??= new Promise((resolve, reject) => {
            const tag = document.createElement("script");
            tag.src = address;
            tag.onload = () => resolve(window.protomapsL);
            tag.onerror = () => {
                script = null;
                reject(new Error("the script of streets did not come"));
            };
            document.head.append(tag);
        });
        return script;
    }

    async function ourLayer(streets) {
        const library = await loaded(streets.script);
        const [west, south, east, north] = streets.bounds;
        const { far, near } = streets.files;
        return library.leafletLayer({
            pane: "streets", attribution: "", noWrap: true, minZoom: FROM_ZOOM, maxZoom: DEEPEST,
            bounds: [[south, west], [north, east]],
            sources: { far: { url: far, maxDataZoom: 12 }, near: { url: near, maxDataZoom: 14 } },
            paintRules: paintRules(library), labelRules: labelRules(library),
        });
    }

    class Streets {
        constructor(map) {
            this.map = map;
            this.leaflet = map.leaflet;
            this.leaflet.createPane("streets").style.zIndex = 225;
            this.leaflet.getPane("streets").classList.add("streets-pane");
            this.note = document.createElement("div");
            this.note.className = "map-note";
            this.note.hidden = true;
            L.DomEvent.disableClickPropagation(this.note);
            this.note.addEventListener("click", (event) => {
                if (!event.target.closest("button")) return;
                chosen = true;
                this.look();
            });
            map.frame.append(this.note);
            this.leaflet.on("moveend", () => this.look());
            this.look();
        }

        /** Shows what there is to show at this zoom, and says what there is not. */
        async look() {
            const zoom = this.leaflet.getZoom();
            if (zoom < FROM_ZOOM) return this.say("");
            let base;
            try {
                base = await Atlas.resources.resource(this.map.facts.resources["fond.json"]);
            } catch {
                return undefined; // no network, or the page is left: the next move asks again
            }
            const { streets, tiles } = base;
            if (!this.map.frame.isConnected) return undefined;
            if (streets && this.covered(streets)) return this.showOurs(streets);
            if (tiles && chosen) return this.showTheirs(tiles);
            this.take(null);
            if (zoom < MISSED_FROM_ZOOM) return this.say("");
            return this.say(streets
                ? "Les rues de cette carte s’arrêtent avant cet endroit."
                : "Pas de rues sur cette carte : aucun extrait d’OpenStreetMap n’y est chargé.", tiles);
        }

        covered({ bounds: [west, south, east, north] }) {
            return this.leaflet.getBounds().intersects([[south, west], [north, east]]);
        }

        async showOurs(streets) {
            this.leaflet.setMaxZoom(DEEPEST);
            try {
                this.ours ??= ourLayer(streets);
                this.take(await this.ours);
                this.say(CREDIT);
            } catch {
                this.ours = null;
                this.say("Les rues ne sont pas venues : la connexion a peut-être été coupée.");
            }
        }

        showTheirs(tiles) {
            this.theirs ??= L.tileLayer(tiles.address, { pane: "streets", maxZoom: DEEPEST });
            this.leaflet.setMaxZoom(DEEPEST);
            this.take(this.theirs);
            this.say(`Fond de carte : ${tiles.credit}`);
        }

        take(layer) {
            if (this.shown === layer) return;
            this.shown?.remove();
            this.shown = layer;
            layer?.addTo(this.leaflet);
        }

        say(text, tiles) {
            const { escape } = Atlas.words;
            this.note.innerHTML = escape(text) + (tiles
                ? ` <button type="button">Afficher le fond de ${escape(tiles.host)}</button>` +
                  "<small>Ce serveur verra quel endroit vous regardez.</small>"
                : "");
            this.note.hidden = !text;
        }
    }

    Atlas.streets = { under: (map) => new Streets(map), paintRules, labelRules, width };
})();
