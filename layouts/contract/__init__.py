"""« Suivi du contrat »: its ambitions, their engagements, the list of indicators."""
