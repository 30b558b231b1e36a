"""Nomenclatures and the crosswalks between their codes."""
