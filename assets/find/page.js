/* « Trouver une formation »: from the controls to a request, from an answer to list and map. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const NONE = 255; // minutes: out of reach
    const ROW_HEIGHT = 92; // pixels, its title on one line
    const TITLE_LINE = 24; // and on two: a title that is cut hides what tells two courses apart
    const HEADER_HEIGHT = 56;
    const ROW_SIDES = 40; // left and right of a row's text, and a little more for rounding
    const DOUBT = 0.06; // what the letters of a text measure more, or less, than itself, at most
    const TYPING = 250; // milliseconds without a key before what is typed is asked
    const page = Atlas.controls.page("find");
    let controls = {};
    let lastAsked = "";
    let asks = 0;
    const scrolls = new Map(); // where each list was left, by address
    const views = new Map(); // and each map that a person moved: its centre and zoom
    const sides = new Map(); // and which of the list and the map a telephone showed
    let last = null; // what is drawn: {results, table, rows, …}
    let list = null;
    let search = "";
    let distanceOpen = null;
    let fitted = "";

    const setProps = (id, props) => window.dash_clientside.set_props(id, props);

    // ---- From the controls to a request -------------------------------------------------

    const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

    /** Waits while something is typed; answers false when something else was asked meanwhile. */
    async function settled(before) {
        asks += 1;
        const mine = asks;
        const typed = before.q !== controls.q || before.minutes !== controls.minutes;
        if (document.getElementById("find").dataset.asked && typed) await pause(TYPING);
        return mine === asks && document.getElementById("find");
    }

    async function request() {
        const before = controls;
        const values = (controls = page.values());
        if (!(await settled(before))) return window.dash_clientside.no_update;
        const { position, "place-code": place } = values;
        const asked = page.asked(values);
        const first = !document.getElementById("find").dataset.asked;
        search = page.put(values, first);
        if (!first) document.getElementById("find-address-notices")?.replaceChildren();
        if (!first) Atlas.firstVisit.end();
        document.getElementById("find").dataset.asked = "1";
        markMenus();
        const exact = Number.isFinite(place?.lon) ? place : position;
        if (place && place.here && exact) {
            // The exact position is asked with, never written in an address.
            delete asked.lieu;
            asked.near = `${exact.lon},${exact.lat}`;
        }
        const text = JSON.stringify(asked);
        if (!first && text === lastAsked) return window.dash_clientside.no_update;
        lastAsked = text;
        return asked;
    }

    function markMenus() {
        for (const name of ["voie", "domain", "level"]) {
            const menu = document.getElementById(`find-${name}-menu`);
            menu?.classList.toggle("chosen", (controls[name] || []).length > 0);
        }
    }

    // ---- From an answer to rows ---------------------------------------------------------

    function read(results, table) {
        const shown = Atlas.resources.positions(results.shown);
        const minutes = results.minutes && Atlas.resources.bytes(results.minutes);
        const rank = results.rank && Atlas.resources.words(results.rank);
        const wishes = results.wishes && Atlas.resources.bytes(results.wishes.of);
        const { site, modality, start } = table.offers;
        const distance = table.modalities.indexOf("distance");
        const across = table.sites.around;
        const rows = shown.map((row, i) => ({
            row,
            distance: modality[row] === distance,
            time: minutes && site[row] >= 0 ? minutes[site[row]] : NONE,
            rank: rank ? rank[i] : 0,
            wishes: wishes ? wishes[i] : 0,
            start: start[row] < results.today ? null : start[row], // only what is to come
            around: site[row] >= 0 && across[site[row]] === 1,
        }));
        const [placed, far] = [rows.filter((r) => !r.distance), rows.filter((r) => r.distance)];
        return { placed, distance: far, minutes };
    }

    // ---- The list -----------------------------------------------------------------------

    const pen = document.createElement("canvas").getContext("2d");
    const widths = new Map();

    /** Pixels that a text of a row's first line takes. */
    function widthOf(text) {
        if (!widths.has(text)) widths.set(text, pen.measureText(text).width);
        return widths.get(text);
    }

    /** Whether a text is wider than so many pixels: it is measured whole where its letters, one by
        one, leave a doubt. */
    function wider(text, room) {
        let sum = 0;
        for (const letter of text) sum += widthOf(letter);
        return Math.abs(sum - room) > DOUBT * room ? sum > room : widthOf(text) > room;
    }

    function timeOf(item) {
        return item.distance ? "à distance" : item.time < NONE ? Atlas.words.travel(item.time) : "";
    }

    function rowHeight(item, width) {
        if (item.header || item.more) return HEADER_HEIGHT;
        const title = last.table.titles[last.table.offers.title[item.row]];
        const time = timeOf(item);
        const room = width - ROW_SIDES - (time ? widthOf(time) + 12 : 0);
        return wider(title, room) ? ROW_HEIGHT + TITLE_LINE : ROW_HEIGHT;
    }

    /** What is remembered of a course that is kept. */
    function factsOf(row) {
        const { offers, sites, titles } = last.table;
        const site = offers.site[row];
        return { id: offers.id[row], title: titles[offers.title[row]], town: site >= 0 ? sites.commune[site] : "" };
    }

    function courseRow(item) {
        const { escape } = Atlas.words;
        const { id, title, where, time, voie, facts } = wordsOf(item);
        return (
            `<a class="row-title" data-app href="/formation/${id}${escape(search)}">${escape(title)}</a>` +
            `<span class="row-time">${escape(time)}</span>` +
            `<span class="row-place">${escape(where)}</span>` +
            `<span class="row-facts"><span class="voie-mark voie-${voie}" aria-hidden="true"></span>` +
            `${facts.join(" · ")}</span>` +
            Atlas.kept.button(factsOf(item.row))
        );
    }

    /** What a row says of a course, on screen and on paper. */
    function wordsOf(item) {
        const { table } = last;
        const { offers, sites } = table;
        const row = item.row;
        const site = offers.site[row];
        const voie = table.voies[offers.voie[row]];
        const where = site >= 0
            ? `${sites.commune[site]} · ${sites.name[site]}`
            : table.elsewhere[row];
        const facts = [Atlas.words.VOIES[voie]];
        // Before what a narrow list may cut.
        if (item.wishes) facts.push(`Pour ${Atlas.words.escape(wishesOf(item))}`);
        if (offers.level[row] > 0) facts.push(`Niveau\u00a0${offers.level[row]}`);
        if (offers.start[row] >= 0) facts.push(`Session\u00a0: ${Atlas.words.day(offers.start[row])}`);
        // A date of session says how old the data are; without one, their year does.
        else if (offers.year?.[row] > 0) facts.push(`Données\u00a0${offers.year[row]}`);
        return {
            id: offers.id[row], title: table.titles[offers.title[row]], where, time: timeOf(item), voie, facts,
        };
    }

    /** The wishes that a course answers. */
    function wishesOf(item) {
        const { names } = last.results.wishes;
        return names.filter((_, n) => item.wishes & (1 << n)).map((name) => `«\u202f${name}\u202f»`).join(" et ");
    }

    function headerRow(item) {
        const arrow = item.open ? "▾" : "▸";
        return `<button type="button" class="row-header" aria-expanded="${item.open}">${item.text} ${arrow}</button>`;
    }

    function renderRow(item) {
        if (item.more) return `<button type="button" class="row-header row-more">${item.text}</button>`;
        return item.header ? headerRow(item) : courseRow(item);
    }

    function rowsToShow() {
        const { results, placed, distance } = last;
        const near = Atlas.firstCourses.upTo(results, placed, "placed");
        if (!distance.length) return near;
        const open = distanceOpen ?? !placed.length;
        const text = `À distance : ${Atlas.words.count(results.first?.distance ?? distance.length, "formation")}`;
        const far = open ? Atlas.firstCourses.upTo(results, distance, "distance") : [];
        return [...near, { header: true, open, text }, ...far];
    }

    function showList() {
        const element = document.getElementById("find-list");
        if (!list || list.element !== element) {
            list = new Atlas.VirtualList(element, rowHeight, renderRow);
            list.watch(() => last && scrolls.set(search, list.scroller.scrollTop));
            const { fontFamily, fontSize } = getComputedStyle(element);
            pen.font = `600 ${fontSize} ${fontFamily}`;
            document.fonts.ready.then(() => {
                widths.clear();
                list.measure();
                list.update();
            });
        }
        list.show(rowsToShow(), false);
        if (Atlas.address.returned() && scrolls.has(search)) list.scroller.scrollTop = scrolls.get(search);
    }

    // ---- The map ------------------------------------------------------------------------

    function countSites() {
        const { table, placed } = last;
        const { site, voie } = table.offers;
        const found = new Map();
        for (const { row } of placed) {
            const at = site[row];
            if (at < 0) continue;
            if (!found.has(at)) {
                found.set(at, {
                    site: at, lat: table.sites.lat[at], lon: table.sites.lon[at],
                    counts: table.voies.map(() => 0), total: 0, rows: [],
                });
            }
            const entry = found.get(at);
            entry.counts[voie[row]] += 1;
            entry.total += 1;
            entry.rows.push(row);
        }
        return [...found.values()];
    }

    function showMarkers() {
        const map = Atlas.map("find-map");
        if (!map || !last) return;
        const zoom = map.leaflet.getZoom();
        if (map.marked !== last || map.markedZoom !== zoom) regroup(map, zoom);
        const inSight = map.leaflet.getBounds().pad(0.3);
        for (const group of last.groups) {
            if (!group.marker && inSight.contains([group.lat, group.lon])) addMarker(map, group);
        }
        highlight(last.hovered);
    }

    /** Groups the sites anew; the marker that had the focus gives it to the one in its place. */
    function regroup(map, zoom) {
        const { leaflet, marks } = map;
        const focused = (last.groups || map.marked?.groups || [])
            .find((group) => group.marker?.getElement() === document.activeElement);
        marks.clearLayers();
        last.groups = Atlas.markers.group(last.sites, (s) => leaflet.project([s.lat, s.lon], zoom));
        map.marked = last;
        map.markedZoom = zoom;
        map.labels?.avoid(last.groups.map(({ lat, lon, total }) => ({
            lat, lon, r: Atlas.markers.radius(total),
        })));
        const heir = focused && last.groups
            .find((group) => group.sites.some((s) => s.site === focused.sites[0].site));
        if (heir) {
            addMarker(map, heir);
            heir.marker.getElement().focus({ preventScroll: true });
        }
    }

    function addMarker(map, group) {
        const text = Atlas.markers.title(group, last.table);
        const side = Math.ceil(Atlas.markers.radius(group.total) * 2.5 + 4);
        const across = group.sites.every((s) => last.table.sites.around[s.site]);
        const icon = L.divIcon({
            className: across ? "site-marker is-across" : "site-marker", html: Atlas.markers.svg(group), iconSize: [side, side],
        });
        const marker = L.marker([group.lat, group.lon], { icon, riseOnHover: true });
        marker.on("add", () => marker.getElement().setAttribute("aria-label", text));
        marker.bindTooltip(Atlas.words.escape(text), { direction: "top", offset: [0, -side / 3] });
        marker.on("click keypress", (event) => {
            if (event.type === "keypress" && event.originalEvent.key !== "Enter") return;
            openGroup(map, group);
        });
        group.marker = marker;
        marker.addTo(map.marks);
    }

    function openGroup(map, group) {
        const places = new Set(group.sites.map((s) => `${s.lat},${s.lon}`));
        const bounds = L.latLngBounds(group.sites.map((s) => [s.lat, s.lon]));
        if (places.size > 1 && map.leaflet.getZoom() < 13) {
            map.view = null;
            map.leaflet.flyToBounds(bounds.pad(0.25), { maxZoom: 14, duration: 0.2 });
            return;
        }
        Atlas.popup.open(map.leaflet, group, { ...last, search, factsOf });
    }

    function highlight(site) {
        if (!last) return;
        last.hovered = site;
        for (const group of last.groups || []) {
            const on = site >= 0 && group.sites.some((s) => s.site === site);
            group.marker?.getElement()?.classList.toggle("is-hovered", on);
        }
    }

    function fit(map, results) {
        const key = JSON.stringify([results.centre, results.reach[0]?.[0]]);
        if (key === fitted) return;
        // The map opens on the region.
        const opening = !fitted;
        const still = opening || matchMedia("(prefers-reduced-motion: reduce)").matches;
        const motion = { animate: !still, duration: 0.2 };
        fitted = key;
        const left = Atlas.address.returned() && views.get(search);
        if (left) {
            map.view = null;
            map.leaflet.setView(left.centre, left.zoom, { animate: false });
        } else if (results.reach.length) map.show(L.latLngBounds(results.reach.flat()), motion);
        else if (results.centre) map.show(L.latLng(results.centre).toBounds(20000), motion);
        else if (!opening) map.show(L.latLngBounds(map.facts.bounds), motion);
    }

    function showMap(overlays) {
        const map = Atlas.map("find-map");
        if (!map || !last) return;
        const { results } = last;
        map.showOverlays(overlays.filter((name) => name !== "aucune"));
        map.showReach(results.centre, results.reach, results.place || "");
        if (!map.watched) {
            map.watched = true;
            map.leaflet.on("moveend", () => {
                showMarkers();
                // What the page itself shows is found again without being kept.
                if (map.view) views.delete(search);
                else views.set(search, { centre: map.leaflet.getCenter(), zoom: map.leaflet.getZoom() });
            });
            fitted = "";
        }
        fit(map, results);
        showMarkers();
    }

    // ---- Dash's side --------------------------------------------------------------------

    async function draw(results, sort, overlays) {
        if (!results) return window.dash_clientside.no_update;
        const kept = await Atlas.resources.resource(results.resources["offres.json"]);
        const table = Atlas.firstCourses.table(results, kept);
        if (!document.getElementById("find-list")) return window.dash_clientside.no_update;
        const changed = !last || last.results !== results;
        if (changed) {
            Atlas.markup.write(results.words);
            offerOrders(results.orders);
            nameSheetButton(results.listed);
            distanceOpen = null;
        }
        const mine = (last = { results, table, ...read(results, table), overlays });
        const inOrder = Atlas.order(table.orders[sort]);
        last.placed.sort(inOrder);
        last.distance.sort(inOrder);
        last.sites = results.first ? Atlas.firstCourses.places(results, table) : countSites();
        // Until another answer, or another page, comes.
        const wanted = () => last === mine && document.getElementById("find-list");
        await Atlas.pace.each([showList, () => showMap(overlays)], 1, (step) => step(), wanted);
        if (!wanted()) return window.dash_clientside.no_update;
        document.getElementById("find").dataset.drawn = String(Date.now());
        return Date.now();
    }

    /** The orders that the list may have, where they are others: no time without a place. */
    function offerOrders(orders) {
        const find = document.getElementById("find");
        const text = JSON.stringify(orders);
        if (find.dataset.orders !== text) setProps("find-sort", { data: orders });
        find.dataset.orders = text;
    }

    function nameSheetButton(listed) {
        const button = document.getElementById("find-filters-close");
        button.textContent = `Voir ${Atlas.words.count(listed, "formation")}`;
    }

    function view(value) {
        const opening = !document.getElementById("find").dataset.drawn;
        const asked = new URLSearchParams(window.location.search).get("couches") || "";
        // A link to places that help leads to the map, where they are.
        const first = asked.split(",").some((name) => Atlas.guides.LAYERS[name]) && "carte";
        const left = opening && (Atlas.address.returned() ? sides.get(window.location.search) : first);
        if (!opening) sides.set(window.location.search, value);
        else if (left && left !== value) setProps("find-view", { value: left });
        requestAnimationFrame(() => {
            const band = document.querySelector(".figures-band");
            if (band && !band.dataset.seen && window.innerWidth < 768) band.open = false;
            if (band) band.dataset.seen = "1";
            const map = Atlas.map("find-map");
            if (!map) return;
            map.resize();
            if (value === "carte" && last) showMap(last.overlays);
        });
        return value;
    }

    window.dash_clientside.find = { request, draw, view, clicked: (told) => Atlas.firstCourses.answered(told) };
    Atlas.find = {
        /** What is searched: the words, the label and the code of the place. */
        now: () => ({ q: controls.q, place: document.getElementById("find-place").value, code: controls["place-code"] }),
        /** Sets controls by their names. */
        set: (values) => Object.entries(values).forEach(([name, value]) => page.set(page.find(name), value)),
    };
    /** The courses of the list in its order, each in words; null before the first answer. */
    Atlas.foundTimes = () => last?.results.times || "temps estimés";
    Atlas.foundCourses = () => last && [...last.placed, ...last.distance].map(wordsOf);
    /** How many they are, those that the browser was not sent included. */
    Atlas.foundTotal = () => {
        const { placed, distance } = last.results.first || { placed: last.placed.length, distance: last.distance.length };
        return placed + distance;
    };
    document.addEventListener("atlas:map", () => last && showMap(last.overlays));

    // ---- What buttons do ----------------------------------------------------------------

    /** Adds a value to what a control holds. */
    function add(key, value) {
        page.set(page.find(key), [...(controls[key] || []), value]);
    }

    function reset() {
        page.reset();
        setProps("find-place", { error: null });
    }

    function around() {
        const failed = () => setProps("find-place", {
            error: "Votre position n'est pas connue : autorisez-la dans le navigateur ou choisissez une commune.",
        });
        if (!navigator.geolocation) return failed();
        return navigator.geolocation.getCurrentPosition(({ coords }) => {
            const round = (x) => Math.round(x * 1e4) / 1e4;
            setProps("find-position", {
                data: { lon: round(coords.longitude), lat: round(coords.latitude), n: Date.now() },
            });
        }, failed, { timeout: 10000, maximumAge: 60000 });
    }

    const CLICKS = {
        "find-reset": reset,
        "find-around": around,
        "find-filters-open": () => document.getElementById("find").classList.add("sheet-open"),
        "find-filters-close": () => document.getElementById("find").classList.remove("sheet-open"),
        "find-submit": () => document.getElementById("find-list").focus(),
    };

    document.addEventListener("click", (event) => {
        if (!document.getElementById("find")) return;
        const button = event.target.closest("button");
        if (button && CLICKS[button.id]) CLICKS[button.id]();
        else if (button?.dataset.place) choosePlace(button);
        else if (button?.dataset.zones) chooseZones(button);
        else if (button?.dataset.add) add(button.dataset.control, button.dataset.value);
        else if (button?.dataset.control) page.lift(button.dataset.control, button.dataset.value, controls);
        else if (button?.classList.contains("row-more")) document.getElementById("find-q").focus();
        else if (button?.classList.contains("row-header")) {
            distanceOpen = button.getAttribute("aria-expanded") !== "true";
            list.show(rowsToShow(), true);
            list.element.querySelector(".row-header")?.focus();
        }
    }, true);

    const PLACES = ["find-place", "guide-place"];

    function choosePlace(button) {
        setProps(button.closest("#guide") ? "guide-place" : "find-place", { value: button.dataset.place });
    }

    /** Searches inside territories, from nowhere. */
    function chooseZones(button) {
        const field = button.closest("#guide") ? "guide-place" : "find-place";
        setProps(field, { value: "", error: null });
        page.set(page.find("zone"), button.dataset.zones.split(","));
    }

    // The field tells that it is left before it tells what was typed last: wait for that.
    function placeLeft({ id }) {
        setTimeout(() => {
            // A click that leaves the field may leave the page too.
            if (document.getElementById(id)) setProps(`${id}-left`, { data: Date.now() });
        }, 150);
    }

    document.addEventListener("focusout", (event) => {
        if (PLACES.includes(event.target.id)) placeLeft(event.target);
    });
    const SUGGESTING = [...PLACES, "find-q", "guide-q"];
    document.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || !SUGGESTING.includes(event.target.id)) return;
        if (PLACES.includes(event.target.id)) placeLeft(event.target);
        // Enter has chosen: what is suggested no longer hides the answer. Mantine closes on Escape.
        const field = event.target;
        setTimeout(() => field.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", code: "Escape", bubbles: true })));
    });

    function hoveredSite(event) {
        const row = event.target.closest?.("#find-list .row");
        const item = row && list?.rows[row.dataset.index];
        return item && !item.header && !item.more ? last.table.offers.site[item.row] : -1;
    }

    for (const kind of ["mouseover", "focusin"]) {
        document.addEventListener(kind, (event) => {
            if (last && event.target.closest?.("#find-list")) highlight(hoveredSite(event));
            else if (last && last.hovered >= 0) highlight(-1);
        });
    }
})();
