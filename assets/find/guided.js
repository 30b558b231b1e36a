/* The guided mode (layouts/find/guided.py): four questions whose answers set ordinary filters. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const STEPS = 4;
    const PLACE = 2; // the question of the place
    const PATIENCE = 3000; // milliseconds for the server to find a place
    let step = 0;
    let opener = null;

    const byId = (id) => document.getElementById(id);
    const setProps = (id, props) => window.dash_clientside.set_props(id, props);
    const questions = () => [...byId("guide").querySelectorAll(".guide-question")];
    const choices = (where) => [...where.querySelectorAll(".guide-choice")];
    const place = () => window.dash_component_api.getLayout("guide-place-code")?.props.data;
    const since = () => window.dash_component_api.getLayout("guide-since")?.props.value;

    function show(wanted) {
        step = wanted;
        questions().forEach((question, rank) => (question.hidden = rank !== step));
        byId("guide-step").textContent = `Question ${step + 1} sur ${STEPS}`;
        byId("guide-back").hidden = step === 0;
        byId("guide-next").textContent = step === STEPS - 1 ? "Voir les formations" : "Suivant";
        byId(`guide-title-${step}`).focus();
        byId("guide").scrollTop = 0;
    }

    async function open(button) {
        opener = button;
        const { q, place: label, code } = Atlas.find.now();
        setProps("guide-q", { value: q || "" });
        setProps("guide-place-code", { data: code || {} });
        setProps("guide-place", { value: label || "", error: null });
        byId("guide").showModal();
        await Atlas.slices.opened(byId("guide"));
        choices(byId("guide")).forEach((choice) => choice.setAttribute("aria-pressed", "false"));
        show(0);
    }

    function close() {
        byId("guide").close();
    }

    function press(button) {
        const on = button.getAttribute("aria-pressed") !== "true";
        const { group, many } = button.dataset;
        for (const other of many ? [] : choices(byId("guide"))) {
            if (other.dataset.group === group) other.setAttribute("aria-pressed", "false");
        }
        button.setAttribute("aria-pressed", String(on));
    }

    /** Forgets what the question answers. */
    function skip() {
        choices(questions()[step]).forEach((choice) => choice.setAttribute("aria-pressed", "false"));
        const empty = {
            1: () => setProps("guide-q", { value: Atlas.find.now().q || "" }),
            2: () => setProps("guide-place", { value: "", error: null }),
            3: () => setProps("guide-since", { value: null }),
        };
        empty[step]?.();
    }

    /** What the pressed choices set, by control: lists are joined, the last single value stays. */
    function answers() {
        const found = {};
        for (const choice of choices(byId("guide"))) {
            if (choice.getAttribute("aria-pressed") !== "true") continue;
            for (const [name, value] of Object.entries(JSON.parse(choice.dataset.sets))) {
                const before = Array.isArray(value) ? found[name] || [] : [];
                found[name] = Array.isArray(value) ? [...new Set([...before, ...value])] : value;
            }
        }
        const text = byId("guide-q").value.trim();
        if (text) found.q = text;
        if (since()) found.since = since();
        return found;
    }

    /** Whether the place is known, or none was given; waits for the server. */
    async function placed() {
        const typed = () => byId("guide-place").value.trim();
        for (let waited = 0; typed() && place()?.label !== typed(); waited += 100) {
            if (waited >= PATIENCE || document.querySelector("#guide .place-problem")) return false;
            await new Promise((done) => setTimeout(done, 100));
        }
        return true;
    }

    async function finish() {
        if (!(await placed())) return show(PLACE);
        const chosen = place();
        close();
        if (byId("guide-place").value.trim()) {
            setProps("find-place-code", { data: chosen });
            setProps("find-place", { value: chosen.label, error: null });
        }
        Atlas.find.set(answers());
        byId("find-list").focus();
        return undefined;
    }

    function next() {
        return step === STEPS - 1 ? finish() : show(step + 1);
    }

    const CLICKS = {
        "guide-close": close,
        "guide-back": () => show(step - 1),
        "guide-next": next,
        "guide-skip": () => {
            skip();
            next();
        },
    };

    document.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button || button.closest(".first")) return;
        if (button.classList.contains("guide-open")) open(button);
        else if (CLICKS[button.id]) CLICKS[button.id](button);
        else if (button.classList.contains("guide-choice")) press(button);
    });
    // « close » does not bubble.
    document.addEventListener("close", (event) => {
        if (event.target.id === "guide" && opener?.isConnected) opener.focus();
    }, true);
    document.addEventListener("keydown", (event) => {
        const field = event.target.closest?.("#guide-q, #guide-since");
        // Enter in a field goes on, but where it chooses a suggestion.
        if (event.key === "Enter" && field?.id === "guide-q" && !event.defaultPrevented) next();
    });
})();
