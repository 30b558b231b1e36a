/* The layers of the places that guide or help: one mark a place, or a number where they touch. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const BUBBLE = "M4 1H22A3 3 0 0 1 25 4V15A3 3 0 0 1 22 18H16L13 23L10 18H4A3 3 0 0 1 1 15V4A3 3 0 0 1 4 1Z";
    const HOUSE = "M13 1L25 8V18H16L13 23L10 18H1V8Z";
    const FLAG = "M1 1H25L21 9.5L25 18H16L13 23L10 18H1L5 9.5Z";
    /** Each layer by its name in addresses: its shape, which is that of no voie, and its words.
        `asked` : what no source says is to be asked; `link` : the words of the page of its places. */
    const LAYERS = {
        accueil: { shape: BUBBLE, sign: "?", name: "Qui peut m'aider", asked: true, link: "Qui d'autre peut m'aider près d'ici\u00a0?" },
        venir: { shape: HOUSE, sign: "+", name: "Venir et rester", link: "Qu'y a-t-il d'autre près d'ici\u00a0?" },
        reseaux: { shape: FLAG, sign: "!", name: "Campus ou innovation" },
    };
    const [WIDTH, HEIGHT] = [26, 24]; // pixels of a mark, with the tail that points at the place
    const LIFT = 10; // pixels between the tail and the place: the number of courses there stays legible
    const CLOSEST = 13; // zoom from which a group is opened rather than looked at from nearer

    /** Radius in pixels of a mark, whatever it stands for. */
    const radius = () => 17;

    /** The shape of a layer, with its sign or a number of places. */
    function svg(total, { shape, sign }) {
        return `<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">` +
            `<path d="${shape}"/><text x="13" y="14">${total > 1 ? total : sign}</text></svg>`;
    }

    const all = (places) => places.lat.map((lat, site) => ({
        site, lat, lon: places.lon[site], counts: [1], total: 1,
    }));

    /** Says in words what a mark stands for. */
    function title({ sites }, { kinds, places }, { name }) {
        const [first] = sites;
        if (sites.length === 1) {
            return `${name}\u00a0: ${places.name[first.site]} (${kinds[places.kind[first.site]].name})`;
        }
        const towns = [...new Set(sites.map(({ site }) => places.commune[site]))];
        const where = towns.slice(0, 2).join(", ") + (towns.length > 2 ? "…" : "");
        return `${name}\u00a0: ${sites.length} lieux · ${where}`;
    }

    function call(telephone) {
        return `<a href="tel:+33${telephone.replace(/\D/g, "").slice(1)}">${Atlas.words.escape(telephone)}</a>`;
    }

    /** What is known of a place, as markup. */
    function content({ kinds, sources, places, sought }, site, { asked, link: words }) {
        const { escape } = Atlas.words;
        const told = (name) => escape(places[name][site]);
        const kind = kinds[places.kind[site]];
        const lines = [
            `${escape(kind.name[0].toUpperCase() + kind.name.slice(1))} · ${escape(kind.words)}`,
            [told("address") || (asked && "Adresse à demander"), told("commune")].filter(Boolean).join(", "),
            places.telephone[site] ? call(places.telephone[site]) : asked && "Téléphone à demander",
            places.hours[site] ? `Ouvert\u00a0: ${told("hours")}` : asked && "Horaires à demander",
        ].filter(Boolean).map((line) => `<p>${line}</p>`);
        const notes = [
            places.centre[site] ? "Placé au centre de la commune." : "",
            told("note"),
            `Source\u00a0: ${escape(sources[places.source[site]])}`,
        ].filter(Boolean).map((note) => `<p class="popup-note">${note}</p>`);
        const link = words ? `<p><a data-app href="/accueils?lieu=${places.code[site]}${sought && `&kind=${sought}`}">${words}</a></p>` : "";
        return `<p class="popup-title">${told("name")}</p>${lines.join("")}${notes.join("")}${link}`;
    }

    function opened(leaflet, table, group, key) {
        const bounds = L.latLngBounds(group.sites.map(({ lat, lon }) => [lat, lon]));
        const apart = new Set(group.sites.map(({ lat, lon }) => `${lat},${lon}`)).size > 1;
        if (apart && leaflet.getZoom() < CLOSEST) {
            leaflet.fitBounds(bounds.pad(0.25), { maxZoom: CLOSEST + 1, animate: false });
            return;
        }
        L.popup({ maxWidth: 340, minWidth: 240, maxHeight: 320, className: "site-popup", offset: [0, -HEIGHT] })
            .setLatLng([group.lat, group.lon])
            .setContent(group.sites.map(({ site }) => content(table, site, LAYERS[key])).join("<hr>"))
            .openOn(leaflet);
    }

    function mark(leaflet, table, group, key) {
        const text = title(group, table, LAYERS[key]);
        const icon = L.divIcon({
            className: `guide-marker guide-${key}`, html: svg(group.total, LAYERS[key]),
            iconSize: [WIDTH, HEIGHT], iconAnchor: [WIDTH / 2, HEIGHT + LIFT],
        });
        const marker = L.marker([group.lat, group.lon], { icon, riseOnHover: true, zIndexOffset: 1000 });
        marker.on("add", () => marker.getElement().setAttribute("aria-label", text));
        marker.bindTooltip(Atlas.words.escape(text), { direction: "top", offset: [0, -HEIGHT - LIFT] });
        marker.on("click keypress", (event) => {
            if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
            opened(leaflet, table, group, key);
        });
        marker.sites = group.sites;
        return marker;
    }

    /** Groups the places anew when the zoom has changed, then draws those that come in sight. */
    function draw(leaflet, made, table, key) {
        const zoom = leaflet.getZoom();
        const held = made.getLayers().find((one) => one.getElement() === document.activeElement);
        const anew = made.zoom !== zoom;
        if (anew) {
            made.clearLayers();
            made.zoom = zoom;
            const project = ({ lat, lon }) => leaflet.project([lat, lon], zoom);
            made.groups = Atlas.markers.group(all(table.places), project, radius);
        }
        const inSight = leaflet.getBounds().pad(0.3);
        for (const group of made.groups) {
            // The mark that had the focus gives it to the one in its place.
            const heir = anew && held && group.sites.some(({ site }) => site === held.sites[0].site);
            if (group.marker || !(heir || inSight.contains([group.lat, group.lon]))) continue;
            group.marker = mark(leaflet, table, group, key).addTo(made);
            if (heir) group.marker.getElement().focus({ preventScroll: true });
        }
    }

    /** Makes a layer by its name; its places are fetched once, when they are first asked for. */
    async function layer(leaflet, address, key) {
        const table = await Atlas.resources.resource(address);
        const made = L.layerGroup();
        const redraw = () => draw(leaflet, made, table, key);
        made.on("add", () => {
            redraw();
            leaflet.on("moveend", redraw);
        });
        made.on("remove", () => leaflet.off("moveend", redraw));
        return made;
    }

    Atlas.guides = { LAYERS, svg, title, content, layer };
})();
