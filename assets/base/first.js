/* The application takes the place of the page that came before it, once it shows as much. */
(function () {
    "use strict";
    const MARK = "first-"; // what the ids of the first page begin with (layouts/kit/still.py)
    const PATIENCE = 4000; // milliseconds that a map or a chart may take once the words are there

    const first = document.getElementById("first");
    if (!first) return;
    let told = 0;

    /** Whether the application shows its page: opened, its places filled, its answers told. */
    function drawn() {
        const page = document.getElementById("page");
        if (!page?.dataset.page || !page.firstElementChild) return false;
        if (page.querySelector(".slice[data-queued]")) return false;
        const answer = page.querySelector("[role=status]");
        return (!answer || answer.childNodes.length) && !page.querySelector("[data-put='']");
    }

    const mapped = () => !document.querySelector("#page .slice[data-late], #page > [data-asked]:not([data-drawn])")
        && ![...document.querySelectorAll("#page [data-map]:not([data-ready])")].some((frame) => frame.clientWidth);

    /** What was typed, unfolded or reached in the first page is so in the application. */
    function carry() {
        const focused = document.activeElement;
        for (const own of first.querySelectorAll(`[id^=${MARK}]`)) {
            const heir = document.getElementById(own.id.slice(MARK.length));
            if (!heir) continue;
            if (own.open && own.matches("details.menu")) heir.open = true;
            if (own.type === "text" && own.value !== own.defaultValue) type(heir, own.value);
            if (own === focused) heir.focus({ preventScroll: true });
        }
    }

    /** Sets a field as typing would: React listens to nothing else. */
    function type(field, value) {
        const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
        set.call(field, value);
        field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    function take() {
        observer.disconnect();
        const { scrollX, scrollY } = window;
        first.id = "";
        carry();
        first.remove();
        window.scrollTo(scrollX, scrollY);
    }

    function look() {
        if (!drawn()) return;
        told ||= Date.now();
        if (mapped() || Date.now() - told > PATIENCE) take();
        else setTimeout(() => first.isConnected && look(), 250);
    }

    const observer = new MutationObserver(look);
    observer.observe(document.getElementById("react-entry-point"), {
        subtree: true, childList: true, attributes: true,
        attributeFilter: ["data-page", "data-put", "data-ready", "data-drawn", "data-queued", "data-late"],
    });
})();
