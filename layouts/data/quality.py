"""The quality of the courses, on « Données et méthode »: sources, départements, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dash import html
from dash.development.base_component import Component, ComponentType

from geodata.provenance.quality import FACTS, LATE, Freshness
from geodata.provenance.values import CHANGE_KINDS, TIDIED_KINDS
from layouts.kit.format import count, number, share, upper_first
from layouts.kit.tables import table

CHANGES_ADDRESS = "/donnees/changements.csv"
TIDIED_ADDRESS = "/donnees/noms-et-doublons.csv"
_COMPLEMENTS = ("Formations", *FACTS.values())


@dataclass(frozen=True)
class Quality:
    """What the section states.

    Attributes
    ----------
    report : mapping
        The build's report (`all`, `sources`, `departements`, `merging`, `certified`…), or {}.
    names : mapping
        Name of each source by its key.
    departements : mapping
        Name of each département by its code.
    freshness : mapping
        Whether each source is up to date, by the key of its newest file.
    tidied : mapping
        How many changes of each kind of `TIDIED_KINDS`.
    since : str
        Day of the build with which this one was compared, "" when there is none.
    """

    report: Mapping[str, Any] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    departements: Mapping[str, str] = field(default_factory=dict)
    freshness: Mapping[str, Freshness] = field(default_factory=dict)
    tidied: Mapping[str, int] = field(default_factory=dict)
    since: str = ""


def quality(shown: Quality) -> Component:
    """Return the section; without a report (a base of before it), it says how to get one."""
    title = html.H2("La qualité des données", id="qualite")
    if not shown.report:
        return html.Section(
            [title, html.P("La base a été construite avant ce bilan : reconstruisez-la.")]
        )
    return html.Section(
        [
            title,
            html.P(
                "Ce que les formations disent, source par source et département par département. "
                "Une part basse n'est pas une erreur : la source ne donne pas cette information."
            ),
            _by_source(shown),
            _by_departement(shown),
            *_merging(shown.report.get("merging", {}), shown.names),
            *_graduates(shown.report.get("graduates", {})),
            *_tidied(shown.tidied),
            *_freshness(shown),
            *_changes(shown),
        ]
    )


def _by_source(shown: Quality) -> Component:
    rows = [
        [shown.names.get(key, key), *_measures(measured)]
        for key, measured in shown.report["sources"].items()
        if measured["offers"]
    ]
    return table(
        "Part des formations renseignées, par source",
        ["Source", *_COMPLEMENTS],
        rows,
        tuple(range(1, len(_COMPLEMENTS) + 1)),
        "Une formation connue de plusieurs sources compte pour chacune.",
    )


def _by_departement(shown: Quality) -> Component:
    rows = [
        [shown.departements.get(code, code), *_measures(measured)]
        for code, measured in shown.report["departements"].items()
    ]
    rows.append(["Ensemble", *_measures(shown.report["all"])])
    return table(
        "Part des formations renseignées, par département",
        ["Département", *_COMPLEMENTS],
        rows,
        tuple(range(1, len(_COMPLEMENTS) + 1)),
        "« Ensemble » compte aussi les formations entièrement à distance, sans lieu.",
    )


def _measures(measured: Mapping[str, Any]) -> list[str]:
    return [number(measured["offers"]), *(_percent(measured["told"][name]) for name in FACTS)]


def _percent(value: float | None) -> str:
    """Write a share of 1 as a percentage, « Sans objet » when no course is concerned."""
    return "Sans objet" if value is None else share(value, 1)


def _registered(counts: Mapping[str, int]) -> Component:
    """Say whose the establishments are that a register knows without their school's code."""
    joined = counts["siret"] + counts["name"] + counts["organism"]
    return html.P(
        f"{count(counts['listed'], 'école')} de la santé et du social (FINESS) : "
        f"{number(counts['siret'])} rapprochées d'un lieu de formation par leur SIRET, "
        f"{number(counts['name'])} par leur nom exact dans la même commune "
        f"({number(counts['moved'])} lieux mis à leur adresse), {number(counts['organism'])} d'un "
        f"organisme sans lieu connu ; {number(counts['listed'] - joined)} d'aucune formation."
    )


def _graduates(counts: Mapping[str, int]) -> list[Component]:
    """Say how many of the diplomas whose outcomes are published are those of a course."""
    if not counts:
        return []
    left = counts["diplomas"] - counts["joined"]
    return [
        html.H3("Ce que deviennent les diplômés du supérieur"),
        html.P(
            f"InserSup donne le devenir des sortants de {count(counts['diplomas'], 'diplôme')} "
            f"d'établissements de la région. {number(counts['joined'])} sont ceux de "
            f"{count(counts['courses'], 'formation')} de l'atlas : même code d'établissement, même "
            f"sorte de diplôme et même intitulé. {number(left)} ne sont rapprochés d'aucune : "
            "aucun taux d'un autre diplôme ou d'un autre établissement ne les remplace."
        ),
    ]


