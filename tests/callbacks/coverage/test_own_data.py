"""« Mes données »: a dropped file beside ours, kept by the browser alone."""

import base64
import io
import json

import numpy as np
import openpyxl
import pytest
from atlases.small import texts

from callbacks.coverage.own_data import answered, own_csv, read_file
from geodata.tables.dropped import UnreadableTable

ASKED = {"domain": "transport-logistique", "level": "3", "by": "departement"}


def dropped(content):
    return "data:;base64," + base64.b64encode(content).decode()


def read(atlas, text):
    return read_file(atlas, dropped(text.encode()), "mes chiffres.csv")


def test_old_codes_are_brought_to_today_and_what_does_not_match_is_listed(atlas):
    old, now = next(iter(atlas.profile["commune_successors"].items()))
    kept = read(atlas, f"code;n\n{old};3\n59350;40\n75056;9\n")
    answer, drawing, legend = answered(atlas, ASKED, kept, "n", "effectif")
    words = texts(answer)
    assert "1\u00a0ligne d'une commune d'une autre année" in words
    assert "75056" in words
    assert atlas.commune_names[now] in words
    classes = np.frombuffer(base64.b64decode(drawing["classes"]), dtype=np.uint8)
    assert len(classes) == len(atlas.communes)
    assert (classes == len(drawing["styles"]) - 1).sum() == len(atlas.communes) - 2
    assert "n (vos données)" in texts(legend)
    assert "sans valeur" in texts(legend)


def test_an_amount_adds_up_over_territories_and_a_rate_does_not(atlas):
    kept = read(atlas, "code;n\n59350;40\n59512;60\n")
    nord = [texts(answered(atlas, ASKED, kept, "n", kind)[0]) for kind in ("effectif", "taux")]
    assert "Nord 100 " in nord[0]
    assert "Nord 100 " not in nord[1]


def test_a_workbook_is_read_too(atlas):
    book = openpyxl.Workbook()
    for line in [("commune", "valeur"), (59350, 1.5), ("02381", 2)]:
        book.active.append(line)
    content = io.BytesIO()
    book.save(content)
    kept = read_file(atlas, dropped(content.getvalue()), "classeur.xlsx")
    assert len(kept["columns"]["valeur"]["rows"]) == 2


def test_what_is_kept_is_plain_json(atlas):
    kept = read(atlas, "code;n\n59350;40\n")
    assert json.loads(json.dumps(kept)) == kept


def test_the_file_has_ours_beside_theirs(atlas):
    kept = read(atlas, "code;=n\n59350;40\n02381;2\n")
    lines = own_csv(atlas, ASKED, kept, "=n", "effectif").decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Code commune;Commune;Temps de trajet (min);Population;")
    assert "(vos données)" in lines[0]
    assert sorted(line.split(";")[0] for line in lines[1:]) == ["02381", "59350"]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "vide"), (b"\x00\x01\x02", "ni un CSV"), (b"PK\x03\x04xx", "abîmé"),
     (b"x" * 2_000_001, "2 Mo"), (b"commune\nLille\n", "codes de communes")],
)  # fmt: skip
def test_an_absurd_file_gives_one_sentence(atlas, content, words):
    with pytest.raises(UnreadableTable, match=words):
        read_file(atlas, dropped(content), "x")


def test_what_is_not_a_file_gives_a_sentence(atlas):
    for contents in ("data:;base64,é", "é", None, 3):
        with pytest.raises(UnreadableTable, match="redonnez-le"):
            read_file(atlas, contents, "x")


@pytest.mark.parametrize(
    "columns",
    [1, {}, {"n": {"rows": [-1], "sums": [1], "lines": [1]}},
     {"n": {"rows": [2**70], "sums": [1], "lines": [1]}},
     {str(n): {"rows": [], "sums": [], "lines": []} for n in range(9)}],
)  # fmt: skip
def test_what_a_browser_did_not_keep_gives_a_sentence(atlas, columns):
    kept = {"columns": columns, "unmatched": [], "code_column": "c", "moved": 0, "n_unmatched": 0}
    answer, drawing, _ = answered(atlas, ASKED, kept, "n", "effectif")
    assert "redonnez-le" in texts(answer)
    assert drawing is None
    with pytest.raises(UnreadableTable, match="redonnez-le"):
        own_csv(atlas, ASKED, kept, "n", "effectif")
