"""The best places proposed: what they gain, what else would do, what they change, how sure."""

from urllib.parse import quote

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.asking.siting import CANDIDATES, CHOSEN, PRIORITIES, SEEKERS
from geodata.siting.alternatives import MOST, NEAR
from geodata.siting.best_places import BestAnswer
from geodata.siting.demand import PRIORITY_FACTOR
from layouts.coverage.answer import BAND_WORDS, estimated_between
from layouts.find.answer import MODE_WORDS
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number, share, upper_first
from layouts.kit.parts import notice, zone_link
from layouts.kit.tables import scrolling, table, titles_row

_EFFECT_TITLES = {
    "spel": "Effet par SPEL",
    "frr": "Effet en FRR et ailleurs",
    "zrr": "Effet en ancienne ZRR et ailleurs",
}

_WHY = {
    "asked": "tranche choisie pour les ouvertures",
    "page": "tranche choisie pour toute la page",
    "school": "la question porte sur le CAP et le bac pro, donc sur des jeunes ; le recensement "
    "ne donne pas, par commune, de tranche plus fine",
    "adults": "la question porte sur des formations d'adultes",
    "higher": "la question porte sur l'après-bac",
    "all": "rien dans la question ne désigne une partie de la population",
}


def best_answer(answer: BestAnswer, csv: bytes, xlsx: str, most: int = 8) -> list[Component]:
    """Return the communes proposed, what they gain and how sure that is.

    Parameters
    ----------
    csv : the same communes as a file
    xlsx : the address of the same as a workbook
    most : territories of an effect, at most
    """
    if answer.table.empty:
        return [notice(nothing_words(answer))]
    return [
        *best_sentences(answer),
        scrolling(_table(answer), "Communes proposées"),
        html.P(proof_words(answer), className="source"),
        _tools(answer, csv, xlsx),
        *best_effects(answer, most),
    ]


def best_on_paper(answer: BestAnswer) -> list[Component]:
    """Return the same for a brief, without what is clicked and with all the territories."""
    if answer.table.empty:
        return [notice(nothing_words(answer))]
    return [
        html.H2("Communes proposées, et autres choix, avec ce qu’ils perdent"),
        _table(answer),
        *best_effects(answer),
    ]


def best_sentences(answer: BestAnswer) -> list[Component]:
    """Return what the openings gain together, for whom, and what a place is worth.

    Nothing where no commune is proposed.
    """
    if answer.table.empty:
        return []
    stated = answer.stated
    asked, band = stated.covered.asked, stated.demand.band
    reach = f"à moins de {duration(asked.threshold)} {MODE_WORDS[asked.mode]}"
    people = f"{number(answer.together)} {BAND_WORDS[band]}"
    n = len(answer.table)
    wanted = stated.question.p
    return [
        html.P(
            [
                html.Strong(people, id="cover-best-people"),
                f" de plus {reach}, soit {share(answer.together, stated.beyond)} de ceux qui sont "
                f"hors d'atteinte, avec {count(n, 'ouverture')}",
                *_everyone(answer),
                ".",
            ],
            className="answer-known",
        ),
        estimated_between(*answer.band, stated.covered.uncertainty),
        *([_fewer(answer, n)] if n < wanted else []),
        html.P(f"{demand_words(answer)} {places_words(answer)}", className="best-demand"),
    ]


def _everyone(answer: BestAnswer) -> list[str | Component]:
    page = answer.stated.covered.asked.population
    if page == answer.stated.demand.band:
        return []
    everyone = f"{number(int(answer.table['everyone_together'].iloc[-1]))} {BAND_WORDS[page]}"
    everyone += " de tout âge" if page == "total" else ""
    return [" (", html.Span(everyone, id="cover-best-everyone"), ")"]


def demand_words(answer: BestAnswer) -> str:
    """Say whom the openings are for, and why."""
    demand = answer.stated.demand
    return f"Pour qui : {BAND_WORDS[demand.band]} ; {_WHY[demand.why]}."


def places_words(answer: BestAnswer) -> str:
    """Say how many places an opening has."""
    if answer.stated.question.places:
        return f"Chaque ouverture a {count(answer.stated.question.places, 'place')} (choisi)."
    if answer.places is None:
        return "Les places de ces formations ne sont pas connues : indiquez celles d'une ouverture."
    return (
        f"Une ouverture compte {number(answer.places, 1)} places, moyenne des formations demandées "
        "dont les places sont connues."
    )


def nothing_words(answer: BestAnswer) -> str:
    """Say why no commune is proposed."""
    stated = answer.stated
    if not stated.beyond:
        return "Personne n'est hors d'atteinte : il n'y a rien à ouvrir."
    if not len(stated.rows):
        return f"Aucune commune à proposer parmi {candidate_words(answer)}."
    return (
        f"Aucune ouverture parmi {candidate_words(answer)} ne mettrait quelqu'un de plus à moins "
        f"de {duration(stated.covered.asked.threshold)}."
    )


def candidate_words(answer: BestAnswer) -> str:
    """Name the communes where a course may be opened, as a sentence goes on."""
    stated = answer.stated
    words = CANDIDATES[stated.kind]
    if stated.kind == CHOSEN:
        return f"{count(len(stated.rows), 'commune choisie', 'communes choisies')} à la main"
    if stated.question.least:
        words += f" d'au moins {number(stated.question.least)} habitants"
    if stated.question.inside:
        level, code = stated.question.inside.split(":")
        names = stated.covered.atlas.zone_names
        words += f", dans « {names.get((level, code), code)} »"
    return words


