"""Speeds, each beside another in one run: modules to run, which read what the tests have."""

import sys
from pathlib import Path

# As pytest does for the tests (`pythonpath` in pyproject.toml).
sys.path.insert(0, str(Path(__file__).parents[1]))
