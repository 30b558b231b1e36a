/* « Métiers en tension »: from the controls to a request, a métier on the map, links in the tables. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const page = Atlas.controls.page("tensions");
    const PANEL = "tension-panel";
    let last = null;
    let lastAsked = "";

    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    function request() {
        const controls = page.values();
        const asked = page.asked(controls);
        const root = document.getElementById("tensions");
        const first = !root.dataset.asked;
        if (first) root.dataset.panel = controls.panel;
        const search = page.put(controls, first);
        document.getElementById("tension-brief").href = `/tensions.pdf${search}`;
        if (!first) document.getElementById("tension-address-notices").replaceChildren();
        root.dataset.asked = "1";
        const text = JSON.stringify(asked);
        if (!first && text === lastAsked) return window.dash_clientside.no_update;
        lastAsked = text;
        return asked;
    }

    async function draw(drawing, panel) {
        last = drawing && panel === "metier" ? drawing : null;
        const map = Atlas.map("tension-map");
        // A map that no tab has opened yet has nothing to lose, and would not be ready before.
        if (drawing === null && map?.filled) {
            map.filled = false;
            await map.showClasses(new Uint8Array(0), []);
        }
        await showMap();
        // No métier is chosen (null), or no answer has come yet (undefined).
        if (panel !== "metier" || drawing === null) document.getElementById("tensions").dataset.drawn = String(Date.now());
        return Date.now();
    }

    async function showMap() {
        const map = Atlas.map("tension-map");
        if (!map || !last) return;
        const wanted = last;
        const classes = Atlas.resources.bytes(wanted.classes);
        map.basins = Atlas.resources.words(wanted.basins);
        map.told = wanted.told;
        await map.showClasses(classes, wanted.styles);
        map.filled = true;
        outline(map);
        watch(map);
        document.getElementById("tensions").dataset.drawn = String(Date.now());
    }

    /** The borders of the basins, once a map. */
    function outline(map) {
        if (map.outlined) return;
        map.outlined = true;
        const { arcs, users } = map.topology;
        const of = (user) => (user === undefined ? -1 : map.basins[user]);
        const lines = arcs.filter((_, arc) => of(users[arc][0]) !== of(users[arc][1]));
        L.polyline(lines, {
            color: "#3f4f52", weight: 1, pane: "outline", interactive: false, smoothFactor: 0.6,
        }).addTo(map.leaflet);
    }

    function watch(map) {
        if (map.watched) return;
        map.watched = true;
        const tip = L.tooltip({ direction: "top", offset: [0, -8] });
        let shown = "";
        const hide = () => {
            shown = "";
            tip.remove();
        };
        const point = ({ latlng }) => {
            const commune = map.topology.at(latlng.lat, latlng.lng);
            const text = commune && map.told[map.basins[map.topology.properties.indexOf(commune)]];
            if (!text) return hide();
            tip.setLatLng(latlng);
            if (text !== shown) {
                shown = text;
                tip.setContent(Atlas.words.escape(text)).addTo(map.leaflet);
            }
        };
        map.leaflet.on("mousemove", point);
        map.leaflet.on("click", point);
        map.leaflet.on("mouseout", hide);
    }

    /** Shows a métier on the map, from wherever it is named. */
    function openMetier(key) {
        setProps("tension-metier", { value: key });
        setProps(PANEL, { value: "metier" });
        const tabs = document.getElementById(PANEL);
        const tab = [...tabs.querySelectorAll("[role=tab]")].find((one) => one.id.endsWith("-metier"));
        tab?.focus({ preventScroll: true });
        tabs.scrollIntoView({ block: "start" });
    }

    document.addEventListener("click", (event) => {
        if (!document.getElementById("tensions")) return;
        const button = event.target.closest("button");
        if (button?.dataset.openMetier) openMetier(button.dataset.openMetier);
        else if (button?.dataset.openPlace) {
            setProps("tension-place", { value: button.dataset.openPlace });
            document.getElementById("tension-place").focus();
        }
    });

    document.addEventListener("atlas:map", (event) => {
        if (event.detail === "tension-map-frame" && last) showMap();
    });

    Atlas.tensions = { openMetier };
    window.dash_clientside.tensions = { request, draw };
})();
