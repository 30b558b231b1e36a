"""The page shown when nothing else can be: plain HTML that needs neither script nor store."""

from __future__ import annotations

from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Atlas Formation : page indisponible</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem;
  color: #1b2a2f; background: #fff }}
</style>
</head>
<body>
<main>
<h1>Atlas Formation ne peut pas répondre</h1>
<p>{message}</p>
<p>Rechargez ensuite cette page.</p>
</main>
</body>
</html>
"""


def unavailable_page(message: str) -> str:
    """Return a whole HTML page that says what is wrong and what to do."""
    return _PAGE.format(message=escape(message))
