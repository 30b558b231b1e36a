/* Which territory each pixel is in: polygons filled row by row, without a gap between neighbours. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const NOWHERE = { west: Infinity, north: Infinity, east: -Infinity, south: -Infinity };

    /** A line of [x, y] as `ranks` reads it: its points end to end, and its bounds. */
    function lineOf(points) {
        const line = { ...NOWHERE, points: new Float64Array(2 * points.length) };
        points.forEach(([x, y], i) => {
            line.points[2 * i] = x;
            line.points[2 * i + 1] = y;
            line.west = Math.min(line.west, x);
            line.east = Math.max(line.east, x);
            line.north = Math.min(line.north, y);
            line.south = Math.max(line.south, y);
        });
        return line;
    }

    /** A territory by the lines of its borders, in any order and either way: neighbours share them. */
    function shapeOf(lines) {
        return {
            lines,
            west: Math.min(...lines.map((line) => line.west)), east: Math.max(...lines.map((line) => line.east)),
            north: Math.min(...lines.map((line) => line.north)), south: Math.max(...lines.map((line) => line.south)),
        };
    }

    /** The first pixel whose middle is not before a position. */
    const pixelFrom = (position) => Math.ceil(position - 0.5);
    const between = (value, most) => Math.min(Math.max(value, 0), most);

    /**
     * The rank of the shape that holds the middle of each pixel, plus one; 0 where there is none.
     *
     * `view` says where the image is: `scale` in pixels a unit, then its corner `left` and `top`,
     * its `width` and its `height` in pixels. A border that two shapes share parts them exactly.
     */
    function ranks(shapes, view) {
        const image = blank(view);
        shapes.forEach((shape, rank) => fill(image, shape, view, rank + 1));
        return image.ranks;
    }

    /** An image to fill shape by shape: its pixels, and where the shape's sides cross each row. */
    function blank({ width, height }) {
        return { ranks: new Uint16Array(width * height), rows: Array.from({ length: height }, () => []) };
    }

    function inSight({ west, east, north, south }, { scale, left, top, width, height }) {
        return east * scale > left && west * scale < left + width && south * scale > top && north * scale < top + height;
    }

    /** Writes a value in the pixels of a shape. */
    function fill({ ranks: image, rows }, shape, view, value) {
        if (!inSight(shape, view)) return;
        const { lines, north, south } = shape;
        const { scale, left, top, width, height } = view;
        for (const { points } of lines) {
            for (let i = 0; i + 3 < points.length; i += 2) {
                cross(rows, height, points[i] * scale - left, points[i + 1] * scale - top,
                    points[i + 2] * scale - left, points[i + 3] * scale - top);
            }
        }
        const last = between(pixelFrom(south * scale - top), height);
        for (let y = between(pixelFrom(north * scale - top), height); y < last; y += 1) {
            const crossed = rows[y];
            if (crossed.length > 2) crossed.sort((a, b) => a - b);
            else if (crossed[0] > crossed[1]) crossed.reverse();
            for (let i = 0; i + 1 < crossed.length; i += 2) {
                const start = y * width;
                image.fill(value, start + between(pixelFrom(crossed[i]), width), start + between(pixelFrom(crossed[i + 1]), width));
            }
            crossed.length = 0;
        }
    }

    /** Notes where a side crosses the middle of each row, the same whichever way it is followed. */
    function cross(rows, height, x1, y1, x2, y2) {
        if (y1 > y2) return cross(rows, height, x2, y2, x1, y1);
        const last = between(pixelFrom(y2), height);
        for (let y = between(pixelFrom(y1), height); y < last; y += 1) {
            rows[y].push(x1 + ((x2 - x1) * (y + 0.5 - y1)) / (y2 - y1));
        }
    }

    /**
     * Colours an image by its ranks.
     *
     * `tiles` has, end to end, a square of `side` pixels for each class, its colour or its pattern,
     * and `classes` the class of each shape; what is of no class stays clear. Patterns are laid from
     * the corner of the world, so that they move with the map.
     */
    function paint(pixels, image, classes, tiles, side, { left, top, width }) {
        const area = side * side;
        const known = tiles.length / area;
        const laid = new Uint32Array(tiles.length + area); // the last tile is clear
        laid.set(tiles);
        const first = new Uint32Array(classes.length + 1).fill(tiles.length);
        first.set(Uint32Array.from(classes, (of) => Math.min(of, known) * area), 1);
        const column = Uint16Array.from({ length: width }, (_, x) => (left + x) % side);
        for (let start = 0, y = top; start < image.length; start += width, y += 1) {
            const row = (y % side) * side;
            for (let x = 0; x < width; x += 1) pixels[start + x] = laid[first[image[start + x]] + row + column[x]];
        }
    }

    Atlas.raster = { lineOf, shapeOf, ranks, blank, fill, paint };
})();
