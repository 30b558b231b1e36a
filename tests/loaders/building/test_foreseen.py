"""`check` foresees what `build` does of a folder where nearly every file is spoiled in some way."""

import json
from collections import Counter
from itertools import cycle
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.building.region import build
from loaders.embedding.base import read_base
from loaders.project_data.profile import read_profile
from loaders.store.regional import read_store
from tests import damage
from tests.loaders.book_files import xlsx
from tests.loaders.building.test_saved_otherwise import SAVED, TABLES, text
from tests.loaders.lheo_sample import document, formation
from tests.samples.gtfs_files import along, feed_tables, write_feed

REGION = "hauts-de-france"
SPOILED = {
    "vide.csv": b"",
    "blanc.csv": b"\r\n \r\n",
    "coupe.json": b'[{"uai": "0620001A", "etab',
    "page.csv": b"<!doctype html><html><body>404</body></html>",
    "image.csv": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01",
    "lfs.csv": b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
    "archive.rar": b"Rar!\x1a\x07\x01\x00",
    "coupe.zip": b"PK\x03\x04\x14\x00",
    "calculs.xlsx": xlsx({"T": [TABLES["bmo"][0], ["=2020+4", *TABLES["bmo"][1][1:]]]}),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each way of saving, of one table or another; then damages, a feed, courses in LHEO."""
    found = tmp_path_factory.mktemp("sources")
    for name, (how, (end, save)) in zip(cycle(TABLES), SAVED.items(), strict=False):
        content = save(TABLES[name])
        path = found / f"{name} {how.replace('=', '')}.{end}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    for name, hurt in zip(cycle(TABLES), damage.DAMAGES, strict=False):
        place = found / f"abîmé {hurt.__name__}"
        place.mkdir()
        (place / f"{name}.csv").write_text(text(TABLES[name]) * 3, encoding="utf-8")
        hurt(place / f"{name}.csv")
    for name, content in SPOILED.items():
        (found / name).write_bytes(content)
    times = along("8:00", "8:20", "8:45")
    write_feed(found / "cars.zip", feed_tables(("1", times), zone="europe/paris"))
    write_feed(found / "avions.zip", feed_tables(("1", times), zone="America/Lima"))
    communes = read_base(read_profile(REGION).slug).communes
    courses = [formation(communes, number=n) for n in (1, 2, 3)]
    courses[1] = courses[1].replace("</certifiante>", "")
    courses[2] = courses[2].replace("20260901", "bientôt")
    (found / "carif.xml").write_text(document(*courses), encoding="utf-8")
    return found


def test_the_counts_and_the_reasons_are_those_of_the_build(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "store")
    main(["check", "--sources", str(folder), "--store", store, "--json"])
    foreseen = {one["file"]: one for one in json.loads(capsys.readouterr().out)}
    manifest = build(folder, store, REGION)
    built = read_store(store)
    sources = built.sources[~built.sources["simulated"]]
    sources = sources[sources["file"].isin(foreseen)].set_index("file")
    assert len(sources) > 40
    for name, row in sources.iterrows():
        one = foreseen[str(name)]
        reasons = built.rejects.loc[built.rejects["source"] == row["source"], "reason"]
        assert "rows_read" in one, (name, one)  # the file that `build` read is read, or why not
        assert (one["rows_read"], one["rows_kept"]) == (row["rows_read"], row["rows_kept"]), name
        assert one["rejects"] == Counter(reasons), name
        assert one["corrections"] == manifest.corrections.get(row["source"], {}), name
    faults = {one["file"]: one["reason"] for one in manifest.set_aside if one["fault"]}
    assert {name: f"{reason}." for name, reason in faults.items()} == {
        name: one["error"] for name, one in foreseen.items() if one["fault"]
    }
    assert {*SPOILED, "avions.zip"} <= {name.removesuffix("/T") for name in faults}
    unknown = {name for name, one in foreseen.items() if not one["source"] and not one["fault"]}
    assert unknown - {one["file"] for one in manifest.set_aside} == set(manifest.unrecognised)