def _merging(counts: Mapping[str, Any], names: Mapping[str, str]) -> list[Component]:
    if not counts:
        return []
    rows = [
        (html.Ul([html.Li(names.get(key, key)) for key in keys.split("+")]), number(n))
        for keys, n in counts["together"].items()
    ]
    text = html.P(
        f"{number(counts['rows'])} lignes de formations ont donné "
        f"{count(counts['courses'], 'formation')}. Deux lignes de sources différentes sont la même "
        "formation quand elles sont de la même voie, au même endroit (même code d'établissement, "
        "sinon même SIRET ou positions à moins de 300 mètres) et mènent à la même certification "
        "(code du diplôme, sinon intitulé officiel, sinon fiche RNCP). La première source garde "
        "ses valeurs, les suivantes remplissent ce qu'elle ne dit pas ; chaque fiche dit d'où "
        "elle vient."
    )
    parts: list[Component] = [html.H3("Une formation, plusieurs sources"), text]
    if rows:
        parts.append(
            table("Formations connues de plusieurs sources", ["Sources", "Formations"], rows, (1,))
        )
    if changed := counts.get("renamed"):
        parts.append(_renamed(changed))
    if registered := counts.get("registered"):
        parts.append(_registered(registered))
    if doors := counts.get("doors"):
        parts.append(
            html.P(
                f"{count(doors, 'lieu', 'lieux')} d'un même établissement, à moins de 50 mètres "
                "d'un autre ou placés au centre de sa commune, ne comptent plus qu'avec celui qui "
                "a une adresse."
            )
        )
    return parts


def _renamed(changed: Sequence[Mapping[str, Any]]) -> Component:
    """List the establishments whose code is not the same from a source to another."""
    rows = [
        (f"{one['former_name']} ({one['former']})", f"{one['name']} ({one['code']})",
         number(one["courses"]))
        for one in changed
    ]  # fmt: skip
    header = ["Ancien établissement", "Établissement", "Formations communes"]
    return table("Établissements dont le code a changé, comptés une fois", header, rows, (2,))


def _tidied(counts: Mapping[str, int]) -> list[Component]:
    """Count what was written otherwise or counted once, and give the list as a file."""
    rows = [(name, number(counts[kind])) for kind, name in TIDIED_KINDS.items() if counts.get(kind)]
    if not rows:
        return []
    return [
        html.H3("Noms réécrits, doublons réunis", id="noms"),
        html.P(
            "Les noms et les intitulés sont montrés comme on les écrit : sans capitales criées, "
            "avec leurs accents, et par ce qui distingue une formation d'une autre. Une école qui "
            "a deux codes, ou deux positions d'un même bâtiment, compte une fois."
        ),
        table("Ce qui a été réécrit ou réuni", ["Changement", "Nombre"], rows, (1,)),
        html.P(html.A("Télécharger la liste, avant et après (CSV)", href=TIDIED_ADDRESS)),
    ]


def _freshness(shown: Quality) -> list[Component]:
    rows = []
    for key, fresh in shown.freshness.items():
        rhythm = str(shown.report["sources"].get(key, {}).get("rhythm", ""))
        state: ComponentType = (
            html.Strong("En retard") if fresh.state == LATE else upper_first(fresh.state)
        )
        age = "Inconnu" if fresh.months is None else f"{number(fresh.months)} mois"
        rows.append((shown.names.get(key, key), upper_first(rhythm) or "Non précisée", age, state))
    return [
        html.H3("Des sources à jour ?", id="fraicheur"),
        html.P(
            "L'âge d'une source est le temps écoulé depuis la fin de son millésime. Elle est en "
            "retard quand cet âge dépasse une fois et demie sa périodicité : une version plus "
            "récente a dû paraître et n'a pas été chargée."
        ),
        table("Âge des sources", ["Source", "Périodicité", "Âge", "État"], rows, (2,)),
    ]  # fmt: skip


def _changes(shown: Quality) -> list[Component]:
    title = html.H3("Ouvertures et fermetures", id="changements")
    counts = shown.report.get("differences", {})
    if not counts:
        return [title, html.P("C'est le premier état de l'offre : rien à comparer encore.")]
    rows: Sequence[tuple[str, str]] = [
        (name, number(counts.get(kind, 0))) for kind, name in CHANGE_KINDS.items()
    ]
    parts: list[Component] = [
        title,
        table(
            f"Changements depuis l'état du {shown.since}",
            ["Changement", "Formations"],
            rows,
            (1,),
            "Une formation disparaît aussi quand sa source ne la donne plus. Chaque état de "
            "l'offre est gardé, daté, à côté de la base.",
        ),
    ]
    if any(counts.get(kind, 0) for kind in CHANGE_KINDS):
        link = html.A("Télécharger la liste des changements (CSV)", href=CHANGES_ADDRESS)
        parts.append(html.P(link))
    return parts
