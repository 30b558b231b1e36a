"""The profile of a region, read from its TOML file: everything that changes from one to another."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.folding import fold
from loaders.paths import DATA

REGIONS = DATA / "regions"


class ProfileError(ValueError):
    """A region is unknown or its profile cannot be read; the message is in French."""


@dataclass(frozen=True)
class Rev3Rule:
    """What makes a course belong to a filière of the transition: codes or words of its title."""

    label: str
    romes: frozenset[str]
    nsf: frozenset[str]
    words: tuple[str, ...]
    source: str
    note: str


@dataclass(frozen=True)
class Profile:
    """A region as its file describes it.

    `bounding_box` is (west, south, east, north) in degrees. `spel_column` is the column of the
    communes that makes the SPEL; `spel_file`, when it is not None, is a CSV commune → SPEL that
    overrides it. `capital` is the commune code of the regional capital.
    """

    slug: str
    name: str
    code: str
    departements: tuple[str, ...]
    capital: str
    bounding_box: tuple[float, float, float, float]
    spel_column: str
    spel_file: Path | None
    spel_label: str
    rev3: tuple[Rev3Rule, ...]


def known_regions(folder: Path = REGIONS) -> list[str]:
    """Slugs of the regions that have a profile, sorted."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def read_profile(name: str, folder: Path = REGIONS) -> Profile:
    """Profile of the region `name` (its slug, its name or its INSEE code).

    Raises
    ------
    ProfileError
        If no profile has that name, or its file is not valid (the message names file and key).
    """
    path = _find(name, folder)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ProfileError(
            f"Le fichier « {path.name} » n'est pas un TOML lisible : {error}."
        ) from (error)
    return _profile(content, path)


def _find(name: str, folder: Path) -> Path:
    slug = fold(name).replace(" ", "-")
    for known in known_regions(folder):
        path = folder / f"{known}.toml"
        if slug == known or slug == _code_of(path):
            return path
    known_list = ", ".join(known_regions(folder)) or "aucune"
    raise ProfileError(f"Région inconnue : « {name} ». Régions connues : {known_list}.")


def _code_of(path: Path) -> str:
    # A broken profile must not prevent the others from being found.
    try:
        return str(tomllib.loads(path.read_text(encoding="utf-8")).get("code", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return ""


def _profile(content: dict[str, Any], path: Path) -> Profile:
    fields = _Fields(content, path.name)
    spel = _Fields(fields.table("spel"), path.name, "spel.")
    file = spel.text("file", "")
    return Profile(
        slug=path.stem,
        name=fields.text("name"),
        code=fields.text("code"),
        departements=fields.texts("departements", required=True),
        capital=fields.text("capital"),
        bounding_box=fields.box("bounding_box"),
        spel_column=spel.text("column"),
        spel_file=path.parent / file if file else None,
        spel_label=spel.text("label"),
        rev3=tuple(
            _rule(_Fields(rule, path.name, f"rev3[{rank}]."))
            for rank, rule in enumerate(fields.tables("rev3"), start=1)
        ),
    )


def _rule(fields: _Fields) -> Rev3Rule:
    rule = Rev3Rule(
        label=fields.text("label"),
        romes=frozenset(fields.texts("romes")),
        nsf=frozenset(fields.texts("nsf")),
        words=fields.texts("words"),
        source=fields.text("source"),
        note=fields.text("note", ""),
    )
    if not (rule.romes or rule.nsf or rule.words):
        fields.refuse("romes", "une règle donne au moins un code ROME, un code NSF ou un mot")
    return rule


class _Fields:
    """The keys of a TOML table, each checked when it is read."""

    def __init__(self, content: dict[str, Any], file: str, prefix: str = "") -> None:
        self.content, self.file, self.prefix = content, file, prefix

    def refuse(self, key: str, expected: str) -> None:
        raise ProfileError(
            f"Le fichier « {self.file} » a une clé absente ou mal remplie, "
            f"« {self.prefix}{key} » : {expected}."
        )

    def text(self, key: str, default: str | None = None) -> str:
        value = self.content.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.refuse(key, "un texte est attendu")
        return str(value)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.content.get(key, [])
        good = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
        if not good or (required and not value):
            self.refuse(key, "une liste de textes est attendue")
        return tuple(value)

    def table(self, key: str) -> dict[str, Any]:
        value = self.content.get(key)
        if not isinstance(value, dict):
            self.refuse(key, "une table est attendue")
        return dict(value or {})

    def tables(self, key: str) -> list[dict[str, Any]]:
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
            self.refuse(key, f"une suite de tables [[{key}]] est attendue")
        return list(value)

    def box(self, key: str) -> tuple[float, float, float, float]:
        value = self.content.get(key)
        numbers = isinstance(value, list) and all(isinstance(v, int | float) for v in value)
        if not numbers or len(value or []) != 4:
            self.refuse(key, "quatre nombres sont attendus (ouest, sud, est, nord, en degrés)")
        west, south, east, north = (float(v) for v in value or [])
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            self.refuse(key, "l'ordre attendu est ouest, sud, est, nord, en degrés")
        return west, south, east, north
