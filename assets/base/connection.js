/* When the server does not answer: says so, says what is on screen, and lets one ask again. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const ASKED = "/_dash-update-component";
    const SLOW = 6000; // milliseconds after which an answer is said to be late
    const SAYS = {
        offline: "Vous n’êtes pas connecté. Ce qui est affiché répond à la demande d’avant.",
        failed: "Le serveur n’a pas répondu. Ce qui est affiché répond à la demande d’avant.",
        slow: "La réponse tarde. Ce qui est affiché répond à la demande d’avant.",
    };
    const lost = new Map(); // what was asked and not answered, by what it is for
    const fetchNow = window.fetch?.bind(window);

    function say(kind) {
        let bar = document.getElementById("connection");
        if (!bar) {
            if (!kind) return;
            bar = document.createElement("div");
            bar.id = "connection";
            bar.className = "connection";
            bar.setAttribute("role", "alert");
            document.body.append(bar);
        }
        bar.hidden = !kind;
        document.body.classList.toggle("is-stale", Boolean(kind));
        if (!kind || bar.dataset.kind === kind) {
            bar.dataset.kind = kind || "";
            return;
        }
        bar.dataset.kind = kind;
        bar.innerHTML = `<span>${SAYS[kind]}</span> <button type="button" class="button-quiet" id="connection-retry">Réessayer</button>`;
    }

    /** What a request is for: the places that its answer fills. */
    function read(options) {
        try {
            return JSON.parse(options.body);
        } catch {
            return null;
        }
    }

    function again(body) {
        for (const changed of body.changedPropIds || []) {
            const at = changed.lastIndexOf(".");
            const [id, property] = [changed.slice(0, at), changed.slice(at + 1)];
            const input = (body.inputs || []).flat().find((one) => one.id === id && one.property === property);
            if (input) window.dash_clientside.set_props(id, { [property]: input.value });
        }
    }

    function retry() {
        const bodies = [...lost.values()];
        lost.clear();
        say(null);
        bodies.forEach(again);
    }

    // An answer without content changes nothing on screen, and is no error to Dash.
    const nothing = () => new Response(null, { status: 204 });

    function miss(body, kind) {
        lost.set(body.output, body);
        say(kind);
        return nothing();
    }

    async function ask(address, options) {
        const body = read(options);
        if (!body) return fetchNow(address, options);
        if (!window.navigator.onLine) return miss(body, "offline");
        lost.delete(body.output);
        const late = setTimeout(() => lost.size || say("slow"), SLOW);
        try {
            const response = await fetchNow(address, options);
            if (response.status >= 500) return miss(body, "failed");
            if (!lost.size) say(null);
            return response;
        } catch (error) {
            if (error.name === "AbortError") throw error;
            return miss(body, window.navigator.onLine ? "failed" : "offline");
        } finally {
            clearTimeout(late);
        }
    }

    if (fetchNow) {
        window.fetch = (address, options) =>
            (String(address?.url || address).includes(ASKED) ? ask(address, options || {}) : fetchNow(address, options));
    }

    window.addEventListener("online", () => lost.size && retry());
    document.addEventListener("click", (event) => {
        if (event.target.closest("#connection-retry")) retry();
    });
    // Who presses Enter wants an answer: ask again what had none.
    document.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && lost.size && event.target.matches?.("input")) retry();
    });

    Atlas.connection = { lost: () => lost.size, retry };
})();
