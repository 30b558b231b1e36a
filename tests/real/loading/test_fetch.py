"""The real files come through a bad network as they are, and `check` knows every one of them."""

import json
from pathlib import Path

from loaders.__main__ import main
from loaders.fetching.addresses import Remote
from loaders.fetching.plan import Wanted
from loaders.fetching.run import fetch
from loaders.fetching.web import Patience, Web
from loaders.files.finding import checksum_of, find_files
from tests.loaders.fetch_sample import Silence
from tests.loaders.fetch_server import serving


def test_the_real_files_through_a_bad_network(shared_data: Path, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    found = find_files(shared_data).files
    web = Web(Patience(first_wait=0.01, longest_wait=0.05, read=5), loopback=True)
    with serving() as server:
        wishes = []
        for rank, file in enumerate(found):
            body = file.path.read_bytes()
            troubles = {
                "errors": [503] if rank % 3 == 0 else [],
                "cuts": [len(body) // 3] if rank % 2 else [],
                "chunked": rank % 5 == 0,
            }
            name = f"{rank}-{file.path.name}"
            server.add(name, body, block=1 << 16, **troubles)
            remote = Remote(file.source.key, name, "", "", address=f"{server.address}/{name}")
            wishes.append(Wanted(remote, file.source))
        first = fetch(tmp_path, wishes, web=web, progress=Silence())
        assert {outcome.text() for outcome in first if outcome.state != "nouveau"} == set()
        assert [outcome.sha256 for outcome in first] == [file.checksum for file in found]
        assert all(checksum_of(tmp_path / wish.remote.name) for wish in wishes)
        assert sum(one.sent for one in server.asked) == sum(f.path.stat().st_size for f in found)
        again = fetch(tmp_path, wishes, web=web, progress=Silence())
        assert {outcome.state for outcome in again} == {"à jour"}
        assert {one.code for one in server.asked[-len(wishes) :]} == {304}


def test_check_knows_every_real_file_that_is_read(shared_data: Path, capsys) -> None:
    main(["check", str(shared_data), "--json"])
    told = [one for one in json.loads(capsys.readouterr().out) if one["source"]]
    # Two of the examples of LHEO are one file under two names.
    reports = [one for one in told if "même contenu que" not in one["text"]]
    assert len(told) - len(reports) == 1
    faults = [one["text"] for one in reports if one["error"]]
    assert faults == []
    # Tables of correspondences seldom say of when they are.
    dated = [one for one in reports if set(one["given"]) != {"crosswalks"}]
    undated = [one["file"] for one in dated if not one["vintage"]]
    empty = [one["file"] for one in reports if not one["rows_read"]]
    assert (undated, empty) == ([], [])
    for one in reports:
        assert (
            one["rows_kept"] + one["elsewhere"] + sum(one["rejects"].values()) == (one["rows_read"])
        )
