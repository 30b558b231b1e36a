/* Starts the application once the page that came first is on screen: its scripts keep a phone busy
   for seconds, and nothing is painted meanwhile. `make dev` has them in the page, without this. */
(function () {
    "use strict";
    const told = document.getElementById("atlas-opening");
    if (!told) return;

    function start() {
        document.head.append(...told.content.querySelectorAll("link"));
        for (const { src } of told.content.querySelectorAll("script:not([data-late])")) {
            const script = document.createElement("script"); // one that a template holds never runs
            script.async = false; // they run in their order
            script.src = src;
            document.body.append(script);
        }
    }

    // A page out of sight is not painted: there is nothing to wait for.
    if (document.hidden) start();
    else requestAnimationFrame(() => setTimeout(start));
})();
