"""What tells a territory from its homonyms: « Valenciennes » is a commune, a SPEL, a zone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from geodata.atlas import Atlas
from geodata.portrait.territory import territories

SHORT_LEVELS: dict[str, str] = {
    "region": "région",
    "departement": "département",
    "spel": "SPEL",
    "zone_emploi": "zone d'emploi",
    "epci": "EPCI",
    "commune": "commune",
}
"""Levels in a word or two, to stand beside a name."""


def kinds(atlas: Atlas) -> Mapping[tuple[str, str], str]:
    """Return what each territory is, by level and code; once a build.

    « SPEL »; « commune, Nord » for a commune that shares its name with another one.
    """
    return atlas.cached("portrait-kinds", lambda: _kinds(atlas))


def full_names(atlas: Atlas) -> Mapping[tuple[str, str], str]:
    """Return each territory's name, with its kind where another one has the same; once a build."""
    return atlas.cached("portrait-full-names", lambda: _full_names(atlas))


def _kinds(atlas: Atlas) -> dict[tuple[str, str], str]:
    known = territories(atlas)
    communes = known.get("commune", {})
    alike = Counter(communes.values())
    departements = known.get("departement", {})
    of_commune = dict(zip(atlas.communes["code"], atlas.communes["departement"], strict=True))
    found = {(level, code): SHORT_LEVELS[level] for level, named in known.items() for code in named}
    for code, name in communes.items():
        departement = of_commune.get(code, "")
        if alike[name] > 1 and departement:
            where = departements.get(departement, departement)
            found["commune", code] = f"{SHORT_LEVELS['commune']}, {where}"
    return found


def _full_names(atlas: Atlas) -> dict[tuple[str, str], str]:
    names = {
        (level, code): name
        for level, named in territories(atlas).items()
        for code, name in named.items()
    }
    alike = Counter(names.values())
    kind = kinds(atlas)
    return {
        key: f"{name} ({kind[key]})" if alike[name] > 1 else name for key, name in names.items()
    }
