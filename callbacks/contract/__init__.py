"""« Suivi du contrat »: the pages of an address, and their files."""
