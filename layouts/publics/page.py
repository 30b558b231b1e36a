"""« Les publics » of a territory: figures with their two terms, and what no source gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.portrait.figure import Figure
from geodata.publics.board import COMPUTED, SIMULATION, Group, OpenRow, Publics
from geodata.publics.lacks import ALWAYS
from geodata.publics.table import PUBLICS
from geodata.publics.trained import AXES, Sum, Trained
from geodata.territory import Territory
from geodata.vocabulary import TERRITORY_LEVELS
from layouts.kit.format import NO_BREAK_SPACE, day, lower_first, number, share, upper_first
from layouts.kit.parts import notice
from layouts.kit.tables import table
from layouts.month.words import period_words
from layouts.territory.beside import REGION_FILES, document_beside, named, page_beside, tools
from layouts.territory.page import PATH
from layouts.territory.words import value_words

TITLE = "Les publics"
SIMULATED = (
    "Chiffres simulés pour la démonstration, là où la table le dit ; les habitants sont réels, les "
    "formations et les personnes formées ne le sont pas."
)
RULE = (
    "Chaque part est donnée avec son numérateur et son dénominateur. Un temps d'accès est calculé "
    "par l'atlas, d'après la commune où ces personnes vivent : ce n'est pas ce qu'un producteur "
    "observe, et les deux ne se comparent pas. Une personne peut être de plusieurs publics : ils "
    "ne s'additionnent pas."
)
HEADERS = (
    "Mesure, numérateur et dénominateur", "Valeur", "Année", "Nature, source, périmètre",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What the page states."""

    publics: Publics
    region: str
    built: date


def publics_path(level: str, code: str, ending: str = "") -> str:
    """Return the address of the page, or of its file (« .pdf », « .csv », « .xlsx »)."""
    return f"{PATH}/{level}/{code}/publics{ending}"


def publics_page(shown: Shown) -> Component:
    """Return the page."""
    return page_beside(shown.publics.place, "les publics", "publics", _body(shown))


def publics_document(shown: Shown, printed: date, link: str) -> str:
    """Return the HTML of the page on A4; `link` is where it opens again."""
    place, dated = shown.publics.place, (shown.region, shown.built, printed)
    titles = f"{TITLE} : {named(place)}", "Publics fragiles et formation, par territoire"
    return document_beside(place, titles, "publics", _body(shown), dated, link)


def _body(shown: Shown) -> list[Component]:
    known = shown.publics
    return [
        html.H1([html.Span(f"{TITLE} : ", className="line"), named(known.place)]),
        html.P(f"{shown.region} · base du {day(shown.built)}"),
        *([notice(SIMULATED, "warning")] if known.simulated else []),
        _tools(known.place),
        html.P(RULE, className="flows-computed"),
        *(part for group in known.groups for part in _group(group)),
        *_trained(known),
        *_offer(known),
        *_never(),
    ]


def _tools(place: Territory) -> Component:
    files = {"Document (PDF)": ".pdf", "Données (CSV)": ".csv", "Classeur (XLSX)": ".xlsx"}
    return tools(
        [(name, publics_path(place.level, place.code, end)) for name, end in files.items()]
    )


def _group(group: Group) -> list[Component]:
    title = html.H2(group.name, id=group.public)
    body: list[Component] = []
    if group.figures:
        rows = [_row(figure) for figure in group.figures]
        body.append(table(f"{group.name} : ce qui est connu", HEADERS, rows, (1,)))
    if group.missing:
        body.append(_missing(group.missing))
    return [html.Section([title, *body], className="publics-group")]


def _missing(figures: Sequence[Figure]) -> Component:
    items = [html.Li(f"{figure.label} : non disponible ({_why(figure)}).") for figure in figures]
    return html.Ul(items, className="missing-list")


def _why(figure: Figure) -> str:
    note = f"{figure.note} ; " if figure.note else ""
    return f"{note}qui l'a : {figure.missing}"


def _row(figure: Figure) -> list[ComponentType]:
    terms = " sur ".join(f"{lower_first(name)} : {number(value)}" for name, value in figure.parts)
    name: list[Component | str] = [figure.label]
    if terms:
        name.append(html.Span(terms, className="line source"))
    nature, source = ("Simulé" if figure.note == SIMULATION else "Observé"), figure.source
    if source.startswith(COMPUTED):
        nature, _, source = source.partition(" ; ")
    note = figure.note if figure.note != SIMULATION else ""
    told = [upper_first(nature), source, figure.perimeter, note]
    return [
        html.Span(name),
        value_words(figure),
        _year(figure.period),
        html.Span(" · ".join(filter(None, told)), className="source"),
    ]


