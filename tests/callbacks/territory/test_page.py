"""The pages and files of the territories, over the demonstration: its figures, its addresses."""

import re
from urllib.parse import parse_qsl

import pytest
from atlases.small import of_type, texts
from samples.contract_figures import check_the_region_s_page
from samples.our_csv import rows_in

from callbacks.routes import open_page
from callbacks.territory.page import content
from geodata.territory import territories


def page(atlas, path, search=""):
    """Return a page as components: those of a territory are sent as text."""
    parts = path.strip("/").split("/")
    if len(parts) != 3:
        return open_page(atlas, path, search)
    return content(atlas, parts[1], parts[2], dict(parse_qsl(search.lstrip("?"))))


def ids(component):
    from atlases.small import parts

    return [part.id for part in parts(component) if getattr(part, "id", None)]


def test_the_region_s_page_gives_the_contract_s_figures(atlas):
    check_the_region_s_page(lambda entry: page(atlas, "/territoire/region/32", f"?entree={entry}"))


@pytest.mark.parametrize("entry", ["territoire", "metier", "secteur", "public"])
@pytest.mark.parametrize("level", ["region", "departement", "spel", "epci", "commune"])
def test_every_level_and_entry_opens_with_each_id_once(atlas, level, entry):
    code = sorted(territories(atlas)[level])[0]
    shown = page(atlas, f"/territoire/{level}/{code}", f"?entree={entry}")
    found = ids(shown)
    assert len(found) == len(set(found))
    assert "L'essentiel à retenir" in texts(shown)
    assert [texts(h) for h in of_type(shown, "H3")] == [
        "Population", "Entreprises et emploi", "Marché du travail", "Formations",
    ]  # fmt: skip


AUMALE = "200069722"
"""The EPCI « interrégionale Aumale - Blangy-sur-Bresle »: 10 communes here, 34 in Normandie."""


def test_a_territory_that_the_limit_of_the_region_cuts_says_how_much_is_outside(atlas):
    said = "34 de ses 44 communes sont dans une autre."
    assert said in texts(page(atlas, f"/territoire/epci/{AUMALE}"))
    assert said in texts(page(atlas, "/territoire/spel/025", f"?avec=epci:{AUMALE}"))
    assert "dépasse la région" not in texts(page(atlas, "/territoire/spel/025"))


def test_a_portrait_is_sent_as_text_but_for_what_a_script_acts_upon(atlas):
    """A browser takes a second and a half for the thousand components of a portrait."""
    from atlases.small import parts

    sent = list(parts(open_page(atlas, "/territoire/spel/025", "")))
    assert len(sent) < 20
    begins, rest = [part.data for part in sent if type(part).__name__ == "Store"]
    assert "L'essentiel à retenir" in begins
    assert "Marché du travail" in rest


def test_each_sentence_leads_to_a_figure_of_the_page(atlas):
    shown = page(atlas, "/territoire/spel/025")
    links = [link.href for link in of_type(shown, "A") if link.href.startswith("#")]
    assert 3 <= len(links) <= 5
    assert {link[1:] for link in links} <= set(ids(shown))


def test_each_key_figure_has_its_source_one_click_away(atlas):
    shown = page(atlas, "/territoire/spel/025")
    figures = [d for d in of_type(shown, "Div") if getattr(d, "className", "") == "portrait-figure"]
    assert len(figures) >= 6
    for figure in figures:
        (details,) = of_type(figure, "Details")
        words = texts(details)
        for name in ("Source", "Année", "Périmètre", "Échelle"):
            assert name in words


def test_inhabitants_and_ages_say_each_their_census(atlas):
    words = texts(page(atlas, "/territoire/spel/025"))
    people, young = "compte [^;]+ habitants? en 2023", "[^;]+% avaient moins de 20 ans en 2021"
    assert re.search(f"{people} ; {young}", words.replace("\u00a0", " "))
    assert "recensement 2023 (COG 2026)" in words
    assert "Habitants de tous âges (recensement 2021)" in words
    assert "Habitants (recensement 2023)" in words
    assert "ZRR 2022, recensement 2023" in words


def test_what_is_missing_is_said_and_the_courses_are_said_to_be_simulated(atlas):
    words = texts(page(atlas, "/territoire/spel/025"))
    assert "Non disponible à cette échelle" in words
    assert "Insee, répertoire Sirene" in words
    assert "simulées" in words


@pytest.mark.parametrize("address", ["spel/025", "spel/025?avec=spel:022"])
def test_the_simulated_offer_is_said_of_one_territory_and_of_several(atlas, address):
    path, _, search = address.partition("?")
    words = texts(page(atlas, f"/territoire/{path}", f"?{search}"))
    assert "Les formations sont simulées (démonstration)" in words
    assert "Formations Offre simulée (démonstration)." in words
    if address == "spel/025":
        assert "– offre simulée." in words


def test_a_chart_of_the_region_says_so_under_its_title(atlas):
    shown = page(atlas, "/territoire/spel/025", "?entree=secteur")
    assert "Où sont les emplois salariés Hauts-de-France (région)" in texts(shown)
    own = page(atlas, "/territoire/region/32", "?entree=secteur")
    assert "Où sont les emplois salariés Tertiaire marchand" in texts(own)


def test_three_territories_side_by_side(atlas):
    shown = page(atlas, "/territoire/spel/025", "?avec=spel:022,departement:59")
    heads = [texts(cell) for cell in of_type(shown, "Th")]
    assert {"Vervins SPEL", "Laon SPEL", "Nord département"} <= set(heads)
    assert texts(of_type(shown, "H1")) == "Vervins, Laon et Nord"
    shown = page(atlas, "/territoire/spel/025", "?avec=planete:1&entree=couleur")
    assert "n'est pas dans l'atlas" in texts(shown)
    assert "L'entrée se choisit" in texts(shown)


def test_territories_of_one_name_are_told_apart(atlas, client):
    shown = page(atlas, "/territoire/spel/025", "?avec=commune:02789")
    assert texts(of_type(shown, "H1")) == "Vervins (SPEL) et Vervins (commune)"
    heads = {texts(cell) for cell in of_type(shown, "Th")}
    assert {"Vervins SPEL", "Vervins commune"} <= heads
    (link,) = [a for a in of_type(shown, "A") if "CSV" in texts(a)]
    reply = client.get(link.href)
    rows = rows_in(reply.get_data())
    assert {row["Comparé"] for row in rows} == {"Vervins (SPEL)", "Vervins (commune)"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/territoire", 200), ("/territoire/contrat", 200), ("/territoire/spel/025", 200),
        ("/territoire/spel/999", 404), ("/territoire/planete/1", 404), ("/territoire/spel", 404),
        ("/territoire/spel/999.csv", 404), ("/territoire/spel/999.pdf", 404),
        ("/territoire/spel/025.csv", 200), ("/territoire/spel/025.csv?entree=x&theme=y", 200),
        ("/territoire/a/b/c/d", 404),
    ],
)  # fmt: skip
def test_addresses_answer_by_what_they_lead_to(client, path, status):
    assert client.get(path).status_code == status


def test_the_csv_gives_the_figures_of_a_theme(client):
    reply = client.get("/territoire/spel/025.csv?theme=population")
    rows = rows_in(reply.get_data())
    assert {row["Thème"] for row in rows} == {"Population"}
    people = next(row for row in rows if row["Indicateur"] == "Habitants")
    assert people["Valeur"].startswith("68815")
    assert people["Source"]


def test_an_unchanged_portrait_is_not_sent_again(client):
    first = client.get("/territoire/spel/025.csv")
    again = client.get("/territoire/spel/025.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
