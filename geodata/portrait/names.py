"""What tells a territory from its homonyms: « Valenciennes » is a commune, a SPEL, a zone."""

from collections import Counter
from collections.abc import Mapping

from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.territory import Territory, territories, territory
from geodata.vocabulary import TERRITORY_LEVELS

PORTRAIT_LEVELS = ("region", "departement", "spel", "zone_emploi", "epci", "commune")
"""Levels whose territories have a portrait."""


def portrayed(atlas: Atlas) -> dict[str, dict[str, str]]:
    """Return the names of the territories that have a portrait, by level and code."""
    return {level: names for level, names in territories(atlas).items() if level in PORTRAIT_LEVELS}


def portrait_territory(atlas: Atlas, level: str, code: str) -> Territory:
    """Return a territory (raises UnknownCode when none such has a portrait)."""
    if level not in PORTRAIT_LEVELS:
        raise UnknownCode("code", f"Le territoire « {level} {code} » n'est pas dans l'atlas.")
    return territory(atlas, level, code)


def kinds(atlas: Atlas) -> Mapping[tuple[str, str], str]:
    """Return what each territory is, by level and code; once a build.

    « SPEL »; « commune, Nord » for a commune that shares its name with another one.
    """
    return atlas.cached("portrait-kinds", lambda: _kinds(atlas))


def full_names(atlas: Atlas) -> Mapping[tuple[str, str], str]:
    """Return each territory's name, with its kind where another one has the same; once a build."""
    return atlas.cached("portrait-full-names", lambda: _full_names(atlas))


def _kinds(atlas: Atlas) -> dict[tuple[str, str], str]:
    known = portrayed(atlas)
    communes = known.get("commune", {})
    alike = Counter(communes.values())
    departements = known.get("departement", {})
    of_commune = dict(zip(atlas.communes["code"], atlas.communes["departement"], strict=True))
    found = {
        (level, code): TERRITORY_LEVELS[level].short
        for level, named in known.items()
        for code in named
    }
    for code, name in communes.items():
        departement = of_commune.get(code, "")
        if alike[name] > 1 and departement:
            where = departements.get(departement, departement)
            found["commune", code] = f"{TERRITORY_LEVELS['commune'].short}, {where}"
    return found


def _full_names(atlas: Atlas) -> dict[tuple[str, str], str]:
    names = {
        (level, code): name
        for level, named in portrayed(atlas).items()
        for code, name in named.items()
    }
    alike = Counter(names.values())
    kind = kinds(atlas)
    return {
        key: f"{name} ({kind[key]})" if alike[name] > 1 else name for key, name in names.items()
    }
