"""« Suivi du contrat »: the whole, a chapter, the list of indicators."""

from collections.abc import Sequence
from datetime import date

from dash.development.base_component import Component

from geodata.atlas import Atlas
from geodata.contract.following import follows
from geodata.contract.series import series
from geodata.region.contract import LIST, Contract
from layouts.contract.indicators import indicators_page
from layouts.contract.page import Shown, chapter_page, contract_page, no_contract_page
from layouts.kit.typography import french
from layouts.shell import not_found


def page(atlas: Atlas, parts: Sequence[str]) -> Component:
    """Return the page of `/territoire/contrat/…`; `parts` is what follows it."""
    contract = atlas.contract
    slug = "/".join(parts)
    if slug == LIST:
        return french(indicators_page(contract, follows(atlas), series(atlas), date.today()))
    if contract is None:
        return french(no_contract_page(atlas.region_name)) if len(parts) < 2 else not_found()
    if not slug:
        return french(contract_page(shown(atlas, contract)))
    chapter = contract.chapter(slug)
    if chapter is None:
        return not_found()
    return french(chapter_page(shown(atlas, contract, slug), chapter))


def shown(atlas: Atlas, contract: Contract, slug: str = "") -> Shown:
    """Return what a page shows of a contract, or of one of its chapters."""
    return Shown(
        contract, follows(atlas, slug), atlas.region_name, date.today(), atlas.demonstration
    )
