"""The flows of a territory: their page, their files."""
