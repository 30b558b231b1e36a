/* What breaks a criterion of RGAA 4.1 that axe-core does not know, by its number. */
() => {
    const found = [];
    const all = (selector) => [...document.querySelectorAll(selector)]
        .filter((node) => node.checkVisibility() && !node.closest(".leaflet-container, svg"));
    const say = (criterion, node) => found.push(`${criterion}: ${node.outerHTML.slice(0, 160)}`);

    // 6.1: what a link is for is in its words.
    const vague = /^(ici|cliquez ici|lien|suite|lire la suite|en savoir plus|voir|plus)[.…]?$/i;
    for (const link of all("a[href]")) if (vague.test(link.innerText.trim())) say("6.1", link);

    // 8.9, 10.1: no tag or attribute that only presents.
    const presents = "center, font, big, strike, tt, u, br + br, [align], [bgcolor], td[width], table[border]";
    for (const node of all(presents)) say("8.9", node);

    // 11.4: a label is beside its field.
    const gap = (a, b) => Math.hypot(
        Math.max(0, a.left - b.right, b.left - a.right), Math.max(0, a.top - b.bottom, b.top - a.bottom));
    for (const label of all("label")) {
        const field = label.control;
        if (!field || !label.innerText.trim() || label.contains(field)) continue;
        const seen = field.checkVisibility() ? field : field.parentElement;
        const between = (field.getAttribute("aria-describedby") || "").split(" ")
            .map((id) => document.getElementById(id)).filter(Boolean);
        const boxes = [label, ...between, seen].map((node) => node.getBoundingClientRect());
        if (boxes.some((box, i) => i && gap(boxes[i - 1], box) > 24)) say("11.4", label);
    }

    // 11.5, 11.6: choices of one kind are in a group that has a name.
    for (const box of all("input[type=checkbox], input[type=radio]")) {
        const alike = `input[type=${box.type}]`;
        let around = box.parentElement;
        for (let n = 0; n < 3 && around.querySelectorAll(alike).length < 2; n += 1) around = around.parentElement;
        if (around.querySelectorAll(alike).length < 2) continue;
        const group = box.closest("fieldset, [role=group], [role=radiogroup]");
        const named = group && (group.ariaLabel || group.querySelector("legend")?.innerText
            || document.getElementById(group.getAttribute("aria-labelledby"))?.innerText);
        if (!named) say(group ? "11.6" : "11.5", box.closest("label") || box);
    }

    // 3.3: the edge of a field, and a sign that stands alone, stand out from what is around.
    const rgb = (text) => (text.match(/[\d.]+/g) || []).map(Number);
    const light = ([r, g, b]) => [r, g, b].map((n) => n / 255)
        .map((n) => (n <= 0.03928 ? n / 12.92 : ((n + 0.055) / 1.055) ** 2.4))
        .reduce((sum, n, i) => sum + n * [0.2126, 0.7152, 0.0722][i], 0);
    const contrast = (a, b) => {
        const [most, least] = [light(a), light(b)].sort((x, y) => y - x);
        return (most + 0.05) / (least + 0.05);
    };
    const ground = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const color = rgb(getComputedStyle(at).backgroundColor);
            if (color.length === 3 || color[3] === 1) return color;
        }
        return [255, 255, 255];
    };
    for (const field of all("input:not([type=file], [type=hidden]), textarea")) {
        if (field.disabled || getComputedStyle(field).opacity === "0") continue;
        // Its edge may be that of what holds it.
        const holders = [field, field.parentElement, field.parentElement.parentElement];
        const edges = holders.map((node) => [getComputedStyle(node), ground(node.parentElement)])
            .filter(([{ borderBottomWidth, borderBottomStyle }]) =>
                parseFloat(borderBottomWidth) && borderBottomStyle !== "none")
            .map(([{ borderBottomColor }, around]) => contrast(rgb(borderBottomColor), around));
        const most = Math.max(contrast(ground(field), ground(field.parentElement)), ...edges);
        if (most < 3) say(`3.3 (${most.toFixed(1)})`, field);
    }
    for (const drawing of document.querySelectorAll("button svg, a svg")) {
        if (!drawing.checkVisibility() || drawing.closest(".leaflet-container, .js-plotly-plot")) continue;
        const holder = drawing.closest("button, a");
        if (holder.innerText.trim() || holder.disabled) continue;
        if (contrast(rgb(getComputedStyle(drawing).color), ground(holder)) < 3) say("3.3", drawing);
    }
    return found;
}
