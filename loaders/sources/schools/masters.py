"""The masters that universities offer: mentions of the portal « Trouver mon master ».

A row a mention, an establishment and a campaign. Kept: the open mentions of the last campaign of
the file, one course each, at the address of the accredited establishment (the file names neither
campus nor position: the place is where another source puts the UAI, else the town hall, and says
so by its precision). A mention that several establishments are accredited for is a course of each.

Used: campaign, UAI, names, postal code and town, INM (the mention's number), mention, field, open
or not, ways of teaching (initial, continuing, apprenticeship, at a distance), capacity of the first
semester, address of the page. ROME, RNCP and Formacode come from Certif Info by the mention's
title, after the catalogue of certifications. Ignored: dates of accreditation, advised licences,
co-accredited establishments and whether enrolment is made there (both say who registers students,
not where they are taught). A mention taught « à distance » among other ways is mixed.
"""

import re
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.completeness.covers import Covers
from geodata.folding import fold
from loaders.locating.courses import KNOWN_PLACES, Locator, Where, digest, site_row, site_table
from loaders.locating.gazetteer import Placed
from loaders.locating.place import Place
from loaders.offer_table import offer_table
from loaders.reading.columns import by_role, find_column, find_roles, in_short, known
from loaders.reading.figures import whole_code
from loaders.reading.rejected_rows import joined, malformed
from loaders.reading.tables import header_of, pair, read_table
from loaders.reading.values import count_of, flag, nsf_group, rncp_code, uai_code, web_address
from loaders.source import REPORT_COLUMNS, Context, Parsed, Source, report
from loaders.titles.courses import TitleReader
from loaders.titles.establishments import NameReader

KEY = "masters"
NO_TITLE = "intitulé absent"
NOT_OPEN = "mention non ouverte"
TWICE = "doublon"
UNDATED = "campagne non précisée"
BAD_CAMPAIGN = "campagne qui n'est pas une année"
LEVEL = 7  # arrêté du 22 janvier 2014: the master is « bac + 5 », level 7 of the framework
ENTRY = 6

COLUMNS: dict[str, tuple[str, ...]] = {
    "campaign": ("Année de la campagne de recueil des informations", "Campagne", "anneecollecte"),
    "uai": ("Code UAI de l'établissement accrédité", "Code UAI", "etablissement_id_uai", "uai"),
    "name": (
        "Nom officiel (long) de l'établissement accrédité",
        "Nom de l'établissement accrédité",
        "Établissement accrédité",
    ),
    "usual": ("Nom d'usage de l'établissement accrédité",),
    "postcode": (
        "Code postal de la ville de l'établissement accrédité",
        "Code postal de l'établissement accrédité",
    ),
    "city": ("Ville de l'établissement accrédité", "Commune de l'établissement accrédité"),
    "street": ("Adresse de l'établissement accrédité",),
    "insee": ("Code commune de l'établissement accrédité",),
    "position": ("Coordonnées géographiques de l'établissement accrédité", "Coordonnées"),
    "inm": ("Identifiant navette de la mention (INM) de master", "INM"),
    "mention": ("Intitulé de la mention de master", "Intitulé de la mention", "Mention"),
    "field": ("Domaine(s) de la mention de master", "Domaine de la mention", "Domaine"),
    "open": ("Mention ouverte ou non ouverte", "Mention ouverte"),
    "ways": ("Modalités d'enseignement de la mention", "Modalités d'enseignement"),
    "capacity": ("Capacité d'accueil limitée au 1er semestre", "Capacité d'accueil"),
    "url": (
        "URL de la fiche relative à la mention sur le site internet de l'établissement",
        "URL de la fiche",
    ),
}
_MENTION = re.compile(r"Master\b.*?\bmention\s+(.+)", re.IGNORECASE)
# The groups of the NSF that gather a whole field (decree of 21 June 1994).
_FIELDS = (
    ("sciences technologies", "110"),
    ("droit", "120"),
    ("sciences humaines", "120"),
    ("arts lettres", "130"),
)
_VOIES = (
    ("initiale", "superieur", "jeunes", ""),
    ("apprentissage", "apprentissage", "apprentis", "-apprentissage"),
    ("continue", "continue", "demandeurs_emploi salaries", "-continue"),
)
_OPTIONS = ("Intitulé du parcours", "Intitulé du parcours de master")
_MARKS = ("campaign", "uai", "name", "inm", "mention", "open", "ways")


