"""What a question asks beyond its sentence, as chips, each with a cross to take it away."""

from dash.development.base_component import Component

from geodata.asking.coverage import POPULATIONS, CoverageQuery
from layouts.find.chips import Row, chip, filter_rows

_IN_THE_SENTENCE = ("level", "domain")


def question_chips(asked: CoverageQuery) -> list[Component]:
    """Return the chips of a question; one about places that help has no filter of courses."""
    rows: list[Row] = []
    if asked.query.q and not asked.kind:
        rows.append(("q", "", f"« {asked.query.q} »"))
    if asked.population != "total":
        rows.append(("population", "", POPULATIONS[asked.population]))
    if not asked.kind:
        rows += [row for row in filter_rows(asked.query) if row[0] not in _IN_THE_SENTENCE]
    return [chip(*row) for row in rows]
