"""The streets that a person may start from, read of the Base Adresse Nationale."""
