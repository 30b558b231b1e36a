"""Our pages in the pages of others."""
