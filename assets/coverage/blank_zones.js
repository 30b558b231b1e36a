/* « Zones blanches »: outlines on the map, a row that zooms there, a list of one's own. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const NONE = 65535;
    const STYLES = {
        computed: { color: "#1c2526", weight: 2.5 },
        declared: { color: "#9a1e78", weight: 3, dashArray: "7 5" },
    };
    let shown = null; // {layer, map}
    let wanted = null;
    let loads = 0;

    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    /** The borders of zones; `zones` has the zone of each commune. */
    function borders(topology, zones) {
        const of = (user) => (user === undefined ? NONE : zones[user]);
        return topology.arcs.filter((_, arc) => {
            const [one, other] = topology.users[arc];
            return of(one) !== of(other);
        });
    }

    async function outline() {
        const map = Atlas.map("cover-map");
        shown?.layer.remove();
        shown = null;
        if (!map) return;
        await map.ready;
        if (!wanted || !map.topology) return;
        shown?.layer.remove();
        const layer = L.layerGroup();
        for (const [name, style] of Object.entries(STYLES)) {
            const lines = borders(map.topology, Atlas.resources.words(wanted[name]));
            L.polyline(lines, { ...style, pane: "outline", interactive: false, smoothFactor: 0.6 })
                .addTo(layer);
        }
        layer.addTo(map.leaflet);
        shown = { layer };
    }

    function draw(zones, panel) {
        wanted = panel === "zones-blanches" ? zones : null;
        outline();
        return Date.now();
    }

    /** Asks for a file and gives it to the page; it goes nowhere else. */
    function load({ largest, tooLarge }) {
        const input = document.createElement("input");
        input.type = "file";
        input.accept = ".csv,.xlsx,.txt";
        input.addEventListener("change", async () => {
            const file = input.files[0];
            if (!file) return;
            if (file.size > Number(largest)) {
                setProps("cover-gaps-problem", { children: tooLarge });
                return;
            }
            const bytes = new Uint8Array(await file.arrayBuffer());
            let text = "";
            for (const byte of bytes) text += String.fromCharCode(byte);
            loads += 1;
            setProps("cover-declared-file", { data: { name: file.name, content: btoa(text), n: loads } });
        });
        input.click();
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button || !document.getElementById("cover")) return;
        if (button.id === "cover-gaps-load") load(button.dataset);
        else if (button.id === "cover-gaps-forget") {
            setProps("cover-declared-file", { data: null });
            document.getElementById("cover-gaps-load").focus();
        }
    });

    document.addEventListener("atlas:map", (event) => {
        if (event.detail === "cover-map-frame" && wanted) outline();
    });

    window.dash_clientside.gaps = { draw };
})();
