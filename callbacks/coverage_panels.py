"""The panels of the coverage page, each in a module of its own.

A panel's module has `panel(atlas, state)`, what it shows when the page opens, and
`register(app, current)`, which adds its callbacks: they listen to `cover-request` (the question)
and `cover-panel` (the panel in sight), so that a hidden panel computes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from callbacks import (
    coverage_complementarity,
    coverage_distribution,
    coverage_flows,
    coverage_gaps,
    coverage_mobility,
    coverage_own_data,
    coverage_simulate,
)

_MODULES = (
    coverage_complementarity,
    coverage_distribution,
    coverage_flows,
    coverage_gaps,
    coverage_mobility,
    coverage_own_data,
    coverage_simulate,
)

PANELS: Mapping[str, ModuleType] = {module.KEY: module for module in _MODULES}
"""Modules by a key of `layouts.coverage.PANELS`."""
