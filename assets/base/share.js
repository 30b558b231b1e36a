/* « Copier le lien »: the address of the page, which never holds an exact position. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const SHOWN = 5000; // milliseconds

    /** Copies where the browser gives no clipboard: on plain HTTP, in an old one. */
    function byHand(text) {
        const field = document.createElement("textarea");
        field.value = text;
        field.style.position = "fixed";
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        return done;
    }

    async function copied(text) {
        try {
            await navigator.clipboard.writeText(text);
            return true;
        } catch {
            return byHand(text);
        }
    }

    let shown = 0;

    /** Says something for a moment, at the bottom of the screen and to those who listen. */
    function tell(words) {
        const place = document.getElementById("told");
        place.textContent = words;
        clearTimeout(shown);
        shown = setTimeout(() => (place.textContent = ""), SHOWN);
    }

    document.addEventListener("click", async (event) => {
        const button = event.target.closest("[data-copy]");
        if (!button) return;
        const done = await copied(window.location.href);
        button.focus({ preventScroll: true });
        tell(done ? "Lien copié" : "Copiez le lien dans la barre d’adresse");
    });

    Atlas.tell = tell;
})();
