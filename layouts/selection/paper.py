"""What a person takes away: a sheet of one A4 page a course, and a summary of several."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from dash import html
from dash.development.base_component import Component

from geodata.selection.comparison import Kept, Selection
from geodata.selection.gone import Gone
from geodata.transit.words import RULE
from geodata.travel.margin import SUPPOSED, Margin
from geodata.vocabulary import LEVELS, MODALITIES, MODES, TRANSIT, VOIES
from layouts.course.place import distinct, time_band, where, where_to_ask
from layouts.course.sheet import vintage_words
from layouts.guidance.beside import printed_guides, printed_helps
from layouts.kit.document import document
from layouts.kit.format import count, day
from layouts.kit.parts import definition, notice, old_data
from layouts.kit.qr import qr_code, written_address
from layouts.kit.typography import french
from layouts.selection import facts
from layouts.selection.facts import Fact, degree_words
from layouts.selection.outcomes import outcome_about, outcome_words
from layouts.transit.words import NOT_COUNTED

MOST_JOBS = 6
"""Métiers of a sheet; the page on screen has them all."""

MOST_QUESTIONS = 7


@dataclass(frozen=True)
class Paper:
    """What is printed on every page.

    Attributes
    ----------
    site : where the site is, so that a page has its whole address
    search : what follows the path of a course: the commune that times start from
    selection : address of the selection, whole
    built, today : days of the base and of the document
    margins : how wrong the times of each mode may be
    times : what gives the times of every mode
    large : whether letters are large
    """

    site: str
    search: str
    selection: str
    region: str
    built: date
    today: date
    margins: Mapping[str, Margin] = field(default_factory=dict)
    times: str = "Temps estimés, sans les embouteillages"
    large: bool = False


def sheets(selection: Selection, paper: Paper) -> str:
    """Return the HTML of the sheets, a page each, after their summary when they are several."""
    several = len(selection.items) > 1
    content = [
        *([_summary(selection, paper)] if several else []),
        *[sheet(item, selection.place, paper) for item in selection.known],
    ]
    title = "Formations gardées" if several else _name(selection.known[0])
    foot = f"Atlas Formation · {paper.region}"
    size = "paper large" if paper.large else "paper"
    return document(title, "Fiche de formation à emporter", foot, french(content), size)


def pages(selection: Selection) -> int:
    """Return how many pages the sheets have, when letters are not large."""
    return len(selection.known) + (len(selection.items) > 1)


def _name(item: Kept) -> str:
    site = item.course.site
    return f"{item.course.title}, {site.commune}" if site and site.commune else item.course.title


# ---- A course ---------------------------------------------------------------------------------


def sheet(item: Kept, place: str, paper: Paper) -> Component:
    """Return the sheet of a course; `place` is where times start from, "" without it."""
    course = item.course
    labels = [VOIES[course.voie], LEVELS.get(course.level or 0, ""), MODALITIES[course.modality]]
    provider = "" if course.site and course.site.name == course.provider else course.provider
    head: list[Component] = [
        html.H1(course.title),
        html.P(
            " · ".join(distinct(provider, where(course.site) or where_to_ask(course))),
            className="who",
        ),
        html.P(" · ".join(filter(None, labels)), className="labels"),
    ]
    if course.old:
        head.append(notice(old_data(course.old), "warning"))
    if course.source.simulated:
        head.append(notice("Formation simulée, pour la démonstration : elle n'existe pas."))
    address = f"{paper.site}/formation/{course.offer}{paper.search}"
    missing: list[str] = []
    left = [_where(item, missing), _travel(item, place, paper), _contact(item, missing)]
    right = [
        _session(item, paper.today, missing),
        _entry(item, missing),
        printed_helps(item.beside),
    ]
    return html.Article(
        [
            html.Header(head),
            html.Div([html.Div(left), html.Div(right)], className="columns"),
            printed_guides(item.beside),
            _after(item),
            _questions(item, missing),
            html.Footer(
                [
                    qr_code(address, f"Code qui ouvre la fiche de {course.title}"),
                    html.Div(
                        [
                            html.P(_source(item)),
                            written_address(address, "address"),
                            html.P(_printed(paper), className="address"),
                        ]
                    ),
                ],
                className="sheet-foot",
            ),
        ],
        className="sheet",
    )


def _block(
    title: str, rows: Sequence[tuple[str, Fact]], missing: list[str], *more: Component
) -> Component | None:
    """Return a part of the sheet; the names of what no source says go to `missing`."""
    missing += [name.lower() for name, fact in rows if not fact.key]
    shown = [(name, fact.shown) for name, fact in rows if fact.key]
    return html.Section([html.H2(title), definition(shown), *more]) if shown else None


def _where(item: Kept, missing: list[str]) -> Component | None:
    course = item.course
    if course.modality == "distance":
        return html.Section([html.H2("Où"), html.P("À distance : il n'y a pas de trajet à faire.")])
    said = course.about.get("address", ())
    name = course.site.name if course.site else ""
    commune = where(course.site).removeprefix(f"{name}, ") if course.site else ""
    rows = [
        ("Lieu", _known(name or where_to_ask(course))),
        ("Adresse", _known(said[0].value if said else "")),
        ("Commune", _known(commune)),
    ]
    return _block("Où", rows, missing)


def _travel(item: Kept, place: str, paper: Paper) -> Component | None:
    course = item.course
    if course.modality == "distance" or not course.site:
        return None
    if not course.minutes:
        return html.Section(
            [html.H2("Comment y aller"), html.P("Aucune commune de départ n'a été choisie.")]
        )
    rows = [(MODES[mode], _time(item, mode, paper)) for mode in course.minutes]
    note = html.P(
        f"{paper.times}, de mairie à lieu de formation. "
        + (f"Transports en commun : {RULE}." if TRANSIT in course.minutes else NOT_COUNTED),
        className="small",
    )
    return _block(f"Comment y aller depuis {place}", rows, [], note)


def _contact(item: Kept, missing: list[str]) -> Component | None:
    about = item.course.about

    def first(name: str) -> Fact:
        return _known(about[name][0].value if about.get(name) else "")

    rows = [("Téléphone", first("telephone")), ("Site", first("website"))]
    if item.course.url:
        rows.append(("Page officielle", _known(item.course.url)))
    if about.get("open_days"):
        rows.append(("Portes ouvertes", first("open_days")))
    return _block("Qui appeler", rows, missing)


def _session(item: Kept, today: date, missing: list[str]) -> Component | None:
    course = item.course
    rows = [
        ("Dates", facts.dates(today)(item)),
        ("Durée", _known(course.duration)),
        ("Coût", _known(course.cost)),
    ]
    return _block("Quand et combien", rows, missing)


def _entry(item: Kept, missing: list[str]) -> Component | None:
    course = item.course
    rows = [
        ("Conditions", facts.entry(item)),
        ("Places", facts.places(item)),
        ("Internat", facts.boarding(item)),
    ]
    if course.conventionnee is not None:
        paid = "Oui" if course.conventionnee else "Non"
        rows.append(("Financée", _known(", ".join(filter(None, (paid, course.funder))))))
    return _block("Pour entrer", rows, missing)


def _after(item: Kept) -> Component:
    outcomes: list[Component] = [
        html.P([outcome_words(one), html.Span(f" · {outcome_about(one)}", className="small")])
        for one in item.outcomes
    ] or [html.P("Aucun chiffre, dans les sources chargées, sur ce que deviennent les élèves.")]
    jobs = [
        html.Li([one.label or one.rome, html.Span(f" : {degree_words(one)}", className="small")])
        for one in item.tension[:MOST_JOBS]
    ]
    more = len(item.tension) - MOST_JOBS
    if more > 0:
        jobs.append(
            html.Li(f"et {count(more, 'autre métier', 'autres métiers')}, sur la fiche à l'écran")
        )
    listed = [html.H3("Métiers visés"), html.Ul(jobs)] if jobs else []
    return html.Section([html.H2("Après la formation"), *outcomes, *listed], className="after")


def _questions(item: Kept, missing: Sequence[str]) -> Component:
    asked = questions(item)[:MOST_QUESTIONS]
    rows = [html.Li([html.Span("☐ ", className="box"), text]) for text in asked]
    unsaid = [html.P(f"Les sources ne disent pas : {', '.join(missing)}.")] if missing else []
    return html.Section(
        [html.H2("À vérifier au téléphone"), *unsaid, html.Ul(rows)], className="questions"
    )


def questions(item: Kept) -> list[str]:
    """Return what to ask on the telephone: first what no source says of the course."""
    course = item.course
    asked = ["Cette formation ouvre-t-elle bien, et reste-t-il des places ?"]
    unknown = [
        (course.start is None, "Quand commence la prochaine session, et quand s'inscrire ?"),
        (not course.cost, "Combien coûte-t-elle, et qui peut la payer ?"),
        (course.entry_level is None, "Quel diplôme ou quel niveau faut-il pour entrer ?"),
        (not course.duration, "Combien de temps dure-t-elle, et à quelles heures ?"),
        (course.modality != "distance" and not course.about.get("boarding"),
         "Y a-t-il un internat ou un logement proche ?"),
        (course.voie == "apprentissage", "Aide-t-on à trouver un employeur ?"),
        (course.modality == "mixte", "Quels jours faut-il être sur place ?"),
        (True, "Les locaux et les cours sont-ils accessibles en cas de handicap ?"),
    ]  # fmt: skip
    return asked + [text for told, text in unknown if told]


def _source(item: Kept) -> str:
    course = item.course
    vintage = vintage_words(course)
    return f"Source : {course.source.name}{f', {vintage}' if vintage else ''}."


def _printed(paper: Paper) -> str:
    return f"Imprimé le {day(paper.today)}, d'après la base du {day(paper.built)}."


def _known(text: str) -> Fact:
    return Fact(text, text) if text else facts.unknown()


# ---- Several ----------------------------------------------------------------------------------


def _summary(selection: Selection, paper: Paper) -> Component:
    first = next((mode for item in selection.known for mode in item.course.minutes), "")
    by = f" ({MODES[first].lower()})" if first else ""
    columns: dict[str, Callable[[Kept], Fact]] = {
        f"Trajet{by}": lambda item: _time(item, first, paper),
        "Dates": facts.dates(paper.today),
        "Coût": lambda item: _known(item.course.cost),
        "Internat": facts.boarding,
        "Téléphone": facts.telephone,
    }
    gone = [
        html.P(f"{item.title or item.offer} n'est plus dans l'atlas.", className="small")
        for item in selection.items
        if isinstance(item, Gone)
    ]
    start = f" Temps de trajet depuis {selection.place}." if selection.place else ""
    listed = _list if paper.large else _table
    return html.Article(
        [
            html.H1("Formations gardées"),
            html.P(f"{count(len(selection.known), 'formation')}, une fiche pour chacune.{start}"),
            listed(selection.known, columns),
            *gone,
            html.P(
                "« Non précisé » ne veut pas dire non : c'est à demander au téléphone. "
                f"{paper.times}.",
                className="small",
            ),
            html.Footer(
                [
                    qr_code(paper.selection, "Code qui rouvre ces formations"),
                    html.Div(
                        [
                            html.P("Ce code rouvre ces formations, dans cet ordre."),
                            written_address(paper.selection, "address"),
                            html.P(_printed(paper), className="address"),
                        ]
                    ),
                ],
                className="sheet-foot",
            ),
        ],
        className="sheet",
    )


def _table(items: Sequence[Kept], columns: Mapping[str, Callable[[Kept], Fact]]) -> Component:
    body = [
        html.Tr(
            [
                html.Th(
                    [html.Strong(item.course.title), html.Br(), where(item.course.site)],
                    scope="row",
                ),
                *[html.Td(read(item).shown) for read in columns.values()],
            ]
        )
        for item in items
    ]
    names = [html.Th(name, scope="col") for name in ("Formation", *columns)]
    return html.Table([html.Thead(html.Tr(names)), html.Tbody(body)])


def _list(items: Sequence[Kept], columns: Mapping[str, Callable[[Kept], Fact]]) -> Component:
    """Return the same as `_table` in letters too large for columns: what is known, on lines."""
    rows = []
    for item in items:
        known = [(name, fact.shown) for name, read in columns.items() if (fact := read(item)).key]
        title = html.Div([html.Strong(item.course.title), html.Br(), where(item.course.site)])
        rows.append(html.Li([title, definition(known)]))
    return html.Ul(rows, className="listed")


def _time(item: Kept, mode: str, paper: Paper) -> Fact:
    course = item.course
    if course.modality == "distance":
        return _known("Aucun : à distance")
    if mode not in course.minutes:
        return facts.unknown("Non calculé")
    placed = course.site is not None and course.site.precision == "commune"
    margin = paper.margins.get(mode, SUPPOSED)
    return _known(time_band(course.minutes[mode], margin, placed, mode))
