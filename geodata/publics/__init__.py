"""The publics of a territory: what each loaded source says of them, and what none does."""
