/* Draws the boxes of a menu when it is unfolded (layouts/kit/unfolding.py). */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const boxesOf = (group) => JSON.parse(group.dataset.boxes);

    function unfold(menu) {
        for (const group of menu.querySelectorAll("[data-boxes]:not([data-drawn])")) {
            group.dataset.drawn = "1";
            window.dash_clientside.set_props(group.dataset.boxesOf, { children: boxesOf(group) });
        }
    }

    document.addEventListener("toggle", ({ target }) => target.open && unfold(target), true);

    Atlas.unfolding = {
        /** The names of the boxes of a menu, drawn or not, by their values. */
        names: (menu) => new Map([...menu.querySelectorAll("[data-boxes]")]
            .flatMap(boxesOf).map(({ props }) => [props.value, props.label])),
    };
})();
