"""What the panels of coverage share: the question answered once, the same rows as a file."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import pandas as pd
from dash.development.base_component import Component
from flask import Response, request

from callbacks.api.files import csv_file
from callbacks.coverage.answer import cover_known
from callbacks.serving.workbook import workbook
from geodata.asking.coverage import parse_coverage_leniently, write_coverage
from geodata.atlas import Atlas
from geodata.coverage.answer import Covered
from geodata.coverage.export import origin, origin_of_courses
from geodata.coverage.modes import CAR
from geodata.figure_sources import sources_of
from geodata.guidance.known import known_of
from geodata.travel.words import GIVEN_BY
from geodata.vocabulary import MODES
from layouts.coverage.guidance import OTHER_PANEL
from layouts.guidance.words import known_words
from layouts.kit.completeness import no_figure, preface
from layouts.kit.parts import notice


def asked_of(panel: str) -> str:
    """Return the id of the store that is given the question while a panel is in sight."""
    return f"cover-asked-{panel}"


def covered_of(atlas: Atlas, asked: Mapping[str, str]) -> Covered:
    """Answer a request as the page does: what cannot be read is left out."""
    query, _ = parse_coverage_leniently(asked)
    return cover_known(atlas, query, date.today())[0]


def silence_of(covered: Covered, places: bool = False) -> list[Component]:
    """Return what stands for a panel on an offer that is not loaded; nothing when it is.

    `places` says that the panel answers about places that help too.
    """
    if covered.asked.kind and not places:
        return [notice(OTHER_PANEL)]
    return [no_figure(covered.verdict)] if covered.silent else []


def preface_of(covered: Covered) -> list[Component]:
    """Return what a panel says first, on a partial offer."""
    if covered.asked.kind:
        known = known_of(covered.atlas, covered.asked.kind)
        return [notice(known_words(known), "warning")] if known.lacks else []
    return preface(covered.verdict, covered.offer.placed)


def told(covered: Covered, table: pd.DataFrame, places: bool = False) -> pd.DataFrame:
    """Return the rows of a file, none where the panel has no answer (see `silence_of`)."""
    return table.iloc[:0] if silence_of(covered, places) else table


def requested() -> dict[str, str]:
    """Return the parameters of the address that is asked for."""
    return {name: ",".join(request.args.getlist(name)) for name in request.args}


def csv_address(path: str, covered: Covered, **more: str) -> str:
    """Return the address of a panel's rows as a file, for the same question."""
    asked = {k: v for k, v in {**write_coverage(covered.asked), **more}.items() if v}
    return f"{path}?{urlencode(asked)}"


def csv_reply(
    atlas: Atlas, table: pd.DataFrame, name: str, covered: Covered | None = None
) -> Response:
    """Answer with a table whose rows say their source and its date; a workbook if asked.

    `covered` is the answer that the rows are of, where it may be about places that help.
    """
    told_by = origin(covered) if covered else origin_of_courses(atlas)
    dated = table.assign(
        Source=told_by["source"], Date=told_by["vintage"], **{GIVEN_BY: atlas.times_line}
    )
    kind = covered.asked.kind if covered else ""
    if request.args.get("format") == "xlsx":
        mode = request.args.get("mode", "")
        sources = sources_of(atlas, mode if mode in MODES else CAR, kind=kind)
        return workbook(atlas, dated, name, sources)
    return csv_file(dated, name)
