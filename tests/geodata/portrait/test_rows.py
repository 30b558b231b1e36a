"""Every figure of a portrait is a row of the API, whatever the level."""

import pytest

from geodata.portrait.composition import every_figure, portrait
from geodata.portrait.figure import ENTRIES
from geodata.portrait.rows import portrait_rows
from geodata.tables.observation import INDICATORS


def test_each_known_figure_of_a_portrait_is_a_row(atlas):
    rows = portrait_rows(atlas, "spel", "025")
    INDICATORS.validate(rows)
    told = set(zip(rows["theme"], rows["entry"], rows["indicator"], strict=True))
    for entry in ENTRIES:
        for theme, figure in every_figure(portrait(atlas, "spel", "025", entry)):
            assert ((theme, entry, figure.label) in told) == figure.known or figure.missing
    people = rows[rows["indicator"] == "Habitants"]["value"].iloc[0]
    inside = atlas.communes["spel"] == "025"
    assert people == atlas.communes["population"][inside].sum()


@pytest.mark.parametrize(("level", "code"), [("spel", "025"), ("commune", "02381")])
def test_the_api_has_the_figures_of_every_level(client, level, code):
    reply = client.get(f"/api/v1/indicators?level={level}&code={code}&indicator=habitants")
    assert reply.status_code == 200
    (row, *_) = reply.json["rows"]
    assert (row["level"], row["code"]) == (level, code)
    assert row["value"] > 0


def test_an_unknown_code_is_still_unknown(client):
    assert client.get("/api/v1/indicators?level=spel&code=zzz").status_code == 404
    many = ",".join(f"{n:03}" for n in range(30))
    assert client.get(f"/api/v1/indicators?level=spel&code={many}").status_code in (400, 404)
