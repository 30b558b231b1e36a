"""« Qui peut m'aider ? »: a form, then who guides and receives, the nearest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.guidance.known import Known
from geodata.guidance.on_map import HELPS_KEY, PLACES_KEY, SHOWN_KEY
from geodata.guides import GUIDED, HELPS, KINDS, SHOWN, publics_words
from geodata.places.articles import of_place
from geodata.provenance.age import in_words
from geodata.travel.margin import Margin
from geodata.vocabulary import MODES
from layouts.course.contact import leave, sourced
from layouts.course.place import time_band
from layouts.find.answer import MODE_WORDS
from layouts.guidance.words import absent_words, known_words, plural_of
from layouts.kit.attributes import attributes
from layouts.kit.format import count
from layouts.kit.parts import copy_link, notice, problem_notices

PATH = "/accueils"
TITLE = "Qui peut m'aider ?"
_SOUGHT: Mapping[str, tuple[str, str]] = {
    "": ("Qui conseille et accompagne", PLACES_KEY),
    ",".join(HELPS): ("Ce qui aide à venir et à rester", HELPS_KEY),
    ",".join(SHOWN): ("Les campus et les innovations", SHOWN_KEY),
}
"""What is looked for: the kinds as the address writes them, their words, their layer of the map."""


def _group_of(sought: str) -> str:
    """Return the kinds among which those asked for are chosen, as the address writes them all."""
    kinds = set(sought.split(","))
    return next((key for key in _SOUGHT if key and kinds <= set(key.split(","))), "")


def kinds_beside(sought: str) -> list[str]:
    """Return the kinds of that group, none for those that guide."""
    return [kind for kind in _group_of(sought).split(",") if kind]


_MOST = 200
"""Places that are listed when nobody says where they are."""


@dataclass(frozen=True)
class GuidancePage:
    """What the page shows.

    Attributes
    ----------
    typed, place, code : what is written in the field, the commune's name and code, "" without it
    public : a key of `GUIDED`, "" for everybody
    sought : the kinds asked for, with commas, "" for those that guide
    offered : the kinds of its group that a source gives, of which one alone may be asked for
    rows : from `geodata.guidance.near.near`
    modes : the ways of getting around whose times are known
    known : what is known of each kind asked for
    communes, sources : names by code and key
    times : what gives the times, from `geodata.finding.origin.times_from`
    candidates : label and code of the communes that may have been meant
    """

    typed: str
    place: str
    code: str
    public: str
    mode: str
    modes: Sequence[str]
    rows: pd.DataFrame
    known: Mapping[str, Known]
    communes: Mapping[str, str]
    sources: Mapping[str, str]
    region: str
    margin: Margin
    times: str = ""
    sought: str = ""
    offered: Sequence[str] = ()
    problems: Sequence[str] = ()
    candidates: Sequence[tuple[str, str]] = field(default_factory=tuple)


def guidance_page(told: GuidancePage) -> Component:
    """Return the page."""
    return html.Div(
        [
            html.H1(TITLE),
            html.P(
                "Qui conseille et accompagne, près de chez vous : que fait-on là, pour qui, à "
                "quelle heure, en combien de temps.",
                className="lead",
            ),
            _form(told),
            *problem_notices(told.problems),
            *_candidates(told),
            _choices(told),
            *_answer(told),
            html.P(
                dcc.Link("Partir de ce que je sais faire", href="/competences"),
                className="screen-only",
            ),
        ],
        className="guidance",
        id="guidance",
        **attributes(data_title=f"{TITLE} – Atlas Formation"),
    )


def place_form(path: str, typed: str, more: Mapping[str, str]) -> Component:
    """Return a form that asks for a commune, and keeps what else the address says."""
    kept = [
        dcc.Input(type="hidden", name=name, value=value) for name, value in more.items() if value
    ]
    return html.Form(
        [
            html.Label("Au départ de", htmlFor="form-place"),
            html.Div(
                [
                    dcc.Input(
                        id="form-place",
                        type="text",
                        name="lieu",
                        value=typed,
                        placeholder="Commune ou code postal",
                        maxLength=100,
                        autoComplete="off",
                    ),
                    *kept,
                    html.Button("Voir", type="submit", className="button-main"),
                ],
                className="form-line",
            ),
        ],
        action=path,
        method="get",
        className="place-form",
    )


def _form(told: GuidancePage) -> Component:
    return html.Div(
        [
            place_form(PATH, told.typed, _kept(told)),
            html.Div([_on_the_map(told), copy_link()], className="course-actions screen-only"),
        ],
        className="guidance-head screen-only",
    )


def _on_the_map(told: GuidancePage) -> Component:
    _, layer = _SOUGHT[_group_of(told.sought)]
    said = {"lieu": told.code, "couches": f"departement,{layer}"}
    asked = urlencode({name: value for name, value in said.items() if value}, safe=",")
    return dcc.Link("Voir ces lieux sur la carte", href=f"/?{asked}")


def _kept(told: GuidancePage) -> dict[str, str]:
    mode = "" if told.mode == "voiture" else told.mode
    return {"public": told.public, "kind": told.sought, "mode": mode}


def _address(told: GuidancePage, **changed: str) -> str:
    # Of plain links: the application draws a page anew for another path only.
    said = {"lieu": told.code, **_kept(told), **changed}
    said = {name: value for name, value in said.items() if value and value != "voiture"}
    return f"{PATH}?{urlencode(said, safe=',')}" if said else PATH


def _candidates(told: GuidancePage) -> list[Component]:
    if not told.candidates:
        return []
    links = [
        html.Li(html.A(label, href=_address(told, lieu=code))) for label, code in told.candidates
    ]
    return [html.Ul(links, className="choices")]


def _choices(told: GuidancePage) -> Component:
    publics = {"": "Tout le monde", **GUIDED}
    modes = {mode: MODES[mode] for mode in told.modes} if told.place else {}
    sought, group = {key: name for key, (name, _) in _SOUGHT.items()}, _group_of(told.sought)
    kinds = {group: "Tout", **{kind: plural_of(kind) for kind in told.offered}}
    guiding = [_links("Pour", publics, told.public, lambda key: _address(told, public=key))]
    return html.Div(
        [
            _links("Voir", sought, group, lambda key: _address(told, kind=key, public="")),
            *(guiding if not told.sought else []),
            *(
                [_links("Seulement", kinds, told.sought, lambda key: _address(told, kind=key))]
                if len(told.offered) > 1
                else []
            ),
            *(
                [_links("En", modes, told.mode, lambda key: _address(told, mode=key))]
                if modes
                else []
            ),
        ],
        className="guidance-choices screen-only",
    )


def _links(name: str, options: Mapping[str, str], chosen: str, address: Any) -> Component:
    links = [
        html.Strong(label, className="choice", **attributes(aria_current="true"))
        if key == chosen
        else html.A(label, href=address(key), className="choice")
        for key, label in options.items()
    ]
    return html.Nav(
        [html.Span(f"{name} :", **attributes(aria_hidden="true")), *links],
        **attributes(aria_label=name),
    )


def _answer(told: GuidancePage) -> list[Component]:
    absent = html.Div(absent_words(list(told.known.values())))
    if told.rows.empty:
        return [notice("Aucun lieu de cette sorte n'est à portée, ou n'est connu."), absent]
    head = f"Les plus proches {of_place(told.place)}" if told.place else f"En {told.region}"
    public = f", pour : {GUIDED[told.public].lower()}" if told.public else ""
    parts: list[Component] = [html.H2(f"{head}{public}", id="guidance-answer")]
    if not told.place:
        parts.append(
            html.P("Dites d'où vous partez pour savoir qui est le plus proche.", className="lead")
        )
    groups = list(told.rows.groupby("kind", sort=False))
    if not told.place:
        groups.sort(key=lambda pair: list(KINDS).index(str(pair[0])))
    parts += [_kind(told, str(kind), rows) for kind, rows in groups]
    return [*parts, absent, _source(told)]


def _kind(told: GuidancePage, kind: str, rows: pd.DataFrame) -> Component:
    facts: list[Any] = rows.head(_MOST if told.place else _MOST // 10).to_dict("records")
    rest = len(rows) - len(facts)
    more = (
        [html.P(f"Et {count(rest, 'autre')} : dites d'où vous partez.", className="source")]
        if rest
        else []
    )
    return html.Section(
        [
            html.H3(plural_of(kind)),
            html.P(_does(kind), className="kind-does"),
            html.Ul([html.Li(_place(told, row)) for row in facts], className="places"),
            *more,
            html.P(known_words(told.known[kind]), className="source"),
        ],
        className="guidance-kind",
        **attributes(data_kind=kind),
    )


def _does(kind: str) -> str:
    return f"{KINDS[kind].does} {publics_words(kind)}." if KINDS[kind].guides else KINDS[kind].does


def _place(told: GuidancePage, row: Mapping[str, Any]) -> list[ComponentSingleType]:
    where = ", ".join(filter(None, (row["address"], told.communes.get(row["commune"], ""))))
    lines: list[ComponentSingleType] = [
        html.Div(
            [html.Strong(row["name"]), *_time(told, row)],
            className="place-head",
        ),
        html.Div(where),
    ]
    if row["telephone"]:
        number = str(row["telephone"])
        lines.append(html.Div(html.A(number, href=f"tel:+33{number.replace(' ', '')[1:]}")))
    if row["website"]:
        shown = str(row["website"]).partition("://")[2].removeprefix("www.").rstrip("/")
        lines.append(html.Div(leave(row["website"], shown)))
    if row["hours"]:
        lines.append(html.Div(f"Ouvert : {row['hours']}", className="place-hours"))
    if row["note"]:
        lines.append(html.Div(row["note"], className="place-note"))
    source = told.sources.get(row["source"], row["source"])
    return [sourced(html.Div(lines), source, in_words(str(row["vintage"])))]


def _time(told: GuidancePage, row: Mapping[str, Any]) -> list[ComponentSingleType]:
    if not told.place:
        return []
    minutes = row["minutes"]
    if pd.isna(minutes):
        return [html.Span("hors d'atteinte", className="place-time")]
    text = time_band(int(minutes), told.margin, row["precision"] == "commune")
    return [html.Span(text, className="place-time")]


def _source(told: GuidancePage) -> Component:
    by = f"{MODE_WORDS[told.mode].capitalize()}, {told.times} : " if told.place else ""
    return html.P(
        [
            by,
            dcc.Link("Comment les temps sont faits", href="/donnees#temps-de-trajet"),
            ". Téléphonez avant de vous déplacer : une adresse peut avoir changé depuis la date "
            "de la source.",
        ],
        className="source",
    )
