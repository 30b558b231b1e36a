"""What is loaded of the offer and what is missing, on « Données et méthode »."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.completeness.covers import PARTS
from geodata.completeness.improving import Improvement, improvements
from geodata.completeness.matrix import ABSENT, COMPLETE, GRADES, PARTIAL, REGION, UNKNOWN
from geodata.vocabulary import VOIES
from layouts.kit.attributes import attributes
from layouts.kit.completeness import VOIE_WORDS, levels_words
from layouts.kit.format import number
from layouts.kit.parts import notice
from layouts.kit.tables import table

ANCHOR = "completude"
TITLE = "Ce qui est chargé de l'offre, et ce qui manque"
ADDRESS = "/api/v1/completeness"
MARKS = {COMPLETE: "●", PARTIAL: "◐", ABSENT: "○", UNKNOWN: "?"}
"""Shape of each grade, so that it reads without colours; its name is said too."""


def completeness(report: Mapping[str, Any], departements: Mapping[str, str]) -> Component:
    """Return the section; without a matrix (a base of before it), it says how to get one."""
    title = html.H2(TITLE, id=ANCHOR)
    if not report:
        text = "La base a été construite avant ce tableau : reconstruisez-la."
        return html.Section([title, html.P(text)])
    return html.Section(
        [
            title,
            *_introduction(bool(report["simulated"])),
            *_matrix(report["cells"], departements),
            *_better(report),
            _published(report),
            _covers(report["sources"]),
            html.P(
                [
                    "Ce tableau en fichier : ",
                    html.A("CSV", href=f"{ADDRESS}?format=csv"),
                    " ou ",
                    html.A("JSON", href=ADDRESS),
                    ".",
                ]
            ),
        ]
    )


def _introduction(simulated: bool) -> list[Component]:
    if simulated:
        text = (
            "Offre de démonstration : ses formations sont simulées, et elle est complète par "
            "construction, puisqu'il n'en existe pas d'autres. Avec les fichiers officiels, ce "
            "tableau dit ce qui manque."
        )
        return [notice(text)]
    return [
        html.P(
            "Une formation absente de l'atlas peut exister : son fichier n'est peut-être pas "
            "chargé. Une case est complète quand les sources chargées couvrent ensemble toute "
            "l'offre de cette voie et de ce niveau, absente quand aucune formation n'en est "
            "connue, partielle sinon. L'atlas ne donne aucun chiffre sur une offre absente, et le "
            "dit sur une offre partielle."
        )
    ]


def _matrix(cells: Sequence[Mapping[str, Any]], departements: Mapping[str, str]) -> list[Component]:
    legend = " · ".join(f"{mark} {GRADES[grade]}" for grade, mark in MARKS.items())
    parts: list[Component] = [html.P(f"Nombre de formations connues. {legend}.")]
    for voie, group in groupby(cells, key=lambda cell: str(cell["voie"])):
        of_voie = list(group)
        codes = list(dict.fromkeys(str(cell["departement"]) for cell in of_voie))
        rows: list[list[ComponentType]] = []
        for level, line in groupby(of_voie, key=lambda cell: int(cell["level"])):
            by_code = {str(cell["departement"]): cell for cell in line}
            rows.append([str(level), *(_cell(by_code[code]) for code in codes)])
        heads = [_head(code, departements) for code in codes]
        numbers = tuple(range(1, len(codes) + 1))
        parts.append(table(VOIES[voie], ["Niveau", *heads], rows, numbers))
    return parts


def _head(code: str, departements: Mapping[str, str]) -> Component | str:
    if code == REGION:
        return "Région"
    return html.Abbr(code, title=departements.get(code, code))


def _cell(cell: Mapping[str, Any]) -> Component:
    grade = str(cell["grade"])
    lacks = [PARTS[part] for part in cell["lacks"]]
    said = GRADES[grade] + (f", sans {' ni '.join(lacks)}" if lacks else "")
    return html.Span(
        [
            html.Span(MARKS[grade], className="grade-mark", **attributes(aria_hidden="true")),
            html.Span(f" {number(cell['courses'])}"),
            html.Span(f" ({said})", className="visually-hidden"),
        ],
        className=f"grade grade-{grade}",
        title=said[:1].upper() + said[1:],
    )


def _better(report: Mapping[str, Any]) -> list[Component]:
    found = improvements(report)
    if not found:
        return []
    rows: list[list[ComponentType]] = [
        [_linked(one), _cells_words(one.cells), "—" if one.people is None else number(one.people)]
        for one in found
    ]
    note = (
        "Personnes de ces voies et niveaux d'après les effectifs publiés, région entière ; un "
        "effectif qui réunit plusieurs niveaux est réparti également entre eux."
    )
    headers = ["Source à charger", "Ce qu'elle apporterait", "Personnes concernées"]
    return [
        html.H3("Ce qui l'améliorerait le plus", id="ameliorer"),
        table("Sources à charger, les plus utiles d'abord", headers, rows, (2,), note),
    ]


def _linked(one: Improvement) -> Component:
    extract = " (un extrait est chargé)" if one.extract else ""
    return html.Span([html.A(one.name, href=one.page, rel="noopener noreferrer"), extract])


def _cells_words(cells: Sequence[tuple[str, int]]) -> str:
    parts = [
        f"{VOIE_WORDS[voie][0]} {levels_words([level for _, level in group])}"
        for voie, group in groupby(cells, key=lambda cell: cell[0])
    ]
    text = " ; ".join(parts)
    return text[:1].upper() + text[1:]


def _published(report: Mapping[str, Any]) -> Component:
    rows = []
    for one in report["published"]:
        known = sum(
            cell["courses"]
            for cell in report["cells"]
            if cell["departement"] == REGION
            and cell["voie"] == one["voie"]
            and cell["level"] in one["levels"]
        )
        rows.append(
            [
                f"{VOIES[one['voie']]}, {levels_words(one['levels'])}",
                f"{number(one['people'])} {one['unit']}"
                + (" (estimé)" if one["estimated"] else ""),
                one["period"],
                number(known),
                number(one["people"] / known) if known else "Aucune formation",
                one["source"],
            ]
        )
    if not rows:
        return html.P("Aucun effectif publié de cette région n'est connu de l'atlas.")
    headers = ["Voie", "Effectif publié", "Année", "Formations connues", "Personnes par formation",
               "Source"]  # fmt: skip
    note = "Région entière : ces effectifs ne sont pas publiés par département."
    return table(
        "Les formations connues, à côté des effectifs publiés", headers, rows, (3, 4), note
    )


def _covers(sources: Sequence[Mapping[str, Any]]) -> Component:
    rows = []
    for source in sources:
        for covers in source["covers"]:
            lacks = [PARTS[part] for part in covers["lacks"]]
            what = _cells_words([(v, n) for v in covers["voies"] for n in covers["levels"]])
            rows.append(
                [
                    source["name"],
                    what,
                    f"Sans {' ni '.join(lacks)}" if lacks else "Toute l'offre",
                    covers["territory"],
                    covers["period"],
                    _state(source, covers),
                ]
            )
    headers = ["Source", "Voies et niveaux", "Étendue", "Territoire", "Période", "Dans la base"]
    return table("Ce que chaque source couvre, quand elle est entière", headers, rows)


def _state(source: Mapping[str, Any], covers: Mapping[str, Any]) -> str:
    if covers["whole"]:
        return "Entière"
    return "Un extrait" if source["courses"] else "Non chargée"
