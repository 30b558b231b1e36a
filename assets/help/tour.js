/* A tour shows how the atlas works, only when it is asked for. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const EDGE = 12; // pixels between the card, what it speaks of and the sides of the window
    const WAIT = 100; // milliseconds between two looks at a page that is being drawn
    const LONGEST = 8000; // and before the tour starts without its list
    let step = 0;
    let told = false; // the words of a first visit

    const dialog = () => document.getElementById("tour");
    const steps = () => [...dialog().querySelectorAll("[data-points]")];

    document.addEventListener("atlas:opened", () => {
        if (!document.getElementById("find-welcome")?.checkVisibility()) return;
        if (told) Atlas.firstVisit.end();
        else Atlas.firstVisit.remember();
        told = true;
    });

    // ---- The tour -----------------------------------------------------------------------

    const inSight = (element) => element.getClientRects().length > 0;

    function target() {
        return [...document.querySelectorAll(steps()[step].dataset.points)].find(inSight);
    }

    /** Puts the card below what it speaks of, else above, else in the middle. */
    function place() {
        const card = dialog().querySelector(".tour-card");
        const spot = dialog().querySelector(".tour-spot");
        const pointed = target();
        pointed?.scrollIntoView({ block: "nearest", behavior: "instant" });
        const box = pointed?.getBoundingClientRect();
        spot.hidden = !box;
        const { clientWidth: width, clientHeight: height } = document.documentElement;
        const { offsetWidth, offsetHeight } = card;
        let top = (height - offsetHeight) / 2;
        let left = (width - offsetWidth) / 2;
        if (box) {
            const around = { left: box.left - 4, top: box.top - 4, width: box.width + 8, height: box.height + 8 };
            for (const [side, value] of Object.entries(around)) spot.style[side] = `${value}px`;
            const [below, above] = [box.bottom + EDGE, box.top - EDGE - offsetHeight];
            if (below + offsetHeight <= height - EDGE) top = below;
            else if (above >= EDGE) top = above;
            left = box.left;
        }
        card.style.top = `${Math.max(EDGE, Math.min(top, height - offsetHeight - EDGE))}px`;
        card.style.left = `${Math.max(EDGE, Math.min(left, width - offsetWidth - EDGE))}px`;
    }

    function show(n) {
        const all = steps();
        step = Math.max(0, Math.min(n, all.length - 1));
        all.forEach((one, i) => (one.hidden = i !== step));
        document.getElementById("tour-back").disabled = step === 0;
        document.getElementById("tour-next").textContent = step === all.length - 1 ? "Terminer" : "Suivant";
        const shown = all[step].dataset.shown;
        // A telephone shows the list or the map: what is spoken of, once it is drawn.
        if (shown) window.dash_clientside.set_props("find-view", { value: shown });
        place();
        requestAnimationFrame(() => setTimeout(place, WAIT));
    }

    async function open() {
        Atlas.firstVisit.end();
        Atlas.firstVisit.remember();
        dialog().showModal();
        await Atlas.slices.opened(dialog());
        show(0);
        document.getElementById("tour-next").focus();
    }

    const ready = () => dialog() && document.getElementById("find")?.dataset.drawn && !document.getElementById("first");

    /** Starts the tour on the search, once its list is there. */
    function start() {
        const elsewhere = !document.getElementById("find");
        if (elsewhere) Atlas.open("/");
        const since = Date.now();
        const look = () => {
            if (ready() || (dialog() && Date.now() - since > LONGEST)) open();
            else if (Date.now() - since < 2 * LONGEST) setTimeout(look, WAIT);
        };
        look();
    }

    function next() {
        if (step === steps().length - 1) dialog().close();
        else show(step + 1);
    }

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.dataset.tour) start();
        else if (button.dataset.welcome) {
            Atlas.firstVisit.end();
            document.querySelector("#find-q")?.focus();
        } else if (button.id === "tour-next") next();
        else if (button.id === "tour-back") show(step - 1);
        else if (button.id === "tour-leave") dialog().close();
    });

    document.addEventListener("keydown", (event) => {
        if (!dialog()?.open || !steps().length) return;
        if (event.key === "ArrowRight") next();
        else if (event.key === "ArrowLeft") show(step - 1);
    });

    // What is left by the tour is the search: its field takes the focus, wherever it was opened.
    document.addEventListener("close", (event) => {
        if (event.target.id !== "tour") return;
        document.getElementById("find-q")?.focus();
    }, true);

    window.addEventListener("resize", () => dialog()?.open && steps().length && place());
})();
