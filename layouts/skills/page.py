"""« Partir de ce que je sais faire »: skills → métiers that ask for them → courses near."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from dash import dcc, html
from dash.development.base_component import Component, ComponentSingleType

from geodata.places.articles import of_place
from geodata.skills.walking import Asking, Near, Neighbour
from layouts.course.place import travel_time
from layouts.kit.attributes import attributes
from layouts.kit.format import count, share
from layouts.kit.parts import copy_link, notice, problem_notices

PATH = "/competences"
TITLE = "Partir de ce que je sais faire"
EXAMPLES = ("souder", "conduire", "soigner", "cuisiner", "réparer")
_PRODUCER = "https://www.francetravail.org/opendata/repertoire-operationnel-des-meti.html"
_MATCHED = 3
_SHOWN = 12


def link_to(rome: str) -> Component:
    """Return the way in from a métier, by its ROME code."""
    return dcc.Link("ses savoir-faire, et les métiers voisins", href=f"{PATH}?metier={rome}")


@dataclass(frozen=True)
class MetierTold:
    """A métier: its skills (label, at its heart or not), courses near, neighbouring métiers."""

    rome: str
    label: str
    skills: Sequence[tuple[str, bool]]
    near: Sequence[Near]
    courses: int
    neighbours: Sequence[Neighbour]


@dataclass(frozen=True)
class SkillsPage:
    """What the page shows; `known` says whether a source of skills is loaded."""

    known: bool
    asked: str
    typed: str
    place: str
    code: str
    skills: Sequence[str]
    metiers: Sequence[Asking]
    total: int
    metier: MetierTold | None
    problems: Sequence[str]
    candidates: Sequence[tuple[str, str]]
    sources: str
    times: str = ""


def skills_page(told: SkillsPage) -> Component:
    """Return the page."""
    name = f"{told.metier.label} – " if told.metier else ""
    times = f" En voiture, {told.times}." if told.times else ""
    return html.Div(
        [
            html.H1(TITLE),
            html.P(
                "Un savoir-faire mène à des métiers qui le demandent, puis aux formations proches.",
                className="lead",
            ),
            *([] if told.known else [_not_loaded()]),
            *([_form(told)] if told.known else []),
            *problem_notices(told.problems),
            *_candidates(told),
            *(_metier(told, told.metier) if told.metier else _answer(told)),
            *([html.P(f"Source : {told.sources}.{times}", className="source")]
              if told.sources else []),
        ],
        className="guidance skills",
        id="skills",
        **attributes(data_title=f"{name}{TITLE} – Atlas Formation"),
    )  # fmt: skip


def _not_loaded() -> Component:
    return notice(
        html.Div(
            [
                html.P(html.Strong("Aucune source de compétences n'est chargée.")),
                html.P(
                    [
                        "France Travail publie le ",
                        html.A("ROME 4.0", href=_PRODUCER, rel="noopener noreferrer"),
                        ", qui dit ce que chaque métier demande de savoir faire (",
                        dcc.Link("comment le charger", href="/donnees#charger"),
                        "). En attendant, ",
                        dcc.Link("cherchez une formation par un métier", href="/"),
                        ".",
                    ]
                ),
            ]
        ),
        "warning",
    )


def _form(told: SkillsPage) -> Component:
    fields = [
        ("skills-q", "q", "Ce que je sais faire", told.asked, "souder, conduire, soigner…"),
        ("skills-place", "lieu", "Au départ de", told.typed, "Commune ou code postal"),
    ]
    return html.Div(
        [
            html.Form(
                [
                    *[
                        html.Div(
                            [
                                html.Label(label, htmlFor=id_),
                                dcc.Input(id=id_, type="text", name=name, value=value,
                                          placeholder=hint, maxLength=200, autoComplete="off"),
                            ]
                        )
                        for id_, name, label, value, hint in fields
                    ],
                    html.Button("Voir", type="submit", className="button-main"),
                ],
                action=PATH,
                method="get",
                className="place-form skills-form form-line",
            ),
            html.Div([copy_link()], className="course-actions"),
        ],
        className="guidance-head screen-only",
    )  # fmt: skip


def _address(told: SkillsPage, **said: str) -> str:
    # Of plain links: the application draws a page anew for another path only.
    asked = {"lieu": told.code, **said}
    return f"{PATH}?{urlencode({name: text for name, text in asked.items() if text})}"


def _candidates(told: SkillsPage) -> list[Component]:
    if not told.candidates:
        return []
    links = [
        html.Li(html.A(label, href=_address(told, q=told.asked, lieu=code)))
        for label, code in told.candidates
    ]
    return [html.Ul(links, className="choices")]


def _answer(told: SkillsPage) -> list[Component]:
    if not told.known:
        return []
    if not told.asked:
        links: list[ComponentSingleType] = ["Par exemple : "]
        for at, word in enumerate(EXAMPLES):
            links += [", " if at else "", html.A(word, href=_address(told, q=word))]
        return [html.P([*links, "."])]
    if not told.skills:
        none = f"Aucun savoir-faire du ROME ne dit « {told.asked} » : essayez un autre verbe."
        return [notice(none)]
    title = f"{count(told.total, 'métier')} où l'on sait « {told.asked} »"
    rest = told.total - len(told.metiers)
    more = [html.P(f"Et {count(rest, 'autre métier', 'autres métiers')}, qui en demandent moins.",
                   className="source")] if rest else []  # fmt: skip
    return [
        html.Details(
            [
                html.Summary(count(len(told.skills), "savoir-faire", "savoir-faire")),
                html.Ul([html.Li(label) for label in told.skills[:40]]),
            ],
            className="more",
        ),
        html.H2(title, id="skills-answer"),
        html.Ul([html.Li(_asking(told, one)) for one in told.metiers], className="places"),
        *more,
    ]


def _asking(told: SkillsPage, one: Asking) -> list[Component]:
    matched = " · ".join(one.matched[:_MATCHED])
    others = len(one.matched) - _MATCHED
    if others > 0:
        matched += f" · et {count(others, 'autre')}"
    return [
        html.Div(
            [
                html.Strong(html.A(one.label, href=_address(told, metier=one.rome))),
                html.Span(_courses(one.courses, one.minutes, one.town), className="place-time"),
            ],
            className="place-head",
        ),
        html.Div(matched, className="place-note"),
    ]


def _courses(courses: int, minutes: int | None, town: str) -> str:
    if not courses:
        return "aucune formation connue"
    near = f", la plus proche : {travel_time(minutes)}, {town}" if minutes is not None else ""
    return f"{count(courses, 'formation')}{near}"


def _metier(told: SkillsPage, metier: MetierTold) -> list[Component]:
    near = f" près {of_place(told.place)}" if told.place else ""
    search = urlencode({"q": metier.rome, **({"lieu": told.code} if told.code else {})})
    every = html.P(dcc.Link(f"Chercher les formations vers ce métier{near}", href=f"/?{search}"))
    courses = [html.Li(_near(told, one)) for one in metier.near]
    return [
        html.H2([metier.label, html.Span(f" ROME {metier.rome}", className="code")],
                id="skills-metier"),
        html.Section(
            [
                html.H3(f"Certifications qui y mènent{near}"),
                html.Ul(courses, className="places")
                if courses
                else html.P("Aucune formation connue des sources chargées n'y mène."),
                every,
            ],
            className="guidance-kind",
        ),
        html.Section(
            [
                html.H3("Métiers de savoir-faire voisins"),
                html.P("La part dit combien de leurs savoir-faire sont aussi ceux de ce métier.",
                       className="kind-does"),
                html.Ul([html.Li(_neighbour(told, one)) for one in metier.neighbours],
                        className="places"),
            ],
            className="guidance-kind",
        ),
        html.Section(
            [
                html.H3("Ce qu'on y sait faire"),
                html.Ul([
                    html.Li([html.Strong(label) if heart else label])
                    for label, heart in metier.skills[:_SHOWN]
                ]),
                *([html.Details([
                    html.Summary(f"Les {len(metier.skills) - _SHOWN} autres"),
                    html.Ul([html.Li(label) for label, _ in metier.skills[_SHOWN:]]),
                ], className="more")] if len(metier.skills) > _SHOWN else []),
                html.P("En gras : le cœur du métier.", className="source"),
            ],
            className="guidance-kind",
        ),
    ]  # fmt: skip


def _near(told: SkillsPage, one: Near) -> list[Component]:
    search = f"?{urlencode({'lieu': told.code, 'mode': 'voiture'})}" if told.code else ""
    time = f"{travel_time(one.minutes)}, {one.place}" if one.minutes is not None else one.place
    more = f"{count(one.courses, 'formation')} dans la région"
    return [
        html.Div(
            [
                html.Strong(dcc.Link(one.title, href=f"/formation/{one.offer}{search}")),
                html.Span(time or "à distance ou sans lieu", className="place-time"),
            ],
            className="place-head",
        ),
        html.Div(more, className="place-note"),
    ]


def _neighbour(told: SkillsPage, one: Neighbour) -> list[Component]:
    part = share(one.common, one.skills)
    words = f"{one.common} savoir-faire sur {one.skills} en commun ({part})"
    return [
        html.Div(
            [
                html.Strong(html.A(one.label, href=_address(told, metier=one.rome))),
                html.Span(words, className="place-time"),
            ],
            className="place-head",
        ),
        html.Div(_courses(one.courses, None, ""), className="place-note"),
    ]
