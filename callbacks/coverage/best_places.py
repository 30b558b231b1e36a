"""« Où ouvrir ? »: the search of the best places, told as it advances and stopped at will.

One reply carries a search from its first answer to its last, a line of JSON each: nothing is kept
between two requests, so any number of workers will do, and who closes the connection stops it.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from queue import Empty, SimpleQueue
from typing import Any

from dash import Dash
from dash.development.base_component import Component
from flask import Response, current_app, request, stream_with_context
from plotly.utils import PlotlyJSONEncoder

from callbacks.coverage.answer import cover_known
from callbacks.coverage.question import preface_of, silence_of
from geodata.asking.coverage import parse_coverage_leniently
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.places.zoning import is_known, zoning
from geodata.siting.best_places import (
    CANDIDATES,
    PRIORITIES,
    BestQuestion,
    best_csv,
    best_problem,
    best_table,
    out_of_reach,
    parse_best,
)
from geodata.siting.problem import candidate_rows
from geodata.siting.search import Siting, best_sites
from layouts.coverage.best_places import best_answer, best_section

PATH = "/couverture/ou-ouvrir"

SECONDS = 4.0
"""Time given to a search once its problem is stated; the best answer so far is then told."""

MOST_AT_ONCE = 2
"""Searches that a worker runs at a time: others keep its threads for the rest of the pages."""

_BEAT = 0.3  # seconds between two lines: how late a closed connection is noticed
_running = threading.BoundedSemaphore(MOST_AT_ONCE)


def section(atlas: Atlas, values: Mapping[str, Any]) -> Component:
    """Return the question, with the choices that the region's data allow."""
    communes = atlas.communes
    here = {kind: candidate_rows(communes, atlas.sites["commune"], kind)[0] for kind in CANDIDATES}
    kinds = {kind: CANDIDATES[kind] for kind in CANDIDATES if here[kind] == kind}
    known = {
        key: words
        for key, words in PRIORITIES.items()
        if is_known(zoning(communes, key)) and "1" in zoning(communes, key).codes
    }
    return best_section(kinds, known, values)


def register(app: Dash, current: Callable[[], Atlas]) -> None:
    """Add the address of the search, and the buttons that begin and end it."""

    @app.server.get(PATH)
    def best() -> Response:
        args = request.args.to_dict()
        question = parse_best(args)
        asked, _ = parse_coverage_leniently(args)
        covered, _ = cover_known(current(), asked, date.today())
        lines = stream_with_context(search(covered, question))
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return Response(lines, content_type="application/x-ndjson", headers=headers)


def search(covered: Covered, question: BestQuestion) -> Iterator[str]:
    """Yield the lines of a search: `status` in words, `children` to show, `done` on the last.

    Ending the iteration before its end stops the search.
    """
    if silent := silence_of(covered):
        yield _line(status="", children=silent, done=1)
        return
    if not _running.acquire(blocking=False):
        yield _line(status="D'autres recherches sont en cours : réessayez dans un instant.", done=1)
        return
    told: SimpleQueue[tuple[str, object]] = SimpleQueue()
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
                current_app.logger.error("The search of places failed", exc_info=value)  # type: ignore[arg-type]
                yield _line(status="La recherche a échoué : réessayez.", done=1)
                return
            ended = kind == "ended"
            status = "" if ended else "Première réponse trouvée ; recherche d'une meilleure…"
            yield _line(status=status, children=value, done=int(ended))
            if ended:
                return
    finally:
        stop.set()


def _work(
    covered: Covered,
    question: BestQuestion,
    told: SimpleQueue[tuple[str, object]],
    stop: threading.Event,
) -> None:
    try:
        stated = best_problem(covered, question)

        def show(found: Siting) -> object:
            table = best_table(covered, stated, found)
            asked = covered.asked
            answer = best_answer(
                table,
                found,
                wanted=question.p,
                kind=stated.kind,
                priorities=question.priorities,
                threshold=asked.threshold,
                mode=asked.mode,
                band=asked.population,
                beyond=out_of_reach(covered),
                csv=best_csv(table),
            )
            return [*preface_of(covered), *answer]

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
        _running.release()


def _line(**facts: object) -> str:
    return json.dumps(facts, cls=PlotlyJSONEncoder, ensure_ascii=False) + "\n"
