/* Copies the address of the page, which never holds an exact position, or what an element says;
   prints the page. */
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
        const named = button.dataset.copy;
        const place = named.startsWith("#") && document.querySelector(named);
        const done = await copied(place ? place.textContent : window.location.href);
        button.focus({ preventScroll: true });
        if (place) tell(done ? "Copié" : "Sélectionnez le texte, puis copiez-le");
        else tell(done ? "Lien copié" : "Copiez le lien dans la barre d’adresse");
    });

    document.addEventListener("click", (event) => {
        if (event.target.closest("[data-print]")) window.print();
    });

    // From a frame of another site, the same page whole: its state is in its address.
    document.addEventListener("click", (event) => {
        const link = event.target.closest("[data-whole]");
        if (!link) return;
        const address = new URL(window.location.href);
        address.searchParams.delete("embed");
        link.href = address.href;
    });

    Atlas.tell = tell;
})();
