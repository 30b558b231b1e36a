"""Files come whole or not at all, whatever the server does, and nothing is downloaded twice."""

import json
import socket
import time
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.errors import SourceError
from loaders.fetching.download import Marks
from loaders.fetching.records import Journal, Record
from loaders.fetching.web import FetchError, Patience, Web, seconds_asked
from tests.loaders.fetch_sample import HASTE, SOURCE, bring, table, wanted
from tests.loaders.fetch_server import Server

BODY = table(200_000)


def one(server: Server, folder: Path, **options):
    [outcome] = bring(folder, wanted(f"{server.address}/table.csv"), **options)
    return outcome


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_file_comes_once(server, tmp_path) -> None:
    server.add("table.csv", BODY)
    first = one(server, tmp_path)
    assert (first.state, first.there, first.size) == ("nouveau", True, len(BODY))
    assert (tmp_path / "table.csv").read_bytes() == BODY
    record = Journal(tmp_path).get("table.csv")
    assert record.sha256 == first.sha256
    assert record.etag == server.pages["/table.csv"].mark
    assert one(server, tmp_path).state == "à jour"
    assert server.codes("table.csv") == [200, 304]
    server.add("table.csv", changed := table(150_000, seed=2))
    assert one(server, tmp_path).state == "mis à jour"
    assert (tmp_path / "table.csv").read_bytes() == changed
    assert (tmp_path / ".fetch" / "previous" / "table.csv").read_bytes() == BODY
    assert files(tmp_path) == ["table.csv"]


def test_a_file_that_lost_most_of_its_bytes_waits_until_it_is_accepted(server, tmp_path) -> None:
    server.add("table.csv", BODY)
    one(server, tmp_path)
    server.add("table.csv", small := table(9_000, seed=2))
    refused = one(server, tmp_path)
    assert (refused.state, refused.there, refused.done) == ("refusé", True, False)
    assert "fetch --only table.csv --accept" in refused.text()
    assert (tmp_path / "table.csv").read_bytes() == BODY
    assert (tmp_path / ".fetch" / "doubtful" / "table.csv").read_bytes() == small
    assert one(server, tmp_path, accept=True).state == "mis à jour"
    assert (tmp_path / "table.csv").read_bytes() == small


def test_without_marks_the_same_content_is_said_unchanged(server, tmp_path) -> None:
    server.add("table.csv", BODY, etag=False, dated=False)
    assert [one(server, tmp_path).state for _ in range(2)] == ["nouveau", "à jour"]


@pytest.mark.parametrize(
    ("code", "tries", "words"),
    [
        (404, 1, "plus de fichier à cette adresse"),
        (403, 1, "refuse l'accès"),
        (500, HASTE.attempts, "en panne (code 500)"),
    ],
)
def test_what_fails_is_told_and_the_others_go_on(server, tmp_path, code, tries, words) -> None:
    server.add("bad.csv", BODY, errors=[code] * 50)
    for rank in range(5):
        server.add(f"good{rank}.csv", table(5_000, seed=rank))
    names = ["good0.csv", "bad.csv", *(f"good{rank}.csv" for rank in range(1, 5))]
    outcomes = bring(tmp_path, *(wanted(f"{server.address}/{name}", name) for name in names))
    assert [o.state for o in outcomes] == ["nouveau", "échec", *["nouveau"] * 4]
    assert words in outcomes[1].text()
    assert len(server.codes("bad.csv")) == tries
    assert files(tmp_path) == sorted(set(names) - {"bad.csv"})


def test_passing_errors_are_insisted_upon(server, tmp_path) -> None:
    server.add("table.csv", BODY, errors=[500, 503, 429])
    assert one(server, tmp_path).state == "nouveau"
    assert server.codes("table.csv") == [500, 503, 429, 200]


def test_the_wait_that_a_server_asks_for_is_kept(server, tmp_path) -> None:
    server.add("table.csv", BODY, errors=[429], retry_after="1")
    since = time.monotonic()
    assert one(server, tmp_path).state == "nouveau"
    assert time.monotonic() - since >= 1
    server.add("table.csv", BODY, errors=[503], retry_after="7200")
    (tmp_path / "other").mkdir()
    outcome = one(server, tmp_path / "other")
    assert outcome.state == "échec"
    assert "attendre 120 minutes" in outcome.why


def test_waits_grow_from_failure_to_failure_up_to_the_longest(monkeypatch) -> None:
    web = Web(Patience(attempts=6, first_wait=1.0, longest_wait=5.0))
    waits: list[float] = []
    monkeypatch.setattr(web, "_sleep", waits.append)

    def ask() -> None:
        raise FetchError("panne", passing=True)

    with pytest.raises(FetchError, match="panne"):
        web.insist(ask)
    bounds = [(0.5, 1), (1, 2), (2, 4), (2.5, 5), (2.5, 5)]
    assert len(waits) == len(bounds)
    assert all(least <= wait <= most for wait, (least, most) in zip(waits, bounds, strict=True))


