"""« Zones blanches »: the computed candidates beside the partners' list."""

from collections.abc import Mapping, Sequence

import dash_mantine_components as dmc
import pandas as pd
from dash import dcc, html
from dash.development.base_component import Component

from geodata.domains import DOMAINS
from geodata.travel.margin import Uncertainty
from layouts.coverage.answer import BAND_WORDS, estimated_between
from layouts.kit.attributes import attributes
from layouts.kit.fields import button
from layouts.kit.file_drop import upload_limit
from layouts.kit.format import NO_BREAK_SPACE, count, duration, number, share
from layouts.kit.markup import placed
from layouts.kit.parts import notice
from layouts.kit.tables import scrolling, titles_row

MOST = 40
"""As many zones as one reads; the file has them all."""

_NAMED = 2  # domains named in a row


def gaps_panel(by_spel: bool) -> Component:
    """Return the panel; `by_spel` is whether zones are cut at the limits of the SPEL."""
    return html.Div(
        [
            html.P(
                "Communes voisines toutes hors d'atteinte, réunies en zones. Ce sont des "
                "candidates, à discuter : aucun texte ne fixe de seuil, celui de la question "
                "ci-dessus s'applique.",
                className="panel-intro",
            ),
            html.Div(
                [
                    dmc.Checkbox(
                        id="cover-gaps-by-spel",
                        label="Couper aux limites des SPEL",
                        checked=by_spel,
                    ),
                    button("Exporter les deux listes (CSV)", id="cover-gaps-csv"),
                ],
                className="panel-tools",
            ),
            html.H2([_line("computed"), "Zones calculées"]),
            *placed("cover-gaps-computed"),
            html.H2([_line("declared"), "Zones déclarées par les partenaires"]),
            *placed("cover-gaps-declared"),
            html.Div(
                [
                    button(
                        "Charger ma liste (CSV ou XLSX)", id="cover-gaps-load", **upload_limit()
                    ),
                    button(
                        "Revenir à la liste de la région",
                        "button-link",
                        id="cover-gaps-forget",
                        hidden=True,
                    ),
                ],
                className="panel-tools",
            ),
            html.Div(id="cover-gaps-problem", role="alert"),
            html.P(
                "Une ligne par commune, colonnes « zone » et « commune » (code INSEE, de n'importe "
                "quelle année). Le fichier ne sert qu'à cette page : il n'est pas conservé.",
                className="source",
            ),
            *(
                dcc.Store(id=f"cover-{name}")
                for name in ("gaps", "gaps-drawn", "declared-file", "declared")
            ),
            dcc.Download(id="cover-gaps-download"),
        ],
        className="zones",
    )


def _line(kind: str) -> Component:
    return html.Span(className=f"zone-line zone-{kind}", **attributes(aria_hidden="true"))


def computed_zones(
    table: pd.DataFrame,
    missing: Sequence[Mapping[str, float]],
    band: str,
    together: tuple[int, int],
    unsure: Uncertainty,
    most: int = MOST,
    places: bool = False,
) -> list[Component]:
    """Return the computed zones, ranked.

    Parameters
    ----------
    table : `geodata.coverage.blank_zones.candidates.Uncovered.computed`
    missing : what each zone lacks, domains to shares
    band : a key of `BAND_WORDS`
    together : the least and the most people out of reach, all zones together, that the error of
        the times allows
    unsure : what that error leaves unsure
    most : rows of the list
    places : whether they are far from places that help, and not from courses: such a zone lacks
        no domain
    """
    if table.empty:
        return [notice("Aucune zone : toutes les communes sont à portée.")]
    people = int(table["population"].sum())
    shown = table.head(most)
    rows = [
        html.Tr(
            [
                html.Th([_show(row, str(row["name"])), _where(row)], scope="row"),
                html.Td(_people(row), className="num"),
                html.Td(_nearest(row, places)),
                *([] if places else [html.Td(_lacks(lacks))]),
            ],
            **attributes(data_blank=row["zone"]),
        )
        for (_, row), lacks in zip(shown.iterrows(), missing, strict=False)
    ]
    titles = ["Zone", BAND_WORDS[band].capitalize(), "Temps médian"]
    titles += [] if places else ["Ce qui manque"]
    more = len(table) - len(shown)
    zones = count(len(table), "zone")
    return [
        html.P([f"{zones}, ", html.Strong(number(people), id="cover-gaps-people"),
                f" {BAND_WORDS[band]}."]),
        estimated_between(*together, unsure),
        scrolling(
            html.Table(
                [titles_row(titles, words=(2, 3)), html.Tbody(rows)], className="ranked gaps-table"
            ),
            "Zones calculées",
        ),
        *([html.P(_rest(table, more), className="source")] if more else []),
        html.P(
            "À coup sûr : hors d'atteinte même si tous les temps estimés étaient trop longs de "
            "leur marge d'erreur. Temps médian : la moitié des habitants de la zone sont au "
            f"moins à ce temps {_OF_PLACES if places else _OF_COURSES}",
            className="source",
        ),
    ]  # fmt: skip


