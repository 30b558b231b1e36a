"""The answers of the page of tensions: words, tables, the quadrant's points, a métier's map."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import pandas as pd
from dash.development.base_component import Component

from callbacks.serving.resources import resource_addresses
from geodata.asking.needs import (
    TENSE,
    NeedsQuery,
    parse_needs_leniently,
    write_needs,
)
from geodata.asking.query import Query, answer_known
from geodata.atlas import Atlas
from geodata.completeness.verdict import judged
from geodata.finding.answer import count_by
from geodata.needs.answer import Needs, default_measure, loaded_years, needs
from geodata.needs.basins import basin_index, by_basin, drawn, has_basins
from geodata.needs.metiers import linked, metiers
from geodata.needs.offer import leavers
from geodata.needs.order import ORDERS
from geodata.needs.prospects import family_of, prospects
from geodata.needs.quadrant import quadrant
from geodata.needs.top import least_jobs, top_metiers
from geodata.portrait.census import people_period
from geodata.provenance.age import dates_of_offer
from geodata.provenance.values import offer_words
from geodata.skills.walking import skills_of
from geodata.tables.sorting import by_names, chosen
from geodata.vocabulary import VOIES
from layouts.find.answer import MODE_WORDS
from layouts.kit.completeness import preface
from layouts.kit.parts import notice, problem_notices
from layouts.kit.sorting import column_order, names_in_order
from layouts.kit.typography import french
from layouts.tensions import map as metier_map
from layouts.tensions import metier as metier_page
from layouts.tensions import prospects as prospects_page
from layouts.tensions import quadrant as quadrant_page
from layouts.tensions.answer import (
    SOURCES,
    Summary,
    answer,
    basins_note,
    missing_notice,
    source_line,
)
from layouts.tensions.table import basins_table, far_table, file_link, metiers_table
from layouts.tensions.top import top_panel
from layouts.tensions.words import listed, place_name

FIRST_ROWS = 30

ROWS_ON_PAPER = 60
"""Rows of a brief: three sheets of A4, made in less than three seconds."""

FILE = "/tensions/{}.csv"


def needs_known(atlas: Atlas, asked: NeedsQuery) -> tuple[Needs, list[str]]:
    """Answer, leaving out the codes that the region does not have, which are told."""
    return answer_known(partial(needs, atlas), asked)


def answered(atlas: Atlas, request: Mapping[str, str]) -> tuple[Needs, list[str]]:
    """Return the answer to a request, and what of it could not be read or is not known."""
    asked, unreadable = parse_needs_leniently(request)
    found, unknown = needs_known(atlas, asked)
    return found, [problem.message for problem in unreadable] + unknown


def words(atlas: Atlas, request: Mapping[str, str]) -> tuple[list[Component], list[Component]]:
    """Return the answer in words, and the notices."""
    found, messages = answered(atlas, request)
    return french(answer_words(found)), french(problem_notices(messages))


def answer_words(found: Needs) -> list[Component]:
    """Return the sentence, its caution and its sources."""
    atlas, tense = found.atlas, found.tense
    unsure = atlas.uncertainty(found.asked.threshold, found.asked.mode, atlas.courses_by_site)
    sources = source_line(
        loaded_years(atlas),
        offer_line(atlas),
        people_period(atlas) or "recensement",
        atlas.times_words(found.asked.mode),
        unsure,
        atlas.region_name,
    )
    if not found.measure:
        return [sources]
    summary = Summary(
        place=place_name(found.place.name),
        measured=int(found.table["tension"].notna().sum()),
        tense=len(tense),
        far=len(found.far),
        unlinked=int((~tense["linked"].astype(bool)).sum()),
        hard=int((tense["working_conditions"] >= TENSE).sum()),
        mismatched=int((tense["geographic_mismatch"] >= TENSE).sum()),
        source=_measured(found),
    )
    notes = []
    if found.place.level == "spel" and found.place.basins:
        names = {
            atlas.zone_names.get(("bmo_basin", code), code): share
            for code, share in found.place.basins.items()
        }
        notes.append(basins_note(found.place.name, names))
    mode = MODE_WORDS[found.asked.mode]
    known = preface(judged(atlas, Query()), len(atlas.own_offers))
    return [*known, answer(summary, found.asked.threshold, mode, notes), sources]


def measure_names(found: Needs) -> dict[str, str]:
    """Return the two tensions with their year and their place."""
    years = loaded_years(found.atlas)
    rome = "bassins" if found.place.level != "bmo_basin" else place_name(found.place.name)
    return {
        "dares": f"Dares {years['dares']}, {found.dares_place}"
        if years["dares"]
        else "Dares (non chargé)",
        "rome": f"France Travail {years['rome']}, {rome}"
        if years["rome"]
        else "France Travail (non chargé)",
        "": "non chargé",
    }


def _measured(found: Needs) -> str:
    """Name the tension in use; its place only where it is not the one that the sentence names."""
    name = measure_names(found)[found.measure]
    return name.removesuffix(f", {place_name(found.place.name)}")


def offer_line(atlas: Atlas) -> str:
    """Say which offer stands beside the needs, and of which years."""
    kind = offer_words(atlas.demonstration).sentence
    counts = count_by(atlas, "voie", ~atlas.columns.around)
    lacks = [name.lower() for voie, name in VOIES.items() if not counts.get(voie)]
    none = f" (aucune chargée : {listed(lacks)})" if lacks else ""
    return f"{kind}, {dates_of_offer(atlas)}{none}"


def metiers_panel(
    atlas: Atlas, request: Mapping[str, str], every_tense: bool = False
) -> tuple[Component, str, str]:
    """Return the table of métiers, and the addresses of the same rows as files.

    `every_tense` adds to the first rows the tense métiers, as many as a few sheets of paper hold:
    there, nobody can ask for the rest.
    """
    found, _ = answered(atlas, request)
    rows = sorted_metiers(atlas, found, request) if every_tense else _metiers(found, request)
    shown = rows if request.get("tous") == "oui" else rows.head(FIRST_ROWS)
    if every_tense and len(shown) < len(rows):
        shown = rows[rows.index.isin(shown.index.union(found.tense.index))].head(ROWS_ON_PAPER)
    every = every_tense or request.get("colonnes") == "oui"
    table = _metiers_table(atlas, found, shown, len(rows), every)
    more = {name: request.get(name, "") for name in ("tri", "tous", "colonnes")}
    file = file_address("metiers", found, **more)
    return table, file, file.replace(".csv", ".xlsx", 1)


def sorted_metiers(atlas: Atlas, found: Needs, request: Mapping[str, str]) -> pd.DataFrame:
    """Return the métiers as the page has them once a column of their whole table is clicked."""
    rows = _metiers(found, request)
    order = column_order(request.get("ordre", ""))
    if order is None or order.panel != "metiers" or request.get("tous") != "oui":
        return rows
    shown = _metiers_table(atlas, found, rows, len(rows), request.get("colonnes") == "oui")
    return by_names(rows, "label", names_in_order(shown, order))


def _metiers(found: Needs, request: Mapping[str, str]) -> pd.DataFrame:
    return chosen(ORDERS, request.get("tri", "")).of(found.table)


def _metiers_table(
    atlas: Atlas, found: Needs, rows: pd.DataFrame, total: int, every: bool
) -> Component:
    names, years = measure_names(found), loaded_years(atlas)
    return french(
        metiers_table(
            rows, total, [names["dares"], names["rome"]], names[found.measure],
            leavers(atlas).cohort, str(years["bmo"] or ""), every=every,
        )
    )  # fmt: skip


def quadrant_panel(
    atlas: Atlas, request: Mapping[str, str]
) -> tuple[Component, dict[str, object], Component | None, Component | None]:
    """Return what the quadrant is, the points that the browser draws, the corners, the table."""
    found, _ = answered(atlas, request)
    sorted_ = quadrant(atlas, found)
    place = f"{place_name(found.place.name)} ({_measured(found)})"
    intro = quadrant_page.quadrant_intro(sorted_, place) if found.measure else _no_tension()
    return (
        french(intro),
        quadrant_page.quadrant_points(sorted_),
        french(quadrant_page.corners(sorted_)),
        french(quadrant_page.quadrant_table(sorted_, file_address("quadrant", found))),
    )


def far_panel(atlas: Atlas, request: Mapping[str, str]) -> tuple[list[Component]]:
    """Return the tense métiers that are far from most people, and how many in each basin."""
    found, _ = answered(atlas, request)
    if not found.measure:
        return ([_no_tension()],)
    known = int(found.tense["linked"].sum())
    asked = found.asked
    table = far_table(found.far, known, found.people, asked.threshold, MODE_WORDS[asked.mode])
    by_place = basins_table(found.far_basins, known)
    link = file_link(file_address("sans-formation", found))
    return ([french(part) for part in (table, link, by_place) if part is not None],)


def _no_tension() -> Component:
    return notice("Non disponible : aucune tension n'est chargée.")


def metier_panel(
    atlas: Atlas, request: Mapping[str, str]
) -> tuple[list[Component], dict[str, object] | None, list[Component]]:
    """Return a métier's figures, what the map draws of it, and the map's legend."""
    found, _ = answered(atlas, request)
    metier = found.metier
    if metier is None:
        return [french(metier_page.choose())], None, []
    own = found.table[found.table["key"] == metier.key].to_dict("records")
    names = measure_names(found)
    facts = metier_page.metier_facts(
        metier, own[0] if own else None, {**names, "six": names[found.measure]},
        place_name(found.place.name), atlas.rome_labels, skills_of(atlas).romes,
    )  # fmt: skip
    facts += prospects_page.expected(family_of(atlas, metier), atlas.region_name)
    if not has_basins(atlas):
        return french([*facts, metier_page.no_basins()]), None, []
    table = by_basin(atlas, metier, found.asked.mode)
    file = file_address("metier", found)
    years = loaded_years(atlas)
    basins = metier_page.basins_of(table, bool(metier.romes), years, file)
    drawing, legend = _drawing(atlas, found, table, bool(metier.romes))
    return french([*facts, basins]), drawing, french(legend)


def _drawing(
    atlas: Atlas, found: Needs, table: pd.DataFrame, is_linked: bool
) -> tuple[dict[str, object], list[Component]]:
    shown = found.asked.shown
    classed = drawn(atlas, table, shown)
    year = loaded_years(atlas)["rome" if shown == "tension" else "bmo"]
    told = [metier_map.map_words(row, shown, is_linked) for _, row in table.iterrows()]
    drawing: dict[str, object] = {
        "id": atlas.id,
        "classes": classed.packed,
        "styles": metier_map.styles_of(len(classed.upper) + 1),
        "basins": basin_index(atlas),
        "told": told,
        "resources": resource_addresses(atlas),
    }
    legend = metier_map.legend(shown, classed.upper, classed.counts, f"({year})")
    return drawing, legend


def top_tension(atlas: Atlas) -> Component:
    """Return the contract's ten métiers, with the region's offer beside where it is known."""
    region = needs(atlas, NeedsQuery()).table
    offer = {row["key"]: row for row in region.to_dict("records")}
    return french(
        top_panel(top_metiers(atlas), offer, loaded_years(atlas)["dares"], least_jobs(atlas))
    )


def prospects_panel(atlas: Atlas) -> Component:
    """Return what a projection expects of the region's métiers, beside the offer that is known."""
    file = FILE.format("avenir")
    return french(prospects_page.prospects_panel(prospects(atlas), atlas.region_name, file))


def missing(atlas: Atlas) -> Component | None:
    """Return what is not loaded, None when everything is."""
    years = loaded_years(atlas)
    has_links = bool(linked(atlas).any()) if metiers(atlas).rows else False
    lacks = [key for key in SOURCES if not (has_links if key == "links" else years.get(key))]
    return french(missing_notice(lacks))


def file_address(name: str, found: Needs, **more: str) -> str:
    """Return the address of a table as a file, for the same question."""
    measure = found.asked.measure or default_measure(found.atlas, found.asked.level)
    asked = {**write_needs(replace(found.asked, measure=measure)), **more}
    return FILE.format(name) + "?" + urlencode({k: text for k, text in asked.items() if text})
