"""What a screen shows becomes what a sheet of paper can hold."""

from atlases.small import texts
from dash import dcc, html

from layouts.brief.choropleth import Lines, Picture, svg
from layouts.brief.curves import svg as curves_svg
from layouts.brief.paper import on_paper
from layouts.coverage.distribution import go
from layouts.kit.charts import figure
from layouts.kit.maps.patterns import NO_DATA, hatched, sample

RING = [(0.0, 0.0), (0.0, 10.0), (10.0, 10.0), (0.0, 0.0)]


def test_buttons_go_and_the_names_that_they_bear_stay():
    shown = html.Div(
        [
            html.Button("Trier", className="sort-head"),
            html.Button("Vervins", className="zone-link"),
            html.Button("Exporter"),
            html.A("Télécharger", className="button-quiet"),
            html.A("Définition", href="/donnees"),
            html.P("À l'écran", className="screen-only"),
        ]
    )
    assert texts(on_paper(shown)).split() == ["Trier", "Vervins", "Définition"]
    assert "href" not in str(on_paper(html.Div(html.A("Définition", href="/donnees"))))


def test_the_data_of_a_chart_unfold_and_other_folds_stay_closed():
    data = html.Details([html.Summary("Voir les données"), html.P("30 %")], className="chart-data")
    other = html.Details([html.Summary("Ce qui manque"), html.P("tout")])
    assert texts(on_paper([data, other])).strip() == "30 %"


def test_a_chart_is_a_picture():
    trace = go.Scatter(x=[0, 10], y=[0.0, 100.0], line={"color": "#0072b2", "dash": "dash"})
    drawn = figure([trace], "minutes", "")
    drawn.update_xaxes(range=[0, 20])
    picture = on_paper(html.Div(dcc.Graph(figure=drawn)))
    assert picture.children.src.startswith("data:image/svg+xml,")
    assert 'stroke-dasharray="9 4"' in curves_svg(drawn)
    # From where no minute and nobody meet to the middle of the minutes, where everybody is.
    assert 'd="M52.0 212.0L340.0 12.0"' in curves_svg(drawn)


def test_a_hatched_class_is_hatched_on_the_map_and_in_its_legend():
    style = hatched("#76b7bd")
    picture = Picture(
        height=100,
        fills=[({"color": "#dcefed"}, [RING]), (style, [RING]), (NO_DATA, [])],
        lines=[Lines([RING], "#1c2526", 1)],
        names=[("Vervins", 20, 20), ("Hirson", 22, 22), ("Laon", 20, 90)],
    )
    text = svg(picture)
    assert text.count("<pattern") == 1  # an empty class draws nothing
    assert 'fill="url(#p1)"' in text
    assert "Vervins" in text
    assert "Hirson" not in text  # its name would cover another's
    assert "Laon" in text
    for one in (style, NO_DATA):
        assert "data:image/svg+xml" in sample(one)["style"]["backgroundImage"]
    assert "backgroundImage" not in sample({"color": "#dcefed"})["style"]
