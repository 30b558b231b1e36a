"""Workbooks of every format, read as rows of cells."""
