"""The files of the lists of coverage have the rows of the screen, in its order."""

from datetime import date

import pandas as pd
import pytest
from atlases.needs import needs_atlas, row
from atlases.small import of_type, parts, texts
from samples.our_csv import rows_in

from callbacks.coverage import flows, own_data, simulation, without_car
from callbacks.coverage.answer import zones_of
from callbacks.coverage.question import covered_of
from geodata.coverage.simulation import difference_csv
from geodata.tables.observation import TENSION

ASKED = {"domain": "transport-logistique", "level": "3", "mode": "voiture", "threshold": "20"}
LEVELS = ["departement", "spel", "epci", "commune"]


def first_cells(shown, caption=""):
    """The name of each row of the tables of a component, or of the one that has a caption."""
    tables = [one for one in of_type(shown, "Table") if caption in texts(one)]
    heads = [th for one in tables for th in of_type(one, "Th")]
    return [texts(th) for th in heads if th.to_plotly_json()["props"]["scope"] == "row"]


def downloaded(client, href):
    reply = client.get(href)
    assert reply.status_code == 200, href
    return rows_in(reply.data)


def column(rows, name="Territoire"):
    return [line[name] for line in rows]


def greatest_first(rows, name):
    values = [int(line[name]) for line in rows]
    return values == sorted(values, reverse=True) != sorted(values)


def link(shown):
    (href,) = [
        one.href for one in parts(shown) if str(getattr(one, "href", "")).startswith("/couv")
    ]
    return href


@pytest.mark.parametrize("by", LEVELS)
def test_the_territories(atlas, client, by):
    shown, href = zones_of(atlas, covered_of(atlas, {**ASKED, "by": by}))
    names = first_cells(shown)
    assert len(names) > 4
    assert column(downloaded(client, href)) == names
    assert column(downloaded(client, href.replace("tri=hors-atteinte", ""))) != names


@pytest.mark.parametrize("by", LEVELS)
def test_what_depends_on_a_car(atlas, client, by):
    answer = without_car.answered(atlas, {**ASKED, "by": by}, 10)
    hrefs = [one.href for one in of_type(answer, "A") if "sans-voiture" in one.href]
    for href, caption, title, people in zip(
        hrefs,
        ("Dépendance à la voiture", "la voiture est le seul moyen"),
        ("Territoire", "Commune"),
        ("En voiture seulement", "Population"),
        strict=True,
    ):
        rows, names = downloaded(client, href), first_cells(answer, caption)
        assert column(rows, title)[: len(names)] == names != []
        assert greatest_first(rows, people)


@pytest.mark.parametrize("by", LEVELS)
def test_the_three_places(atlas, client, by):
    answer, *_ = flows.answered(atlas, {**ASKED, "by": by})
    names = first_cells(answer, "Habiter, se former, travailler")
    rows = downloaded(client, link(answer))
    assert column(rows) == names != []
    assert greatest_first(rows, "Population")


def test_the_three_places_where_projects_are_known():
    projects = {"B1": 10, "B2": 50}
    rows = [row("bmo", "V0X60", "bmo_basin", code, projects=n) for code, n in projects.items()]
    basins = needs_atlas(tension=TENSION.validate(pd.DataFrame(rows)))
    shown = flows.three_places(covered_of(basins, {}), "departement")
    assert list(shown.ranked["projects"]) == [50, 10]
    answer, *_ = flows.answered(basins, {})
    assert first_cells(answer, "Habiter, se former, travailler") == list(shown.ranked["name"])
    assert list(shown.ranked["name"]) == ["DEUX", "UN"]


@pytest.mark.parametrize("by", LEVELS)
def test_a_simulation_has_the_territories_that_change_first(atlas, by):
    asked = {**ASKED, "by": by, "open": "02789,59350", "close": atlas.sites["site"].iat[0]}
    zones = simulation.simulated(atlas, asked, date.today())[1]
    names = first_cells(zones)
    rows = rows_in(difference_csv(covered_of(atlas, asked)))
    assert column(rows)[: len(names)] == names != []
    assert all(int(line["Gagnés"]) + int(line["Perdus"]) > 0 for line in rows[: len(names)])


@pytest.mark.parametrize("chosen", ["a", "b"])
def test_one_s_own_data_go_by_the_column_that_is_shown(atlas, chosen):
    text = b"code;a;b\n02381;1;\n59350;3;10\n80021;2;30\n60057;;20\n"
    kept = own_data.to_store(
        own_data.read_own(own_data.read_dropped(text), atlas.communes["code"], {}), "x.csv"
    )
    answer, *_ = own_data.answered(atlas, ASKED, kept, chosen, "effectif")
    names = first_cells(answer, "Les plus grandes valeurs")
    rows = rows_in(own_data.own_csv(atlas, ASKED, kept, chosen, "effectif"))
    assert len(rows) == 4
    assert column(rows, "Commune")[:3] == names
    values = [line[f"{chosen} (vos données)"] for line in rows]
    assert values == {"a": ["3,0", "2,0", "1,0", ""], "b": ["30,0", "20,0", "10,0", ""]}[chosen]
