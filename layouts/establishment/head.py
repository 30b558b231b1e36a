"""What a search engine is told of an establishment."""

from geodata.finding.establishment import Establishment
from layouts.course.head import site_about
from layouts.course.place import address_of, distinct
from layouts.establishment.page import establishment_title
from layouts.head import Head
from layouts.kit.format import count

_TOWNS = 3
"""Towns of an establishment that its description names."""


def establishment_head(found: Establishment, simulated: bool) -> Head:
    """Return the head of an establishment's page."""
    site = found.places[0].site
    about = {"@type": "EducationalOrganization", "name": found.name, **site_about(site)}
    towns = ", ".join(distinct(*(place.site.commune for place in found.places[:_TOWNS])))
    many = count(found.total, "formation simulée" if simulated else "formation",
                 "formations simulées" if simulated else "")  # fmt: skip
    return Head(
        path=address_of(found.key),
        title=establishment_title(found),
        description=f"{found.name}, {towns} : {many}, où et comment s'y rendre, qui appeler.",
        about=about,
    )
