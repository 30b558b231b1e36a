"""« Les publics »: what is known of each in a territory, on screen and on A4."""
