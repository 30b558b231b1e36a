"""« Données et méthode »: what the atlas holds, where it comes from, how it is calculated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component, ComponentType

from geodata.coverage.order import ORDERS as TERRITORIES
from geodata.finding.order import ORDERS as COURSES
from geodata.provenance.account import Account
from geodata.provenance.age import in_words
from geodata.tables.sorting import Order
from geodata.travel.measured import Measured
from geodata.vocabulary import VOIES
from layouts.data.completeness import ANCHOR as COMPLETENESS
from layouts.data.completeness import TITLE as WHAT_IS_MISSING
from layouts.data.completeness import completeness
from layouts.data.definitions import definitions
from layouts.data.demonstration import demonstration
from layouts.data.indicators import ANCHOR, TITLE, indicators
from layouts.data.method import InForce, travel_time
from layouts.data.quality import Quality, quality
from layouts.data.validation import NAME as VALIDATION_NAME
from layouts.data.validation import PATH as VALIDATION
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.format import count, day, number
from layouts.kit.parts import definition, notice
from layouts.kit.prose import section
from layouts.kit.tables import table

REJECTS_ADDRESS = "/donnees/rejets.csv"


@dataclass(frozen=True)
class DataPage:
    """What the page states.

    Attributes
    ----------
    sources : sequence of mappings
        Rows of the table of sources.
    groups : mapping
        NSF groups of each domain.
    times : sequence of (km, minutes by mode)
        Examples of estimated times.
    profile : mapping
        The region's profile, with its rev3 rules.
    pages : mapping
        The Markdown of the pages of words.
    families : mapping
        Names of the families of métiers of each domain; none where no nomenclature is loaded.
    set_aside : sequence of mappings
        Files that gave nothing: file, name, reason, fault.
    refused : str
        Why a newer build was not put in service.
    unread : date or None
        Since when nobody can tell whether there is a newer build.
    quality : Quality
        What the courses say, the age of the sources and what changed.
    """

    region: str
    demonstration: bool
    built: date
    model: str
    measured: Measured | None
    in_force: InForce
    account: Account
    sources: Sequence[Mapping[Any, Any]]
    groups: Mapping[str, Sequence[str]]
    times: Sequence[tuple[int, Mapping[str, int]]]
    profile: Mapping[str, object]
    pages: Mapping[str, str]
    families: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quality: Quality = field(default_factory=Quality)
    set_aside: Sequence[Mapping[str, Any]] = ()
    refused: str = ""
    unread: date | None = None


def data_page(data: DataPage) -> Component:
    """Return the page."""
    parts = [
        _now(data),
        _sources(data),
        completeness(data.quality.report.get("completeness", {}), data.quality.departements),
        quality(data.quality),
        section(data.pages["loading"]),
        travel_time(
            data.pages["travel_time"], data.model, data.measured, data.times, data.in_force
        ),
        indicators(data.pages["indicators"], MODE_WORDS, data.families),
        definitions(data.pages, data.account, data.groups, data.profile, data.region),
        *([demonstration(data.pages["demonstration"], data.account)] if data.demonstration else []),
        _api(data.pages["reuse"]),
        section(data.pages["privacy"]),
        section(data.pages["accessibility"]),
    ]
    return html.Div(
        [
            html.H1("Données et méthode"),
            html.P(
                "D'où viennent les formations et les territoires de l'atlas, ce qui en a été "
                "écarté, et comment les temps de trajet sont faits.",
                className="lead",
            ),
            html.P(dcc.Link(VALIDATION_NAME, href=VALIDATION)),
            _contents(data.demonstration),
            *parts,
        ],
        className="prose data",
        **attributes(data_title="Données et méthode – Atlas Formation"),
    )


def _contents(with_demonstration: bool) -> Component:
    links = [
        ("apercu", "Ce que montre l'atlas aujourd'hui"),
        ("sources", "Les sources"),
        (COMPLETENESS, WHAT_IS_MISSING),
        ("qualite", "La qualité des données"),
        ("charger", "Charger les données officielles"),
        ("temps-de-trajet", "Le temps de trajet"),
        (ANCHOR, TITLE),
        ("definitions", "Les définitions"),
        *([("demonstration", "Les formations de démonstration")] if with_demonstration else []),
        ("api", "Réutiliser les données"),
        ("confidentialite", "Confidentialité"),
        ("accessibilite", "Accessibilité"),
    ]
    items = [html.Li(html.A(name, href=f"#{anchor}")) for anchor, name in links]
    return html.Nav(html.Ol(items), className="contents", **attributes(aria_label="Sommaire"))


def _across(offers: int) -> str:
    """Say how many courses of neighbours are known, and that those of Belgium are not."""
    none = "aucune formation connue"
    known = count(offers, "formation connue", "formations connues") if offers else none
    return (
        f"{known} à une heure environ, sur la carte et dans les recherches ; les totaux de la "
        "région n'en comptent aucune. La Belgique n'est pas comprise."
    )


def _now(data: DataPage) -> Component:
    facts = data.account
    if data.demonstration:
        kind = notice(
            [
                html.Strong("Offre de démonstration. "),
                "Les formations affichées sont simulées et n'existent pas ; les territoires, les "
                "diplômes et les métiers sont réels. ",
                html.A("Charger les données officielles", href="#charger"),
            ],
            "warning",
        )
    else:
        kind = html.P("Les formations affichées viennent des sources officielles ci-dessous.")
    of = "simulées" if data.demonstration else "d'après les sources officielles"
    voies = [f"{VOIES[voie]} : {number(n)}" for voie, n in facts.by_voie.items()]
    distance = facts.by_modality["distance"]
    rows: list[tuple[str, ComponentType]] = [
        ("Région", data.region),
        ("Base construite le", day(data.built)),
        ("Formations", f"{number(facts.offers)}, {of}"),
        ("Par voie", html.Ul([html.Li(voie) for voie in voies])),
        ("Entièrement à distance", f"{number(distance)} (elles ne sont pas sur la carte)"),
        ("Lieux de formation", number(facts.sites)),
        ("Régions voisines", _across(facts.ring_offers)),
        ("Communes", f"{number(facts.communes)} ({number(facts.population)} habitants)"),
    ]
    source = (
        f"Périmètre : {data.region}. Nombre de formations au {day(data.built)}. Communes et "
        "habitants : voir le millésime de chaque source ci-dessous."
    )
    return html.Section(
        [
            html.H2("Ce que montre l'atlas aujourd'hui", id="apercu"),
            kind,
            *_unread(data),
            *_refused(data.refused),
            definition(rows),
            html.P(source, className="source"),
        ]
    )


def _unread(data: DataPage) -> list[Component]:
    """Say that nobody knows whether there is a newer build."""
    if data.unread is None:
        return []
    lead = html.Strong(f"La base ne peut plus être relue depuis le {day(data.unread)}. ")
    rest = f"Celle du {day(data.built)} reste servie ; une plus récente existe peut-être."
    return [notice([lead, rest], "warning")]


def _refused(why: str) -> list[Component]:
    """Say that a newer build is not served."""
    if not why:
        return []
    first, *others = why.split("\n- ")
    lead = html.Strong("Une construction plus récente n'est pas en service. ")
    items = html.Ul([html.Li(other) for other in others]) if others else ""
    return [notice([lead, first, items], "warning")]


def _set_aside(data: DataPage) -> list[Component]:
    """List the files that gave nothing, those that someone must look at first."""
    files = sorted(data.set_aside, key=lambda one: not one["fault"])
    if not files:
        return []
    rows = [
        (one["file"], one["name"] or "Source inconnue", one["reason"],
         "À vérifier" if one["fault"] else "Rien à faire")
        for one in files
    ]  # fmt: skip
    return [
        html.H3("Fichiers mis de côté", id="mis-de-cote"),
        html.P(
            "Un fichier qui ne peut pas être lu n'empêche pas de charger les autres : il est "
            "nommé ici avec sa raison, comme ceux qui n'apportent rien à la région."
        ),
        table("Fichiers qui n'ont rien donné, et pourquoi",
              ["Fichier", "Source", "Raison", "Suite"], rows, (),
              f"Construction du {day(data.built)}."),
    ]  # fmt: skip


def _sources(data: DataPage) -> Component:
    headers = ["Source", "Producteur", "Millésime", "Périmètre", "Licence",
               "Lignes lues", "Retenues", "Écartées"]  # fmt: skip
    rows = [
        [
            _source_name(row),
            row["producer"] or "Non précisé",
            in_words(str(row["vintage"])) or "Non précisé",
            row["perimeter"] or "Non précisé",
            row["licence"] or "Non précisée",
            number(int(str(row["rows_read"]))),
            number(int(str(row["rows_kept"]))),
            number(int(str(row["rows_rejected"]))),
        ]
        for row in data.sources
    ]
    note = (
        f"Fichiers lus à la construction du {day(data.built)}. Une ligne écartée est hors de la "
        "région, ou inutilisable pour une raison donnée ci-dessous."
    )
    return html.Section(
        [
            html.H2("Les sources", id="sources"),
            table("Sources lues, et ce qui en a été retenu", headers, rows, (5, 6, 7), note),
            html.P(
                [
                    "Ce tableau en fichier : ",
                    html.A("CSV", href="/api/v1/sources?format=csv"),
                    " ou ",
                    html.A("JSON", href="/api/v1/sources"),
                    " (avec l'empreinte de chaque fichier).",
                ]
            ),
            *_set_aside(data),
            *_rejections(data),
        ]
    )


def _source_name(row: Mapping[Any, Any]) -> list[Component | str]:
    parts: list[Component | str] = [row["name"]]
    if row["url"]:
        parts = [
            html.A(row["name"], href=row["url"], rel="noopener noreferrer"),
            html.Span(" (autre site)", className="leaves"),
        ]
    return [*parts, html.Strong(" – données simulées")] if _untold(row) else parts


def _untold(row: Mapping[Any, Any]) -> bool:
    """Whether a source is a simulation and its name does not say so."""
    return bool(row["simulated"]) and "simul" not in str(row["name"])


def _rejections(data: DataPage) -> list[Component]:
    title = html.H3("Lignes écartées, par raison", id="rejets")
    rows = [(name, reason, number(n)) for name, reason, n in data.account.rejections]
    if not rows:
        return [title, html.P("Aucune ligne n'a été écartée des fichiers de formations.")]
    total = sum(n for _, _, n in data.account.rejections)
    return [
        title,
        table("Lignes écartées, par source et par raison", ["Source", "Raison", "Lignes"], rows,
              (2,), f"Construction du {day(data.built)}, {data.region}."),
        html.P(
            html.A(f"Télécharger les {count(total, 'ligne')} et leur raison (CSV)",
                   href=REJECTS_ADDRESS)
        ),
    ]  # fmt: skip


def _named(orders: Mapping[str, Order]) -> str:
    return ", ".join(f"« {key} » ({order.label.lower()})" for key, order in orders.items())


def _api(text: str) -> Component:
    near = "/api/v1/offers?near=3.06,50.63&mode=voiture&max_minutes=20&level=3"
    examples = [
        ("/healthz", "État du service et de sa base"),
        ("/readyz", "Si le service est prêt à répondre"),
        (near, "CAP et autres formations de niveau 3 à 20 minutes en voiture de Lille"),
        ("/api/v1/offers?domain=sante&voie=apprentissage&format=csv", "Un tableau pour tableur"),
        ("/api/v1/offers?q=cuisine&format=xlsx", "Un classeur Excel"),
        ("/api/v1/offers?level=3&tri=date", "Les formations, prochaines sessions d'abord"),
        (
            "/api/v1/coverage?by=spel&tri=hors-atteinte",
            "Les territoires, le plus d'habitants hors d'atteinte d'abord",
        ),
        ("/api/v1/tension?level=region", "Les tensions et les projets de recrutement par métier"),
        ("/api/v1/indicators?theme=marche-travail&level=region", "Les indicateurs d'un thème"),
        ("/api/v1/completeness", "Ce qui est chargé de l'offre, et ce qui manque"),
        ("/api/v1/sources", "Les sources et les lignes écartées"),
    ]
    rows = [(html.A(html.Code(address), href=address), what) for address, what in examples]
    return section(
        text,
        addresses=table(
            "Adresses de l'interface pour programmes (API)", ["Adresse", "Réponse"], rows
        ),
        course_orders=_named(COURSES),
        territory_orders=_named(TERRITORIES),
        search=dcc.Link("Trouver une formation", href="/"),
    )
