"""What a search engine is told of the monthly board of a SPEL."""

from layouts.head import Head
from layouts.month.page import month_path


def month_head(code: str, name: str, region: str) -> Head:
    """Return the head of a board; `name` is the SPEL's."""
    return Head(
        path=month_path(code),
        title=f"{name}, le mois – Territoires – Atlas Formation",
        description=(
            f"Le mois du SPEL {name} ({region}) : demandeurs d'emploi, RSA, indemnisation, "
            "embauches, chacun à son échelle, comparés à la région."
        ),
    )
