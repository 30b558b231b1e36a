"""The controls of each page, each declared once: Python and, as JSON, the browser read them."""
