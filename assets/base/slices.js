/* Draws the controls of a page one at a time (layouts/kit/slices.py) while the page that came first
   is shown in their place; those of a closed menu, dialogue or tab are drawn once it is opened. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});

    /** Calls `draw` once what holds a node is opened; returns what gives it up. A part that is only
        scrolled out of sight counts as open: the keyboard must reach it. */
    function onceOpened(node, draw) {
        const observer = new ResizeObserver(([{ contentRect }]) => {
            if (!contentRect.width) return;
            observer.disconnect();
            draw();
        });
        observer.observe(node);
        return () => observer.disconnect();
    }

    /** Calls `draw` once a part's script is there, or at once when it needs none. One that fails is
        asked for again when the network is back; nothing waits for it meanwhile. */
    async function withScript(needs, { dataset }, draw) {
        try {
            if (needs) {
                dataset.late = "";
                await Atlas.late(needs);
            }
        } catch {
            window.addEventListener("online", () => withScript(needs, { dataset }, draw), { once: true });
            return;
        } finally {
            delete dataset.late;
        }
        draw();
    }

    /** Draws a slice's node when it is due; returns what gives it up. `draw` is given what to call
        once it is done. */
    function whenDue(node, needs, draw) {
        let leave = () => {};
        let left = false;
        const takeTurn = () => {
            if (left) return;
            if (!document.getElementById("first")) return draw(() => {});
            node.dataset.queued = "";
            leave = Atlas.pace.inTurn(draw);
        };
        const come = () => withScript(needs, node, takeTurn);
        if (node.checkVisibility()) come();
        else leave = onceOpened(node, come);
        return () => {
            left = true;
            leave();
        };
    }

    function Slice({ children, needs }) {
        const { Children, createElement, cloneElement } = window.React;
        const { useEffect, useLayoutEffect, useRef, useState } = window.React;
        const [drawn, setDrawn] = useState(false);
        const place = useRef(null);
        const done = useRef(null);

        useLayoutEffect(() => whenDue(place.current, needs, (over) => {
            done.current = over;
            setDrawn(true);
        }), []);
        useEffect(() => {
            if (!drawn) return;
            document.dispatchEvent(new Event("atlas:slice"));
            done.current?.();
        }, [drawn]);

        // Drawn as it is by now: callbacks may have changed it since the page was made.
        if (drawn) return Children.map(children, (child) => cloneElement(child, { _newRender: 0 }));
        return createElement("span", { ref: place, className: "slice" });
    }

    window.atlas_kit = { Slice, Undrawn: () => null };
    // Dash looks for every component of a layout, those of a script that comes later too.
    window.dash_leaflet ??= { MapContainer: () => null };

    Atlas.slices = {
        /** Resolves once a dialogue that has just been opened is drawn. */
        opened: (dialog) => new Promise((done) => {
            const look = () => {
                if (!dialog.querySelector(":scope > .slice")) done();
                else document.addEventListener("atlas:slice", look, { once: true });
            };
            look();
        }),
        /** The names of a group's boxes, drawn or not, by their values. */
        boxes: (id) => new Map(window.dash_component_api.getLayout(id).props.children
            .map(({ props }) => [props.value, props.label])),
    };
})();