_OF_COURSES = (
    "de la formation la plus proche d'eux ; dessous, celle du plus grand nombre. "
    "Ce qui manque : domaines, à filtres égaux, que moins de la moitié des habitants de la zone "
    "peuvent atteindre ; ceux que personne n'offre dans la région sont laissés de côté."
)
_OF_PLACES = "du lieu le plus proche d'eux ; dessous, celui du plus grand nombre."


def _people(row: pd.Series) -> list[Component | str]:
    """Write the people of a zone over those who are out of reach whatever the times' error."""
    sure = int(row["sure_population"])
    return [number(row["population"]), html.Small(f"dont {number(sure)} à coup sûr")]


def _rest(table: pd.DataFrame, more: int) -> str:
    people = int(table["population"].iloc[-more:].sum())
    zones = "autre zone, plus petite" if more < 2 else "autres zones, plus petites"
    return f"Et {number(more)} {zones} : {number(people)} personnes, dans le fichier exporté."


def _show(row: pd.Series, name: str) -> Component:
    corners = ",".join(f"{row[c]:.4f}" for c in ("lat_min", "lon_min", "lat_max", "lon_max"))
    return button(
        name,
        "zone-link",
        title=f"Voir la zone {name} sur la carte",
        **attributes(data_show_box=corners),
    )


def _where(row: pd.Series) -> Component:
    others = int(row["spels"]) - 1
    more = f" et {count(others, 'autre')}" if others else ""
    spel = f"SPEL {row['spel']}{more} · " if row["spel"] else ""
    area = f"{number(row['km2'])}{NO_BREAK_SPACE}km²"
    return html.Small(f"{spel}{count(int(row['communes']), 'commune')} · {area}")


def _nearest(row: pd.Series, places: bool) -> list[Component | str]:
    if pd.isna(row["nearest_minutes"]):
        return ["Aucun n'est à portée" if places else "Aucune n'est à portée"]
    course = str(row.get("course", ""))
    place = str(row["place"]) or "ouverture simulée"
    where = f"{course} · {place}" if course else place
    half = row["median_minutes"]
    none = f"plus de la moitié n'en atteint aucun{'' if places else 'e'}"
    shown = none if pd.isna(half) else duration(int(half))
    return [shown, html.Small(where)]


def _lacks(lacks: Mapping[str, float]) -> str:
    names = [DOMAINS[key] for key in lacks]
    if not names:
        return "—"
    more = len(names) - _NAMED
    first = " · ".join(names[:_NAMED])
    return first if more <= 0 else f"{first} · et {count(more, 'autre')}"


def declared_zones(
    table: pd.DataFrame, rejected: pd.DataFrame, own: str, region: str, places: bool = False
) -> list[Component]:
    """Return the declared zones beside what is computed.

    Parameters
    ----------
    table : `geodata.coverage.blank_zones.candidates.Uncovered.compared`
    rejected : lines of the list that match nothing
    own : name of the person's own file, "" for the region's list
    region : name of the region
    places : as in `computed_zones`
    """
    origin = f"votre fichier « {own} »" if own else f"le profil de la région {region}"
    lines: list[Component] = []
    if table.empty:
        lines.append(html.P(f"Aucune zone déclarée dans {origin}."))
    else:
        lines += [_declared_table(table, places), html.P(f"Source : {origin}.", className="source")]
    if len(rejected):
        lines.append(_rejected(rejected))
    return lines


def _declared_table(table: pd.DataFrame, places: bool) -> Component:
    rows = [
        html.Tr(
            [
                html.Th([_show(row, str(row["zone"])),
                         html.Small(count(int(row["communes"]), "commune"))], scope="row"),
                html.Td(number(row["population"]), className="num"),
                html.Td(
                    [number(row["beyond_population"]),
                     html.Small(share(row["beyond_population"], row["population"]))],
                    className="num",
                ),
                html.Td("—" if pd.isna(row["nearest_minutes"])
                        else duration(int(row["nearest_minutes"])), className="num"),
            ],
            **attributes(data_declared=row["zone"]),
        )
        for _, row in table.iterrows()
    ]  # fmt: skip
    nearest = "Le plus proche" if places else "La plus proche"
    titles = ("Zone", "Population", "dont hors d'atteinte", nearest)
    body = html.Table([titles_row(titles), html.Tbody(rows)], className="ranked")
    return scrolling(body, "Zones déclarées")


def _rejected(rejected: pd.DataFrame) -> Component:
    rows = [
        html.Li(f"Ligne {row.row} (sans l'en-tête) : {str(row.content).strip(' ;')}. {row.reason}")
        for row in rejected.head(100).itertuples()
    ]
    title = f"{count(len(rejected), 'ligne')} sans correspondance"
    return html.Details([html.Summary(title), html.Ul(rows)], open=True, className="rejected")
