/* « Trouver une formation » on paper: the question, then the whole list, not what a screen had room for. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const MOST = 200; // courses: some ten pages

    const { escape } = Atlas.words;
    const textOf = (selector) => document.querySelector(selector)?.textContent.trim() || "";
    const textsOf = (selector) => [...document.querySelectorAll(selector)].map((one) => one.textContent.trim());

    /** What a notice says, without what it lets one click. */
    function said(notice) {
        const copy = notice.cloneNode(true);
        for (const button of copy.querySelectorAll("button")) button.remove();
        return copy.textContent.trim();
    }

    /** The question in words: what is typed, from where, the filters in force. */
    function question() {
        const typed = document.getElementById("find-q").value.trim();
        const filters = textsOf("#find-chips .chip").map((chip) => chip.replace(/×$/, ""));
        const place = document.getElementById("find-place").value.trim();
        const mode = document.getElementById("find-mode").value.toLowerCase();
        const parts = [
            typed ? `«\u00a0${typed}\u00a0»` : "toutes les formations",
            ...(place ? [`depuis ${place}, ${mode}, ${document.getElementById("find-minutes").value} au plus`] : []),
            ...filters,
        ];
        return `Question\u00a0: ${parts.join("\u00a0; ")}.`;
    }

    function rowOf({ title, where, time, voie, facts }) {
        return (
            `<tr><th scope="row">${escape(title)}</th><td>${escape(where)}</td><td>${escape(time)}</td>` +
            `<td><span class="voie-mark voie-${voie}" aria-hidden="true"></span>${facts.join(" · ")}</td></tr>`
        );
    }

    function paper(courses) {
        const more = Atlas.foundTotal() - MOST;
        const today = new Date().toLocaleDateString("fr-FR", { dateStyle: "long" });
        const heads = ["Formation", "Lieu", "Trajet", "Voie, niveau, session"];
        return (
            `<h2>${escape(textOf("#find-headline .headline-main"))}</h2>` +
            `<p>${escape(question())}</p>` +
            [...document.querySelectorAll("#find-notices .notice, #find-notices .empty > p")]
                .map((one) => `<p>${escape(said(one))}</p>`).join("") +
            `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join("")}</tr></thead>` +
            `<tbody>${courses.slice(0, MOST).map(rowOf).join("")}</tbody></table>` +
            (more > 0 ? `<p>Et ${Atlas.words.count(more, "autre formation", "autres formations")}, à l’écran ou par « Exporter ».</p>` : "") +
            `<p class="source">Trajet : ${escape(Atlas.foundTimes())}, sans les embouteillages. Imprimé le ${today}, ` +
            `${escape(window.location.href)}</p>`
        );
    }

    function fill() {
        const place = document.getElementById("find-paper");
        const courses = place && Atlas.foundCourses();
        if (courses) place.innerHTML = paper(courses);
    }

    window.addEventListener("beforeprint", fill);
    window.matchMedia("print").addEventListener("change", ({ matches }) => matches && fill());
})();
