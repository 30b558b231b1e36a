"""From the actions of LHEO to the tables of sites and offers, a batch at a time."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.folding import fold
from loaders.certifications.domains import settled
from loaders.locating.gazetteer import Placed, Spot, gazetteer_of, place_courses
from loaders.locating.place import Candidates
from loaders.source import REPORT_COLUMNS, Context
from loaders.sources.lheo.actions import Action
from loaders.titles.courses import Reading, TitleReader

DUPLICATE = "doublon"
OVER = "toutes ses sessions sont terminées"
KEY = "lheo"

_DECIMALS = 5  # about one metre
_LONGEST = 200
SITE_COLUMNS = ["site", "uai", "siret", "name", "commune", "x", "y", "lon", "lat", "precision"]
_OFFER = (
    "offer site title certification rncp level voie nsf domain formacodes romes modality "
    "conventionnee funder capacity start end entry_level pace publics url provider vintage"
)
OFFER_COLUMNS = _OFFER.split()


@lru_cache(maxsize=2)
def _title_reader(context: Context) -> Callable[[str], Reading]:
    """Return what reads titles: the same few are given everywhere, and each is read once."""
    return lru_cache(maxsize=20_000)(TitleReader(context.certifications).read)


class Builder:
    """Turns actions into rows, and keeps the account of those that it refuses or corrects.

    Batches keep the memory of a large file to that of its rows in columns.
    """

    def __init__(self, context: Context) -> None:
        self._gazetteer = gazetteer_of(context)
        self._read = _title_reader(context)
        self._by_rncp = {
            row["rncp"]: row for row in context.certifications.to_dict("records") if row["rncp"]
        }
        self._seen: dict[bytes, str] = {}
        self._places: set[str] = set()
        self._sites: list[pd.DataFrame] = []
        self._offers: list[pd.DataFrame] = []
        self._rejects: list[pd.DataFrame] = []
        self._corrections: list[pd.DataFrame] = []
        self.updated = ""

    def add(self, actions: Sequence[Action]) -> None:
        """Add a batch of actions."""
        sites: list[dict[str, Any]] = []
        offers: list[dict[str, Any]] = []
        rejects: list[tuple[int, str, str]] = []
        corrections: list[tuple[int, str, str]] = []
        sound = [action for action in actions if not action.fault]
        rejects += [(a.number, a.fault, content_of(a)) for a in actions if a.fault]
        results = place_courses([_candidates(action) for action in sound], self._gazetteer)
        for action, placed in zip(sound, results, strict=True):
            self.updated = max(self.updated, action.fields["updated"])
            if placed.spot is None:
                rejects.append((action.number, placed.reason, content_of(action)))
                continue
            if action.fields["over"]:
                rejects.append((action.number, OVER, content_of(action)))
                continue
            if self._repeats(action, placed.spot):
                rejects.append((action.number, DUPLICATE, content_of(action)))
                continue
            site, offer = self._rows(action, placed)
            offers.append(offer)
            if site and site["site"] not in self._places:
                self._places.add(site["site"])
                sites.append(site)
            told = (*placed.corrections, *action.remarks)
            corrections += [(action.number, why, content_of(action)) for why in told]
        self._sites.append(_frame(sites, SITE_COLUMNS))
        self._offers.append(_typed(_frame(offers, OFFER_COLUMNS)))
        self._rejects.append(_report(rejects))
        self._corrections.append(_report(corrections))

    def sites(self) -> pd.DataFrame:
        """Return the sites, with the columns of the schema SITES."""
        return _joined(self._sites, SITE_COLUMNS).assign(source=KEY)

    def offers(self) -> pd.DataFrame:
        """Return the offers, with the columns of the schema OFFERS."""
        offers = _joined(self._offers, OFFER_COLUMNS)
        return offers.assign(rev3="", enrolled=None, source=KEY)

    def rejects(self) -> pd.DataFrame:
        """Return the rows refused: row, reason, content."""
        return _joined(self._rejects, REPORT_COLUMNS).sort_values("row", ignore_index=True)

    def corrections(self) -> pd.DataFrame:
        """Return the rows kept once put right: row, reason, content; one a correction."""
        return _joined(self._corrections, REPORT_COLUMNS)

    def _repeats(self, action: Action, spot: Spot) -> bool:
        """Tell whether an action was given before; one number may have been given to two."""
        title = fold(action.fields["title"])
        key = _digest(*_identity(action, spot))
        if self._seen.get(key, title) != title:
            action.fields["action_number"] = ""  # it is known by its content, then
            key = _digest(*_identity(action, spot))
        repeated = key in self._seen
        self._seen[key] = title
        return repeated

    def _rows(self, action: Action, placed: Placed) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        fields, spot = action.fields, placed.spot
        assert spot is not None
        site = None if fields["modality"] == "distance" else _site(fields, spot)
        offer = {
            **{name: fields.get(name) for name in OFFER_COLUMNS},
            **self._certified(fields),
            "offer": f"lheo-{_digest(*_identity(action, spot)).hex()}",
            "site": site["site"] if site else "",
            "provider": fields["provider"] or fields["site_name"],
            "vintage": fields["updated"],
        }
        return site, offer

    def _certified(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return what the certification adds to an action: nothing that the file says is changed.

        It is the one of the RNCP code, else the one that the title names. A course that does not
        certify keeps what its title tells of level and domain, but leads to no certification. The
        codes of the file decide of the domain before its title.
        """
        reading = self._read(fields["title"])
        known = self._by_rncp.get(fields["rncp"])
        if known is None:
            facts = {name: getattr(reading, name) for name in ("level", "nsf", "romes")}
            official, rncp = reading.certification, reading.rncp
        else:
            facts = {name: known[name] for name in ("level", "nsf", "romes")}
            official, rncp = known["title"], known["rncp"]
        certified = fields["certifying"]
        nsf, domain = fields["nsf"] or (str(known["nsf"]) if known else ""), ""
        if not nsf:
            codes = f"{fields['formacodes']} {fields['romes']}"
            nsf, domain = settled(codes, fields["title"], facts["nsf"])
        level = fields["level"] if fields["level"] is not None else facts["level"]
        return {
            "title": reading.title if certified and reading.certification else fields["title"],
            "certification": official if certified else "",
            "rncp": (fields["rncp"] or rncp) if certified else "",
            "level": None if level is None or pd.isna(level) else int(level),
            "nsf": nsf,
            "domain": domain,
            "romes": fields["romes"] or facts["romes"],
        }


