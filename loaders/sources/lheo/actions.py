"""From a record of LHEO to its actions: one a row, whatever the version of the standard."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from loaders.locating.place import Place
from loaders.reading.values import plain_code, rncp_code, uai_code
from loaders.sources.lheo.branch import Branch, branch_of
from loaders.sources.lheo.codes import (
    APPRENTICES,
    codes_like,
    funder_of,
    is_below,
    level_of,
    modality_of,
    nsf_of,
    publics_of,
    siret_of,
    url_of,
    voie_of,
)
from loaders.sources.lheo.sessions import (
    Session,
    all_over,
    chosen,
    faults_of,
    first_day,
    sessions_of,
)

UNKNOWN_LEVEL = "niveau de sortie illisible, laissé vide"

_UPDATES = ("datemaj", "horodatage-modification", "horodatage-export", "datecrea")
_EXPORTS = ("date-export", "DATE EXPORT ONISEP")


@dataclass
class Action:
    """An action as its record gives it, in the vocabulary of the store.

    `number` is its rank in the file, from 1; `fault` says why it cannot be kept, "" when it can;
    `remarks` what of it was left empty, for it could not be read.
    """

    number: int
    fields: dict[str, Any] = field(default_factory=dict)
    places: tuple[Place, ...] = ()
    fault: str = ""
    remarks: tuple[str, ...] = ()


def actions_of(element: Any, numbers: Iterator[int], today: dt.date) -> Iterator[Action]:
    """Yield the actions of a record; a formation without action is one row, rejected.

    Parameters
    ----------
    element : lxml element `formation`, `offre-formation` (LHEO 1.3) or `resume-offre`
    numbers : those of the next rows
    today : day from which sessions are to come
    """
    record = branch_of(element)
    if element.tag.rpartition("}")[2] != "formation":
        # The older and the shorter forms have no level of their own for the action.
        yield _action(record, record, next(numbers), today)
        return
    actions = list(record.all("action"))
    if not actions:
        fields = _fields(record, Branch(), today)
        yield Action(next(numbers), fields, fault="formation sans action")
    for action in actions:
        yield _action(record, action, next(numbers), today)


def _action(formation: Branch, action: Branch, number: int, today: dt.date) -> Action:
    fields = _fields(formation, action, today)
    fault = ""
    if not fields["title"]:
        fault = "intitulé absent"
    elif action.extras.get("action-perimee") == "1":
        fault = "action périmée selon le producteur"
    remarks = faults_of(action)
    words = _level_code(formation)
    if words and fields["level"] is None and not is_below(words):
        remarks.append(UNKNOWN_LEVEL)
    return Action(number, fields, tuple(_places(formation, action)), fault, tuple(remarks))


def _level_code(formation: Branch) -> str:
    """Return what the level of what a formation leads to is written as."""
    return formation.value("code-niveau-sortie") or formation.extras.get("code-niveau-sortie", "")


def _fields(formation: Branch, action: Branch, today: dt.date) -> dict[str, Any]:
    domain = formation.first("domaine-formation")
    responsible = _responsible(formation, action)
    session = chosen(sessions_of(action), _permanent(action), today)
    certifying = formation.value("certifiante") != "0"
    return {
        "title": formation.value("intitule-formation"),
        "provider": _provider(formation, responsible),
        "certifying": certifying,
        "rncp": _rncp(formation) if certifying else "",
        "formacodes": codes_like(domain.values("code-FORMACODE"), r"\d{5}"),
        "nsf": nsf_of(domain.values("code-NSF")),
        "romes": codes_like(domain.values("code-ROME"), r"[A-N]\d{4}"),
        "modality": modality_of(action.value("modalites-enseignement")),
        "entry_level": _entry_level(formation, action),
        "pace": action.value("rythme-formation"),
        "start": session.start if session else None,
        "end": session.end if session else None,
        "over": all_over(action, _permanent(action), today),
        "capacity": _capacity(action, session),
        "url": _url(formation, action, session),
        "formation_number": formation.attributes.get("numero", ""),
        "action_number": action.attributes.get("numero", ""),
        "updated": _updated(action) or _updated(formation),
        **_status(formation, action),
        **_funding(action),
        **_teacher(formation, action, responsible),
    }


def _permanent(action: Branch) -> bool:
    return action.value("modalites-entrees-sorties") == "1"


def _responsible(formation: Branch, action: Branch) -> Branch:
    found = formation.first("organisme-formation-responsable")
    return found if found.children else action.first("organisme-formation-responsable")


def _provider(formation: Branch, responsible: Branch) -> str:
    return (
        responsible.value("nom-organisme")
        or responsible.value("raison-sociale")
        or formation.value("nom-organisme")
    )


def _rncp(formation: Branch) -> str:
    # Some give the address of the certification's page in place of its code.
    told = (
        text.rstrip("/").rpartition("/")[2]
        for text in formation.values("certification", "code-RNCP")
    )
    codes = map(rncp_code, told)
    return next(filter(None, codes), "")


def _entry_level(formation: Branch, action: Branch) -> int | None:
    if action.value("niveau-entree-obligatoire") == "0":
        return None
    return level_of(formation.value("code-niveau-entree"))


def _status(formation: Branch, action: Branch) -> dict[str, Any]:
    """Return the level of what the action leads to, its voie and its publics."""
    level = level_of(_level_code(formation))
    publics = codes_like(action.values("code-public-vise"), r"\d{5}").split()
    cycles = list(action.all("session", "cycle"))
    contracts = [kind for cycle in cycles for kind in cycle.values("alternance", "type-alternance")]
    contract = (
        action.extras.get("contrat-apprentissage") == "1"
        or any(cycle.value("type-cycle") == "1" for cycle in cycles)
        or any(kind in ("0", "1") for kind in contracts)  # every contract, apprenticeship
    )
    kinds = {cycle.value("type-cycle") for cycle in cycles}
    initial = "0" in kinds or action.extras.get("formation-initiale") == "1"
    if contract:
        publics.append(APPRENTICES)
    return {
        "level": level,
        "voie": voie_of(publics, contract, initial, level),
        "publics": publics_of(publics),
    }


def _funding(action: Branch) -> dict[str, Any]:
    """Return who pays, and whether the action is under an agreement with the public authorities.

    It is when the file says so or names a public funder; it is not when the file says so or names
    private funders only; else nothing is known.
    """
    codes = [
        *action.values("organisme-financeur", "code-financeur"),
        *action.values("code-financeur"),
    ]
    funders = [funder for funder in map(funder_of, codes) if funder]
    said = action.value("conventionnement") or action.extras.get("conventionnement", "")
    agreed: bool | None = None
    if said == "1" or any(public for _, public in funders):
        agreed = True
    elif said == "0" or (funders and all(public is False for _, public in funders)):
        agreed = False
    names = dict.fromkeys(name for name, _ in funders)
    return {"conventionnee": agreed, "funder": ", ".join(names)}


def _teacher(formation: Branch, action: Branch, responsible: Branch) -> dict[str, Any]:
    """Return the identity of the establishment where the action is given.

    The codes of the responsible organism are those of its seat: they only count when no other
    organism is said to teach.
    """
    place = action.first("lieu-de-formation")
    teacher = action.first("organisme-formateur")
    alone = not teacher.children
    sirets = [
        place.value("SIRET-lieu-formation", "SIRET"),
        teacher.value("SIRET-formateur", "SIRET"),
        responsible.value("SIRET-organisme-formation", "SIRET") if alone else "",
        formation.value("SIRET"),
    ]
    uais = [
        place.value("code-UAI-lieu-formation", "code-UAI"),
        teacher.value("code-UAI-formateur", "code-UAI"),
        responsible.value("code-UAI-organisme-formation", "code-UAI") if alone else "",
    ]
    return {
        "siret": next(filter(None, map(siret_of, sirets)), ""),
        "uai": next(filter(None, map(uai_code, uais)), ""),
        "site_name": _site_name(place) or teacher.value("raison-sociale-formateur"),
    }


def _site_name(place: Branch) -> str:
    written = place.first("coordonnees")
    name = written.value("adresse", "denomination")
    person = written.value("prenom") or written.value("civilite")
    if not name and not person:
        name = written.value("nom")
    return name or written.value("ligne")


def _capacity(action: Branch, session: Session | None) -> int | None:
    """Return the places of a session: those of its cycles, else those that funders pay for."""
    cycles = list(session.branch.all("cycle")) if session else []
    for measure in ("capacite-simultanee", "capacite-cumulee"):
        places = [count for cycle in cycles if (count := _count(cycle.value(measure)))]
        if places:
            return max(places)  # the years of a same course
    paid = [_count(text) for text in action.values("organisme-financeur", "nb-places-financees")]
    return sum(count for count in paid if count) or None


def _count(text: str) -> int | None:
    found = re.fullmatch(
        r"(\d{1,5})(?:places?|personnes?|stagiaires?)?", plain_code(text), re.ASCII
    )
    return int(found[1]) if found else None


def _url(formation: Branch, action: Branch, session: Session | None) -> str:
    addresses = [
        *action.values("url-action", "urlweb"),
        *(session.branch.values("url-session", "urlweb") if session else ()),
        *formation.values("url-formation", "urlweb"),
    ]
    return url_of(addresses)


def _updated(branch: Branch) -> str:
    for name in _UPDATES:
        day = first_day(branch.attributes.get(name, ""))
        if day:
            return day.isoformat()
    for name in _EXPORTS:
        day = first_day(branch.extras.get(name, ""))
        if day:
            return day.isoformat()
    return ""


def _places(formation: Branch, action: Branch) -> Iterator[Place]:
    """Yield where the action may be given, the surest first."""
    teaching = list(action.all("lieu-de-formation", "coordonnees", "adresse"))
    teaching = teaching or list(
        action.all("organisme-formateur", "contact-formateur", "coordonnees", "adresse")
    )
    teaching = teaching or list(
        _responsible(formation, action).all("coordonnees-organisme", "coordonnees", "adresse")
    )
    if not teaching and formation.value("ville"):
        teaching = [formation]  # the summaries have the address among their own fields
    for address in teaching:
        here = address.first("geolocalisation")
        yield Place(
            lat=here.value("latitude") or address.extras.get("latitude", ""),
            lon=here.value("longitude") or address.extras.get("longitude", ""),
            insee=address.value("code-INSEE-commune"),
            postcode=address.value("codepostal"),
            city=address.value("ville"),
            departement=address.value("departement"),
        )
