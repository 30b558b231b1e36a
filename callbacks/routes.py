"""Which page an address opens."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote, unquote

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.api import page as api
from callbacks.contract import page as contract
from callbacks.course import page as course
from callbacks.coverage import page as coverage
from callbacks.data import page as data
from callbacks.data import usage, validation
from callbacks.establishment import page as establishment
from callbacks.find import page as find
from callbacks.find.head import find_head
from callbacks.flows import page as flows
from callbacks.framing import page as framing
from callbacks.guidance import page as guidance
from callbacks.help import page as help_pages
from callbacks.help.page import signs
from callbacks.month import page as month
from callbacks.publics import page as publics
from callbacks.regions import page as regions
from callbacks.selection import page as selection
from callbacks.sent import Text
from callbacks.serving.markup import put_markup
from callbacks.serving.monitoring.usage import count_page
from callbacks.skills import page as skills
from callbacks.tensions import page as tensions
from callbacks.tensions.state import asked_metier
from callbacks.territory import page as territory
from geodata.asking.query import UnknownCode
from geodata.atlas import Atlas
from geodata.finding.course import describe
from geodata.finding.establishment import describe_establishment, establishments_of
from geodata.flows.observed import LEVELS as FLOW_LEVELS
from geodata.needs.metiers import metiers
from geodata.portrait.names import portrayed
from geodata.publics.board import LEVELS_SHOWN
from geodata.region.contract import LIST
from layouts.api.page import PATH as API
from layouts.contract.head import contract_head
from layouts.contract.page import PATH as CONTRACT
from layouts.contract.page import chapter_path
from layouts.course.head import course_head
from layouts.course.place import address_of
from layouts.data.validation import PATH as VALIDATION
from layouts.establishment.head import establishment_head
from layouts.flows.head import flows_head
from layouts.flows.page import flows_path
from layouts.framing.page import PATH as FRAMING
from layouts.guidance.page import PATH as GUIDANCE
from layouts.head import DESCRIPTION, DESCRIPTIONS, Head
from layouts.help.glossary import PATH as GLOSSARY
from layouts.kit.markup import sent_as_text
from layouts.kit.signs import explained
from layouts.kit.slices import in_slices
from layouts.kit.tree import plain
from layouts.month.head import month_head
from layouts.month.page import month_path
from layouts.publics.head import publics_head
from layouts.publics.page import publics_path
from layouts.shell import ADDRESS, NAVIGATION, PAGE, not_found
from layouts.skills.page import PATH as SKILLS
from layouts.tensions.head import metier_head, metier_path
from layouts.territory.head import territory_head
from layouts.territory.page import PATH as TERRITORIES

STILL = "page-text"
"""The place of a page that is sent as text."""


def open_page(atlas: Atlas, path: str, search: str) -> Component:
    """Return the page of an address; `search` is what follows the question mark."""
    try:
        page = _page(atlas, path, search)
    except UnknownCode:
        return not_found()
    if path.strip("/") != GLOSSARY.strip("/"):
        page = explained(page, signs(atlas))
    return sent_as_text(STILL, page) if _is_still(path) else page


def _is_still(path: str) -> bool:
    """Tell whether nothing of a page is drawn by a script, nor changed by a callback."""
    match [part for part in path.split("/") if part]:
        case ["donnees", *_] | ["aide"] | ["glossaire"] | ["api"] | ["territoire", "contrat", *_]:
            return True
        case ["territoire", _, _, "mois" | "flux" | "publics"]:
            return True
        case _:
            return False


def _page(atlas: Atlas, path: str, search: str) -> Component:
    parts = [part for part in path.split("/") if part]
    match parts:
        case []:
            return find.page(atlas, search)
        case ["formation", offer]:
            return course.page(atlas, offer, search)
        case ["etablissement", key]:
            return establishment.page(atlas, unquote(key), search)
        case ["selection"]:
            return selection.page(atlas, search)
        case ["couverture"]:
            return coverage.page(atlas, search)
        case ["tensions"]:
            return tensions.page(atlas, search)
        case ["territoire", "spel", code, "mois"]:
            return month.page(atlas, code)
        case ["territoire", level, code, "flux"]:
            return flows.page(atlas, level, code)
        case ["territoire", level, code, "publics"]:
            return publics.page(atlas, level, code)
        case ["territoire", "contrat", *parts]:
            return contract.page(atlas, parts)
        case ["territoire", *parts]:
            return territory.page(atlas, parts, search)
        case ["competences"]:
            return skills.page(atlas, search)
        case ["accueils"]:
            return guidance.page(atlas, search)
        case ["donnees", "usage"]:
            return usage.page(atlas)
        case ["donnees", "validation"]:
            return validation.page(atlas)
        case ["donnees"]:
            return data.page(atlas, search)
        case ["aide"]:
            return help_pages.page(atlas)
        case ["glossaire"]:
            return help_pages.glossary(atlas)
        case ["api"]:
            return api.page()
        case ["region"]:
            return regions.page(atlas)
        case ["integrer"]:
            return framing.page(atlas, search, open_page)
        case _:
            return not_found()


def head_of(atlas: Atlas, path: str, search: str) -> Head:
    """Return what a document says of the page of an address."""
    parts = [part for part in path.split("/") if part]
    own = "/" + "/".join(parts)
    match parts:
        case []:
            return find_head(atlas, search, date.today())
        case ["formation", offer] if found := describe(atlas, offer):
            return course_head(found)
        case ["etablissement", key] if taught := describe_establishment(
            atlas, unquote(key), date.today()
        ):
            return establishment_head(taught, atlas.demonstration)
        case ["territoire", "contrat", slug] if told := contract_head(atlas.contract, slug):
            return told
        case ["territoire", level, code] if name := portrayed(atlas).get(level, {}).get(code):
            return territory_head(level, code, name, atlas.region_name)
        case ["territoire", "spel", code, "mois"] if (
            name := portrayed(atlas).get("spel", {}).get(code)
        ):
            return month_head(code, name, atlas.region_name)
        case ["territoire", level, code, "flux"] if level in FLOW_LEVELS and (
            name := portrayed(atlas).get(level, {}).get(code)
        ):
            return flows_head(level, code, name, atlas.region_name)
        case ["territoire", level, code, "publics"] if level in LEVELS_SHOWN and (
            name := portrayed(atlas).get(level, {}).get(code)
        ):
            return publics_head(level, code, name, atlas.region_name)
        case ["tensions"] if metier := asked_metier(atlas, search):
            return metier_head(metier, atlas.region_name)
        case _:
            return Head(own, description=DESCRIPTIONS.get(own, DESCRIPTION))


def addresses(atlas: Atlas) -> list[str]:
    """Return the path of every page: menu, territories, métiers, courses, establishments."""
    chapters = atlas.contract.chapters if atlas.contract else ()
    contract_pages = [CONTRACT, *(chapter_path(one) for one in (*(c.slug for c in chapters), LIST))]
    beside = [*contract_pages, VALIDATION, GUIDANCE, SKILLS, GLOSSARY, API, FRAMING]
    own = [href for href, _, _ in NAVIGATION] + beside
    places = [
        f"{TERRITORIES}/{level}/{code}"
        for level, names in portrayed(atlas).items()
        for code in names
    ]
    return [
        *own,
        *places,
        *(month_path(code) for code in portrayed(atlas).get("spel", {})),
        *(
            path(level, code)
            for levels, path in ((FLOW_LEVELS, flows_path), (LEVELS_SHOWN, publics_path))
            for level in levels
            for code in portrayed(atlas).get(level, {})
        ),
        *(metier_path(metier.key) for metier in metiers(atlas).rows),
        *(f"/formation/{quote(offer)}" for offer in atlas.offers["offer"]),
        *(address_of(key) for key in sorted(establishments_of(atlas))),
    ]


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the callback that opens a page; what changes after the `?` is the page's own affair."""

    @app.callback(Output(PAGE, "children"), Input(ADDRESS, "pathname"), State(ADDRESS, "search"))
    def show(path: Text | None, search: Text | None) -> Any:
        count_page(path or "/")
        # As plain data, so that a page that was kept is the same to the byte.
        return in_slices(plain(open_page(current(), path or "/", search or "")))

    app.clientside_callback(
        ClientsideFunction("atlas", "opened"), Output(PAGE, "data-page"), Input(PAGE, "children")
    )
    put_markup(app, STILL)
    app.clientside_callback(
        ClientsideFunction("atlas", "opened"),
        Output(PAGE, "data-still"),
        Input(STILL, "data-put"),
        prevent_initial_call=True,
    )
