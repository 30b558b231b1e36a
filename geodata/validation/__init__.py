"""Our figures beside those that others publish: how far they are, and why."""
