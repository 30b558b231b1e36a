"""A page shows the controls that are declared, no other, with what its address says."""

import json
import re

import pytest

from callbacks.controls import arguments, control_inputs, control_outputs
from callbacks.coverage import page as coverage
from callbacks.coverage.state import read_state as read_coverage
from callbacks.find import page as find
from callbacks.find.state import read_state as read_find
from callbacks.selection import page as selection
from callbacks.selection.state import read_state as read_selection
from callbacks.tensions import page as tensions
from callbacks.tensions.state import read_state as read_tensions
from layouts.controls.coverage import COVERAGE
from layouts.controls.find import FIND
from layouts.controls.selection import SELECTION
from layouts.controls.tensions import TENSIONS
from layouts.coverage.page import coverage_page
from layouts.document import INDEX, PAGES

SET_BY_A_PERSON = {
    "Autocomplete", "TextInput", "NumberInput", "Select", "MultiSelect", "SegmentedControl",
    "CheckboxGroup", "Checkbox", "Tabs",
}  # fmt: skip
PAGE_OF = {"find": find, "selection": selection, "cover": coverage, "tensions": tensions}
STATE_OF = {
    "find": read_find,
    "selection": read_selection,
    "cover": read_coverage,
    "tensions": read_tensions,
}
SEARCHES = [
    "",
    "?q=soin&voie=scolaire&level=3&start=6&rev3=non&couches=aucune&tri=date&departement=59,60"
    "&lieu=59350&mode=velo&max_minutes=20",
    "?domain=sante&threshold=45&by=epci&open=02361&onglet=courbe&vue=difference&couches=epci",
    "?formations=a-1,b_2,a-1&lieu=59350",
    "?level=departement&code=59&measure=rome&tous=oui&onglet=eloignes&tri=nom&shown=ratio",
]


def components(tree):
    return {one.id: one for one in tree._traverse() if getattr(one, "id", None)}


def controls_in(tree):
    return {name for name, one in components(tree).items() if type(one).__name__ in SET_BY_A_PERSON}


def declared(page):
    return {page.id(one) for one in page.controls}


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("root", PAGES)
def test_each_declared_control_is_shown_with_its_value(atlas, root, search):
    page, shown = PAGES[root], components(PAGE_OF[root].page(atlas, search))
    values = STATE_OF[root](atlas, search).values
    assert list(values) == [one.name for one in page.controls]
    told = {one.name: getattr(shown[page.id(one)], one.property) for one in page.controls}
    assert told == values


def test_no_control_is_shown_that_is_not_declared(atlas):
    # Which of the list and the map a telephone shows is not kept anywhere; the fields of the guided
    # mode fill those of the page.
    own = {"find-view", "guide-q", "guide-place", "guide-since"}
    assert controls_in(find.page(atlas, "")) - own == declared(FIND) - {"find-place-code"}
    assert controls_in(tensions.page(atlas, "")) == declared(TENSIONS) - {"tension-order"}
    stores = {"selection-offers", "selection-place-code"}
    assert controls_in(selection.page(atlas, "")) == declared(SELECTION) - stores
    # A panel has controls of its own: those that change what is seen are declared too.
    bare = coverage_page(read_coverage(atlas, ""), atlas.bounds, {}, {}, {})
    stores = {"cover-scenario", "cover-sort", "cover-order", "cover-zoom", "cover-best"}
    in_panels = {
        "cover-by", "cover-cross", "cover-view", "cover-curve-level", "cover-curve-zones",
        "cover-bicycle", "cover-gaps-by-spel", "cover-pairs-view", "cover-pairs-minutes",
        "cover-flow-layers", "cover-best-p", "cover-best-candidates", "cover-best-priorities",
        "cover-best-least", "cover-best-chosen", "cover-best-inside", "cover-best-demand",
        "cover-best-places",
    }  # fmt: skip
    assert controls_in(bare) == declared(COVERAGE) - in_panels - stores
    assert in_panels | stores <= set(components(coverage.page(atlas, "")))


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_names_are_said_once(page):
    names = [one.name for one in page.controls]
    parameters = [name for one in page.controls for name in one.parameters]
    assert len(set(names)) == len(names)
    assert len(set(parameters)) == len(parameters)
    assert list(control_outputs(page)) == names
    said = [page.id(one) for one in page.controls if one.parameters]
    assert [one.component_id for one in control_inputs(page)] == said


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_an_address_that_says_nothing_gives_the_defaults(page):
    values = page.values({})
    assert all(values[one.name] == one.default for one in page.controls)


def test_what_an_address_says_of_a_choice_is_checked():
    search = "?tri=lune&couches=epci,lune&onglet=metiers&vue=apres,difference"
    assert FIND.choices(arguments(search)) == {"couches": "epci"}
    assert COVERAGE.choices(arguments(search)) == {"couches": "epci"}
    assert TENSIONS.choices(arguments(search)) == {"onglet": "metiers"}
    assert FIND.choices({"couches": "aucune"}) == {"couches": ""}


def test_the_document_gives_the_browser_the_same():
    block = r'<script type="application/json" id="atlas-controls">(.*)</script>'
    (text,) = re.findall(block, INDEX)
    assert json.loads(text) == json.loads(
        json.dumps({root: page.facts() for root, page in PAGES.items()})
    )
