"""The layers for other software: the pages that a person reads, and how they are drawn."""