def content_of(action: Action) -> str:
    """Return what a report shows of an action: number, title, provider and town."""
    fields = action.fields
    place = next((f"{p.postcode} {p.city}".strip() for p in action.places), "")
    number = fields.get("action_number") or fields.get("formation_number", "")
    texts = (number, fields.get("title", ""), fields.get("provider", ""), place)
    return " | ".join(text for text in texts if text)[:_LONGEST]


def _identity(action: Action, spot: Spot) -> tuple[str, ...]:
    """Return what tells an action from another, the same from one file to the next.

    The numbers that its producer gives it and its formation, else its content without its dates.
    """
    fields = action.fields
    if fields["action_number"] and fields["formation_number"]:
        return (fields["formation_number"], fields["action_number"])
    facts = ("title", "rncp", "modality", "voie", "publics", "funder", "entry_level")
    return (
        fields["formation_number"] or fields["action_number"],
        *(fold(str(fields[name])) for name in facts),
        *_school(fields),
        _position(spot),
    )


def _school(fields: dict[str, Any]) -> tuple[str, str]:
    code = fields["uai"] or fields["siret"]
    return code, "" if code else fold(fields["site_name"] or fields["provider"])


def _position(spot: Spot) -> str:
    return f"{spot.lon:.{_DECIMALS}f},{spot.lat:.{_DECIMALS}f}"


def _site(fields: dict[str, Any], spot: Spot) -> dict[str, Any]:
    label = fields["uai"] or fields["siret"] or "lieu"
    name = fields["site_name"] or fields["provider"] or "Centre de formation"
    return {
        "site": f"{label}-{_digest(*_school(fields), _position(spot)).hex()}",
        "uai": fields["uai"],
        "siret": fields["siret"],
        "name": name,
        "commune": spot.commune,
        "x": spot.x,
        "y": spot.y,
        "lon": spot.lon,
        "lat": spot.lat,
        "precision": spot.precision,
    }


def _digest(*parts: str) -> bytes:
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).digest()


def _frame(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame.from_records(list(rows), columns=list(columns))


def _typed(offers: pd.DataFrame) -> pd.DataFrame:
    """Give the columns their types, so that an empty batch does not change those of the others."""
    return offers.assign(
        **{name: offers[name].astype("Int64") for name in ("level", "capacity", "entry_level")},
        **{
            name: pd.to_datetime(offers[name]).astype("datetime64[ns]") for name in ("start", "end")
        },
        conventionnee=offers["conventionnee"].astype("boolean"),
    )


def _report(rows: Iterable[tuple[int, str, str]]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=REPORT_COLUMNS)


def _joined(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    full = [frame for frame in frames if len(frame)] or list(frames[:1])
    return pd.concat(full, ignore_index=True) if full else pd.DataFrame(columns=list(columns))


def _candidates(action: Action) -> Candidates:
    return Candidates(action.places, (action.fields.get("uai", ""), action.fields.get("siret", "")))
