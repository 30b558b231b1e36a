"""« Territoires »: the portrait of one, for a screen; its parts serve the sheet of paper too."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from geodata.portrait.choice import Choice
from geodata.portrait.composition import Portrait, likeness
from geodata.portrait.figure import ENTRIES, THEMES, Band
from geodata.portrait.names import PORTRAIT_LEVELS
from geodata.portrait.outline import Outline
from geodata.vocabulary import TERRITORY_LEVELS, level_name
from layouts.kit.attributes import attributes
from layouts.kit.fields import INSIDE
from layouts.kit.parts import copy_link, notice, print_button
from layouts.territory.charts import chart, grid
from layouts.territory.figures import Notes, figure_card, figures_table, missing_list
from layouts.territory.map import locator
from layouts.territory.words import beyond_words, sentence

ROOT = "territory"
TOP = "territory-top"
BODY = "territory-body"
PICK = "territory-pick"
WITH = "territory-with"
PATH = "/territoire"

SIMULATED = (
    "Les formations sont simulées (démonstration) ; les habitants et les chiffres publiés sont "
    "réels."
)


@dataclass(frozen=True)
class Shown:
    """A portrait and what the page needs beside it.

    Attributes
    ----------
    choices : what the menus offer before anything is typed
    own : the territory as the menus name it
    beside : the territories to compare it with
    """

    portrait: Portrait
    region: str
    outline: Outline
    choices: Sequence[Choice]
    own: Choice | None = None
    beside: Sequence[Choice] = ()
    problems: Sequence[str] = ()


def territory_page(shown: Shown) -> Component:
    """Return the page of a territory."""
    place = shown.portrait.place
    notes = Notes()
    told = [
        heading(shown),
        *[notice(problem, "warning") for problem in shown.problems],
        essentials(shown.portrait),
    ]
    parts = [
        *_beside(place.level, place.code),
        _entries(shown.portrait),
        *[band(one, shown.portrait, notes, PATH) for one in shown.portrait.bands],
        sources(notes),
    ]
    return html.Div(
        [top(shown, told), html.Div(parts, id=BODY)],
        className="territory",
        **attributes(data_title=f"{place.name} – Territoires – Atlas Formation"),
    )


def top(shown: Shown, told: Sequence[Component]) -> Component:
    """Return how a page begins: what is to be remembered, then what changes the page.

    They are read, seen and reached by keyboard in this order, on a desk and on a phone.
    """
    return html.Div([html.Div(told, id=TOP), tools(shown)], className="territory-begins")


def address(portrait: Portrait, entry: str = "", ending: str = "", **more: str) -> str:
    """Return the address of a portrait by an entry, or of its file (« .pdf », « .csv »)."""
    place = portrait.place
    args = {"entree": entry or portrait.entry, **more}
    if args["entree"] == "territoire":
        args.pop("entree")
    query = f"?{urlencode(args)}" if args else ""
    return f"{PATH}/{place.level}/{place.code}{ending}{query}"


def tools(shown: Shown) -> Component:
    """Return what changes the territory, compares it, prints it."""
    beside = {"avec": ",".join(one.key for one in shown.beside)} if shown.beside else {}
    csv = address(shown.portrait, ending=".csv", **beside)
    links = [
        print_button(),
        copy_link(),
        _file_link("Composer une note (PDF)", address(shown.portrait, ending=".pdf", **beside)),
        _file_link("Données (CSV)", csv),
        _file_link("Classeur (XLSX)", address(shown.portrait, ending=".xlsx", **beside)),
    ]
    pickers = [
        picker("Territoire", shown.choices, shown.own),
        dmc.MultiSelect(
            id=WITH,
            label="Comparer avec",
            placeholder="Un à trois territoires",
            data=options([*shown.choices, *shown.beside]),
            value=[choice.key for choice in shown.beside],
            searchable=True,
            maxValues=3,
            comboboxProps=INSIDE,
            className="territory-with",
        ),
    ]
    return html.Div(
        [html.Div(pickers, className="territory-pickers"), html.Div(links, className="links")],
        className="territory-tools screen-only",
    )


def _file_link(words: str, href: str) -> Component:
    return html.A(words, href=href, className="button-quiet")


def picker(label: str, choices: Sequence[Choice], own: Choice | None = None) -> Component:
    """Return the menu that leads to another territory; communes come as they are typed."""
    known = [*choices, *([own] if own and own not in choices else [])]
    return dmc.Select(
        id=PICK,
        label=label,
        placeholder="Département, SPEL, commune…",
        data=options(known),
        value=own.key if own else None,
        searchable=True,
        allowDeselect=False,
        nothingFoundMessage="Aucun territoire de ce nom",
        maxDropdownHeight=360,
        comboboxProps=INSIDE,
        className="territory-pick",
    )


def options(choices: Sequence[Choice]) -> list[dict[str, object]]:
    """Return choices as a menu's groups, level by level."""
    groups: list[dict[str, object]] = []
    for level in PORTRAIT_LEVELS:
        items = {c.key: {"value": c.key, "label": c.name} for c in choices if c.level == level}
        if items:
            groups.append({"group": TERRITORY_LEVELS[level].many, "items": list(items.values())})
    return groups


def heading(shown: Shown) -> Component:
    """Return the title, the portrait in one line, and where it is."""
    portrait = shown.portrait
    place = portrait.place
    line = [level_name(place.level)]
    if place.level != "region":
        line.append(shown.region)
    if portrait.alike:
        line.append(f"comparé à {', '.join(portrait.alike.names)}, qui lui ressemblent")
    parts = [html.H1(place.name), html.P(" · ".join(line), className="territory-line")]
    if portrait.alike:
        parts.append(
            html.P(
                f"Territoires semblables : les trois plus proches par {likeness()}.",
                className="source",
            )
        )
    parts += [notice(words) for words in beyond_words([place])]
    if portrait.simulated:
        parts.append(notice(SIMULATED, "warning"))
    return html.Header(
        [html.Div(parts), locator(shown.outline, place.name, shown.region)],
        className="territory-head",
    )


