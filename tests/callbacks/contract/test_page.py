"""The pages of the contract over the demonstration, and in a region that has none; their files."""

import re
import zlib
from dataclasses import replace

import pytest
from atlases.small import of_type, texts
from samples.our_csv import rows_at

from callbacks.contract import files
from callbacks.contract.page import page as contract_page
from callbacks.routes import addresses, head_of
from callbacks.serving import paper
from geodata.contract.following import follows

CONTRACT = "/territoire/contrat"
CHAPTERS = ["ambition-1", "ambition-2", "ambition-3", "ambition-4", "observer", "srfss"]


def page(atlas, end=""):
    """Return a page as components, without the links of its acronyms."""
    return contract_page(atlas, [part for part in end.split("/") if part])


def test_the_contract_leads_to_each_chapter_and_begins_with_the_answer(atlas):
    shown = page(atlas)
    links = {link.href for link in of_type(shown, "Link")}
    assert {f"{CONTRACT}/{one}" for one in (*CHAPTERS, "indicateurs")} <= links
    (first, *_) = of_type(shown, "Li")
    assert "61\u202f948\u00a0contrats en 2022" in texts(first)
    assert "1\u202f948\u00a0contrats au-dessus de la cible" in texts(first)
    assert "60\u202f000\u00a0contrats en 2028" in texts(first)


@pytest.mark.parametrize("slug", CHAPTERS)
def test_a_chapter_shows_each_engagement_and_who_has_what_is_awaited(atlas, slug):
    words = texts(page(atlas, f"/{slug}"))
    chapter = atlas.contract.chapter(slug)
    assert chapter.title in words
    for follow in follows(atlas, slug):
        assert f"{follow.engagement.key} · {follow.engagement.title}" in words
        assert follow.figure.label in words
        if not follow.known:
            assert follow.figure.missing in words
            assert follow.indicator.producer in words
    assert f"{CONTRACT}/{slug}" in addresses(atlas)
    assert chapter.name in head_of(atlas, f"{CONTRACT}/{slug}", "").title


@pytest.mark.parametrize("slug", ["ambition-3", "ambition-4"])
def test_ambitions_3_and_4_have_indicators_that_public_data_follow(atlas, slug):
    known = [follow for follow in follows(atlas, slug) if follow.known]
    assert len(known) >= 3
    assert any(follow.indicator.computed for follow in known)


def test_what_the_demonstration_invents_is_said_beside_its_value(atlas):
    words = texts(page(atlas, "/ambition-4"))
    assert "formations dites à distance ou mixtes : 12,0\u00a0% (2026, simulé)" in words.replace(
        " %", "\u00a0%"
    )
    invented = {one.figure.label for one in follows(atlas) if one.simulated}
    assert "Habitants à plus de 30 min en voiture d'une mission locale" in invented
    assert "Part des formations repérées rev3" in invented
    assert not any("Contrats" in label or "Inscrits" in label for label in invented)
    assert "61\u202f948\u00a0contrats 2022 60" in texts(page(atlas, "/ambition-1"))


def test_a_table_says_target_t0_change_and_freshness(atlas):
    tables = of_type(page(atlas, "/ambition-1"), "Table")
    (aimed,) = [one for one in tables if "Cible" in [texts(th) for th in of_type(one, "Th")]]
    row = next(tr for tr in of_type(aimed, "Tr") if "Contrats d'apprentissage" in texts(tr))
    cells = [texts(td) for td in of_type(row, "Td")]
    assert cells[0].startswith("61\u202f948\u00a0contrats 2022")
    assert "atteinte dès 2022" in cells[1]
    assert cells[2] == "45\u202f000\u00a0contrats sans date"
    assert cells[3] == "+\u00a06\u202f985\u00a0contrats, de 2021 à 2022"
    assert cells[4].startswith("En retard (")


def test_the_list_says_producer_rhythm_and_responsible(atlas):
    shown = page(atlas, "/indicateurs")
    asked, *themes = of_type(shown, "Table")
    heads = [texts(th) for th in of_type(asked, "Th")][:7]
    assert {"Producteur", "Rythme", "Responsable"} <= set(heads)
    assert len(of_type(asked, "Tr")) == 1 + len(follows(atlas))
    assert len(themes) == 4


def test_a_region_without_a_contract_says_so_and_nothing_breaks(atlas):
    elsewhere = replace(atlas, contract=None, region_name="Ailleurs", _kept={})
    for end in ("", "/ambition-1"):
        assert "Le contrat de la région Ailleurs n'est pas décrit" in texts(page(elsewhere, end))
    assert "séries disponibles" in texts(page(elsewhere, "/indicateurs"))
    assert CONTRACT in addresses(elsewhere)
    assert f"{CONTRACT}/ambition-1" not in addresses(elsewhere)


@pytest.mark.parametrize(
    ("end", "status"),
    [
        ("", 200), ("/ambition-4", 200), ("/indicateurs", 200), ("/ambition-5", 404),
        ("/ambition-1/x", 404), (".csv", 200), ("/ambition-2.csv", 200), ("/ambition-9.csv", 404),
        ("/ambition-9.pdf", 404), ("/indicateurs.csv", 200),
    ],
)  # fmt: skip
def test_addresses_answer_by_what_they_lead_to(client, end, status):
    assert client.get(f"{CONTRACT}{end}").status_code == status


def test_the_csv_has_a_row_an_indicator(client, atlas):
    rows = rows_at(client, f"{CONTRACT}.csv")
    assert len(rows) == len(follows(atlas))
    signed = next(row for row in rows if row["Indicateur"].startswith("Contrats d'apprentissage"))
    assert (signed["T0"], signed["Dernière valeur"], signed["Cible"]) == (
        "45000,0",
        "61948,0",
        "60000,0",
    )
    assert (signed["Écart à la cible"], signed["Échéance de la cible"]) == ("1948,0", "2028")


@pytest.mark.parametrize("slug", ["ambition-2", "srfss"])
def test_the_longest_chapters_are_one_tagged_page(atlas, slug):
    try:
        made = files.chapter_pdf(atlas, atlas.contract, atlas.contract.chapter(slug))
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))
    parts = [made]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", made, re.DOTALL):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            continue
    whole = b"".join(parts)
    assert len(re.findall(rb"/Type\s*/Page\b", whole)) == 1
    assert b"pdfuaid" in whole


def test_the_paper_numbers_its_sources(atlas, monkeypatch):
    seen = {}
    monkeypatch.setattr(files, "pdf_of", lambda text, *_, **__: seen.update(text=text) or b"%PDF-")
    files.chapter_pdf(atlas, atlas.contract, atlas.contract.chapter("ambition-1"))
    marks = [int(n) for n in re.findall(r"<td>note (\d+)</td>", seen["text"])]
    assert marks
    foot = seen["text"][seen["text"].index("<h2>Sources</h2>") :]
    assert max(marks) == foot.count("<li>")
    assert "<details" not in seen["text"]


def test_the_simulated_offer_is_said(client):
    assert "Les formations sont simulées (démonstration)" in client.get(CONTRACT).get_data(True)
