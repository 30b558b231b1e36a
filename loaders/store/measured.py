"""What published times say of each model of travel, as a file that ships with the project."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from geodata.travel.margin import Margin
from geodata.travel.measured import ClassError, Measured
from loaders.paths import DATA

FILE = DATA / "travel" / "error.json"


def write_measured(found: Mapping[str, Measured], file: Path = FILE) -> None:
    """Write what was measured of each model, by its name."""
    file.parent.mkdir(parents=True, exist_ok=True)
    plain = {name: plain_measured(one) for name, one in found.items()}
    file.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@cache
def read_measured(file: Path = FILE) -> dict[str, Measured]:
    """Return what was measured of each model, by its name; nothing where it never was."""
    if not file.exists():
        return {}
    found = json.loads(file.read_text(encoding="utf-8"))
    return {name: measured_from(one) for name, one in found.items()}


def plain_measured(one: Measured) -> dict[str, Any]:
    """Return what was measured as JSON has it."""
    plain: dict[str, Any] = _plain(
        asdict(one) | {"classes": [row._asdict() for row in one.classes]}
    )
    return plain


def measured_from(plain: Mapping[str, Any]) -> Measured:
    """Return what was measured from what `plain_measured` made of it."""
    return Measured(
        **{
            **plain,
            "classes": tuple(_class(row) for row in plain["classes"]),
            "margins": {mode: _margin(row) for mode, row in plain["margins"].items()},
        }
    )


def _plain(value: Any) -> Any:
    """Return a value as JSON has it: null for the class without an upper bound."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and math.isinf(value) else value


def _class(row: Mapping[str, Any]) -> ClassError:
    return ClassError(**{**row, "high": math.inf if row["high"] is None else row["high"]})


def _margin(row: Mapping[str, Any]) -> Margin:
    return Margin(
        **{**row, "minutes": tuple(row["minutes"]), "half_widths": tuple(row["half_widths"])}
    )
