"""The monthly boards as data: what the page shows, nothing divided, what lacks and who has it."""

import pytest

from geodata.month.board import board

ADDRESS = "/api/v1/month"


def test_every_figure_has_the_level_and_the_period_of_its_publication(client, atlas):
    told = client.get(f"{ADDRESS}?code=627").get_json()
    shown = board(atlas, "627")
    points = [(line, point) for line in shown.lines for point in line.curve.points]
    assert told["total"] == len(told["rows"]) == len(points) > 0
    for row, (line, point) in zip(told["rows"], points, strict=True):
        assert (row["level"], row["place"], row["period"], row["value"]) == (
            line.level, line.place, point.period, point.value,
        )  # fmt: skip
        assert row["source"]
        assert row["simulated"] is line.simulated is True
    assert len({row["level"] for row in told["rows"]}) > 1
    assert told["start"] == shown.start
    assert [(one["label"], one["holder"]) for one in told["lacks"]] == [
        (lack.label, lack.holder) for lack in shown.lacks
    ]


def test_the_last_values_of_all_the_spel_are_one_request(client, atlas):
    told = client.get(f"{ADDRESS}?last=oui").get_json()
    assert len({row["spel_code"] for row in told["rows"]}) == 26
    lens = [row for row in told["rows"] if row["spel_code"] == "627"]
    assert [row["period"] for row in lens] == [one.last.period for one in board(atlas, "627").lines]
    page = client.get(f"{ADDRESS}?last=oui&limit=3&offset=2").get_json()
    assert page["rows"] == told["rows"][2:5]
    csv = client.get(f"{ADDRESS}?code=627&last=oui&format=csv").get_data(as_text=True)
    assert csv.lstrip("\ufeff").startswith("SPEL;Code du SPEL;Mesure")
    assert len(csv.splitlines()) == len(lens) + 1


@pytest.mark.parametrize(
    ("asked", "status", "words"),
    [("code=999", 404, "999"), ("last=peut-être", 400, "last"), ("mois=3", 400, "mois")],
)
def test_what_cannot_be_read_is_named(client, asked, status, words):
    reply = client.get(f"{ADDRESS}?{asked}")
    assert reply.status_code == status
    assert words in reply.get_json()["error"]
