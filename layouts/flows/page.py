"""« Habiter, se former, travailler »: the page of flows of a territory, for a screen and for A4."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.flows.drawing import MOST, MOST_OF_REGION, FlowMap
from geodata.flows.needs import DomainRow, Needs
from geodata.flows.observed import Flow, Series
from geodata.territory import Territory
from layouts.flows import words
from layouts.flows.map import flow_picture
from layouts.kit.attributes import attributes
from layouts.kit.format import NO_BREAK_SPACE, count, day, number, share
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.territory.beside import REGION_FILES, document_beside, named, page_beside, tools
from layouts.territory.page import PATH

TITLE = "Habiter, se former, travailler"
SIMULATED = "Flux simulés, pour la démonstration : aucun n'est celui d'un producteur."
PARTLY = "Les flux qui se disent simulés le sont pour la démonstration ; les autres sont observés."
COMPUTED = (
    "Un flux observé compte des personnes. Le trajet vers la formation la plus proche, que l'atlas "
    "calcule, dit où l'on pourrait aller, pas où l'on va : les deux ne s'additionnent et ne se "
    "comparent pas."
)
SHOWN = 10
"""Flows of a table; the files have them all."""


@dataclass(frozen=True)
class Shown:
    """What the page states; `maps` are those of the series, in their order."""

    place: Territory
    series: Sequence[Series]
    maps: Sequence[FlowMap]
    needs: Needs
    region: str
    built: date


def flows_path(level: str, code: str, ending: str = "") -> str:
    """Return the address of the page, or of its file (« .pdf », « .csv », « .xlsx »)."""
    return f"{PATH}/{level}/{code}/flux{ending}"


def flows_page(shown: Shown) -> Component:
    """Return the page."""
    return page_beside(shown.place, "les flux", "flows", _body(shown))


def flows_document(shown: Shown, printed: date, link: str) -> str:
    """Return the HTML of the page on A4; `link` is where it opens again."""
    titles = f"{TITLE} : {named(shown.place)}", "Flux observés entre domicile, formation et emploi"
    dated = shown.region, shown.built, printed
    return document_beside(shown.place, titles, "flows", _body(shown), dated, link)


def _body(shown: Shown) -> list[Component]:
    simulated = [one for one in shown.series if one.simulated]
    warning = SIMULATED if len(simulated) == len(shown.series) else PARTLY
    return [
        html.H1([html.Span(f"{TITLE} : ", className="line"), named(shown.place)]),
        html.P(f"Flux observés · {shown.region} · base du {day(shown.built)}"),
        *([notice(warning, "warning")] if simulated else []),
        *_essentials(shown),
        _tools(shown.place),
        html.P([COMPUTED, _computed_link()], className="flows-computed"),
        *(
            part
            for one, drawn in zip(shown.series, shown.maps, strict=True)
            for part in _series(shown.place, one, drawn)
        ),
        *_absent(shown),
        *_needs(shown.needs),
    ]


def _computed_link() -> Component:
    link = dcc.Link("Voir le calcul", href="/couverture?onglet=flux")
    return html.Span([" ", link, "."], className="screen-only")


def _tools(place: Territory) -> Component:
    files = {
        "Document (PDF)": ".pdf",
        "Flux (CSV)": ".csv",
        "Places et projets (CSV)": "-besoins.csv",
        "Classeur (XLSX)": ".xlsx",
    }
    return tools([(name, flows_path(place.level, place.code, end)) for name, end in files.items()])


def _essentials(shown: Shown) -> list[Component]:
    rows = words.essentials(shown.place.name, shown.series)
    if not rows:
        return []
    return [
        html.Section(
            [
                html.H2("L'essentiel à retenir", id="essentiel"),
                html.Ol([html.Li(text) for text in rows]),
            ],
            className="essentials",
            **attributes(aria_labelledby="essentiel"),
        )
    ]


def _series(place: Territory, one: Series, drawn: FlowMap) -> list[Component]:
    head = [html.H2(f"{one.label}, {one.year}"), html.P(words.facts(one))]
    picture = _map(drawn, one, named(place))
    if one.summaries:
        whole = html.Div([picture, _by_spel(one)], className="flow-series flow-wide")
        return [_section(*head, whole), *_beyond(one)]
    tables = [
        _flows(words.caption("Où l'on va", one), one.out, one.total),
        _flows(words.caption("D'où l'on vient", one), one.into, one.come),
    ]
    beside = html.Div([part for part in tables if part], className="flow-tables")
    series = html.Div([picture, beside], className="flow-series")
    return [_section(*head, series), *_parts(one), _note(one)]


def _section(*parts: Component) -> Component:
    """Hold together what a page of paper must not part."""
    return html.Section(list(parts), className="flow-section")


def _note(one: Series) -> Component:
    return html.P(words.source_note(one), className="source")


def _map(drawn: FlowMap, one: Series, name: str) -> Component:
    alt = f"Carte des flux : {name}, {one.label.lower()} ; les mêmes nombres sont dans les tables."
    beyond = (
        f" Hors carte : {count(round(drawn.unseen), 'personne')} de ou vers une autre région ou "
        "l'étranger."
        if drawn.unseen
        else ""
    )
    if drawn.centre:
        ways = [
            html.Li([_mark("leave"), "partent d'ici"]),
            html.Li([_mark("come"), "viennent ici"]),
        ]
        most = f"{MOST} flux au plus dans chaque sens"
    else:
        ways = [html.Li([_mark("leave"), "d'un SPEL à un autre"])]
        most = f"les {MOST_OF_REGION} plus grands flux entre deux SPEL"
    told = html.Li(f"La largeur suit le nombre de personnes ; {most}.{beyond}")
    return html.Div([flow_picture(drawn, alt), html.Ul([*ways, told], className="flow-marks")])


def _mark(kind: str) -> Component:
    return html.Span(className=f"flow-sample flow-{kind}", **attributes(aria_hidden="true"))


def _flows(title: str, flows: Sequence[Flow], whole: float) -> Component | None:
    if not flows:
        return None
    rows: list[tuple[ComponentType, ...]] = [
        (flow.name, words.people_words(flow), share(flow.people, whole) if flow.people else "—")
        for flow in flows[:SHOWN]
    ]
    rest = flows[SHOWN:]
    if rest:
        people = sum(flow.people or 0.0 for flow in rest)
        rows.append(
            (count(len(rest), "autre lieu", "autres lieux"), number(people), share(people, whole))
        )
    return table(
        title,
        ("Lieu", "Personnes", "Part du publié" if any(flow.secret for flow in flows) else "Part"),
        rows,
        (1, 2),
    )


def _parts(one: Series) -> list[Component]:
    if not one.parts:
        return [html.P(words.no_parts(one), className="source")]
    rows = [
        (part.name, number(part.people), number(part.people - part.stay),
         share(part.people - part.stay, part.people))
        for part in one.parts
    ]  # fmt: skip
    headers = ("Communes de départ", "Personnes", "Quittent le SPEL", "Part")
    title = words.caption("Depuis les zones rurales et les zones blanches", one)
    return [table(title, headers, rows, (1, 2, 3))]


def _by_spel(one: Series) -> Component:
    ranked = sorted(one.summaries, key=lambda row: (row.stay - row.people, row.name))
    rows = [
        (
            dcc.Link(row.name, href=flows_path("spel", row.code)),
            number(row.people),
            number(row.people - row.stay),
            share(row.people - row.stay, row.people),
            f"{row.towards} ({number(row.towards_people)})" if row.towards else "—",
            number(row.come),
        )
        for row in ranked
    ]
    headers = ("SPEL", "Au départ", "Le quittent", "Part", "D'abord vers", "Y viennent")
    title = words.caption("Qui quitte quel SPEL", one)
    return table(title, headers, rows, (1, 2, 3, 5), words.source_note(one))


def _beyond(one: Series) -> list[Component]:
    tables = [
        _flows(words.caption("Hors de la région, vers", one), one.out, one.total),
        _flows(words.caption("Hors de la région, depuis", one), one.into, one.come),
    ]
    found = [part for part in tables if part]
    return [html.Div(found, className="flow-tables")] if found else []


def _absent(shown: Shown) -> list[Component]:
    rows = [html.Li(text) for text in words.absent(shown.series)]
    if not rows:
        return []
    return [
        html.H2("Ce qu'aucun fichier chargé ne dit, et qui l'a"),
        html.Ul(rows, className="flows-absent"),
        html.P(
            html.A("La forme d'un fichier de flux de la région", href=REGION_FILES),
            className="screen-only",
        ),
    ]


def _needs(shown: Needs) -> list[Component]:
    with_projects = shown.year is not None
    headers = ["Domaine", "Formations connues", "Places de 1re année"]
    headers += ["En 1re année"] if shown.began else []
    headers += ["Projets de recrutement", "Chiffres secrets"] if with_projects else []
    rows = [
        _domain(row, shown.began is not None, with_projects)
        for row in shown.rows
        if row.courses or row.projects
    ]
    caption = "Places de formation et projets de recrutement, par domaine"
    return [
        html.H2("Se former ici, recruter ici"),
        *([] if shown.began else [html.P(words.first_year())]),
        table(caption, headers, rows, tuple(range(1, len(headers))), words.needs_note(shown)),
    ]


def _domain(row: DomainRow, with_people: bool, with_projects: bool) -> list[ComponentType]:
    cells: list[ComponentType] = [row.name, number(row.courses), _places(row)]
    if with_people:
        cells.append("non dites" if row.beginners is None else number(row.beginners))
    if with_projects:
        cells += [_projects(row), number(row.secret)]
    return cells


def _projects(row: DomainRow) -> str:
    if row.projects is None:
        return "secret" if row.secret else "—"
    least = f"≥{NO_BREAK_SPACE}" if row.secret else ""
    return f"{least}{number(row.projects)}"


def _places(row: DomainRow) -> ComponentType:
    if not row.courses:
        return "—"
    if not row.telling:
        return "non dites"
    least = "" if row.telling == row.courses else f"≥{NO_BREAK_SPACE}"
    if not least:
        return number(row.places)
    told = f"dites par {number(row.telling)}"
    return html.Span([f"{least}{number(row.places)}", html.Span(told, className="line source")])
