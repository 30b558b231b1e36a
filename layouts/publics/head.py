"""What a search engine is told of the page of publics of a territory."""

from layouts.head import Head
from layouts.publics.page import publics_path


def publics_head(level: str, code: str, name: str, region: str) -> Head:
    """Return the head of a page of publics; `name` is the territory's."""
    return Head(
        path=publics_path(level, code),
        title=f"{name}, les publics – Territoires – Atlas Formation",
        description=(
            f"{name} ({region}) : jeunes, demandeurs d'emploi, personnes handicapées, RSA, "
            "quartiers prioritaires et communes rurales : ce que les sources en disent."
        ),
    )
