"""« Complémentarité »: the same certification nearby, or in one single place of the region."""

import pandas as pd
from dash import html
from dash.development.base_component import Component

from geodata.coverage.same_certification import LONGEST_MINUTES, Pairs
from geodata.domains import DOMAINS
from geodata.vocabulary import VOIES
from layouts.controls.coverage import CERTIFICATIONS
from layouts.find.answer import MODE_WORDS
from layouts.kit import fields
from layouts.kit.format import count, duration, number
from layouts.kit.parts import notice
from layouts.kit.tables import table

SHOWN = 25


def complementarity_panel(view: str, minutes: int) -> Component:
    """Return the panel before its first answer; `view` is a key of `CERTIFICATIONS`."""
    return html.Div(
        [
            html.Div(
                [
                    fields.select("cover-pairs-view", CERTIFICATIONS, view, label="Certifications"),
                    fields.minutes(
                        "cover-pairs-minutes",
                        minutes,
                        LONGEST_MINUTES,
                        label="À moins de",
                        className="short-control",
                    ),
                ],
                className="panel-controls",
            ),
            html.Div(id="cover-pairs"),
        ]
    )


def pairs_answer(
    pairs: Pairs,
    counts: pd.DataFrame,
    minutes: int,
    mode: str,
    file: str,
    source: str,
    most: int = SHOWN,
) -> list[Component]:
    """Return the pairs of sites that offer the same certification, `most` of them listed."""
    found, blind = pairs.table, _blind(pairs.blind)
    words = f"à {duration(minutes)} ou moins l'un de l'autre, {MODE_WORDS[mode]}"
    if found.empty:
        return [notice(f"Aucune certification n'est proposée par deux lieux {words}."), *blind]
    note = _note(len(found), source, most)
    houses = int(found["same_house"].sum())
    same = f" Dont {number(houses)} d'un même établissement, en fin de liste." if houses else ""
    rows = [
        (
            _named(row["certification"], _voies(row["voies"])),
            [html.Div(row["place_a"]), html.Div(row["place_b"])],
            duration(row["minutes"]),
            f"{_places(row['places_a'])} / {_places(row['places_b'])}",
        )
        for _, row in found.head(most).iterrows()
    ]
    headers = ["Certification", "Lieu et autre lieu", "Temps", "Places"]
    return [
        html.P(
            [
                html.Strong(count(len(found), "couple de lieux", "couples de lieux")),
                f" proposent la même certification {words} "
                f"({count(found['key'].nunique(), 'certification')}).{same}",
            ],
            className="answer-main",
        ),
        html.P(
            "Concurrence possible, ou deux portes vers le même diplôme (lycée et apprentissage) : "
            "ces chiffres disent que les lieux sont proches, pas qu'il y en a un de trop.",
            className="answer-offer",
        ),
        *blind,
        _by_domain(counts, "Couples de lieux, par domaine et voie"),
        table("Les couples les plus proches", headers, rows, (2, 3), note),
        _export(file),
    ]


def _blind(n: int) -> list[Component]:
    if not n:
        return []
    pairs = count(n, "autre couple est", "autres couples sont")
    words = (
        f"{pairs} dans une même commune, placés tous deux à son centre faute d'adresse : leur "
        "distance n'est pas connue, ils ne sont pas comptés."
    )
    return [html.P(words, className="answer-offer")]


def singles_answer(
    found: pd.DataFrame,
    counts: pd.DataFrame,
    region: str,
    file: str,
    source: str,
    most: int = SHOWN,
) -> list[Component]:
    """Return the certifications that a single site of the region offers, `most` of them listed."""
    if found.empty:
        return [notice(f"Aucune certification n'est dans un seul lieu ({region}).")]
    note = _note(len(found), source, most)
    rows = [
        (
            _named(
                row["certification"],
                f"{DOMAINS.get(row['domain'], 'Domaine non précisé')} · {_voies(row['voies'])}",
            ),
            row["place"],
            _places(row["places"]),
            _elsewhere(row),
        )
        for _, row in found.head(most).iterrows()
    ]
    headers = ["Certification", "Lieu", "Places", "Ailleurs"]
    return [
        html.P(
            [
                html.Strong(count(len(found), "certification")),
                f" {'n’ont' if len(found) > 1 else 'n’a'} qu'un seul lieu dans toute la région.",
            ],
            className="answer-main",
        ),
        html.P(
            "Sa fermeture ôterait la certification de la région, hors formations à distance et "
            "formations dont le lieu n'est pas connu, comptées à part.",
            className="answer-offer",
        ),
        _by_domain(counts, "Certifications d'un seul lieu, par domaine et voie"),
        table(
            "Les certifications d'un seul lieu",
            headers,
            rows,
            (2,),
            note,
        ),
        _export(file),
    ]


def _named(name: str, more: str) -> list[Component]:
    return [html.Div(name), html.Div(more, className="cell-more")]


def _by_domain(counts: pd.DataFrame, caption: str) -> Component:
    rows = [
        (
            DOMAINS.get(str(domain), "Domaine non précisé"),
            number(row["total"]),
            *(number(row[voie]) for voie in VOIES),
        )
        for domain, row in counts.iterrows()
    ]
    headers = ["Domaine", "Total", *VOIES.values()]
    note = "Une ligne de deux voies compte dans chacune."
    return html.Details(
        [
            html.Summary("Voir par domaine et par voie"),
            table(caption, headers, rows, tuple(range(1, len(headers))), note),
        ],
        className="chart-data",
    )


def _voies(words: str) -> str:
    return ", ".join(VOIES[voie] for voie in words.split()) or "non précisée"


def _places(value: float) -> str:
    return "—" if pd.isna(value) else number(float(str(value)))


def _elsewhere(row: pd.Series) -> str:
    parts = []
    if row["at_distance"]:
        parts.append(f"{number(row['at_distance'])} à distance")
    if row["unplaced"]:
        parts.append(f"{number(row['unplaced'])} de lieu inconnu")
    return ", ".join(parts) or "—"


def _note(total: int, source: str, most: int) -> str:
    first = f"Ici les {most} premières lignes ; le fichier les a toutes. " * (total > most)
    return f"{first}{source}"


def _export(file: str) -> Component:
    return html.A("Exporter la liste (CSV)", href=file, className="button-quiet")
