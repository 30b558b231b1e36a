/* Draws the controls of a page one at a time (layouts/kit/slices.py) while the page that came first
   is shown in their place; those of a closed menu, dialogue or tab are drawn once it is opened. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** Calls `draw` once what holds a node is opened; returns what gives it up. A part that is only
        scrolled out of sight counts as open: the keyboard must reach it. */
    function onceOpened(node, draw) {
        const observer = new ResizeObserver(([{ contentRect }]) => contentRect.width && draw());
        observer.observe(node);
        return () => observer.disconnect();
    }

    /** Draws a slice, its script first if it has one of its own; nothing waits for one that fails. */
    async function drawWith(needs, draw, fail) {
        try {
            if (needs) await Atlas.late(needs);
            draw();
        } catch {
            fail();
            window.addEventListener("online", () => drawWith(needs, draw, fail), { once: true });
        }
    }

    function Slice({ children, needs }) {
        const { createElement, cloneElement, useEffect, useLayoutEffect, useRef, useState } = window.React;
        const [drawn, setDrawn] = useState(false);
        const place = useRef(null);
        const done = useRef(null);

        useLayoutEffect(() => {
            const fail = () => {
                delete place.current?.dataset.queued;
                done.current?.();
            };
            const draw = () => drawWith(needs, () => setDrawn(true), fail);
            if (!place.current.checkVisibility()) return onceOpened(place.current, draw);
            if (document.getElementById("first")) {
                place.current.dataset.queued = "";
                return Atlas.pace.inTurn((over) => {
                    done.current = over;
                    draw();
                });
            }
            draw();
            return undefined;
        }, []);
        useEffect(() => {
            if (!drawn) return;
            document.dispatchEvent(new Event("atlas:slice"));
            done.current?.();
        }, [drawn]);

        // Drawn as it is by now: callbacks may have changed it since the page was made.
        if (drawn) return cloneElement(children, { _newRender: 0 });
        return createElement("span", { ref: place, className: "slice" });
    }

    window.atlas_kit = { Slice, Undrawn: () => null };
    // Dash looks for every component of a layout, those of a script that comes later too.
    window.dash_leaflet ??= { MapContainer: () => null };

    Atlas.slices = {
        /** The names of a group's boxes, drawn or not, by their values. */
        boxes: (id) => new Map(window.dash_component_api.getLayout(id).props.children
            .map(({ props }) => [props.value, props.label])),
    };
})();
