"""A place to drop a file, or to choose one by a button: both, so that a keyboard is enough."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from geodata.tables.dropped import LARGEST, TOO_LARGE
from layouts.kit.attributes import attributes
from layouts.kit.fields import button


def file_drop(id_: str, label: str, hint: str) -> Component:
    """Return the place; its content is `dcc.Upload`'s, under the given id, which ends in `-file`.

    The browser does not send what is too large, and says so in the element whose id ends in
    `-problem` instead (assets/coverage/panels.js).
    """
    return html.Div(
        [
            dcc.Upload(
                [
                    # A click on the button reaches the place round it, by Enter and Space too.
                    button(label),
                    html.Span(" ou déposez-le ici"),
                ],
                id=id_,
                className="drop",
                className_reject="drop",
                className_active="drop drop-over",
                accept=".csv,.txt,.tsv,.xlsx",
                max_size=LARGEST,
                multiple=False,
            ),
            html.P(hint, className="source"),
        ],
        **upload_limit(),
    )


def upload_limit() -> dict[str, Any]:
    """Return the attributes by which the browser knows what is too large, and says it."""
    return attributes(data_largest=str(LARGEST), data_too_large=TOO_LARGE)
