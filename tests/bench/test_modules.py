"""Benchmarks run rarely: what they take from the project and from the tests is still there."""

from importlib import import_module
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", sorted(p.stem for p in Path(__file__).parent.glob("bench_*.py")))
def test_a_benchmark_finds_all_that_it_imports(name):
    assert callable(import_module(f"tests.bench.{name}").main)
