/* Numbers, durations, dates and names as the lists and the map write them in French. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const numbers = new Intl.NumberFormat("fr-FR");
    const days = new Intl.DateTimeFormat("fr-FR", {
        day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
    });

    const VOIES = {
        scolaire: "Voie scolaire",
        apprentissage: "Apprentissage",
        superieur: "Enseignement supérieur",
        continue: "Formation continue",
    };

    function number(value) {
        return numbers.format(value);
    }

    function count(n, singular, plural) {
        return `${number(n)}\u00a0${n < 2 ? singular : plural || `${singular}s`}`;
    }

    function duration(minutes) {
        const hours = Math.floor(minutes / 60);
        const rest = minutes % 60;
        if (!hours) return `${rest}\u00a0min`;
        return `${hours}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, "0")}` : ""}`;
    }

    /** Writes an estimated travel time; under five minutes the estimate says no more than that. */
    function travel(minutes) {
        return minutes < 5 ? "<\u00a05\u00a0min" : `≈\u00a0${duration(minutes)}`;
    }

    /** Writes a number of days since 1970-01-01 as a date. */
    function day(value) {
        return days.format(new Date(value * 86400000));
    }

    function escape(text) {
        const node = document.createElement("span");
        node.textContent = text;
        return node.innerHTML.replaceAll('"', "&quot;");
    }

    Atlas.words = { VOIES, number, count, duration, travel, day, escape };
})();
