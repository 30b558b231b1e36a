"""« Où ouvrir ? »: the search of the best places, told as it advances and stopped at will.

One reply carries a search from its first answer to its last, a line of JSON each: nothing is kept
between two requests, so any number of workers will do, and who closes the connection stops it.
"""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from queue import Empty, SimpleQueue
from typing import Any
from urllib.parse import urlencode

from dash import Dash, Input, Output
from dash.development.base_component import Component
from flask import Response, current_app, request, stream_with_context
from plotly.utils import PlotlyJSONEncoder

from callbacks.coverage.answer import cover_known
from callbacks.coverage.question import preface_of, silence_of
from callbacks.sent import Choices, Text
from callbacks.serving.searches import SECONDS, running
from geodata.asking.coverage import parse_coverage_leniently, write_coverage
from geodata.asking.query import BadQuery
from geodata.asking.siting import (
    CANDIDATES,
    CHOSEN,
    PRIORITIES,
    SEEKERS,
    BestQuestion,
    parse_best,
    write_best,
)
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.places.zoning import GROUPINGS, is_known, zoning
from geodata.siting.best_places import best_answer as answer_of
from geodata.siting.best_places import best_problem, check_chosen
from geodata.siting.demand import seekers_ratio
from geodata.siting.export import best_csv
from geodata.siting.problem import candidate_rows
from geodata.siting.search import Siting, best_sites
from layouts.controls.coverage import COVERAGE
from layouts.coverage.best_answer import best_answer
from layouts.coverage.best_places import best_section

PATH = "/couverture/ou-ouvrir"

API = "/api/v1/siting"
"""The address of the same answer as data."""

_BEAT = 0.3  # seconds between two lines: how late a closed connection is noticed


def section(atlas: Atlas, values: Mapping[str, Any]) -> Component:
    """Return the question, with the choices that the region's data allow."""
    communes = atlas.communes
    here = {
        kind: candidate_rows(communes, atlas.sites["commune"], kind)[0]
        for kind in CANDIDATES
        if kind != CHOSEN
    }
    kinds = {kind: CANDIDATES[kind] for kind in CANDIDATES if here.get(kind, CHOSEN) == kind}
    known = {key: words for key, words in PRIORITIES.items() if _is_known(atlas, key)}
    return best_section(
        kinds, known, values, _territories(atlas), options_of(atlas, values["best-chosen"])
    )


def _is_known(atlas: Atlas, priority: str) -> bool:
    if priority == SEEKERS:
        return seekers_ratio(atlas) is not None
    zones = zoning(atlas.communes, priority)
    return is_known(zones) and "1" in zones.codes


def _territories(atlas: Atlas) -> list[dict[str, Any]]:
    """Return the territories that openings may be kept to, by level."""
    groups = []
    for level in ("spel", "departement"):
        rows = atlas.zones.loc[atlas.zones["level"] == level].sort_values("name")
        items = [
            {"value": f"{level}:{code}", "label": name}
            for code, name in zip(rows["code"], rows["name"], strict=True)
        ]
        if items:
            groups.append({"group": GROUPINGS[level], "items": items})
    return groups


def options_of(atlas: Atlas, chosen: Sequence[str], typed: str = "") -> list[dict[str, str]]:
    """Return the communes chosen by hand, and those that what is typed may mean, as options."""
    known = set(atlas.communes["code"])
    places = [atlas.places.by_code(code) for code in chosen if code in known]
    places += atlas.places.suggest(typed, limit=8) if typed else []
    return [{"value": code, "label": label}
            for code, label in {place.code: place.label for place in places}.items()]  # fmt: skip


def question_of(args: Mapping[str, str]) -> BestQuestion | None:
    """Return the search that an address of the page has already made, None when it made none."""
    asked = COVERAGE.choices(args)
    if asked.get("ou_ouvrir") != "oui":
        return None
    try:
        return parse_best(asked)
    except BadQuery:
        return None


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the address of the search, and the communes that what is typed may mean."""

    @app.server.get(PATH)
    def best() -> Response:
        args = request.args.to_dict()
        question = parse_best(args)
        asked, _ = parse_coverage_leniently(args)
        covered, _ = cover_known(current(), asked, date.today())
        check_chosen(covered.atlas, question)
        lines = stream_with_context(search(covered, question))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(lines, content_type="application/x-ndjson", headers=headers)

    @app.callback(
        Output("cover-best-chosen", "data"),
        Input("cover-best-chosen", "searchValue"),
        Input("cover-best-chosen", "value"),
        prevent_initial_call=True,
    )
    def suggest(typed: Text | None, chosen: Choices | None) -> list[dict[str, str]]:
        return options_of(current(), chosen or [], typed or "")


def search(covered: Covered, question: BestQuestion) -> Iterator[str]:
    """Yield the lines of a search: `status` in words, `children` to show, `done` on the last.

    `proposed` are the codes of the communes that the map marks.

    Ending the iteration before its end stops the search.
    """
    if silent := silence_of(covered):
        yield _line(status="", children=silent, done=1)
        return
    if not running.acquire(blocking=False):
        yield _line(status="D'autres recherches sont en cours : réessayez dans un instant.", done=1)
        return
    told: SimpleQueue[tuple[str, Any]] = SimpleQueue()
    stop = threading.Event()
    worker = threading.Thread(target=_work, args=(covered, question, told, stop), daemon=True)
    worker.start()
    started = time.monotonic()
    try:
        yield _line(status="Recherche en cours…")
        while True:
            try:
                kind, value = told.get(timeout=_BEAT)
            except Empty:
                yield _line(status=f"Recherche en cours… {time.monotonic() - started:.0f} s")
                continue
            if kind == "failed":
                current_app.logger.error("The search of places failed", exc_info=value)
                yield _line(status="La recherche a échoué : réessayez.", done=1)
                return
            ended = kind == "ended"
            status = "" if ended else "Première réponse trouvée ; recherche d'une meilleure…"
            yield _line(status=status, **value, done=int(ended))
            if ended:
                return
    finally:
        stop.set()


def _work(
    covered: Covered,
    question: BestQuestion,
    told: SimpleQueue[tuple[str, Any]],
    stop: threading.Event,
) -> None:
    try:
        stated = best_problem(covered, question)

        def show(found: Siting) -> dict[str, object]:
            answer = answer_of(stated, found)
            address = workbook_address(covered, question)
            words = best_answer(answer, best_csv(answer), address)
            proposed = list(answer.table["code"])
            return {"children": [*preface_of(covered), *words], "proposed": proposed}

        found = best_sites(
            stated.problem,
            question.p,
            seconds=SECONDS,
            should_stop=stop.is_set,
            progress=lambda now: told.put(("better", show(now))),
        )
        told.put(("ended", show(found)))
    except Exception as problem:  # the reply tells it, not this thread
        told.put(("failed", problem))
    finally:
        running.release()


def workbook_address(covered: Covered, question: BestQuestion) -> str:
    """Return the address of the same answer as a workbook."""
    asked = write_coverage(covered.asked) | write_best(question) | {"format": "xlsx"}
    return f"{API}?{urlencode(asked)}"


def _line(**facts: object) -> str:
    return json.dumps(facts, cls=PlotlyJSONEncoder, ensure_ascii=False) + "\n"
