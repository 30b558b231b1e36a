"""« Habiter, se former, travailler »: the flows of a territory, on screen and on A4."""
