"""From schools and diplomas to the tables of sites and offers."""

import pandas as pd

from loaders.certifications.codes import Certified, Codes
from loaders.locating.schools import Schools

_ENTRY = {3: None, 4: None, 5: 4, 6: 4, 7: 6}
_PUBLICS = {"apprentissage": "apprentis"}


def offer_id(voie: str, uai: str, cfd: str) -> str:
    """Return the id of a course, the same from one file and one vintage to another."""
    return f"{voie}-{uai}-{cfd}"


def voie_of(level: int | None) -> str:
    """Return the voie of a course under school status: higher education from level 5 on."""
    return "superieur" if level is not None and level >= 5 else "scolaire"


def offers_and_sites(
    courses: pd.DataFrame, codes: Codes, schools: Schools, source: str, vintage: str
) -> dict[str, pd.DataFrame]:
    """Return the tables « sites » and « offers ».

    Parameters
    ----------
    courses : one row a course: uai, cfd, voie ("" under school status: told by the level),
        capacity, enrolled (Int64, null when unknown), common (the CFD of the common year that
        leads to it in this file, or ""); one whose diploma no nomenclature names is left out
    source, vintage : written in every row

    Offers carry the columns uai, cfd and common beside those of the store, to tell one course that
    several sources give.
    """
    courses = courses[courses["cfd"].map(codes.names).astype(bool)]
    sites = schools.sites_of(courses["uai"], source)
    names = dict(zip(sites["uai"], sites["name"], strict=True))
    facts = [codes.certified(cfd) for cfd in courses["cfd"]]
    voies = [voie or voie_of(f.level) for voie, f in zip(courses["voie"], facts, strict=True)]
    rows = [_offer(fact, voie) for fact, voie in zip(facts, voies, strict=True)]
    offers = pd.DataFrame(rows, index=courses.index, columns=_COLUMNS)
    offers = offers.assign(
        offer=[offer_id(*key) for key in zip(voies, courses["uai"], courses["cfd"], strict=True)],
        site="uai-" + courses["uai"],
        voie=voies,
        capacity=courses["capacity"],
        enrolled=courses["enrolled"],
        provider=courses["uai"].map(names),
        source=source,
        vintage=vintage,
        uai=courses["uai"],
        cfd=courses["cfd"],
        common=courses["common"],
    )
    return {"sites": sites, "offers": offers.reset_index(drop=True)}


def _offer(fact: Certified, voie: str) -> dict[str, object]:
    return {
        "title": fact.title,
        "certification": fact.certification,
        "rncp": fact.rncp,
        "level": fact.level,
        "domain": "",
        "nsf": fact.nsf,
        "formacodes": fact.formacodes,
        "romes": fact.romes,
        "modality": "presentiel",
        "conventionnee": None,
        "funder": "",
        "rev3": "",
        "start": None,
        "end": None,
        "entry_level": _ENTRY.get(fact.level or 0),
        "publics": _PUBLICS.get(voie, "jeunes"),
        "url": "",
    }


_COLUMNS = list(_offer(Certified("", "", "", None, "", "", "", ""), ""))
