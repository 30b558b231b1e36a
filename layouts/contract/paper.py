"""A chapter of the contract on one A4 page: the same tables, their sources numbered at the foot."""

from datetime import date

from dash import html

from geodata.region.contract import Chapter
from layouts.contract.page import Shown, heading, method
from layouts.contract.parts import engagement_parts, essentials_box
from layouts.kit.document import dates
from layouts.kit.document import document as paper
from layouts.kit.format import day
from layouts.kit.parts import notice
from layouts.kit.qr import qr_code
from layouts.kit.sorting import in_order, order_of_link
from layouts.kit.typography import french
from layouts.territory.document import on_paper
from layouts.territory.figures import Notes
from layouts.territory.page import SIMULATED


def chapter_document(shown: Shown, chapter: Chapter, built: date, link: str) -> str:
    """Return the HTML of a chapter on one page; `link` is where it opens again."""
    notes = Notes()
    bodies = [
        engagement_parts(
            shown.contract,
            one,
            [follow for follow in shown.follows if follow.engagement.key == one.key],
            shown.today,
            notes,
        )
        for one in chapter.engagements
    ]
    sources = html.Ul([html.Li(line) for line in notes.numbered], className="source-list")
    body = [
        qr_code(link, "Code qui rouvre cette page"),
        *heading(shown, chapter),
        essentials_box(shown.follows, shown.today),
        *([notice(SIMULATED, "warning")] if shown.simulated else []),
        *bodies,
        html.P(method(shown.contract), className="source"),
        *([html.H2("Sources"), sources] if notes.lines else []),
    ]
    in_order(body, order_of_link(link))
    foot = ["Atlas Formation", shown.region, dates(day(built), day(shown.today)), link]
    return paper(
        f"{chapter.name} : {chapter.title}",
        "Suivi des engagements du contrat",
        " · ".join(foot),
        on_paper(french(html.Div(body, className="territory paper engagements"))),
    )
