"""`python -m loaders`: what is typed, and what is answered of files."""
