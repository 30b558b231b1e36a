"""PDF files: a document that would end on a few lines is set a little tighter."""

import os
import re
import subprocess
import sys

import pytest
from fontTools.ttLib import TTFont

from callbacks.opening.cards import FONT
from callbacks.serving.paper import pdf_of
from settings import ROOT


def lines(n):
    rows = "".join(f"<p style='margin:0;height:10mm'>Ligne {row}</p>" for row in range(n))
    return f"<html lang='fr'><head><title>Essai</title></head><body>{rows}</body></html>"


def facts(n, tmp_path):
    """Return the number of pages of a document of some lines, and the size of its sheet."""
    file = tmp_path / "essai.pdf"
    file.write_bytes(pdf_of(lines(n), ()))
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    said = dict(line.split(":", 1) for line in told.splitlines())
    return int(said["Pages"]), said["Page size"].strip()


@pytest.mark.parametrize(("n", "expected"), [(26, 1), (28, 1), (36, 2), (54, 2), (46, 2)])
def test_a_last_page_of_a_few_lines_is_spared_where_the_rest_can_hold_them(n, expected, tmp_path):
    pages, size = facts(n, tmp_path)  # 26 lines hold on a page, 28 once tighter
    assert pages == expected
    assert "A4" in size


SERVER = """
import threading, time
from callbacks.serving import paper

text = "<html lang='fr'><head><title>Essai</title></head><body>Essai</body></html>"
print(len(paper.pdf_of(text, ())))
held = lambda fonts: time.sleep(60)
threading.Thread(target=held, args=(paper._fonts(),), daemon=True).start()
"""
"""A program that ends while one of its threads is still about a PDF."""


def test_a_server_that_ends_leaves_no_folder_of_fonts_behind(tmp_path):
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-W", "ignore", "-c", SERVER]
    made = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT)
    assert int(made.stdout) > 1000, made.stderr
    assert list(tmp_path.iterdir()) == []


def test_no_style_of_paper_asks_for_a_feature_of_the_font():
    """WeasyPrint never gives back what a line asks so: see layouts/kit/paper.css."""
    asking = [
        str(sheet.relative_to(ROOT))
        for sheet in (ROOT / "layouts").rglob("*.css")
        if re.search(r"font-(variant|feature|kerning)", sheet.read_text("utf-8"))
    ]
    assert not asking


def test_digits_of_the_font_are_of_one_width():
    font = TTFont(FONT)
    widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert len(widths) == 1
