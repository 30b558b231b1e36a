"""« Signaler une erreur »: a mail that says which course it is about, ready to be completed."""

from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from geodata.finding.course import Course
from layouts.course.contact import leave

_MOST = 1_500
"""Characters of a message: some programs of mail take no longer address."""


def report_line(course: Course, address: str, mail: str) -> Component:
    """Return the line that opens the mail.

    Parameters
    ----------
    address : whole address of the course's page
    mail : the operator's address of mail, "" where there is none
    """
    parts: list[Component | str] = [
        "Une erreur sur cette fiche ? ",
        html.A("La signaler par un message", href=report_address(course, address, mail)),
    ]
    producer = course.source.producer or course.source.name
    if mail:
        parts.append(f" à l'exploitant de l'atlas, qui la transmettra : {producer}.")
    else:
        parts.append(f" à son producteur : {producer}.")
        if course.source.url:
            parts += [" ", leave(course.source.url, "Trouver son adresse")]
    return html.P(parts, className="screen-only")


def report_address(course: Course, address: str, mail: str) -> str:
    """Return the address that opens a mail with what is needed to find the course again."""
    site = course.site
    facts = [
        ("Formation", course.title),
        ("Lieu", ", ".join(filter(None, (site.name, site.commune))) if site else ""),
        ("Source", ", ".join(filter(None, (course.source.name, course.vintage)))),
        ("Identifiant", course.offer),
        ("Page", address),
    ]
    told = "\n".join(f"{name} : {value}" for name, value in facts if value)
    body = f"Ce qui est faux, et ce qui serait juste :\n\n\n---\n{told}"[:_MOST]
    subject = quote("Erreur sur une formation")
    return f"mailto:{quote(mail, safe='@')}?subject={subject}&body={quote(body)}"
