"""What a search engine is told of a territory's portrait."""

from geodata.vocabulary import level_name
from layouts.head import Head
from layouts.territory.page import PATH


def territory_head(level: str, code: str, name: str, region: str) -> Head:
    """Return the head of a portrait; `name` is the territory's name."""
    where = "" if level == "region" else f", {region}"
    within = (
        {}
        if level == "region"
        else {"containedInPlace": {"@type": "AdministrativeArea", "name": region}}
    )
    return Head(
        path=f"{PATH}/{level}/{code}",
        title=f"{name} – Territoires – Atlas Formation",
        description=(
            f"{name} ({level_name(level).lower()}{where}) : population, entreprises et emploi, "
            "marché du travail, formations, comparés à ceux de la région."
        ),
        about={"@type": "AdministrativeArea", "name": name, **within},
    )