def essentials(portrait: Portrait) -> Component:
    """Return « L'essentiel à retenir », each sentence linked to its figure."""
    rows = []
    for statement in portrait.essentials:
        text = sentence(statement, portrait.place.name)
        if portrait.simulated and statement.kind == "courses":
            text = f"{text.removesuffix('.')} – offre simulée."
        anchor = f"#{statement.anchor}"
        here = portrait.entry == "territoire"
        link = (
            html.A("voir le chiffre", href=anchor)
            if here
            else dcc.Link("voir le chiffre", href=address(portrait, "territoire") + anchor)
        )
        rows.append(html.Li([text, " ", html.Span(link, className="screen-only")]))
    return html.Section(
        [html.H2("L'essentiel à retenir", id="essentiel"), html.Ol(rows)],
        className="essentials",
        **attributes(aria_labelledby="essentiel"),
    )


def band(one: Band, portrait: Portrait, notes: Notes, path: str) -> Component:
    """Return a theme: its key figures, its chart, its other figures, what is missing.

    `path` is where files are, "" on paper.
    """
    place = portrait.place.name
    title = THEMES[one.theme]
    file = address(portrait, ending=".csv", theme=one.theme) if path else ""
    parts: list[Component] = [html.H3(title, id=f"theme-{one.theme}")]
    parts += simulated(one.theme, portrait)
    cards = [figure_card(figure, notes, place) for figure in one.key_figures]
    if cards:
        parts.append(html.Div(cards, className="portrait-figures"))
    drawings = [chart(drawn, file, notes.mark(drawn.about), place) for drawn in one.charts]
    drawings += [grid(shown) for shown in one.grids]
    if drawings:
        parts.append(html.Div(drawings, className="drawings"))
    if not cards and not drawings:
        parts.append(html.P("Non disponible à cette échelle.", className="figure-none"))
    parts += _more(one, title, file)
    if one.theme == "marche-travail" and path:
        parts.append(_tensions(portrait))
    return html.Section(parts, className="band", **attributes(aria_labelledby=f"theme-{one.theme}"))


def simulated(theme: str, portrait: Portrait) -> list[Component]:
    """Return what the theme of the courses says first in the demonstration."""
    if theme != "formations" or not portrait.simulated:
        return []
    return [html.P("Offre simulée (démonstration).", className="simulated")]


def sources(notes: Notes) -> Component:
    """Return the numbered sources, at the foot of the paper."""
    rows = [html.Li(f"{line}.") for line in notes.lines]
    return html.Section(
        [html.H2("Sources"), html.Ol(rows, className="source-list")], className="paper-only"
    )


_PAGES = {
    "mois": ("Le tableau de bord du mois de ce SPEL", ("spel",)),
    "flux": ("Habiter, se former, travailler : les flux observés", ("spel", "region")),
    "publics": (
        "Les publics : jeunes, demandeurs d'emploi, handicap, RSA, QPV, FRR",
        tuple(level for level in PORTRAIT_LEVELS if level != "commune"),
    ),
}
"""Pages of a territory beside its portrait: their words, and the levels that have them."""


def _beside(level: str, code: str) -> list[Component]:
    """The way to the other pages of a territory."""
    links = [
        html.Li(dcc.Link(name, href=f"{PATH}/{level}/{code}/{page}"))
        for page, (name, levels) in _PAGES.items()
        if level in levels
    ]
    return [html.Ul(links, className="territory-beside screen-only")] if links else []


def _entries(portrait: Portrait) -> Component:
    links = []
    for key, name in ENTRIES.items():
        if key == portrait.entry:
            here = html.Span(name, className="entry-current", **attributes(aria_current="page"))
            links.append(html.Li(here))
            continue
        links.append(html.Li(dcc.Link(name, href=address(portrait, key), className="entry-link")))
    return html.Nav(
        [html.Span("Voir par", className="entries-label", id="entries"), html.Ul(links)],
        className="entries screen-only",
        **attributes(aria_labelledby="entries"),
    )


def _more(one: Band, title: str, file: str) -> list[Component]:
    parts: list[Component] = []
    if one.more:
        caption = f"{title} : tous les chiffres"
        parts.append(_fold(caption, figures_table(caption, one.more), file))
    if one.wider:
        caption = f"{title} : chiffres publiés pour la région seulement"
        parts.append(_fold(caption, figures_table(caption, one.wider), ""))
    if one.missing:
        summary = f"Ce qui manque à cette échelle ({len(one.missing)})"
        body = [html.Summary(summary), missing_list(one.missing)]
        parts.append(html.Details(body, className="portrait-more"))
    return parts


def _fold(caption: str, content: Component, file: str) -> Component:
    link = [html.A("Télécharger (CSV)", href=file, className="button-quiet")] if file else []
    return html.Details([html.Summary(caption), content, *link], className="portrait-more")


def _tensions(portrait: Portrait) -> Component:
    place = portrait.place
    level, code = place.level, place.code
    if level not in ("region", "departement", "spel"):
        level, code = "bmo_basin", next(iter(place.basins), "")
    href = f"/tensions?level={level}&code={code}" if code and level != "region" else "/tensions"
    link = dcc.Link("Métiers en tension et formations d'ici", href=href)
    return html.P(link, className="screen-only")
