"""« Partir de ce que je sais faire »: reads its address, answers with métiers and courses near.

The page is a form that any browser sends: it has no callback, and works without a script.
"""

from dash.development.base_component import Component

from callbacks.controls import arguments
from callbacks.guidance.page import found_place
from geodata.asking.reading import MAX_TEXT
from geodata.atlas import Atlas
from geodata.finding.origin import Origin, times_from
from geodata.provenance.age import in_words
from geodata.skills.walking import skills_of
from layouts.kit.typography import french
from layouts.skills.page import MetierTold, SkillsPage, skills_page

_MOST_SKILLS = 400
_MOST_METIERS = 15
_MODE = "voiture"


def page(atlas: Atlas, search: str) -> Component:
    """Return the page as an address asks for it."""
    args = arguments(search)
    asked = " ".join(args.get("q", "")[:MAX_TEXT].split())
    place, problem, candidates = found_place(atlas, args.get("lieu", "").strip()[:100])
    origin = Origin(place.x, place.y, place) if place else None
    skills = skills_of(atlas)
    rome = args.get("metier", "")[:5].upper()
    found = skills.search(asked)[:_MOST_SKILLS] if skills.known else []
    metiers = skills.asking(found, origin, _MODE) if found else []
    told = None
    problems = [problem] if problem else []
    if rome and skills.known:
        if rome in skills.romes:
            told = MetierTold(
                rome=rome,
                label=skills.name(rome),
                skills=skills.of(rome),
                near=skills.near(rome, origin, _MODE),
                courses=len(skills.courses(rome)),
                neighbours=skills.neighbours(rome),
            )
        else:
            problems.append(f"Le ROME n'a pas de métier « {rome} ».")
    return french(
        skills_page(
            SkillsPage(
                known=skills.known,
                asked=asked,
                typed=place.label if place else args.get("lieu", "")[:100],
                place=place.name if place else "",
                code=place.code if place else "",
                skills=skills.labels(found),
                metiers=metiers[:_MOST_METIERS],
                total=len(metiers),
                metier=told,
                problems=problems,
                candidates=[(one.label, one.code) for one in candidates],
                sources=_sources(atlas),
                times=times_from(atlas, origin, _MODE) if origin else "",
            )
        )
    )


def _sources(atlas: Atlas) -> str:
    named = atlas.sources[atlas.sources["source"].isin(set(atlas.skills.get("source", ())))]
    pairs = zip(named["name"], named["vintage"], strict=True)
    return " ; ".join(f"{name}, {in_words(str(vintage))}" for name, vintage in pairs)
