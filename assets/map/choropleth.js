/* Fills the communes by class, on one canvas, redrawn in place when classes change. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** Web Mercator in the unit square, so that a zoom is a multiplication. */
    function unit([lat, lon]) {
        const sine = Math.sin((lat * Math.PI) / 180);
        return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
    }

    /** A tile of strokes; without a background, what is below is seen. */
    function tileOf(color, background, name) {
        const tile = document.createElement("canvas");
        tile.width = tile.height = 8;
        const context = tile.getContext("2d");
        if (background) {
            context.fillStyle = background;
            context.fillRect(0, 0, 8, 8);
        }
        context.strokeStyle = context.fillStyle = color;
        context.lineWidth = 1.3;
        PATTERNS[name](context);
        return context.createPattern(tile, "repeat");
    }

    function slanted(context, from, to) {
        context.beginPath();
        for (const shift of [-8, 0, 8]) {
            context.moveTo(shift, from);
            context.lineTo(shift + 8, to);
        }
        context.stroke();
    }

    /** Every pattern of the maps; their colours are chosen where they are used. */
    const PATTERNS = {
        hatch: (context) => slanted(context, 8, 0),
        backHatch: (context) => slanted(context, 0, 8),
        cross(context) {
            slanted(context, 8, 0);
            slanted(context, 0, 8);
        },
        dots(context) {
            for (const [x, y] of [[2, 2], [6, 6]]) {
                context.beginPath();
                context.arc(x, y, 1.2, 0, 7);
                context.fill();
            }
        },
    };

    /** What a class is filled with: {color, background, pattern: a name of PATTERNS or nothing}. */
    function fillOf(style) {
        if (!style.pattern) return style.color;
        return tileOf(style.color, style.background || "#ffffff", style.pattern);
    }

    function make(leaflet, topology) {
        const rings = topology.geometries.map((geometry) =>
            topology.ringsOf(geometry).map((ring) => ring.map(unit)));

        const Layer = L.Renderer.extend({
            options: { padding: 0.15, pane: "fills" },

            _initContainer() {
                this._container = document.createElement("canvas");
                this._container.setAttribute("aria-hidden", "true");
                this._context = this._container.getContext("2d");
                this._paths = [];
                this._scale = 0;
            },

            _destroyContainer() {
                this._container.remove();
            },

            /** `classes` has the class of each commune, `styles` the filling of each class. */
            show(classes, styles) {
                this._classes = classes;
                this._fills = styles.map(fillOf);
                if (this._container) this._update();
            },

            _update() {
                if (this._map._animatingZoom && this._bounds) return;
                L.Renderer.prototype._update.call(this);
                const { min } = this._bounds;
                const size = this._bounds.getSize();
                const ratio = window.devicePixelRatio || 1;
                L.DomUtil.setPosition(this._container, min);
                this._container.width = size.x * ratio;
                this._container.height = size.y * ratio;
                this._container.style.width = `${size.x}px`;
                this._container.style.height = `${size.y}px`;
                const origin = this._map.getPixelOrigin();
                this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
                this._context.translate(-min.x - origin.x, -min.y - origin.y);
                this._draw();
            },

            _draw() {
                if (!this._classes) return;
                this._project(256 * 2 ** this._map.getZoom());
                this._fills.forEach((fill, index) => {
                    const whole = new Path2D();
                    this._classes.forEach((of, i) => of === index && whole.addPath(this._paths[i]));
                    this._context.fillStyle = this._context.strokeStyle = fill;
                    this._context.lineWidth = 0.6; // hides the hair between two neighbours
                    this._context.fill(whole, "evenodd");
                    this._context.stroke(whole);
                });
            },

            _project(scale) {
                if (scale === this._scale) return;
                this._scale = scale;
                this._paths = rings.map((parts) => {
                    const path = new Path2D();
                    for (const ring of parts) {
                        ring.forEach(([x, y], i) => path[i ? "lineTo" : "moveTo"](x * scale, y * scale));
                        path.closePath();
                    }
                    return path;
                });
            },
        });
        return new Layer();
    }

    Atlas.choropleth = { make, fillOf, tileOf };
})();
