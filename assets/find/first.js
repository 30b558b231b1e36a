/* The courses that an answer brings itself, where there are too many for the browser to hold all. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** The table that an answer refers to: the browser's own, or its places and the answer's courses. */
    function table(results, kept) {
        return results.first ? { ...kept, ...results.first } : kept;
    }

    /** Every place that has courses, with how many of each voie: {site, lat, lon, counts, total, rows}. */
    function places({ first }, { sites, voies }) {
        const counts = Atlas.resources.words(first.counts);
        return Atlas.resources.positions(first.taught).map((site, at) => {
            const here = [...counts.subarray(at * voies.length, (at + 1) * voies.length)];
            const total = here.reduce((sum, n) => sum + n, 0);
            return { site, lat: sites.lat[site], lon: sites.lon[site], counts: here, total, rows: [] };
        });
    }

    /** Adds courses to a table; returns their rows. */
    function add(kept, told) {
        const [begin, titles] = [kept.offers.id.length, kept.titles.length];
        for (const [name, values] of Object.entries(told.offers)) {
            kept.offers[name].push(...(name === "title" ? values.map((at) => at + titles) : values));
        }
        kept.titles.push(...told.titles);
        return told.offers.id.map((_, at) => begin + at);
    }

    /** The first rows of a group once sorted, and the line that says how many there are in all. */
    function upTo(results, rows, group) {
        const { first } = results;
        if (!first || first[group] <= first.most) return rows;
        const { number, count } = Atlas.words;
        const text = `Les ${number(first.most)} premières sur ${count(first[group], "formation")} : précisez la recherche`;
        return [...rows.slice(0, first.most), { more: true, text }];
    }

    const waiting = new Map(); // what is done with the courses of some places, by number
    let asked = 0;

    /** Asks for the courses of some places; `then` is given a table of them. */
    function ask(sites, then) {
        asked += 1;
        waiting.clear(); // one popup is open at a time
        waiting.set(asked, then);
        window.dash_clientside.set_props("find-clicked", { data: { sites: sites.slice(0, 500), n: asked } });
    }

    /** Gives what was asked for to who asked. */
    function answered(told) {
        waiting.get(told?.n)?.(told);
        return told?.n ?? null;
    }

    Atlas.firstCourses = { table, places, add, upTo, ask, answered };
})();
