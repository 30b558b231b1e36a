"""What a search engine is told of the page of flows of a territory."""

from layouts.flows.page import TITLE, flows_path
from layouts.head import Head


def flows_head(level: str, code: str, name: str, region: str) -> Head:
    """Return the head of a page of flows; `name` is the territory's."""
    return Head(
        path=flows_path(level, code),
        title=f"{name}, les flux – Territoires – Atlas Formation",
        description=(
            f"{TITLE} : {name} ({region}). Qui part d'ici pour se former et pour travailler, et "
            "vers où, d'après les flux observés ; les places de formation à côté des recrutements."
        ),
    )
