"""Where figures and values come from, and of when they are."""
