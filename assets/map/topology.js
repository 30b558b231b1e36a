/* Reads a TopoJSON topology: its arcs, its polygons and the borders between territories. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** Returns the arcs as lists of [latitude, longitude]. */
    function decodeArcs(topology) {
        const { scale, translate } = topology.transform;
        return topology.arcs.map((arc) => {
            let x = 0;
            let y = 0;
            return arc.map(([dx, dy]) => {
                x += dx;
                y += dy;
                return [y * scale[1] + translate[1], x * scale[0] + translate[0]];
            });
        });
    }

    function polygonsOf(geometry) {
        if (geometry.type === "Polygon") return [geometry.arcs];
        return geometry.type === "MultiPolygon" ? geometry.arcs : [];
    }

    class Topology {
        constructor(topology, name) {
            this.arcs = decodeArcs(topology);
            this.geometries = topology.objects[name].geometries;
            this.users = this.arcs.map(() => []);
            this.geometries.forEach((geometry, index) => {
                for (const polygon of polygonsOf(geometry)) {
                    for (const ring of polygon) {
                        for (const arc of ring) this.users[arc < 0 ? ~arc : arc].push(index);
                    }
                }
            });
        }

        /** The properties of each territory. */
        get properties() {
            return this.geometries.map((geometry) => geometry.properties);
        }

        ring(arcs) {
            const points = [];
            for (const arc of arcs) {
                const part = arc < 0 ? this.arcs[~arc].slice().reverse() : this.arcs[arc];
                for (let i = points.length ? 1 : 0; i < part.length; i += 1) points.push(part[i]);
            }
            return points;
        }

        /** The ranks of the arcs that a territory's borders are made of. */
        arcsOf(geometry) {
            return polygonsOf(geometry).flat(2).map((arc) => (arc < 0 ? ~arc : arc));
        }

        /** The polygons of the territories that `keep` accepts, as Leaflet's nested lists. */
        polygons(keep) {
            const found = [];
            for (const geometry of this.geometries) {
                if (!keep(geometry.properties)) continue;
                for (const polygon of polygonsOf(geometry)) {
                    found.push(polygon.map((ring) => this.ring(ring)));
                }
            }
            return found;
        }

        /** The borders between territories that `differ` tells apart; outer borders if `outer`. */
        mesh(differ, outer) {
            const lines = [];
            this.users.forEach((users, arc) => {
                const one = this.geometries[users[0]];
                const other = this.geometries[users[1]];
                const border = other ? differ(one.properties, other.properties) : outer;
                if (one && border) lines.push(this.arcs[arc]);
            });
            return lines;
        }

        /** The territory that holds a point, or null. */
        at(lat, lon) {
            const inside = (ring) => {
                let odd = false;
                for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
                    const [yi, xi] = ring[i];
                    const [yj, xj] = ring[j];
                    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) {
                        odd = !odd;
                    }
                }
                return odd;
            };
            const near = (p) => Math.abs(p.lat - lat) < 0.25 && Math.abs(p.lon - lon) < 0.35;
            for (const geometry of this.geometries) {
                if (!near(geometry.properties)) continue;
                for (const polygon of polygonsOf(geometry)) {
                    const [outer, ...holes] = polygon.map((ring) => this.ring(ring));
                    if (inside(outer) && !holes.some(inside)) return geometry.properties;
                }
            }
            return null;
        }
    }

    Atlas.Topology = Topology;
})();
