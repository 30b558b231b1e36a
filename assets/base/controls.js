/* The controls of a page, as layouts/controls declares them: what they hold, and their address. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const declared = JSON.parse(document.getElementById("atlas-controls").textContent);

    // What a control's value is in an address: texts, in the order of its parameters.
    const TEXTS = {
        text: (value) => [(value || "").trim()],
        choice: (value) => [value || ""],
        many: (value) => [(value || []).join(",")],
        ids: (value) => [(value || []).join(",")],
        number: (value) => [String(value ?? "")],
        switch: (value) => [value ? "oui" : ""],
        place: (value) => [value?.code || ""],
        stored: (value) => [value || ""],
        changes: (value, { parameters }) => parameters.map((name) => value?.[name] || ""),
        zones: (value, { parameters }) => parameters.map((level) => (value || [])
            .filter((zone) => zone.startsWith(`${level}:`))
            .map((zone) => zone.slice(level.length + 1)).join(",")),
        territory: (value, control) => {
            const [level, code] = (value || control.default).split(":");
            return [level, control.default === `${level}:` ? "" : code];
        },
    };

    /** The parameters that say what the controls hold; what is usual goes without saying. */
    function written(controls, values) {
        const said = {};
        for (const control of controls) {
            if (control.needs && !said[control.needs]) continue;
            const texts = TEXTS[control.kind](values[control.name], control);
            const usual = TEXTS[control.kind](control.default, control);
            control.parameters.forEach((name, i) => {
                const text = texts[i] || (usual[i] && control.emptied);
                if (text && (control.kept || text !== usual[i])) said[name] = text;
            });
        }
        return said;
    }

    /** What a control holds once a value, or all the territories of a level, are taken away. */
    function without(control, key, value, values) {
        if (control.kind === "number") return Number(value);
        if (control.kind === "text") return value || control.default;
        const chosen = values[control.name] || [];
        if (control.name !== key) return chosen.filter((zone) => !zone.startsWith(`${key}:`));
        return value ? chosen.filter((one) => one !== value) : control.default;
    }

    /** Declares a page by its name in layouts/controls, and gives what its script needs. */
    function page(name) {
        const { path, root, prefix, controls } = declared[name];
        const order = controls.flatMap((control) => control.parameters);
        const address = Atlas.address.declare({ path, root, opened: `${prefix}-opened`, order });
        const asked = controls.filter((control) => control.asked);
        const set = (control, value) =>
            window.dash_clientside.set_props(control.id, { [control.property]: value });
        /** The control of a name or of a parameter. */
        const find = (key) => controls.find((one) => one.name === key || one.parameters.includes(key));
        return {
            set,
            find,
            /** What the controls of the callback under way hold, by their names. */
            values: () => Object.fromEntries(
                window.dash_clientside.callback_context.inputs_list
                    .map(({ id, value }) => [id.slice(prefix.length + 1), value])),
            /** The parameters that the server is asked with. */
            asked: (values) => written(asked, values),
            /** Whether the address says already all that the controls hold. */
            told: (values) => {
                const said = Object.entries(written(controls, values));
                const now = new URLSearchParams(window.location.search);
                return said.length === [...now.keys()].length
                    && said.every(([key, text]) => now.get(key) === text);
            },
            /** The parameters of the controls whose names begin with a word. */
            named: (word, values) =>
                written(controls.filter((one) => one.name.startsWith(word)), values),
            /** Writes the address, and returns what follows its path. */
            put: (values, first) => address.put(written(controls, values), first),
            /** Takes a value away from a control, or all that it holds. */
            lift: (key, value, values) => set(find(key), without(find(key), key, value, values)),
            /** Empties the filters. */
            reset: () => controls
                .filter((control) => control.filter)
                .forEach((control) => set(control, control.default)),
        };
    }

    Atlas.controls = { declared, page, written };
})();
