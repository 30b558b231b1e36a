"""What is on screen before any script: a page with its answer, its first rows and a picture.

The page is made by the same layouts and the same answers as in the browser, and kept as the answers
that cost are. A question with the exact position of a person is answered, never kept.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from callbacks.controls import arguments
from callbacks.course.page import course_point
from callbacks.coverage.page import answered_places
from callbacks.coverage.state import read_state as read_coverage
from callbacks.find.answer import find_known, first_rows, words_of
from callbacks.find.state import read_state as read_find
from callbacks.opening.pictures import courses_picture, coverage_picture, site_picture
from callbacks.routes import open_page
from callbacks.selection.page import Request, answered
from callbacks.serving.answers import remembered
from callbacks.tensions.answer import words as tension_words
from callbacks.tensions.page import TABS, tab_outputs
from callbacks.tensions.state import asked_texts as tension_texts
from geodata.asking.coverage import write_coverage
from geodata.asking.selection import MOST
from geodata.atlas import Atlas
from geodata.guidance.on_map import places_and_zonings
from geodata.maps.overlays import overlays
from layouts.controls.coverage import COVERAGE
from layouts.controls.find import FIND
from layouts.controls.selection import SELECTION
from layouts.controls.tensions import TENSIONS
from layouts.document import first_document
from layouts.kit.maps.frame import overlay_legend
from layouts.kit.markup import Written, markup, written
from layouts.kit.still import Still
from layouts.kit.tree import plain, told
from layouts.shell import PAGE, shell

Places = dict[str, str]
"""HTML by the id of the place that it fills."""


@dataclass(frozen=True)
class Sight:
    """A page before its scripts: its HTML, its title ("" if it says none) and its status."""

    html: str
    title: str
    status: int


def first_sight(atlas: Atlas, path: str, search: str) -> Sight:
    """Return the page of an address, kept from the last time or made."""
    # Read as the page reads it: a name of a parameter may be written in more than one way.
    asked = [path, arguments(search), atlas.refused, str(atlas.unread)]
    kept = remembered(atlas, "first sight", asked, lambda: _sight(atlas, path, search), _as_it_is)
    return Sight(*kept)


def _as_it_is(made: list[Any]) -> list[Any]:
    """Return what is kept of a page: two texts and a number, which JSON writes as they are."""
    return made


def _sight(atlas: Atlas, path: str, search: str) -> list[Any]:
    page = plain(open_page(atlas, path, search))
    status = int(told(page, "data-status") or 200)
    args = arguments(search)
    args.pop("near", None)
    still = Still(path=path, args=args)
    if status == 200:
        _prepare(still, atlas, path, search)
    still.picture = still.picture or Written(courses_picture(atlas, None))
    frame = atlas.cached("shell", lambda: plain(shell(atlas.region_name, atlas.demonstration)))
    still.filled = {**still.filled, PAGE: still.write(page)}
    text = still.write(frame)
    return [first_document(text, "" if still.pictured else still.picture), told(page, "data-title"),
            status]  # fmt: skip


def _prepare(still: Still, atlas: Atlas, path: str, search: str) -> None:
    """Fill what a page leaves to its answer."""
    match [part for part in path.split("/") if part]:
        case []:
            still.page = FIND
            _find(still, atlas, search)
        case ["couverture"]:
            still.page = COVERAGE
            _coverage(still, atlas, search)
        case ["tensions"]:
            still.page = TENSIONS
            _tensions(still, atlas, search)
        case ["selection"]:
            still.page = SELECTION
            _selection(still, atlas)
        case ["formation", offer]:
            still.picture = Written(site_picture(atlas, course_point(atlas, offer)))


def _find(still: Still, atlas: Atlas, search: str) -> None:
    state, today = read_find(atlas, search), date.today()
    found, unknown = find_known(atlas, state.query, today)
    words = words_of(atlas, found, list(unknown), today)
    rows = first_rows(atlas, found, state.values["sort"], still.args, today)
    places = ("find-headline", "find-chips", "find-notices", "find-figures")
    legend = overlay_legend(places_and_zonings(atlas), state.values["overlays"])
    filled = dict(zip(places, words, strict=True))
    # The rows are those that `assets/find/page.js` draws, to the last space.
    still.filled = {
        **written({**filled, "find-map-legend": legend}),
        "find-list": markup(rows),
    }
    still.picture = Written(courses_picture(atlas, found))


def _coverage(still: Still, atlas: Atlas, search: str) -> None:
    state = read_coverage(atlas, search)
    covered, places, drawing = answered_places(
        atlas, {**write_coverage(state.asked), "tri": state.values["sort"]}, date.today()
    )
    legend = overlay_legend(overlays(atlas), state.values["overlays"])
    shown = {place: words for place, words in places.items() if "print" not in place}
    still.filled = written({**shown, "cover-map-legend": legend})
    file = str(drawing["file"])
    still.linked = {
        "cover-zones-csv": file,
        "cover-zones-xlsx": file.replace("format=csv", "format=xlsx"),
    }
    still.picture = Written(coverage_picture(atlas, covered))


def _selection(still: Still, atlas: Atlas) -> None:
    """Compare what the address names; what a browser keeps, it alone knows."""
    offers = [one for one in still.args.get("formations", "").split(",") if one][:MOST]
    request: Request = {
        "offers": offers, "hints": {}, "lieu": still.args.get("lieu", "")[:12], "own": not offers,
    }  # fmt: skip
    words = answered(atlas, request, date.today())["words"]
    # The link to hand over holds the name of the host, which is not part of the question.
    still.filled = {k: text for k, text in words.items() if k != "selection-share"}  # type: ignore[attr-defined]


def _tensions(still: Still, atlas: Atlas, search: str) -> None:
    request = tension_texts(atlas, search)
    answer, notices = tension_words(atlas, request)
    still.filled = written({"tension-answer": answer, "tension-notices": notices})
    shown = str(TENSIONS.values(request)["panel"])
    if shown not in TABS:
        return
    outputs = [output for _, outputs in TABS.values() for output in outputs]
    into = {"html": still.filled, "href": still.linked}
    for (name, prop), given in zip(outputs, tab_outputs(atlas, request, shown), strict=True):
        if isinstance(given, str) and prop in into:
            into[prop][f"tension-{name}"] = given
