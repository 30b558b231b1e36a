/* The layer of the places that guide and receive: one bubble a place, or a number where they touch. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const KEY = "accueil"; // the layer, as addresses write it
    const [WIDTH, HEIGHT] = [26, 24]; // pixels of a mark, with the tail that points at the place
    const LIFT = 10; // pixels between the tail and the place: the number of courses there stays legible
    const CLOSEST = 13; // zoom from which a group is opened rather than looked at from nearer

    /** Radius in pixels of a mark, whatever it stands for. */
    const radius = () => 17;

    /** A bubble, which is the shape of no voie, with « ? » or a number of places. */
    function svg(total) {
        const bubble = "M4 1H22A3 3 0 0 1 25 4V15A3 3 0 0 1 22 18H16L13 23L10 18H4A3 3 0 0 1 1 15V4A3 3 0 0 1 4 1Z";
        return `<svg width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">` +
            `<path d="${bubble}"/><text x="13" y="14">${total > 1 ? total : "?"}</text></svg>`;
    }

    const all = (places) => places.lat.map((lat, site) => ({
        site, lat, lon: places.lon[site], counts: [1], total: 1,
    }));

    /** Says in words what a mark stands for. */
    function title({ sites }, { kinds, places }) {
        const [first] = sites;
        if (sites.length === 1) {
            return `Qui peut m'aider\u00a0: ${places.name[first.site]} (${kinds[places.kind[first.site]].name})`;
        }
        const towns = [...new Set(sites.map(({ site }) => places.commune[site]))];
        const where = towns.slice(0, 2).join(", ") + (towns.length > 2 ? "…" : "");
        return `Qui peut m'aider\u00a0: ${sites.length} lieux · ${where}`;
    }

    function call(telephone) {
        return `<a href="tel:+33${telephone.replace(/\D/g, "").slice(1)}">${Atlas.words.escape(telephone)}</a>`;
    }

    /** What is known of a place, as markup; what no source says is to be asked. */
    function content({ kinds, sources, places }, site) {
        const { escape } = Atlas.words;
        const told = (name) => escape(places[name][site]);
        const kind = kinds[places.kind[site]];
        const lines = [
            `${escape(kind.name[0].toUpperCase() + kind.name.slice(1))} · ${escape(kind.publics)}`,
            `${told("address") || "Adresse à demander"}, ${told("commune")}`,
            places.telephone[site] ? call(places.telephone[site]) : "Téléphone à demander",
            places.hours[site] ? `Ouvert\u00a0: ${told("hours")}` : "Horaires à demander",
        ].map((line) => `<p>${line}</p>`);
        const notes = [
            places.centre[site] ? "Placé au centre de la commune." : "",
            told("note"),
            `Source\u00a0: ${escape(sources[places.source[site]])}`,
        ].filter(Boolean).map((note) => `<p class="popup-note">${note}</p>`);
        const link = `<p><a data-app href="/accueils?lieu=${places.code[site]}">Qui d'autre peut m'aider près d'ici\u00a0?</a></p>`;
        return `<p class="popup-title">${told("name")}</p>${lines.join("")}${notes.join("")}${link}`;
    }

    function opened(leaflet, table, group) {
        const bounds = L.latLngBounds(group.sites.map(({ lat, lon }) => [lat, lon]));
        const apart = new Set(group.sites.map(({ lat, lon }) => `${lat},${lon}`)).size > 1;
        if (apart && leaflet.getZoom() < CLOSEST) {
            leaflet.fitBounds(bounds.pad(0.25), { maxZoom: CLOSEST + 1, animate: false });
            return;
        }
        L.popup({ maxWidth: 340, minWidth: 240, maxHeight: 320, className: "site-popup", offset: [0, -HEIGHT] })
            .setLatLng([group.lat, group.lon])
            .setContent(group.sites.map(({ site }) => content(table, site)).join("<hr>"))
            .openOn(leaflet);
    }

    function mark(leaflet, table, group) {
        const text = title(group, table);
        const icon = L.divIcon({
            className: "guide-marker", html: svg(group.total),
            iconSize: [WIDTH, HEIGHT], iconAnchor: [WIDTH / 2, HEIGHT + LIFT],
        });
        const marker = L.marker([group.lat, group.lon], { icon, riseOnHover: true, zIndexOffset: 1000 });
        marker.on("add", () => marker.getElement().setAttribute("aria-label", text));
        marker.bindTooltip(Atlas.words.escape(text), { direction: "top", offset: [0, -HEIGHT - LIFT] });
        marker.on("click keypress", (event) => {
            if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
            opened(leaflet, table, group);
        });
        marker.sites = group.sites;
        return marker;
    }

    /** Groups the places anew when the zoom has changed, then draws those that come in sight. */
    function draw(leaflet, made, table) {
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
            group.marker = mark(leaflet, table, group).addTo(made);
            if (heir) group.marker.getElement().focus({ preventScroll: true });
        }
    }

    /** Makes the layer; its places are fetched once, when they are first asked for. */
    async function layer(leaflet, address) {
        const table = await Atlas.resources.resource(address);
        const made = L.layerGroup();
        const redraw = () => draw(leaflet, made, table);
        made.on("add", () => {
            redraw();
            leaflet.on("moveend", redraw);
        });
        made.on("remove", () => leaflet.off("moveend", redraw));
        return made;
    }

    Atlas.guides = { KEY, svg, title, content, layer };
})();