def recognises(path: Path) -> bool:
    """Tell whether a file lists mentions of master, even with one column renamed."""
    header = header_of(path)
    found = known(header, COLUMNS)
    if find_column(header, _OPTIONS):
        return False  # the file of the « parcours », which repeats their mention
    return len(found & set(_MARKS)) >= 5 and bool(found & {"open", "inm"})


def read(path: Path, context: Context) -> Parsed:
    """Read the mentions (raises SourceError, or MissingColumnError that names a column)."""
    sheet = read_table(path)
    rows = _named(sheet.rows)
    told = rows["campaign"].where(rows["campaign"].str.fullmatch(r"(20\d\d)?"))
    last = told.dropna().max() if told.notna().any() else ""
    old = rows["campaign"] != last
    replaced = "campagne " + told + f", remplacée par la campagne {last}"
    rejects = [malformed(sheet), report(rows, old, replaced.fillna(BAD_CAMPAIGN))]
    rows = rows[~old]
    named = NameReader(context).read
    entries: list[Any] = rows.to_dict("records")
    wheres = [_where(row, named) for row in entries]
    places = Locator(context).place(wheres)
    mentions = Mentions(context)
    vintage = f"campagne {last}" if last else UNDATED
    sites, offers, corrections, refused = [], dict[str, dict[str, Any]](), [], []
    for number, row, where, place in zip(rows.index, entries, wheres, places, strict=True):
        reason = _refusal(row, place)
        if reason or place.spot is None:
            refused.append((number, reason, row["content"]))
            continue
        site = site_row(where, place.spot)
        courses = _courses(_offer(row, where, site["site"], mentions, vintage), fold(row["ways"]))
        if courses[0]["offer"] in offers:
            refused.append((number, TWICE, row["content"]))
            continue
        offers.update({course["offer"]: course for course in courses})
        sites.append(site)
        corrections += [(number, why, row["content"]) for why in place.corrections]
    rejects.append(pd.DataFrame(refused, columns=REPORT_COLUMNS))
    used = {offer["site"] for offer in offers.values()}
    return Parsed(
        tables={
            "sites": site_table([site for site in sites if site["site"] in used], KEY),
            "offers": offer_table(list(offers.values()), KEY),
        },
        rows_read=sheet.count,
        rejects=joined(rejects),
        corrections=pd.DataFrame(corrections, columns=REPORT_COLUMNS),
        vintage=vintage,
        perimeter="mentions de master des établissements accrédités",
    )


class Mentions:
    """What is known of the mentions of master, which are national (arrêté du 4 février 2014)."""

    def __init__(self, context: Context) -> None:
        self._reader = TitleReader(context.certifications)
        self._romes = set(context.romes.get("rome", ()))
        self._known: dict[str, dict[Any, Any]] = {}
        table = context.nomenclatures.get("certif_info", pd.DataFrame())
        for row in table.to_dict("records"):
            found = _MENTION.match(str(row["title"]))
            if found:
                self._known.setdefault(fold(found[1]), row)

    def facts(self, mention: str, field: str) -> dict[str, str]:
        """Return title, certification, RNCP sheet, NSF, métiers and Formacode of a mention.

        Parameters
        ----------
        mention : its title, without « master »
        field : the fields of study that the university declares, cut by « | »; the NSF group that
            gathers the first stands in when the mention itself has none
        """
        reading = self._reader.read(f"Master mention {mention}")
        known = self._known.get(fold(mention), {})
        romes = [code for code in str(known.get("romes", "")).split() if code in self._romes]
        nsf = nsf_group(known.get("nsf"))
        group = next((nsf for words, nsf in _FIELDS if words in fold(field.partition("|")[0])), "")
        return {
            "title": reading.title if reading.certification else f"Master {mention}",
            "certification": reading.certification or f"Master mention {mention}",
            "rncp": reading.rncp or rncp_code(known.get("rncp")),
            "nsf": (reading.nsf if reading.certification else nsf) or reading.nsf or nsf or group,
            "romes": reading.romes or " ".join(romes),
            "formacodes": str(known.get("formacode", "")),
        }


