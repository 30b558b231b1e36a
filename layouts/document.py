"""The HTML document around the application, until its scripts have drawn the page."""

from __future__ import annotations

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
<noscript><p>Cette application a besoin de JavaScript. Les données se lisent aussi sans lui, par
<a href="/api/v1/offers?format=csv">la liste des formations</a> et
<a href="/api/v1/sources?format=csv">celle des sources</a>.</p></noscript>
<footer>
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</footer>
</body>
</html>
"""

ENTRY = """<div id="react-entry-point">
<div class="_dash-loading" role="status">Chargement…</div>
</div>"""

METAS = [{"name": "theme-color", "content": "#005a5f"}]
