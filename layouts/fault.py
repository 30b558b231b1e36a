"""The page shown when nothing else can be: plain HTML that needs neither script nor store."""

from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Atlas Formation : {title}</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem;
  color: #1b2a2f; background: #fff }}
a {{ color: #005a5f }}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{message}</p>
{next}
</main>
</body>
</html>
"""
_AGAIN = "<p>Rechargez ensuite cette page.</p>"
_HOME = '<p><a href="/">Revenir à la carte des formations</a></p>'


def unavailable_page(message: str) -> str:
    """Return a whole HTML page that says why there is no answer now, and what to do."""
    return _page("Atlas Formation ne peut pas répondre", message, _AGAIN)


def fault_page(message: str) -> str:
    """Return a whole HTML page that says what is wrong with an address, with a way back."""
    return _page("Cette demande n’a pas de réponse", message, _HOME)


def _page(title: str, message: str, after: str) -> str:
    return _PAGE.format(title=title, message=escape(message), next=after)
