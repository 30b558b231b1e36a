"""What a course lacks, from the nomenclatures: level, NSF, métiers, RNCP sheet, official title.

Nothing that a source says is replaced. What it does not say comes from the first of these that
knows the course:

1. its diploma (CFD), as `loaders.certifications.codes` gathers it from BCN, Certif Info and RNCP;
2. its sheet of the RNCP or the RS: the diploma of that sheet (kit apprentissage), else Certif Info,
   else the sheet itself (title and level), else the tables RNCP → ROME and NSF;
3. its title, when it is the very title of an open certification of the BCN or of Certif Info, or
   the beginning of those of its options alone (what they have in common is taken).

A first year common to several diplomas is no course: « … 1re année commune » is dropped from a
title, and the merge brings the course to the options taught there. `certification` is the title of
a certification that the RNCP can register: classes that prepare for competitions, upgrading
classes and the baccalauréat général, which leads to no métier, have none.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from geodata.domains import domain_of_nsf
from geodata.folding import fold
from loaders.certifications.codes import Certified, Codes, lists_of
from loaders.source import Context
from loaders.titles.courses import same_words, stem_words
from loaders.titles.diplomas import from_capitals

COLUMNS = ("certification", "rncp", "level", "nsf", "romes", "formacodes")
_NEEDED = ("title", *COLUMNS)
_COMMON_YEAR = re.compile(
    r"[\s,(–-]*\b(?:1\s?[èe]?re|premi[èe]re|2(?:n?de)|seconde) ann[ée]e commune\b.*"
    r"|[\s,(–-]*\b(?:2n?de|seconde|1[èe]?re) commune\b.*",
    re.IGNORECASE,
)
_NO_CERTIFICATION = re.compile(
    r"^(?:cpge|classe preparatoire|cupge|cpes|mise a niveau|man|fcil|annee preparatoire"
    r"|classe de mise a niveau|baccalaureat general|bac general|sciences po)\b"
)
_WORDS = 3
_Key = tuple[str, frozenset[str]]


def completed(offers: pd.DataFrame, context: Context) -> pd.DataFrame:
    """Return the courses with what the nomenclatures of the context say of them.

    Parameters
    ----------
    offers : columns of OFFERS, and `cfd` where the parser knows it
    """
    if offers.empty or not set(_NEEDED) <= set(offers.columns):
        return offers
    offers = offers.assign(title=offers["title"].map(_without_common_year))
    none = offers["title"].map(lambda title: bool(_NO_CERTIFICATION.match(fold(title))))
    offers = offers.assign(certification=offers["certification"].where(~none, ""))
    lacking = _lacking(offers) & ~none
    if not lacking.any():
        return offers
    reader = Completer(context, offers.loc[lacking, "title"])
    rows: list[Any] = offers[lacking].to_dict("records")
    filled = pd.DataFrame(
        [reader.fill({str(name): value for name, value in row.items()}) for row in rows],
        index=offers.index[lacking],
    )
    whole = offers.copy()
    for name in COLUMNS:
        # Through objects: a column of numbers and one of texts are filled alike.
        values = whole[name].astype(object)
        values[filled.index] = filled[name]
        whole[name] = values.astype("Int64") if name == "level" else values
    return whole


def _without_common_year(title: str) -> str:
    return _COMMON_YEAR.sub("", title).strip() or title


def _lacking(offers: pd.DataFrame) -> pd.Series:
    texts = [offers[name] == "" for name in ("certification", "nsf", "romes", "rncp")]
    known = [offers["level"].isna(), *texts]
    return pd.concat(known, axis=1).any(axis=1)


class Completer:
    """The nomenclatures of a context, asked by code or by title.

    Parameters
    ----------
    titles : those that will be asked: only titles that begin like one of them are read
    """

    def __init__(self, context: Context, titles: Iterable[str]) -> None:
        self._asked = {fold(title).partition(" ")[0] for title in titles}
        self._codes = Codes(context)
        self._context = context
        self._cfd_of_sheet = _first(context, "rncp_cfd", "rncp", "cfd")
        self._sheet_romes = lists_of(context, "rncp_rome", "rncp", "rome")
        self._sheet_nsf = lists_of(context, "rncp_nsf", "rncp", "nsf")
        sheets = context.nomenclatures.get("rncp_sheets", pd.DataFrame({"rncp": []}))
        self._sheets = {row["rncp"]: row for row in sheets.to_dict("records")}
        self._infos: dict[str, dict[str, Any]] = {}
        self._titles: dict[_Key, dict[str, Any]] = {}
        self._options: dict[_Key, list[dict[str, Any]]] = {}
        self._add_diplomas()
        self._add_infos()

    def fill(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return the columns of a course, those it lacked filled."""
        values = {name: row.get(name) for name in COLUMNS}
        for facts in self._known(row):
            for name in COLUMNS:
                if _blank(values[name]) or (name == "nsf" and not domain_of_nsf(str(values[name]))):
                    values[name] = facts.get(name) or values[name]
            if not any(_blank(values[name]) for name in COLUMNS):
                break
        return {name: ("" if _blank(v) and name != "level" else v) for name, v in values.items()}

    def _known(self, row: dict[str, Any]) -> Iterable[dict[str, Any]]:
        cfd = str(row.get("cfd") or "")
        if cfd in self._codes.diplomas.facts:
            yield _of(self._codes.certified(cfd))
        if sheet := str(row.get("rncp") or ""):
            yield from self._of_sheet(sheet)
        key = same_words(str(row["title"]))
        if key in self._titles:
            yield self._read(self._titles[key])
        elif key in self._options:
            yield _shared([self._read(facts) for facts in self._options[key]])
        stem = key[0], stem_words(str(row["title"]))
        if stem != key and stem in self._titles:
            yield self._read(self._titles[stem]) | {"certification": ""}

    def _read(self, facts: dict[str, Any]) -> dict[str, Any]:
        return _of(self._codes.certified(facts["cfd"])) if "cfd" in facts else facts

    def _of_sheet(self, sheet: str) -> Iterable[dict[str, Any]]:
        cfd = self._codes.diplomas.current(self._cfd_of_sheet.get(sheet, ""))
        if cfd in self._codes.diplomas.facts:
            # A sheet may stand for several options: which one, it does not say.
            yield {**_of(self._codes.certified(cfd)), "certification": ""}
        if sheet in self._infos:
            yield self._infos[sheet]
        if sheet in self._sheets:
            facts = self._sheets[sheet]
            level = None if pd.isna(facts["level"]) else int(facts["level"])
            yield {"certification": str(facts["title"]), "level": level}
        romes = [code for code in self._sheet_romes.get(sheet, ()) if self._codes.is_rome(code)]
        nsf = [code[:3] for code in self._sheet_nsf.get(sheet, ()) if domain_of_nsf(code[:3])]
        yield {"romes": " ".join(dict.fromkeys(romes)), "nsf": nsf[0] if nsf else ""}

    def _add_diplomas(self) -> None:
        diplomas = self._codes.diplomas
        for cfd, facts in diplomas.facts.items():
            if facts["common"] or diplomas.is_class(cfd) or diplomas.closing(cfd) is not None:
                continue
            self._add(from_capitals(str(facts["title"]), str), {"cfd": cfd})

    def _add_infos(self) -> None:
        table = self._context.nomenclatures.get("certif_info", pd.DataFrame())
        for info in table.to_dict("records"):
            romes = [code for code in str(info["romes"]).split() if self._codes.is_rome(code)]
            level = str(info["level"])
            facts = {
                "certification": str(info["title"]),
                "rncp": str(info["rncp"]),
                "level": int(level) if level.isdigit() else None,
                "nsf": str(info["nsf"])[:3],
                "romes": " ".join(romes),
                "formacodes": str(info["formacode"]),
            }
            if facts["rncp"]:
                self._infos.setdefault(str(facts["rncp"]), {**facts, "certification": ""})
            self._add(str(info["title"]), facts)

    def _add(self, title: str, facts: dict[str, Any]) -> None:
        if fold(title).partition(" ")[0] not in self._asked:
            return
        key = same_words(title)
        if not key[0] and len(key[1]) < _WORDS:
            return  # A word or two without the kind of diploma may be of any course.
        self._titles.setdefault(key, facts)
        if (stem := (key[0], stem_words(title))) != key:
            self._options.setdefault(stem, []).append(facts)


def _of(fact: Certified) -> dict[str, Any]:
    return {name: getattr(fact, name) for name in COLUMNS}


def _shared(options: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return what the options of a certification have in common, and the métiers of them all."""
    same: dict[str, Any] = {}
    for name in ("level", "nsf", "rncp"):
        values = {facts.get(name) for facts in options}
        same[name] = values.pop() if len(values) == 1 else None
    romes = " ".join(str(facts.get("romes") or "") for facts in options).split()
    return {**same, "romes": " ".join(dict.fromkeys(romes))}


def _first(context: Context, name: str, key: str, value: str) -> dict[str, str]:
    table = context.nomenclatures.get(name)
    if table is None:
        return {}
    known = table[(table[key] != "") & (table[value] != "")].drop_duplicates(key)
    return dict(zip(known[key], known[value], strict=True))


def _blank(value: object) -> bool:
    return bool(pd.isna(value)) or value == ""  # type: ignore[call-overload]
