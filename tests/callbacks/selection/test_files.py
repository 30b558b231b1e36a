"""The sheets to take away: one page a course, tagged, with what to ask and where to look again."""

import re
import zlib
from dataclasses import replace
from datetime import date

import pytest
from atlases.small import FULL, offer
from samples.establishment_sample import about, with_establishments

from callbacks.selection.files import STYLES
from callbacks.serving import paper
from geodata.asking.query import Near
from geodata.asking.selection import SelectionQuery
from geodata.selection.comparison import select
from geodata.travel.margin import Margin
from layouts.selection.paper import Paper, pages, sheets

TODAY = date(2026, 10, 5)
LONG = "Titre professionnel de conduite et de maintenance d'installations très diverses, option A"
HEAVY = {
    **FULL, "offer": "heavy", "title": f"{LONG} et {LONG}", "provider": LONG, "voie": "scolaire",
    "romes": " ".join(f"G16{n:02}" for n in range(40)), "publics": "apprentis salaries jeunes rsa",
}  # fmt: skip
ATLAS = with_establishments(
    [about(open_days=" | ".join(f"le {n:02}/12/2026 de 9h à 13h" for n in range(1, 13)))],
    [FULL, HEAVY, offer("bare", site="delta"), offer("far", modality="distance")],
)


def on_paper(*offers, large=False, lieu="02004", atlas=ATLAS):
    """Return the selection of some courses and the HTML of its sheets."""
    near = Near(commune=lieu) if lieu else None
    found = select(atlas, SelectionQuery(offers, near), {}, TODAY)
    printed = Paper(
        site="https://atlas.fr", search="?lieu=02004", selection="https://atlas.fr/selection?x",
        region="Petite-Région", built=TODAY, today=TODAY, large=large,
        margins={"voiture": Margin((0.0, 60.0), (5.0, 5.0), placing=9.0)},
    )  # fmt: skip
    return found, sheets(found, printed)


@pytest.fixture(autouse=True)
def _pango():
    try:
        paper.require_pdf()
    except paper.PdfUnavailable as problem:
        pytest.skip(str(problem))


def whole(content):
    """Return a PDF with what it compresses."""
    parts = [content]
    for found in re.finditer(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            parts.append(zlib.decompress(found.group(1)))
        except zlib.error:
            parts.append(found.group(1))
    return b"".join(parts)


def page_count(content):
    return len(re.findall(rb"/Type\s*/Page\b", whole(content)))


def test_a_course_holds_in_one_page_whatever_is_known_of_it():
    found, text = on_paper("heavy", "full", "bare", "far")
    assert pages(found) == 5
    assert page_count(paper.pdf_of(text, STYLES, 5)) == 5
    found, text = on_paper("heavy")
    assert page_count(paper.pdf_of(text, STYLES, pages(found))) == 1


def test_the_file_is_tagged_in_french_and_its_code_is_described():
    content = whole(paper.pdf_of(on_paper("full")[1], STYLES, 1))
    assert b"pdfuaid" in content
    assert b"/MarkInfo" in content
    assert b"/Alt" in content


def test_a_sheet_says_what_where_how_whom_and_what_to_ask():
    text = re.sub(r"\s+", " ", on_paper("full")[1])
    for words in [
        "CAP Cuisine", "Lycée Alpha", "2 rue du Collège", "03 22 00 01 02", "https://alpha.fr",
        "Comment y aller depuis Delta", "≈ 21 min, entre 16 min et 26 min", "erreur non mesurée",
        "Internat", "Du 7 septembre 2026", "Niveau 3 (CAP)", "24 places", "Cuisinier / Cuisinière",
        "Aide-t-on à trouver un employeur ?", "Source : Fichier d'essai, 2026",
        "https://atlas.fr/formation/full?lieu=02004", "Imprimé le 5 octobre 2026",
    ]:  # fmt: skip
        assert words in text


def test_what_no_source_says_is_one_sentence_and_a_question():
    text = re.sub(r"\s+", " ", on_paper("bare")[1])
    assert "Les sources ne disent pas : adresse, téléphone, site, dates, durée, coût" in text
    assert "Quand commence la prochaine session" in text
    assert "Combien coûte-t-elle" in text
    assert "Non précisé" not in text


def test_a_course_at_a_distance_has_no_way_to_go():
    text = on_paper("far")[1]
    assert "Comment y aller" not in text
    assert "À distance" in text


def test_several_have_a_summary_first_and_large_letters_hold_all_of_it():
    for large in (False, True):
        text = on_paper("full", "bare", "gone", large=large)[1]
        assert text.index("Formations gardées") < text.index("Quand et combien")
        assert "gone n'est plus dans l'atlas" in text
        assert ('class="paper large"' in text) == large
    assert "Formations gardées" not in on_paper("full")[1]


def test_the_addresses_of_the_files(client):
    found = client.get("/api/v1/offers?limit=2").json["features"]
    first, second = (feature["properties"]["offer"] for feature in found)
    one = client.get(f"/formation/{first}.pdf?lieu=59350&near=3.05,50.6")
    assert (one.status_code, one.content_type) == (200, "application/pdf")
    two = client.get(f"/selection.pdf?formations={first},{second},gone&lieu=nowhere")
    assert two.get_data()[:5] == b"%PDF-"
    assert page_count(two.get_data()) == 3
    for address in ["/formation/gone.pdf", "/selection.pdf", "/selection.pdf?formations=gone"]:
        assert client.get(address).status_code == 404


def test_without_pango_the_answer_is_one_french_sentence(client, monkeypatch):
    def missing():
        raise paper.PdfUnavailable(paper.MISSING)

    offer_id = client.get("/api/v1/offers?limit=1").json["features"][0]["properties"]["offer"]
    monkeypatch.setattr(paper, "_maker", missing)
    reply = client.get(f"/formation/{offer_id}.pdf?grand=oui")
    assert reply.status_code == 503
    assert "Pango" in reply.get_data(as_text=True)


def test_a_place_known_by_its_commune_alone_has_a_wider_time():
    wide = []
    for precision in ("address", "commune"):
        atlas = replace(ATLAS, sites=ATLAS.sites.assign(precision=precision), _kept={})
        _, told = on_paper("bare", "full", atlas=atlas)
        low, high = re.search(r"entre (\d+)\D+(\d+)\s*min", told).groups()
        wide.append(int(high) - int(low))
    assert wide[1] > wide[0] > 0
