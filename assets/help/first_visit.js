/* Knows a first visit before anything is painted: the page then says what the atlas is. */
(function () {
    "use strict";
    const Atlas = (window.Atlas = window.Atlas || {});
    const KEY = "atlas-visited";
    const { dataset } = document.documentElement;

    function visited() {
        try {
            return window.localStorage.getItem(KEY) === "oui";
        } catch {
            return false;
        }
    }

    /** Not to be told again, once its words were shown or the tour was taken. */
    function remember() {
        try {
            window.localStorage.setItem(KEY, "oui");
        } catch {
            // A browser that keeps nothing is told again at its next visit.
        }
    }

    /** Takes its words away, once they are read or a search is made. */
    function end() {
        delete dataset.visit;
    }

    // A link to a search is opened for its answer.
    if (!visited() && !window.location.search) dataset.visit = "first";
    Atlas.firstVisit = { remember, end };
})();
