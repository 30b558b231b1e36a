/* The quadrant of métiers, in SVG: tension across, places per 100 projects up, by mouse or keys. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    window.dash_clientside = window.dash_clientside || {};
    const SVG = "http://www.w3.org/2000/svg";
    const TICKS = [0, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000];
    const KEYS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const TENSE = 3.5; // between « moyenne » and « élevée »
    const HELP = "Métiers par tension et places pour 100 projets. Flèches : d'un métier à l'autre ; "
        + "Entrée : voir le métier sur la carte.";
    let last = null;
    let watched = null;

    function make(name, facts, text) {
        const node = document.createElementNS(SVG, name);
        for (const [key, value] of Object.entries(facts)) node.setAttribute(key, value);
        if (text) node.textContent = text;
        return node;
    }

    /** Places rise slowly when they are many: 0 has its place, and 5 000 does not hide 50. */
    const lift = (y) => Math.log1p(y / 10);

    function frame(width, data) {
        const narrow = width < 640;
        const box = { left: narrow ? 38 : 52, right: width - 8, top: 34, bottom: narrow ? 400 : 470 };
        const most = Math.max(100, data.split || 0, ...data.points.map((p) => p.y));
        const band = (box.right - box.left) / 5;
        return {
            ...box, narrow, band, most,
            x: (degree) => box.left + (degree - 0.5) * band,
            y: (value) => box.bottom - 46 - (lift(value) / lift(most)) * (box.bottom - box.top - 74),
        };
    }

    function ground(at, data) {
        const group = make("g", { "aria-hidden": "true" });
        const wall = at.x(TENSE);
        const bar = data.split === null ? at.y(0) : at.y(data.split);
        group.append(make("rect", {
            x: wall, y: bar, width: at.right - wall, height: at.bottom - bar, class: "corner-ground",
        }));
        for (const tick of TICKS.filter((value) => value <= at.most)) {
            group.append(make("line", {
                x1: at.left, x2: at.right, y1: at.y(tick), y2: at.y(tick), class: "grid",
            }));
            group.append(make("text", {
                x: at.left - 6, y: at.y(tick) + 4, class: "tick tick-y",
            }, Atlas.words.number(tick)));
        }
        data.degrees.forEach((word, rank) => group.append(make("text", {
            x: at.x(rank + 1), y: at.bottom + 18, class: "tick tick-x",
        }, at.narrow ? String(rank + 1) : `${rank + 1} ${word.toLowerCase()}`)));
        group.append(make("text", { x: at.x(3), y: at.bottom + 38, class: "axis axis-x" }, "Tension"));
        group.append(make("text", { x: 0, y: 14, class: "axis" }, "Places pour 100 projets"));
        group.append(make("line", { x1: wall, x2: wall, y1: at.top, y2: at.bottom, class: "split" }));
        group.append(make("line", { x1: at.left, x2: at.right, y1: bar, y2: bar, class: "split" }));
        return group;
    }

    function names(at, data) {
        const group = make("g", { "aria-hidden": "true" });
        const wall = at.x(TENSE);
        const spots = {
            "calm-many": [at.left + 6, at.top + 6], "tense-many": [wall + 6, at.top + 6],
            "calm-few": [at.left + 6, at.bottom - 6], "tense-few": [wall + 6, at.bottom - 6],
        };
        const n = (key) => data.points.filter((p) => p.corner === key).length;
        for (const [key, [x, y]] of Object.entries(spots)) {
            const words = at.narrow
                ? data.corners[key].split(/(?<=,) |(?<=é) (?=des)/) : [data.corners[key]];
            words[words.length - 1] += ` (${n(key)})`;
            const up = key.endsWith("few") ? words.length - 1 : 0;
            const text = make("text", { x, y: y - 14 * up, class: "corner-name" });
            words.forEach((word, i) => text.append(make("tspan", { x, dy: i ? 14 : 0 }, word)));
            group.append(text);
        }
        return group;
    }

    /** Spreads the métiers of one class sideways, so that each is seen. */
    function spread(points, at) {
        const placed = [];
        for (const point of points.slice().sort((a, b) => b.projects - a.projects)) {
            const size = Math.min(at.narrow ? 11 : 16, 3.5 + Math.sqrt(point.projects) / (at.narrow ? 9 : 6));
            const spot = { point, size, y: at.y(point.y), x: at.x(point.x) };
            const most = Math.max(0, at.band / 2 - size - 1);
            let best = Infinity;
            for (let step = 0; step <= 24; step += 1) {
                for (const side of step ? [1, -1] : [1]) {
                    const x = at.x(point.x) + (side * step * most) / 24;
                    const over = placed.reduce((sum, other) => sum + Math.max(
                        0, other.size + size + 1 - Math.hypot(other.x - x, other.y - spot.y)), 0);
                    if (over < best - 0.01) [best, spot.x] = [over, x];
                }
                if (best === 0) break;
            }
            placed.push(spot);
        }
        return placed;
    }

    function circles(at, data) {
        const spots = [1, 2, 3, 4, 5].flatMap((degree) =>
            spread(data.points.filter((point) => point.x === degree), at));
        const order = Object.keys(data.corners);
        spots.sort((a, b) => order.indexOf(a.point.corner) - order.indexOf(b.point.corner)
            || a.point.y - b.point.y || a.point.label.localeCompare(b.point.label));
        return spots.map(({ point, size, x, y }, rank) => {
            const node = make("circle", {
                cx: x, cy: y, r: size, class: `point point-${point.corner}`, role: "button",
                tabindex: rank ? -1 : 0, "aria-label": point.told, "data-key": point.key,
            });
            return node;
        });
    }

    /** Names the métiers that recruit most, where there is room. */
    function labels(at, nodes, data) {
        const group = make("g", { "aria-hidden": "true" });
        if (at.narrow) return group;
        const taken = nodes.map((node) => {
            const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(node.getAttribute(name)));
            return [x - r, y - r, x + r, y + r];
        });
        const byKey = new Map(data.points.map((point) => [point.key, point]));
        const first = nodes.slice().sort((a, b) =>
            byKey.get(b.dataset.key).projects - byKey.get(a.dataset.key).projects);
        for (const node of first.slice(0, 40)) {
            const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(node.getAttribute(name)));
            const { label } = byKey.get(node.dataset.key);
            const short = label.length > 28 ? `${label.slice(0, 26)}…` : label;
            const room = short.length * 6.2;
            const start = x + r + 3 + room < at.right ? x + r + 3 : x - r - 3 - room;
            const box = [start, y - 8, start + room, y + 6];
            const hits = taken.some((b) => b[0] < box[2] && b[2] > box[0] && b[1] < box[3] && b[3] > box[1]);
            if (hits || start < at.left || box[1] < at.top + 12 || box[3] > at.bottom - 18) continue;
            taken.push(box);
            group.append(make("text", { x: start, y: y + 4, class: "point-name" }, short));
        }
        return group;
    }

    function tell(text) {
        const told = document.getElementById("tension-quadrant-told");
        if (told) told.textContent = text;
    }

    function move(svg, from, step) {
        const nodes = [...svg.querySelectorAll(".point")];
        const to = nodes[Math.min(nodes.length - 1, Math.max(0, nodes.indexOf(from) + step))];
        for (const node of nodes) node.setAttribute("tabindex", node === to ? 0 : -1);
        to.focus();
    }

    function listen(svg) {
        const pointed = (event) => event.target.closest?.(".point");
        for (const kind of ["pointerover", "focusin"]) {
            svg.addEventListener(kind, (event) => pointed(event) && tell(pointed(event).getAttribute("aria-label")));
        }
        svg.addEventListener("click", (event) => pointed(event) && Atlas.tensions.openMetier(pointed(event).dataset.key));
        svg.addEventListener("keydown", (event) => {
            const node = pointed(event);
            if (!node) return;
            if (KEYS[event.key]) move(svg, node, KEYS[event.key]);
            else if (event.key === "Home") move(svg, node, -1e6);
            else if (event.key === "End") move(svg, node, 1e6);
            else if (event.key === "Enter" || event.key === " ") Atlas.tensions.openMetier(node.dataset.key);
            else return;
            event.preventDefault();
        });
    }

    function show() {
        const host = document.getElementById("tension-quadrant");
        if (!host || !last || !host.clientWidth) return;
        host.dataset.width = host.clientWidth;
        const focused = host.contains(document.activeElement) && document.activeElement.dataset.key;
        tell("");
        if (!last.points.length) return host.replaceChildren();
        const at = frame(host.clientWidth, last);
        const svg = make("svg", {
            width: host.clientWidth, height: at.bottom + 44, role: "group", "aria-label": HELP,
        });
        const nodes = circles(at, last);
        svg.append(ground(at, last), labels(at, nodes, last), ...nodes, names(at, last));
        listen(svg);
        host.replaceChildren(svg);
        tell("Chaque rond est un métier, d'autant plus grand qu'il recrute. Passez dessus pour le lire, cliquez pour le voir sur la carte.");
        const heir = nodes.find((node) => node.dataset.key === focused);
        if (heir) move(svg, heir, 0);
    }

    function draw(data) {
        last = data;
        const host = document.getElementById("tension-quadrant");
        if (host && watched !== host) {
            watched = host;
            new ResizeObserver(() => Number(host.dataset.width) !== host.clientWidth && show()).observe(host);
        }
        show();
        return Date.now();
    }

    window.dash_clientside.quadrant = { draw };
})();
