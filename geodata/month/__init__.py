"""The monthly board of a SPEL: series of the labour market, each at its own level and period."""
