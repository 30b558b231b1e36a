"""Briefs: what is asked on a page, on paper."""
