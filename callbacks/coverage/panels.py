"""The panels of the coverage page, each in a module of its own.

A panel's module has `panel(atlas, state)`, what it shows when the page opens, and
`register(app, current)`, which adds its callbacks: they listen to `question.asked_of(KEY)`,
which is given the question while the panel is in sight, so that a hidden panel asks nothing.
"""

from collections.abc import Mapping
from types import ModuleType

from callbacks.coverage import (
    blank_zones,
    complementarity,
    distribution,
    flows,
    own_data,
    simulation,
    without_car,
)

_MODULES = (
    complementarity,
    distribution,
    flows,
    blank_zones,
    without_car,
    own_data,
    simulation,
)

PANELS: Mapping[str, ModuleType] = {module.KEY: module for module in _MODULES}
"""Modules by a key of `layouts.controls.coverage.PANELS`."""
