/* What a marker of the map opens: the courses at its places. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const { escape } = Atlas.words;
    const MOST = 12; // courses told of a marker
    const NONE = 255; // minutes: out of reach

    /**
     * Opens what is at a group of places, once the server has told it where the browser has not all.
     * `drawn` is what the page shows: {results, table, minutes, search, factsOf}.
     */
    function open(leaflet, group, drawn) {
        const popup = L.popup({ maxWidth: 340, minWidth: 240, maxHeight: 320, className: "site-popup" })
            .setLatLng([group.lat, group.lon]);
        const show = () => popup.setContent(content(group, drawn)).openOn(leaflet);
        if (!drawn.results.first || group.sites.some((s) => s.rows.length)) show();
        else Atlas.firstCourses.ask(group.sites.map((s) => s.site), (told) => {
            for (const row of Atlas.firstCourses.add(drawn.table, told)) {
                group.sites.find((s) => s.site === drawn.table.offers.site[row])?.rows.push(row);
            }
            show();
        });
    }

    function content(group, drawn) {
        const { sites } = drawn.table;
        let told = 0;
        const parts = group.sites.map((entry) => {
            const rows = entry.rows.slice(0, Math.max(0, MOST - told));
            told += rows.length;
            if (!rows.length) return "";
            const centre = sites.precision[entry.site] === "commune"
                ? "<p class='popup-note'>Placé au centre de la commune : adresse non précisée.</p>" : "";
            const items = rows.map((row) => `<li>${link(row, drawn)}</li>`).join("");
            const [name, commune] = [sites.name, sites.commune].map((texts) => escape(texts[entry.site]));
            return `<p class="popup-title">${name}</p><p>${commune}${timeAt(entry.site, drawn)}</p>${centre}<ul>${items}</ul>`;
        });
        const more = group.total > told
            ? `<p class="popup-note">et ${Atlas.words.count(group.total - told, "autre")}, dans la liste</p>` : "";
        return parts.join("") + more;
    }

    function timeAt(site, { minutes, results }) {
        const time = minutes ? minutes[site] : NONE;
        return time < NONE ? ` · ${escape(Atlas.words.travel(time))} (${escape(results.times)})` : "";
    }

    function link(row, { table, search, factsOf }) {
        const { offers, titles, voies } = table;
        return (
            `<span class="voie-mark voie-${voies[offers.voie[row]]}" aria-hidden="true"></span>` +
            `<a data-app href="/formation/${offers.id[row]}${escape(search)}">` +
            `${escape(titles[offers.title[row]])}</a> ${Atlas.kept.button(factsOf(row))}`
        );
    }

    Atlas.popup = { open };
})();