def test_a_wait_is_interrupted_at_once() -> None:
    web = Web(Patience(first_wait=60))
    web.stop.set()

    def ask() -> None:
        raise FetchError("panne", passing=True)

    since = time.monotonic()
    with pytest.raises(FetchError, match="interrompu"):
        web.insist(ask)
    assert time.monotonic() - since < 10


def test_seconds_asked() -> None:
    assert seconds_asked("12") == 12
    assert seconds_asked("Wed, 21 Oct 2015 07:28:00 GMT") == 0
    assert seconds_asked("Wed, 21 Oct 2999 07:28:00 GMT") > 1e9
    assert seconds_asked("bientôt") is None
    assert seconds_asked("") is None


def test_a_dropped_connection_is_taken_up_where_it_stopped(server, tmp_path) -> None:
    server.add("table.csv", BODY, cuts=[50_000, 60_000, 1_000])
    assert one(server, tmp_path).state == "nouveau"
    assert (tmp_path / "table.csv").read_bytes() == BODY
    assert server.codes("table.csv") == [200, 206, 206, 206]
    assert sum(asked.sent for asked in server.asked) == len(BODY)


def test_progress_gives_new_chances(server, tmp_path) -> None:
    cuts = [10_000] * (HASTE.attempts + 3)
    server.add("table.csv", BODY, cuts=cuts)
    assert one(server, tmp_path).state == "nouveau"


@pytest.mark.parametrize("options", [{"ranges": False}, {"etag": False, "dated": False}])
def test_a_server_that_cannot_resume_sends_all_again(server, tmp_path, options) -> None:
    server.add("table.csv", BODY, cuts=[50_000], **options)
    assert one(server, tmp_path).state == "nouveau"
    assert (tmp_path / "table.csv").read_bytes() == BODY
    assert server.codes("table.csv") == [200, 200]


def test_a_file_that_changed_meanwhile_is_not_two_halves(server, tmp_path) -> None:
    server.add("table.csv", BODY, cuts=[50_000] * 40, errors=[])
    assert one(server, tmp_path, web=Web(Patience(attempts=1), loopback=True)).state == "échec"
    part = tmp_path / ".fetch" / "part" / "table.csv"
    assert part.stat().st_size == 50_000
    server.add("table.csv", other := table(120_000, seed=3))
    assert one(server, tmp_path).state == "nouveau"
    assert (tmp_path / "table.csv").read_bytes() == other
    assert not part.exists()


def test_a_whole_part_left_behind_is_not_downloaded_again(server, tmp_path) -> None:
    page = server.add("table.csv", BODY)
    part = tmp_path / ".fetch" / "part" / "table.csv"
    part.parent.mkdir(parents=True)
    part.write_bytes(BODY)
    marks = Marks(f"{server.address}/table.csv", page.mark)
    part.with_name("table.csv.json").write_text(json.dumps(marks.__dict__))
    assert one(server, tmp_path).state == "nouveau"
    assert server.codes("table.csv") == [416]
    assert (tmp_path / "table.csv").read_bytes() == BODY


@pytest.mark.parametrize("options", [{"lies": 500}, {"chunked": True, "cuts": [70_000] * 50}])
def test_a_truncated_body_never_takes_its_place(server, tmp_path, options) -> None:
    (tmp_path / "old").mkdir()
    server.add("table.csv", BODY, etag=False, dated=False, **options)
    outcome = one(server, tmp_path)
    assert (outcome.state, outcome.there) == ("échec", False)
    assert not (tmp_path / "table.csv").exists()


def test_a_body_in_pieces_of_unknown_number(server, tmp_path) -> None:
    server.add("table.csv", BODY, chunked=True, cuts=[70_000])
    assert one(server, tmp_path).state == "nouveau"
    assert (tmp_path / "table.csv").read_bytes() == BODY


@pytest.mark.parametrize(
    ("pause", "block", "words"),
    [(1.0, 1_000, "coupée en route|à temps"), (0.02, 10, "trop lentement")],
)
def test_a_server_that_dawdles_is_left(server, tmp_path, pause, block, words) -> None:
    server.add("table.csv", table(10_000), pause=pause, block=block, ranges=False)
    web = Web(Patience(attempts=1, read=0.3, window=0.4, slowest=5000), loopback=True)
    outcome = one(server, tmp_path, web=web)
    assert outcome.state == "échec"
    assert any(word in outcome.why for word in words.split("|")), outcome.why


