"""What a search engine is told of a course and of the establishment that gives it."""

from typing import Any

from geodata.domains import DOMAINS
from geodata.finding.course import Course
from geodata.finding.site import CourseSite
from geodata.vocabulary import LEVELS, VOIES
from layouts.course.place import distinct, where, where_to_ask
from layouts.course.sheet import course_title, session_dates
from layouts.head import Head, stated

SIMULATED = "Formation simulée pour la démonstration, qui n'existe pas. "

_MODES = {"presentiel": "onsite", "distance": "online", "mixte": "blended"}


def course_head(course: Course) -> Head:
    """Return the head of a course's sheet."""
    return Head(
        path=f"/formation/{course.offer}",
        title=course_title(course),
        description=_description(course),
        about=_about(course),
    )


def _description(course: Course) -> str:
    nowhere = "À distance" if course.modality == "distance" else course.provider
    facts = distinct(
        where(course.site) or where_to_ask(course) or nowhere,
        VOIES.get(course.voie, "").lower(),
        LEVELS.get(course.level or 0, "").lower(),
        DOMAINS.get(course.domain, "").lower(),
        session_dates(course.start, course.end).lower(),
    )
    text = f"{course.title} : {', '.join(facts)}." if facts else f"{course.title}."
    return (SIMULATED if course.source.simulated else "") + text


def _about(course: Course) -> dict[str, Any]:
    return {
        "@type": "Course",
        **stated(
            name=course.title,
            description=_description(course),
            identifier=course.offer,
            inLanguage="fr",
            creativeWorkStatus="Simulation" if course.source.simulated else "",
            educationalCredentialAwarded=course.certification,
            educationalLevel=LEVELS.get(course.level or 0, ""),
            provider=_provider(course),
            hasCourseInstance=_session(course),
        ),
    }


def _provider(course: Course) -> dict[str, Any]:
    name = course.site.name if course.site and course.site.name else course.provider
    if not name:
        return {}
    return {
        "@type": "EducationalOrganization",
        **stated(name=name, **site_about(course.site)),
    }


def _session(course: Course) -> dict[str, Any]:
    place = (
        {"@type": "Place", "name": course.site.name, **site_about(course.site)}
        if (course.site and course.modality != "distance")
        else {}
    )
    return {
        "@type": "CourseInstance",
        **stated(
            courseMode=_MODES.get(course.modality, ""),
            startDate=course.start and course.start.isoformat(),
            endDate=course.end and course.end.isoformat(),
            location=place,
        ),
    }


def site_about(site: CourseSite | None) -> dict[str, Any]:
    """Return where a site is, as schema.org says it."""
    if site is None:
        return {}
    address = stated(addressLocality=site.commune, addressRegion=site.departement)
    found: dict[str, Any] = {
        "address": {"@type": "PostalAddress", **address, "addressCountry": "FR"}
    }
    # The centre of a commune is no place where anybody teaches.
    if site.precision == "address":
        found["geo"] = {"@type": "GeoCoordinates", "latitude": site.lat, "longitude": site.lon}
    return found
