/* Groups the courses of neighbouring sites and draws each group with the shapes of its voies. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const GAP = 2; // pixels kept between two markers
    const CELL = 60; // pixels, more than two of the largest radii

    function voieNames() {
        return Object.keys(Atlas.words.VOIES);
    }

    /** Radius in pixels of a marker that stands for n courses. */
    function radius(n) {
        return n === 1 ? 9 : Math.min(27, 12 + 2.6 * Math.log2(n));
    }

    /**
     * Groups sites that would overlap on screen around the one with most courses.
     * `sites` are {site, lat, lon, counts: [by voie], total}; `project` gives pixels, `size` the
     * radius in pixels of a marker that stands for n.
     */
    function group(sites, project, size = radius) {
        let groups = sites.map((site) => ({
            point: project(site), lat: site.lat, lon: site.lon, sites: [site],
            counts: site.counts.slice(), total: site.total,
        }));
        // A group grows as it takes others in, and may then touch one more: until none does.
        for (let pass = 0; pass < 4; pass += 1) {
            const merged = mergeOnce(groups, size);
            if (merged.length === groups.length) return merged;
            groups = merged;
        }
        return groups;
    }

    function mergeOnce(groups, size) {
        const grid = new Map();
        const kept = [];
        for (const one of groups.sort((a, b) => b.total - a.total || a.sites[0].site - b.sites[0].site)) {
            const found = nearest(grid, one, size);
            if (found) {
                join(found, one);
                continue;
            }
            kept.push(one);
            const key = `${Math.floor(one.point.x / CELL)}:${Math.floor(one.point.y / CELL)}`;
            if (!grid.has(key)) grid.set(key, []);
            grid.get(key).push(one);
        }
        return kept;
    }

    function join(found, other) {
        found.sites.push(...other.sites);
        found.total += other.total;
        other.counts.forEach((n, voie) => (found.counts[voie] += n));
    }

    function nearest(grid, { point, total }, size) {
        const column = Math.floor(point.x / CELL);
        const row = Math.floor(point.y / CELL);
        let best = null;
        let shortest = Infinity;
        for (let i = column - 1; i <= column + 1; i += 1) {
            for (let j = row - 1; j <= row + 1; j += 1) {
                for (const candidate of grid.get(`${i}:${j}`) || []) {
                    const far = Math.hypot(candidate.point.x - point.x, candidate.point.y - point.y);
                    if (far < size(candidate.total) + size(total) + GAP && far < shortest) {
                        best = candidate;
                        shortest = far;
                    }
                }
            }
        }
        return best;
    }

    function slice(from, to, r) {
        if (to - from > 0.9999) {
            return `M0 ${-r}A${r} ${r} 0 1 1 0 ${r}A${r} ${r} 0 1 1 0 ${-r}Z`;
        }
        const at = (t) => [r * Math.sin(2 * Math.PI * t), -r * Math.cos(2 * Math.PI * t)];
        const [a, b] = [at(from), at(to)];
        const long = to - from > 0.5 ? 1 : 0;
        return `M0 0L${a[0]} ${a[1]}A${r} ${r} 0 ${long} 1 ${b[0]} ${b[1]}Z`;
    }

    /** The outline of a voie's shape: circle, square, triangle or diamond. */
    function shape(voie, r) {
        if (voie === "apprentissage") return `M${-r * 0.88} ${-r * 0.88}H${r * 0.88}V${r * 0.88}H${-r * 0.88}Z`;
        if (voie === "superieur") return `M0 ${-r * 1.2}L${r * 1.15} ${r * 0.85}H${-r * 1.15}Z`;
        if (voie === "continue") return `M0 ${-r * 1.2}L${r * 1.2} 0L0 ${r * 1.2}L${-r * 1.2} 0Z`;
        return slice(0, 1, r);
    }

    function svg(found) {
        const r = radius(found.total);
        const side = Math.ceil(r * 2.5 + 4);
        const names = voieNames();
        const present = names.filter((_, voie) => found.counts[voie]);
        let body;
        if (found.total === 1) {
            body = `<path class="fill-${present[0]}" d="${shape(present[0], r - 1)}"/>`;
        } else if (present.length === 1) {
            body = `<path class="ring-${present[0]}" d="${shape(present[0], r - 2)}"/>`;
        } else {
            let from = 0;
            body = names.map((voie, index) => {
                const to = from + found.counts[index] / found.total;
                const part = found.counts[index] ? `<path class="fill-${voie}" d="${slice(from, to, r)}"/>` : "";
                from = to;
                return part;
            }).join("") + `<circle r="${r - 5}" class="hole"/>`;
        }
        const low = present.length === 1 && present[0] === "superieur" ? 0.3 : 0;
        const text = found.total > 1
            ? `<text y="${4 + low * r}" class="marker-count">${Atlas.words.number(found.total)}</text>` : "";
        const half = side / 2;
        return `<svg width="${side}" height="${side}" viewBox="${-half} ${-half} ${side} ${side}" aria-hidden="true">${body}${text}</svg>`;
    }

    /** Says in words what a group holds. */
    function title(found, table) {
        const names = voieNames();
        const parts = names
            .map((voie, index) => [Atlas.words.VOIES[voie].toLowerCase(), found.counts[index]])
            .filter(([, n]) => n)
            .map(([name, n]) => `${Atlas.words.number(n)} ${name}`);
        const communes = new Set(found.sites.map((site) => table.sites.commune[site.site]));
        const where = [...communes].slice(0, 2).join(", ") + (communes.size > 2 ? "…" : "");
        return `${Atlas.words.count(found.total, "formation")} · ${where} (${parts.join(", ")})`;
    }

    Atlas.markers = { group, svg, title, radius };
})();
