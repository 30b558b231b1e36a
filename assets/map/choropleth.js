/* Fills the communes by class, on one canvas, redrawn in place when classes change. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** Web Mercator in the unit square, so that a zoom is a multiplication. */
    function unit([lat, lon]) {
        const sine = Math.sin((lat * Math.PI) / 180);
        return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
    }

    const SIDE = 8; // pixels of the style sheet that a pattern repeats after

    /** A tile of one colour or, with a pattern, of strokes on a background, or on nothing. */
    function drawn({ color, background, pattern }, side) {
        const tile = document.createElement("canvas");
        tile.width = tile.height = side;
        const context = tile.getContext("2d");
        context.scale(side / SIDE, side / SIDE);
        context.fillStyle = pattern ? background || "transparent" : color;
        context.fillRect(0, 0, SIDE, SIDE);
        context.strokeStyle = context.fillStyle = color;
        context.lineWidth = 1.3;
        if (pattern) PATTERNS[pattern](context);
        return context;
    }

    /** What Leaflet fills a polygon with: strokes through which what is below is seen. */
    function strokes(color, pattern) {
        const context = drawn({ color, pattern }, SIDE);
        return context.createPattern(context.canvas, "repeat");
    }

    /** The pixels of a class's tile; `style` is {color, background, pattern}, a name of PATTERNS or nothing. */
    function tileOf(style, side) {
        const solid = style.pattern ? { background: "#ffffff", ...style } : style;
        return new Uint32Array(drawn(solid, side).getImageData(0, 0, side, side).data.buffer);
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

    const PIECE = 700; // communes, or lines of their borders, between two pauses

    async function make(topology) {
        const always = () => true;
        const [lines, shapes] = [[], []];
        await Atlas.pace.each(topology.arcs, 3 * PIECE, (arc) => lines.push(Atlas.raster.lineOf(arc.map(unit))), always);
        await Atlas.pace.each(topology.geometries, 2 * PIECE, (geometry) =>
            shapes.push(Atlas.raster.shapeOf(topology.arcsOf(geometry).map((arc) => lines[arc]))), always);

        const Layer = L.Renderer.extend({
            options: { padding: 0.15, pane: "fills" },

            _initContainer() {
                this._container = document.createElement("canvas");
                this._container.setAttribute("aria-hidden", "true");
                this._context = this._container.getContext("2d");
                this._view = {};
            },

            _destroyContainer() {
                this._container.remove();
            },

            /** `classes` has the class of each commune, `styles` the filling of each class. */
            async show(classes, styles) {
                this._classes = classes;
                this._styles = styles;
                if (this._container) this._update();
                await this._begun;
            },

            _update() {
                if (this._map._animatingZoom && this._bounds) return;
                L.Renderer.prototype._update.call(this);
                L.DomUtil.setPosition(this._container, this._bounds.min);
                if (this._moved()) {
                    this._resize();
                    if (this._ranks) this._ranks = Atlas.raster.ranks(shapes, this._view);
                    else this._begun = this._begin(this._view);
                }
                this._paint();
            },

            /** Finds what each pixel shows the first time, while the page is opening. */
            async _begin(view) {
                const image = Atlas.raster.blank(view);
                const found = (shape, rank) => Atlas.raster.fill(image, shape, view, rank + 1);
                const wanted = () => this._view === view;
                await Atlas.pace.each([...shapes.entries()], PIECE, ([rank, shape]) => found(shape, rank), wanted);
                await Atlas.pace.pause();
                if (!wanted()) return;
                this._ranks = image.ranks;
                this._paint();
            },

            /** Notes what the map shows, and whether it is something else than before. */
            _moved() {
                const ratio = window.devicePixelRatio || 1;
                const size = this._bounds.getSize();
                const corner = this._bounds.min.add(this._map.getPixelOrigin()).multiplyBy(ratio).round();
                const view = {
                    scale: 256 * 2 ** this._map.getZoom() * ratio, left: corner.x, top: corner.y,
                    width: Math.round(size.x * ratio), height: Math.round(size.y * ratio),
                };
                if (Object.entries(view).every(([name, value]) => this._view[name] === value)) return false;
                this._view = view;
                return true;
            },

            _resize() {
                const { width, height } = this._view;
                const size = this._bounds.getSize();
                this._side = Math.round(SIDE * (window.devicePixelRatio || 1));
                Object.assign(this._container, { width, height });
                Object.assign(this._container.style, { width: `${size.x}px`, height: `${size.y}px` });
                this._image = this._context.createImageData(width, height);
            },

            _paint() {
                if (!this._classes || !this._ranks) return;
                const area = this._side ** 2;
                const tiles = new Uint32Array(this._styles.length * area);
                this._styles.forEach((style, index) => tiles.set(tileOf(style, this._side), index * area));
                const pixels = new Uint32Array(this._image.data.buffer);
                Atlas.raster.paint(pixels, this._ranks, this._classes, tiles, this._side, this._view);
                this._context.putImageData(this._image, 0, 0);
            },
        });
        return new Layer();
    }

    Atlas.choropleth = { make, strokes };
})();