def _named(rows: pd.DataFrame) -> pd.DataFrame:
    found = find_roles(rows.columns, COLUMNS, ("uai", "mention", "open"))
    # A town is known by its name and postal code together, unless something better tells it.
    if not (found["insee"] or found["position"]):
        found = find_roles(rows.columns, COLUMNS, ("uai", "mention", "open", "city", "postcode"))
    table = by_role(rows, found)
    table["campaign"] = table["campaign"].map(whole_code)
    return table.assign(content=in_short(table[["campaign", "uai", "name", "mention"]]))


def _where(row: dict[str, Any], named: Any) -> Where:
    lat, lon = pair(row["position"]) or ("", "")
    place = Place(str(lat), str(lon), row["insee"], row["postcode"], row["city"], "", row["street"])
    usual = row["usual"]
    # An acronym alone (« UPHF ») says nothing to who does not know it.
    name = usual if len(usual.split()) > 2 else row["name"] or usual
    return Where(place, uai_code(row["uai"]), "", named(name))


def _refusal(row: dict[str, Any], place: Placed) -> str:
    if place.spot is None:
        return place.reason
    if fold(row["mention"]) == "":
        return NO_TITLE
    said = flag(row["open"])
    opened = said if said is not None else fold(row["open"]).startswith("ouvert")
    return "" if opened else NOT_OPEN


def _offer(
    row: dict[str, Any], where: Where, site: str, mentions: Mentions, vintage: str
) -> dict[str, Any]:
    mention = " ".join(row["mention"].split())
    ways = fold(row["ways"])
    who = where.uai or fold(where.name)
    return {
        "offer": f"master-{digest(who, row['inm'] or fold(mention))}",
        "site": site,
        **mentions.facts(mention, row["field"]),
        "level": LEVEL,
        "modality": "mixte" if "a distance" in ways or "hybride" in ways else "presentiel",
        "capacity": count_of(row["capacity"]),
        "entry_level": ENTRY,
        "url": web_address(row["url"]),
        "provider": where.name,
        "vintage": vintage,
        "uai": where.uai,
        "siret": "",
        "cfd": "",
    }


def _courses(offer: dict[str, Any], ways: str) -> list[dict[str, Any]]:
    """Return the course of each voie that a mention is taught in; `ways` is the file's, folded.

    « Alternance » alone is no voie: its contract may be one of apprenticeship or not.
    """
    found = [
        {**offer, "offer": f"{offer['offer']}{end}", "voie": voie, "publics": publics}
        for word, voie, publics, end in _VOIES
        if word in ways
    ]
    found = found or [{**offer, "voie": "superieur", "publics": "jeunes"}]
    return [found[0], *({**course, "capacity": None} for course in found[1:])]


MASTERS = Source(
    key=KEY,
    name="Mentions de master (Trouver mon master)",
    producer="Ministère de l'Enseignement supérieur et de la Recherche",
    licence="Licence Ouverte",
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-tmm-donnees-du-portail-dinformation-trouver-mon-master-mentions-de-master/",
    rhythm="chaque année",
    recognises=recognises,
    read=read,
    needs=("places", KNOWN_PLACES, "certif_info"),
    covers=(
        Covers(("superieur",), (7,), ("ecoles", "apres-bac"), 1.5, ("jeunes",)),
        Covers(("apprentissage", "continue"), (7,), ("hors-masters",), 1.5),
    ),
)
