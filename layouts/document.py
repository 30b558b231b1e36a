"""The HTML document around the application, until its scripts have drawn the page."""

import json

from layouts.controls.coverage import COVERAGE
from layouts.controls.find import FIND
from layouts.controls.selection import SELECTION
from layouts.controls.tensions import TENSIONS

PAGES = {page.root: page for page in (FIND, SELECTION, COVERAGE, TENSIONS)}
"""The pages whose state is in their address, by the id of what holds them."""

CONTROLS = json.dumps({root: page.facts() for root, page in PAGES.items()})

INDEX = f"""<!DOCTYPE html>
<html lang="fr">
<head>
{{%metas%}}
<title>{{%title%}}</title>
{{%favicon%}}
{{%css%}}
</head>
<body>
{{%app_entry%}}
<script type="application/json" id="atlas-controls">{CONTROLS}</script>
<footer>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</footer>
</body>
</html>
"""

EMBEDDED_BODY = '<body class="embedded">'
"""In place of `<body>`, for a page in a frame of another site: without the header."""

ENTRY = '<div id="react-entry-point"></div>'
"""Where the application draws itself, out of sight until it has (`assets/base/first.js`)."""

_NOTE = """<p>Sans JavaScript, cette page montre la réponse et ses premières lignes. La carte que
l’on déplace, la liste entière, les menus et les exports ont besoin de lui ; tout se lit aussi par
<a href="/api/v1/offers?format=csv">la liste des formations</a> et
<a href="/api/v1/sources?format=csv">celle des sources</a>.</p>"""


def first_document(page: str, picture: str) -> str:
    """Return a page as it stands before its scripts; `picture` is the map, if it has none."""
    figure = f"<figure>{picture}</figure>" if picture else ""
    return (
        f'<div id="first" class="first">{page}'
        f'<noscript><div class="first-note">{figure}{_NOTE}</div></noscript></div>'
    )


METAS = [{"name": "theme-color", "content": "#005a5f"}]