def _fewer(answer: BestAnswer, n: int) -> Component:
    wanted, candidates = answer.stated.question.p, len(answer.stated.rows)
    if candidates == n:
        there = count(n, "commune se propose", "communes se proposent")
        return notice(f"{there} seulement parmi {candidate_words(answer)}.")
    words = "Une ouverture suffit" if n == 1 else f"{n} ouvertures suffisent"
    return notice(f"{words} : les {wanted - n} autres n'ajouteraient personne.")


def _table(answer: BestAnswer) -> Component:
    band = answer.stated.demand.band
    priced = answer.places is not None
    titles = ["Rang", "Commune", "SPEL", f"{upper_first(BAND_WORDS[band])} gagnés"]
    titles += ["Gagnés par place"] if priced else []
    rows = []
    for rank, (_, row) in enumerate(answer.table.iterrows(), start=1):
        cells = [
            html.Td(str(rank), className="num"),
            html.Th(zone_link(row["name"], f"commune:{row['code']}"), scope="row"),
            html.Td(row["spel"]),
            html.Td(number(row["people"]), className="num"),
        ]
        if priced:
            cells.append(html.Td(number(row["per_place"]), className="num"))
        rows += [
            html.Tr(cells, **attributes(data_best=row["code"])),
            _instead(answer, row["code"], len(titles)),
        ]
    head = titles_row(titles, words=(1, 2))
    return html.Table([head, html.Tbody(rows)], className="ranked best-table")


def _instead(answer: BestAnswer, code: str, columns: int) -> Component:
    """Return the row of what would do nearly as well as a commune, and what it loses."""
    mine = answer.others[answer.others["instead_of"] == code]
    none = f"aucune autre ne ferait {number(100 * NEAR)}{NO_BREAK_SPACE}% de son apport"
    told = [_exchange(one) for _, one in mine.iterrows()] or [[none]]
    cell = html.Td(html.Ul([html.Li(one) for one in told]), colSpan=columns - 1)
    return html.Tr([html.Td(), cell], className="best-others")


def _exchange(one: pd.Series) -> list[str | Component]:
    lost = int(one["lost"])
    if lost > 0:
        words = f"{number(lost)} de moins"
    else:
        words = f"{number(-lost)} de plus, mais de moindre poids" if lost else "autant"
    part = f"{number(min(99.9, 100 * one['share']) if lost else 100)}{NO_BREAK_SPACE}%"
    return ["ou ", zone_link(one["name"], f"commune:{one['code']}"), f" : {part}, {words}"]


def best_effects(answer: BestAnswer, most: int | None = None) -> list[Component]:
    """Return what the openings change by SPEL, and inside and outside of the rural zoning."""
    parts = []
    for level, rows in answer.effects.items():
        moved = rows[rows["gained"] > 0] if level == "spel" else rows
        shown = moved.head(most) if most else moved
        cells = [
            (row["name"], number(row["before"]), number(row["after"]), number(row["gained"]))
            for _, row in shown.iterrows()
        ]
        still, cut = len(rows) - len(moved), len(moved) - len(shown)
        told = [count(cut, "autre SPEL gagne", "autres SPEL gagnent")] if cut else []
        told += [count(still, "SPEL sans changement", "SPEL sans changement")] if still else []
        note = f"{' ; '.join(told)}." if told else None
        headers = ("Territoire", "Hors d'atteinte avant", "Après", "Gagnés")
        parts.append(table(_EFFECT_TITLES[level], headers, cells, (1, 2, 3), note))
    return [html.Div(parts, className="best-effects")] if parts else []


def _tools(answer: BestAnswer, csv: bytes, xlsx: str) -> Component:
    places = answer.stated.question.places
    codes = ",".join(f"{code}:{places}" if places else code for code in answer.table["code"])
    return html.Div(
        [
            button("Simuler ces ouvertures", **attributes(data_open_communes=codes)),
            html.A(
                "Exporter (CSV)",
                href="data:text/csv;charset=utf-8," + quote(csv),
                download="ou-ouvrir.csv",
                className="button-quiet",
                id="cover-best-csv",
            ),
            html.A("Classeur (XLSX)", href=xlsx, className="button-quiet", id="cover-best-xlsx"),
        ],
        className="panel-tools",
    )


def proof_words(answer: BestAnswer) -> str:
    """Say how the communes are chosen, how far from the best they may be, and who counts more."""
    found, question = answer.found, answer.stated.question
    if found.gap:
        gap = f"{number(100 * found.gap, 1)}{NO_BREAK_SPACE}%"
        sure = f"à {gap} au plus du meilleur choix possible"
    else:
        sure = "meilleur choix possible, prouvé (écart de 0 %)"
    doubled = [PRIORITIES[key] for key in question.priorities if key != SEEKERS]
    weights = ""
    if doubled:
        names = upper_first(" et ".join(doubled))
        weights = f" {names} comptent {number(PRIORITY_FACTOR)} fois."
    if SEEKERS in question.priorities:
        weights += (
            " Chacun compte d'autant plus que son bassin a de demandeurs d'emploi par habitant de "
            "20 à 64 ans (fichier sans date : France Travail, demandeurs par secteur et bassin)."
        )
    return (
        f"Méthode : couverture maximale (Church et ReVelle, 1974), parmi {candidate_words(answer)} "
        f"; {sure}.{weights} Autres choix : {MOST} au plus par commune, chacun échangé seul contre "
        "elle, les autres restant."
    )
