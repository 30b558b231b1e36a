"""The charts of a portrait: bars as long as their values, written beside them and in a table."""

from urllib.parse import unquote

from lxml.html import fromstring

from geodata.portrait.figure import Bar, Chart, Figure
from layouts.kit.markup import markup
from layouts.territory.charts import chart, trend

ABOUT = Figure("f", "F", source="Insee", period="2021", place="Vervins", level="spel")


def drawn(*rows, **of_the_chart):
    shown = Chart("ages", "Habitants par âge", rows, of_the_chart.pop("unit", ""), ABOUT)
    made = chart(Chart(**{**shown.__dict__, **of_the_chart}), "/ages.csv", 3, "Vervins")
    return fromstring(markup(made))


def words(shown, name):
    """Return the text of each element of a class."""
    return [one.text_content() for one in shown.find_class(name)]


def widths(shown):
    return [one.get("style").removeprefix("width:") for one in shown.find_class("bar-track")]


def test_a_share_is_written_with_its_sign_and_a_number_alone():
    assert words(drawn(Bar("Tous", 12.5), unit="%", decimals=1), "bar-value") == ["12,5\u00a0%"]
    assert words(drawn(Bar("Tous", 1250), unit="habitants"), "bar-value") == ["1\u202f250"]


def test_bars_are_as_long_as_the_longest_allows():
    assert widths(drawn(Bar("a", 50), Bar("b", 200))) == ["25.0%", "100.0%"]
    assert widths(drawn(Bar("a", 50, 400), beside="Aisne")) == ["12.5%", "100.0%"]
    assert widths(drawn(Bar("a", 0))) == ["0.0%"]


def test_parts_are_as_long_as_their_share_of_the_whole():
    assert widths(drawn(Bar("a", 25), Bar("b", 40), kind="parts", unit="%")) == ["25.0%", "40.0%"]


def test_what_is_not_known_has_no_bar_and_says_why():
    shown = drawn(Bar("a", None, status="secret"), Bar("b", None), Bar("c", 3))
    assert words(shown, "bar-missing") == ["Secret statistique", "Non publié"]
    assert widths(shown) == ["100.0%"]
    assert "Secret statistique" in shown.find(".//table").text_content()


def test_two_places_are_told_apart_by_a_legend():
    shown = drawn(Bar("a", 1, 2), Bar("b", 1), beside="Aisne")
    assert words(shown, "bar-legend") == ["VervinsAisne"]
    assert not words(drawn(Bar("a", 1)), "bar-legend")
    table = shown.find(".//table").text_content()
    assert "Aisne" in table
    assert "Non publié" in table


def test_the_data_are_in_a_table_and_a_file():
    shown = drawn(Bar("Moins de 20 ans", 1250), unit="habitants")
    cells = [cell.text_content() for cell in shown.findall(".//tbody/tr/*")]
    assert cells == ["Moins de 20 ans", "1\u202f250"]
    assert [link.get("href") for link in shown.findall(".//a")] == ["/ages.csv"]


def test_a_long_chart_stands_in_two_columns_on_paper_unless_two_places_are_compared():
    rows = [Bar(str(n), n) for n in range(6)]
    assert drawn(*rows).find_class("plain-bars-long")
    assert not drawn(*rows[1:]).find_class("plain-bars-long")
    assert not drawn(*rows, beside="Aisne").find_class("plain-bars-long")


def test_the_source_is_in_full_on_screen_and_a_number_on_paper():
    shown = drawn(Bar("a", 1))
    (screen,), (paper,) = words(shown, "screen-only"), words(shown, "paper-only")
    assert screen.startswith("Source : Insee · 2021")
    assert paper.startswith("Source : note 3 · 2021")


def test_a_chart_about_elsewhere_says_so_under_its_title():
    far = Figure("f", "F", source="Insee", period="2021", place="Aisne", level="departement")
    assert words(drawn(Bar("a", 1), about=far), "figure-place") == ["Aisne (département)"]
    assert not words(drawn(Bar("a", 1)), "figure-place")


def test_a_line_of_the_periods_needs_three_of_them():
    def at(period, value):
        return Figure("f", "F", value=value, period=period)

    def over(*values):
        *before, last = [at(str(2020 + n), value) for n, value in enumerate(values)]
        return trend(Figure(**{**last.__dict__, "before": tuple(before)}))

    assert over(1, 2) is None
    assert over(1, None, 3) is None
    line = over(10, 30, 20)
    assert line.alt == "De 10 (2020) à 20 (2022)"
    # From left to right, the highest value at the top.
    assert 'points="4.0,24.0 48.0,4.0 92.0,14.0"' in unquote(line.src)