def _year(period: str) -> str:
    months = period[:4].isdigit() and len(period) in (7, 4)
    return period_words(period) if months else period or "non dite"


def _trained(known: Publics) -> list[Component]:
    title = html.H2("Personnes formées, par dispositif, domaine et niveau visé", id="formes")
    if not known.trained:
        return [
            title,
            html.P(
                "Aucun fichier de la région n'est chargé : le croisement dispositif × domaine × "
                "niveau × territoire n'est publié par personne à ces échelles. Qui l'a : la "
                "Région, France Travail et le C2RP."
            ),
            html.P(
                html.A("La forme d'un fichier de personnes formées", href=REGION_FILES),
                className="screen-only",
            ),
        ]
    told = list(known.trained.values())
    headers = ("Ventilation", *(PUBLICS[one.public] for one in told))
    cells = list(dict.fromkeys(key for one in told for key in one.sums if key[0]))
    tables = [
        table(
            f"Personnes formées par {lower_first(AXES[axis])}",
            headers,
            [
                [category, *(_cell(one.sums.get((axis, category))) for one in told)]
                for kind, category in cells
                if kind == axis
            ],
            tuple(range(1, len(headers))),
        )
        for axis in AXES
        if any(kind == axis for kind, _ in cells)
    ]
    return [title, *tables, html.P(_trained_note(told), className="source")]


def _cell(one: Sum | None) -> ComponentType:
    if one is None:
        return "—"
    if one.people is None:
        return "secret"
    least = f"≥{NO_BREAK_SPACE}" if one.secret else ""
    text = f"{least}{number(one.people)}"
    if not one.total:
        return text
    of = f"{share(one.part, one.total)} de {number(one.total)}"
    return html.Span([text, html.Span(of, className="line source")])


def _trained_note(told: Sequence[Trained]) -> str:
    facts = dict.fromkeys(
        f"{one.source} : {one.perimeter}, {one.year}"
        + (
            f", somme de ce qui est dit par {TERRITORY_LEVELS[one.summed].short}"
            if one.summed
            else ""
        )
        + (" (simulé)" if one.simulated else "")
        for one in told
    )
    return (
        f"{' ; '.join(facts)}. La part est celle du public parmi toutes les personnes formées de "
        "la cellule, là où le fichier dit les deux. Un chiffre secret n'est dans aucune somme."
    )


def _offer(known: Publics) -> list[Component]:
    title = html.H2("Formations d'ici qui se disent ouvertes à ces publics", id="ouvertes")
    if not known.offer:
        return [title, html.P("Aucune formation connue n'est tenue dans ce territoire.")]
    shown = list(known.offer[0].open_to)
    headers = ("Catégorie", "Formations connues", *(PUBLICS[public] for public in shown))
    rows = [[row.category, number(row.courses), *_open(row, shown)] for row in known.offer]
    years = f", {known.offer_years}" if known.offer_years else ""
    note = (
        f"{number(known.telling)} formations sur {number(known.courses)} disent à qui elles sont "
        "ouvertes ; « non dit » : aucune ne nomme ce public, ce qui ne veut pas dire qu'elles lui "
        "sont fermées. "
        f"{known.offer_source}{years}. « Jeunes » : élèves et étudiants. QPV et FRR : aucune "
        "source n'ouvre une formation d'après l'adresse."
    )
    caption = "Formations par voie, niveau et domaine, et celles ouvertes à chaque public"
    return [title, table(caption, headers, rows, tuple(range(1, len(headers))), note)]


def _open(row: OpenRow, shown: Sequence[str]) -> list[str]:
    told = [row.open_to[public] for public in shown]
    return [number(n) if n else "non dit" for n in told]


def _never() -> list[Component]:
    items = [html.Li(f"{label} : {holder}.") for label, holder in ALWAYS]
    return [
        html.H2("Ce qu'aucune source ouverte ne dit, et qui l'a", id="manques"),
        html.Ul(items, className="missing-list"),
    ]
