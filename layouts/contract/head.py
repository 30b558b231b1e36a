"""What a search engine is told of the pages of the contract."""

from geodata.region.contract import LIST, Contract
from layouts.contract.indicators import NAME
from layouts.contract.page import chapter_path
from layouts.head import Head


def contract_head(contract: Contract | None, slug: str) -> Head | None:
    """Return the head of a chapter or of the list, None for what is neither."""
    if slug == LIST:
        return Head(
            path=chapter_path(LIST),
            title=f"{NAME} – Suivi du contrat – Atlas Formation",
            description=(
                "Chaque indicateur du contrat et chaque série de l'atlas, avec son producteur, "
                "son rythme et qui en répond."
            ),
        )
    chapter = contract.chapter(slug) if contract else None
    if contract is None or chapter is None:
        return None
    return Head(
        path=chapter_path(slug),
        title=f"{chapter.name} – Suivi du contrat – Atlas Formation",
        description=(
            f"{chapter.title} : les engagements du {contract.name}, leurs indicateurs, leurs "
            "cibles, et ce qui attend une source."
        ),
    )