def test_sizes_are_limited(server, tmp_path) -> None:
    big = table(1_300_000)
    server.add("said.csv", big)
    server.add("unsaid.csv", big, chunked=True)
    wishes = [
        wanted(f"{server.address}/{name}", name, largest=1) for name in ("said.csv", "unsaid.csv")
    ]
    outcomes = bring(tmp_path, *wishes)
    assert all("trop gros" in outcome.why for outcome in outcomes)
    assert server.codes("said.csv") == server.codes("unsaid.csv") == [200]
    assert not (tmp_path / ".fetch" / "part" / "said.csv").exists()
    server.add("table.csv", BODY)
    outcome = one(server, tmp_path, largest_altogether=100_000)
    assert "ensemble des téléchargements" in outcome.why
    assert files(tmp_path) == []


def test_only_https_is_asked(server, tmp_path) -> None:
    server.add("table.csv", BODY)
    outcome = one(server, tmp_path, web=Web(HASTE, loopback=False))
    assert "n'est pas en https" in outcome.why
    assert server.asked == []
    server.add("away.csv", b"", location="http://exemple.fr/table.csv")
    server.add("round.csv", b"", location="/round.csv")
    server.add("moved.csv", b"", location="/table.csv")
    names = ("away.csv", "round.csv", "moved.csv")
    away, around, moved = bring(
        tmp_path, *(wanted(f"{server.address}/{name}", name) for name in names)
    )
    assert "exemple.fr n'est pas en https" in away.why
    assert "sans fin" in around.why
    assert moved.state == "nouveau"


def test_without_network_nothing_changes(tmp_path, monkeypatch) -> None:
    (tmp_path / "mine.csv").write_bytes(b"code;a\n1;2\n")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    [closed] = bring(tmp_path, wanted(f"http://127.0.0.1:{port}/table.csv"))
    assert "n'est pas joignable" in closed.text()

    def nobody(*_args, **_options):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    [unknown] = bring(tmp_path, wanted("https://donnees.exemple.fr/table.csv"))
    assert "donnees.exemple.fr est introuvable" in unknown.text()
    web, asked = Web(HASTE, loopback=True), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **_: asked.append(args) or nobody())
    names = [f"{rank}.csv" for rank in range(30)]
    lost = bring(tmp_path, *(wanted(f"https://exemple.fr/{name}", name) for name in names), web=web)
    assert {outcome.state for outcome in lost} == {"échec"}
    assert len(asked) <= 4 * HASTE.reaching
    assert files(tmp_path) == ["mine.csv"]


def test_a_file_put_by_hand_is_never_replaced(server, tmp_path) -> None:
    server.add("table.csv", BODY)
    mine = tmp_path / "table.csv"
    mine.write_bytes(b"code;a\n1;2\n")
    outcome = one(server, tmp_path)
    assert (outcome.state, outcome.done) == ("déposé à la main", True)
    assert server.asked == []
    mine.unlink()
    assert one(server, tmp_path).state == "nouveau"
    mine.write_bytes(b"code;retouche\n1;2\n")
    assert one(server, tmp_path).state == "déposé à la main"
    assert b"retouche" in mine.read_bytes()


def test_what_has_no_address_is_asked_of_the_person(tmp_path) -> None:
    wish = wanted("", by_hand="demandez-le au producteur")
    [outcome] = bring(tmp_path, wish)
    assert (outcome.state, outcome.there, outcome.done) == ("à déposer à la main", False, True)
    assert "demandez-le" in outcome.text()
    (tmp_path / "sous un autre nom.csv").write_bytes(b"code;a\n1;2\n")
    [outcome] = bring(tmp_path, wish)
    assert (outcome.state, outcome.there) == ("déposé à la main", True)


def test_a_stop_between_the_journal_and_the_rename(server, tmp_path) -> None:
    server.add("table.csv", BODY)
    one(server, tmp_path)
    journal = Journal(tmp_path)
    old = journal.get("table.csv")
    server.add("table.csv", table(150_000, seed=2))
    page = server.pages["/table.csv"]
    promised = Record("essai", old.address, 1, "0" * 64, "", page.mark, "", previous=old.sha256)
    journal.put("table.csv", promised)
    assert one(server, tmp_path).state == "mis à jour"
    assert (tmp_path / "table.csv").read_bytes() == page.body


def test_a_damaged_journal_says_what_to_do(tmp_path) -> None:
    (tmp_path / ".fetch").mkdir()
    (tmp_path / ".fetch" / "fetched.json").write_text('{"table.csv": 3}')
    with pytest.raises(SourceError, match="Supprimez-le"):
        bring(tmp_path, wanted("https://exemple.fr/table.csv"))


def test_a_source_that_raises_is_a_refusal(server, tmp_path) -> None:
    def broken(_path):
        raise ZeroDivisionError("oups")

    server.add("table.csv", BODY)
    wish = replace(wanted(f"{server.address}/table.csv"), source=replace(SOURCE, recognises=broken))
    [outcome] = bring(tmp_path, wish)
    assert outcome.state == "refusé"
