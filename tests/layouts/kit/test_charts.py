"""Charts: French numbers, nothing sent elsewhere, words and a table for each."""

import plotly.graph_objects as go
from atlases.small import of_type, texts

from layouts.kit.charts import COLOURS, DASHES, chart, figure, line_mark


def test_a_figure_is_french_and_has_no_button():
    drawn = figure([go.Scatter(x=[1], y=[2])], "minutes", "")
    assert drawn.layout.separators == ",\u202f"
    assert drawn.layout.showlegend is False


def test_a_chart_comes_with_its_summary_its_table_and_its_file():
    drawn = figure([go.Scatter(x=[1], y=[2])], "minutes", "")
    data = ("Légende", ["Temps", "Part"], [("5 min", "12 %")])
    shown = chart("essai", drawn, "Un résumé.", data, "/fichier.csv", "Source : essai.")
    words = texts(shown)
    for part in ("Un résumé.", "Voir les données", "5 min", "Source : essai."):
        assert part in words
    assert [link.href for link in of_type(shown, "A")] == ["/fichier.csv"]
    config = of_type(shown, "Graph")[0].config
    assert (config["displayModeBar"], config["showSendToCloud"]) == (False, False)


def test_each_rank_has_a_line_of_its_own():
    marks = {str(line_mark(rank).style) for rank in range(len(COLOURS))}
    assert len(marks) == len(COLOURS) == len(DASHES)
