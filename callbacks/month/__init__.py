"""The monthly board of a SPEL: its page, its files, the command that makes them all."""
