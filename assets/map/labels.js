/* The names of towns, drawn by size of population where there is room for them. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const HEIGHT = 17; // pixels of a name
    const FONT = "'Source Sans 3', sans-serif";

    // Population, in people, from which a town is named at each zoom: fewer names from afar.
    function smallest(zoom) {
        return 40000 / 2 ** Math.max(0, (zoom - 7.5) * 1.6);
    }

    function overlaps(box, boxes) {
        return boxes.some(
            (b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1],
        );
    }

    /** Where a name may go, the best first: under its point, or around the marker that covers it. */
    function placesFor(point, half, markers) {
        const over = markers.find((m) => Math.hypot(m.x - point.x, m.y - point.y) < m.r + 4);
        const { x, y, r } = over || { ...point, r: 0 };
        const under = { x, y: y + r + 2 };
        if (!over) return [under];
        const beside = y - HEIGHT / 2;
        return [
            under, { x: x + r + half, y: beside }, { x: x - r - half, y: beside },
            { x, y: y - r - HEIGHT - 2 },
        ];
    }

    function drawTown(context, map, town, boxes, markers) {
        const point = map.latLngToContainerPoint([town.lat, town.lon]);
        const size = map.getSize();
        if (point.x < -80 || point.y < -20 || point.x > size.x + 80 || point.y > size.y + 20) return;
        const large = town.population > 60000;
        context.font = `${large ? 600 : 400} ${large ? 14 : 12.5}px ${FONT}`;
        const half = context.measureText(town.name).width / 2 + 4;
        const boxAt = ({ x, y }) => [x - half, y, x + half, y + HEIGHT];
        const free = placesFor(point, half, markers).find((place) => !overlaps(boxAt(place), boxes));
        if (!free) return;
        boxes.push(boxAt(free));
        context.strokeText(town.name, free.x, free.y + 12);
        context.fillText(town.name, free.x, free.y + 12);
    }

    function drawCountry(context, map, country) {
        const point = map.latLngToContainerPoint([country.lat, country.lon]);
        const size = map.getSize();
        if (point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y) return;
        context.font = `italic 400 13px ${FONT}`;
        context.fillStyle = "#7d898b";
        context.fillText(country.name, point.x, point.y);
        context.fillStyle = "#3c484a";
    }

    /** Adds the names to a map; `towns` are sorted by population, largest first. */
    function add(map, towns, countries) {
        const pane = map.createPane("labels");
        pane.style.zIndex = 450;
        pane.style.pointerEvents = "none";
        const canvas = L.DomUtil.create("canvas", "label-canvas", pane);
        canvas.setAttribute("aria-hidden", "true");
        let places = []; // what covers the map: {lat, lon, r in pixels}

        function draw() {
            const size = map.getSize();
            const ratio = window.devicePixelRatio || 1;
            const [width, height] = [Math.round(size.x * ratio), Math.round(size.y * ratio)];
            if (canvas.width !== width || canvas.height !== height) {
                Object.assign(canvas, { width, height });
                canvas.style.width = `${size.x}px`;
                canvas.style.height = `${size.y}px`;
            }
            L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
            const context = canvas.getContext("2d");
            context.setTransform(ratio, 0, 0, ratio, 0, 0);
            context.clearRect(0, 0, size.x, size.y);
            context.textAlign = "center";
            context.lineJoin = "round";
            context.lineWidth = 3;
            context.strokeStyle = "rgba(255, 255, 255, 0.9)";
            context.fillStyle = "#3c484a";
            for (const country of countries) drawCountry(context, map, country);
            const least = smallest(map.getZoom());
            const markers = places.map(({ lat, lon, r }) => ({ ...map.latLngToContainerPoint([lat, lon]), r }));
            const boxes = markers.map(({ x, y, r }) => [x - r, y - r, x + r, y + r - 2]);
            for (const town of towns) {
                if (town.population < least) break;
                drawTown(context, map, town, boxes, markers);
            }
        }

        let due = 0; // one drawing a frame, however many things changed

        function drawSoon() {
            due ||= requestAnimationFrame(() => {
                due = 0;
                if (canvas.isConnected) draw();
            });
        }

        map.on("moveend zoomend resize", drawSoon);
        map.on("zoomstart", () => canvas.getContext("2d").clearRect(0, 0, 1e4, 1e4));
        draw();
        if (document.fonts) document.fonts.ready.then(draw);
        return {
            avoid(markers) {
                places = markers;
                drawSoon();
            },
        };
    }

    Atlas.labels = { add };
})();
