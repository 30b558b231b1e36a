"""Records come out of any wrapping, and a file that is cut says where it stops."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.errors import SourceError
from loaders.reading import json_records
from loaders.reading.json_records import BAD_LINE, first_keys, records

TWO = [{"cfd": "1", "n": [1.5, None]}, {"cfd": "2", "é": {"à": "ç"}}]


@pytest.mark.parametrize(
    "wrapped",
    [
        TWO,
        {"formations": TWO, "pagination": {"total": 2}},
        {"pagination": {"page": 1, "items_per_page": 3}, "data": TWO},
        {"formations": {"results": TWO}, "jobs": {"peJobs": [{"cfd": "9"}]}},
        {"hits": {"total": 2, "hits": TWO}},
    ],
)
def test_every_wrapping_gives_the_same_records(tmp_path: Path, wrapped: object) -> None:
    path = tmp_path / "reply"
    path.write_text(json.dumps(wrapped), encoding="utf-8")
    assert [record.content for record in records(path)] == TWO
    assert [record.number for record in records(path)] == [1, 2]
    assert first_keys(path) == {"cfd", "n"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_one_record_a_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "lines"
    path.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in TWO), encoding=encoding)
    assert [record.content for record in records(path)] == TWO


@pytest.mark.parametrize("between", [",\n", "\n\n", "\r\n"])
def test_lines_with_a_comma_or_a_blank_between_them(tmp_path: Path, between: str) -> None:
    path = tmp_path / "lines"
    path.write_text(between.join(map(json.dumps, TWO)) + "\n")
    assert [record.content for record in records(path)] == TWO


def test_a_line_that_cannot_be_read_costs_itself_alone(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    first, second = map(json.dumps, TWO)
    path.write_text("\n".join([first, second[:-3], "]", second, "oops", first]))
    found = list(records(path))
    assert [record.fault for record in found] == ["", BAD_LINE, BAD_LINE, "", BAD_LINE, ""]
    assert [record.content for record in found if not record.fault] == [TWO[0], TWO[1], TWO[0]]
    assert [record.number for record in found] == [1, 2, 3, 4, 5, 6]


def test_packed_replies(tmp_path: Path) -> None:
    content = json.dumps(TWO).encode()
    (tmp_path / "a").write_bytes(gzip.compress(content))
    with zipfile.ZipFile(tmp_path / "b", "w") as archive:
        archive.writestr("read-me.txt", "…")
        archive.writestr("folder/reply.json", content)
    for name in ("a", "b"):
        assert [record.content for record in records(tmp_path / name)] == TWO


def test_records_larger_than_a_part_are_read_whole(tmp_path: Path) -> None:
    many = [{"n": i, "text": "é" * 70_000} for i in range(5)]
    path = tmp_path / "large"
    path.write_text(json.dumps(many, ensure_ascii=False), encoding="utf-8")
    assert [record.content for record in records(path)] == many


def test_a_cut_file_gives_what_comes_before(tmp_path: Path) -> None:
    content = json.dumps({"formations": TWO})
    path = tmp_path / "cut"
    path.write_text(content[: content.index('"2"')], encoding="utf-8")
    first, last = records(path)
    assert first.content == TWO[0]
    assert last.number == 2
    assert "interrompue" in last.fault
    (tmp_path / "packed").write_bytes(gzip.compress(json.dumps(TWO * 500).encode())[:-20])
    *_, last = records(tmp_path / "packed")
    assert last.fault


def test_what_is_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(gzip.compress(b"[" + b'{"a":1},' * 500_000))
    monkeypatch.setattr(json_records, "LARGEST", 1 << 20)
    assert "trop gros" in list(records(path))[-1].fault
    monkeypatch.setattr(json_records, "LARGEST_RECORD", 1 << 10)
    path.write_text('[{"a": "' + "x" * 200_000, encoding="utf-8")
    assert "trop gros" in list(records(path))[-1].fault


def test_deep_nesting_and_huge_numbers_are_faults(tmp_path: Path) -> None:
    path = tmp_path / "deep"
    for text in ("[" * 200_000, '[{"n": ' + "9" * 10_000 + "}]"):
        path.write_text(text, encoding="utf-8")
        assert list(records(path))[-1].fault


def test_what_is_no_json(tmp_path: Path) -> None:
    path = tmp_path / "table"
    path.write_text("siret,uai\n1,2\n", encoding="utf-8")
    with pytest.raises(SourceError):
        list(records(path))
    assert first_keys(path) == frozenset()
    assert first_keys(tmp_path / "absent") == frozenset()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), st.text('[]{}":,1ab ', max_size=60)))
def test_nothing_crashes_it(tmp_path: Path, content: bytes | str) -> None:
    path = tmp_path / "fuzz"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        found = list(records(path))
    except SourceError:
        return
    assert all(not record.fault for record in found[:-1])
