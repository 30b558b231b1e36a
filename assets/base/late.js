/* Fetches the scripts that only some pages need, once something to draw calls for them. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const wanted = new Map();

    function fetched(name) {
        const told = document.getElementById("atlas-opening")?.content.querySelector(`[data-late=${name}]`);
        if (!told) return Promise.resolve(); // `make dev` has them all in the page
        return new Promise((done, failed) => {
            const script = document.createElement("script");
            script.src = told.src;
            script.addEventListener("load", () => {
                document.dispatchEvent(new CustomEvent("atlas:late", { detail: name }));
                done();
            });
            script.addEventListener("error", () => failed(new Error(`${script.src} is missing`)));
            document.body.append(script);
        });
    }

    /** Resolves once a script is there; one that failed is asked for again. */
    Atlas.late = (name) => {
        if (!wanted.has(name)) {
            const script = fetched(name);
            script.catch(() => wanted.delete(name));
            wanted.set(name, script);
        }
        return wanted.get(name);
    };
})();
