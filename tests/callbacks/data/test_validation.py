"""« Nos chiffres à côté d'autres » over the demonstration, and where nothing is published."""

from dataclasses import replace

from atlases.small import of_type, texts

from callbacks.data.validation import page
from callbacks.routes import addresses, head_of
from geodata.validation.pairs import comparison

PATH = "/donnees/validation"


def test_the_page_begins_with_the_answer_and_gives_each_gap_with_its_reason(atlas):
    shown = page(atlas)
    words = texts(shown)
    found = comparison(atlas)
    assert f"Sur {len(found.pairs)}\u00a0chiffres comparés" in words
    (rows,) = of_type(shown, "Tbody")
    people = next(row for row in of_type(rows, "Tr") if texts(row).startswith("Habitants "))
    ours = atlas.communes["population"].sum()
    assert f"{ours:,}".replace(",", "\u202f") in texts(people)
    assert "5\u202f975\u202f800" in texts(people)
    for pair in found.pairs:
        assert pair.why.replace("'", "'") in words.replace("\u2019", "'")
    for one in found.silent:
        assert one.label in words


def test_simulated_courses_are_said_not_to_be_compared(atlas):
    assert "formations sont simulées" in texts(page(atlas))


def test_it_is_in_the_list_of_pages_and_linked_from_the_data(atlas, client):
    assert PATH in addresses(atlas)
    assert "à côté de ceux" in head_of(atlas, PATH, "").description
    assert f'href="{PATH}"' in client.get("/donnees").get_data(as_text=True)


def test_a_region_without_published_figures_says_so(atlas):
    bare = replace(atlas, yardsticks=None, measured=None, roads=None, region_name="Ailleurs")
    words = texts(page(replace(bare, _kept={})))
    assert "Aucun chiffre publié n'est encore mis à côté des nôtres" in words
    assert "Aucun temps publié" in words
