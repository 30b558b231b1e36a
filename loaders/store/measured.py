"""What published times say of each model of travel, as a file that ships with the project."""

from __future__ import annotations

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
    plain = {name: _plain(asdict(one) | _classes(one)) for name, one in found.items()}
    file.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


@cache
def read_measured(file: Path = FILE) -> dict[str, Measured]:
    """Return what was measured of each model, by its name; nothing where it never was."""
    if not file.exists():
        return {}
    return {
        name: Measured(
            **{
                **one,
                "classes": tuple(_class(row) for row in one["classes"]),
                "margins": {mode: _margin(row) for mode, row in one["margins"].items()},
            }
        )
        for name, one in json.loads(file.read_text(encoding="utf-8")).items()
    }


def _classes(one: Measured) -> dict[str, Any]:
    return {"classes": [row._asdict() for row in one.classes]}


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
