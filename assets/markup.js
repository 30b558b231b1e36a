/* Puts a text of HTML, written and escaped by the server (layouts/markup.py), in its place. */
(function () {
    "use strict";
    window.dash_clientside = window.dash_clientside || {};

    function put(text) {
        const { outputs_list: output } = window.dash_clientside.callback_context;
        const place = document.getElementById(output.id);
        if (place && text != null) place.innerHTML = text;
        return Date.now();
    }

    window.dash_clientside.markup = { put };
})();
