"""A document on paper, as HTML: its title, the foot of its pages, its content."""

from html import escape

from layouts.kit.markup import markup


def document(title: str, description: str, foot: str, content: object, css: str = "") -> str:
    """Return the HTML of a document; `foot` is at the bottom of each page, `css` of its body."""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(description)}">'
        f'<style>@page {{ @bottom-left {{ content: "{_css(foot)}" }} }}</style></head>'
        f'<body class="{css}">{markup(content)}</body></html>'
    )


def dates(built: str, printed: str) -> str:
    """Say of which day the base and the document are."""
    if built == printed:
        return f"base et document du {built}"
    return f"base du {built}, document du {printed}"


def _css(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
