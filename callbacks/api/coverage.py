"""The coverage of the territories as data: the page's own figures, a row a territory."""

from collections.abc import Callable
from datetime import date

from flask import Blueprint, Response

from callbacks.api.completeness import completeness_of
from callbacks.api.exports import MIMETYPES
from callbacks.api.files import csv_file
from callbacks.api.parameters import CoverageApiParameters
from callbacks.api.replies import asked_of, cached, json_reply
from callbacks.serving.workbook import workbook
from geodata.asking.coverage import question_of
from geodata.atlas import Atlas
from geodata.completeness.matrix import GRADES
from geodata.coverage.answer import Covered, cover
from geodata.coverage.export import (
    HEADERS,
    TERRITORY_HEADERS,
    coverage_geojson,
    coverage_rows,
    origin,
)
from geodata.coverage.order import ORDERS
from geodata.figure_sources import sources_of
from geodata.finding.export import records
from geodata.tables.sorting import Order
from layouts.brief.coverage import method
from layouts.coverage.paper import question_words


def register(api: Blueprint, current: Callable[[], Atlas]) -> None:
    """Add the address to the API."""

    @api.get("/api/v1/coverage")
    def coverage() -> Response:
        atlas = current()
        asked, args = asked_of(CoverageApiParameters)

        def make() -> Response:
            covered = cover(atlas, question_of(asked), date.today())
            return _reply(covered, asked.format, ORDERS[asked.tri])

        return cached(atlas, args, make, costly=True)


def _reply(covered: Covered, form: str, order: Order) -> Response:
    asked, atlas = covered.asked, covered.atlas
    about = {
        "times": atlas.times_words(covered.asked.mode),
        "mode": asked.mode,
        "threshold": asked.threshold,
        "population": asked.population,
        "by": asked.by,
        "travel_model": atlas.model.name,
        "region": atlas.region_name,
        "built_at": atlas.built_at,
        "demonstration": atlas.demonstration,
        "offers": covered.offer.placed,
        "offers_distance": covered.offer.distance,
        "offers_unplaced": covered.offer.unplaced,
        "completeness": completeness_of(covered.verdict, covered.silent),
        "offers_around": int(covered.offer.around.sum()),
        "only_across": int(covered.people[covered.only_across].sum()),
    }
    if form == "geojson":
        content = coverage_geojson(covered, about, order)
        return Response(content, content_type=MIMETYPES["geojson"])
    rows = coverage_rows(covered, order)
    if form == "json":
        return json_reply({**about, "rows": records(rows)})
    known = GRADES[covered.verdict.state]
    times = atlas.times_words(asked.mode)
    table = rows.assign(times=times, **origin(covered), completeness=known)
    if "," in asked.by:  # « 0,021 » opened in an office tool would be a number
        table = table.assign(code=table["code"].str.replace(",", " · "))
    named = table.rename(columns=HEADERS | TERRITORY_HEADERS)
    stem = f"couverture-{asked.by.replace(',', '-')}"
    if form == "xlsx":
        unsure = covered.uncertainty
        sources = sources_of(atlas, asked.mode, (asked.by,), kind=asked.kind)
        lines = [question_words(asked), *method("", asked, times, unsure)]
        return workbook(atlas, named, stem, sources, lines)
    return csv_file(named, stem)
