"""What is put before a meeting: a question and its answer on a few A4 pages."""
