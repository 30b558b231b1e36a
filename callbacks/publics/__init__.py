"""The publics of a territory: their page, their files."""
