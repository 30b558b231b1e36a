"""What is not the file of the source is kept apart, and the file before stays in its place."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from samples.zips import zipped

from tests.loaders.fetch_sample import bring, table, wanted

OLD = table(3_000)


def bomb(size: int) -> bytes:
    content = io.BytesIO()
    with (
        zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("table.csv", "w", force_zip64=True) as file,
    ):
        file.write(b"code;valeur\n")
        for _ in range(size >> 20):
            file.write(b"0" * (1 << 20))
    return content.getvalue()


PAGE = b"\xef\xbb\xbf <!-- portail -->\n<!DOCTYPE html><html><body>Erreur</body></html>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (PAGE, "page web"),
        (b"", "vide"),
        (b"nom;valeur\n1;2\n", "pas un fichier de « Table d'essai »"),
        (zipped({"table.csv": table(50_000)})[:-300], "archive est abîmée"),
        (gzip.compress(table(50_000))[:-30], "archive est abîmée"),
        (bomb(60 << 20), "bombe de décompression"),
        (gzip.compress(b"code;a\n" + b"0" * (60 << 20)), "bombe de décompression"),
    ],
    ids=["page", "empty", "stranger", "cut zip", "cut gzip", "zip bomb", "gzip bomb"],
)
def test_what_is_not_the_file_is_refused(server, tmp_path: Path, body, words) -> None:
    wish = wanted(f"{server.address}/table.csv")
    server.add("table.csv", OLD)
    bring(tmp_path, wish)
    server.add("table.csv", body)
    [outcome] = bring(tmp_path, wish)
    assert (outcome.state, outcome.there, outcome.done) == ("refusé", True, False)
    assert words in outcome.why
    assert "le fichier précédent est gardé" in outcome.text()
    assert (tmp_path / "table.csv").read_bytes() == OLD
    assert (tmp_path / ".fetch" / "rejected" / "table.csv").read_bytes() == body
    # The producer puts it right: the good file comes, and the file before was never lost.
    server.add("table.csv", good := table(4_000, seed=2))
    assert bring(tmp_path, wish)[0].state == "mis à jour"
    assert (tmp_path / "table.csv").read_bytes() == good


def test_the_unpacked_size_is_limited(server, tmp_path) -> None:
    server.add("table.csv", zipped({"table.csv": table(1_500_000)}))
    [outcome] = bring(tmp_path, wanted(f"{server.address}/table.csv", unpacked=1))
    assert "1 Mo une fois décompressée" in outcome.why


def test_an_honest_archive_is_welcome(server, tmp_path) -> None:
    server.add("a.zip", zipped({"table.csv": table(50_000)}))
    server.add("b.csv.gz", gzip.compress(table(50_000)))
    wishes = [wanted(f"{server.address}/{name}", name) for name in ("a.zip", "b.csv.gz")]
    assert [outcome.state for outcome in bring(tmp_path, *wishes)] == ["nouveau"] * 2


def test_one_member_of_an_archive_is_taken(server, tmp_path) -> None:
    body = table(5_000)
    archive = zipped({"readme.txt": b"x", "ref_v459.csv": OLD, "ref_v460.csv": body})
    server.add("table.csv", archive)
    wish = wanted(f"{server.address}/table.csv", member=r"ref_v\d+\.csv$")
    assert bring(tmp_path, wish)[0].state == "nouveau"
    assert (tmp_path / "table.csv").read_bytes() == body
    assert bring(tmp_path, wish)[0].state == "à jour"
    assert server.codes("table.csv") == [200, 304]
    server.add("table.csv", zipped({"other.csv": body}))
    [outcome] = bring(tmp_path, wish)
    assert "ne contient pas le fichier attendu" in outcome.why
    assert (tmp_path / "table.csv").read_bytes() == body


def test_an_archive_comes_once_for_all_its_files(server, tmp_path) -> None:
    server.add("all.zip", zipped({"one.csv": OLD, "two.csv": (two := table(5_000))}))
    wishes = [
        wanted(f"{server.address}/all.zip", f"{name}.csv", member=name) for name in ("one", "two")
    ]
    assert [outcome.state for outcome in bring(tmp_path, *wishes)] == ["nouveau"] * 2
    assert server.codes("all.zip") == [200]
    assert (tmp_path / "two.csv").read_bytes() == two
    assert not list((tmp_path / ".fetch" / "part").iterdir())


def test_a_member_cannot_leave_the_folder(server, tmp_path) -> None:
    server.add("table.csv", zipped({"../../../evil.csv": OLD}))
    wish = wanted(f"{server.address}/table.csv", member="evil")
    assert bring(tmp_path / "in", wish)[0].state == "nouveau"
    assert (tmp_path / "in" / "table.csv").read_bytes() == OLD
    assert not list(tmp_path.rglob("evil.csv"))
